"""The rows of an answer in the order of their days, and where each stands along an axis of time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.queries.answer import Answer
from dragoman.queries.catalogue import Query
from dragoman.queries.parameter import ColumnType

WIDTH = 1000
_DOT = 14


@dataclass(frozen=True)
class Moment:
    """A day (or month, or year) with the rows of it, and the place of its dot along the axis, 0 to `WIDTH`."""

    date: str
    x: float
    rows: list[dict[str, Any]]


@dataclass(frozen=True)
class Timeline:
    """Moments from the earliest on, and the rows that have no date."""

    moments: list[Moment]
    undated: list[dict[str, Any]]
    column: str
    width: float = WIDTH
    most: int = 1


def has_timeline(query: Query) -> bool:
    """Whether rows of the query have a day."""
    return _date_column(query) is not None


def timeline(answer: Answer) -> Timeline:
    """The rows of an answer along time."""
    column = _date_column(answer.declared) or ""
    by_date: dict[str, list[dict[str, Any]]] = {}
    undated = []
    for row in answer.rows:
        if row[column]:
            by_date.setdefault(row[column], []).append(row)
        else:
            undated.append(row)
    days = {told: _day(told).toordinal() for told in by_date}
    first, last = min(days.values(), default=0), max(days.values(), default=0)
    scale = (WIDTH - 2 * _DOT) / max(last - first, 1)
    moments = [
        Moment(told, _DOT + (days[told] - first) * scale, by_date[told])
        for told in sorted(by_date, key=lambda told: (days[told], told))
    ]
    return Timeline(moments, undated, column, most=max((len(one.rows) for one in moments), default=1))


def headline(query: Query, row: Mapping[str, Any]) -> str | None:
    """The column that says most about a row: the name of what it identifies, else its first text."""
    for column in query.columns.values():
        if column.label and row[column.label]:
            return column.label
    return next((name for name, it in query.columns.items() if it.type is ColumnType.STRING and row[name]), None)


def _date_column(query: Query) -> str | None:
    return next((name for name, column in query.columns.items() if column.type is ColumnType.DATE), None)


def _day(told: str) -> date:
    """A day, or the first one of a month or year."""
    return date.fromisoformat(f"{told}-01-01"[:10])
