"""Numbers by period as bars above and below a line: geometry of an SVG picture, drawn by a template."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.queries.answer import Answer
from dragoman.queries.catalogue import Query

HEIGHT, TOP, BOTTOM, LEFT = 260, 16, 28, 44
_GAP = 14
# Bars of a few periods are broad, those of many narrow.
_THINNEST, _THICKEST, _WIDTH = 12, 40, 640
_LABEL = 64
# A gap in time is shown as one, unless that would make a picture of nothing but gaps.
_MOST_PERIODS = 160


@dataclass(frozen=True)
class _Shape:
    """How a query's rows are drawn: the column of the period, and of the values with 1 for up and -1 for down."""

    period: str
    values: Mapping[str, int]
    by: tuple[str, ...] = ()


_SHAPES = {
    "relation-timeline": _Shape("period", {"cooperation": 1, "conflict": -1}),
    "escalation": _Shape("period", {"goldstein": 1}, by=("initiator", "recipient")),
    "voted-together": _Shape("period", {"agreement": 1}),
    "reaction-profile": _Shape("year", {"events": 1, "condemned": 1}),
}


@dataclass(frozen=True)
class Bar:
    """One bar: its box, the number of its series, and what it says."""

    x: float
    y: float
    height: float
    series: int
    says: str


@dataclass(frozen=True)
class Chart:
    """A picture of bars: its size, the line of zero, series, bars, and labels at their places along the axes."""

    width: float
    zero: float
    series: list[str]
    bars: list[Bar]
    periods: list[tuple[float, str]]
    levels: list[tuple[float, str]]
    bar_width: float
    height: float = HEIGHT


def has_chart(query: Query) -> bool:
    """Whether answers of the query are numbers by period."""
    return query.name in _SHAPES


def chart(answer: Answer) -> Chart | None:
    """The picture of an answer; None where it has no rows."""
    shape = _SHAPES[answer.query]
    values = _values(shape, answer.rows)
    if not values:
        return None
    series = list(dict.fromkeys(name for told in values.values() for name in told))
    periods = _without_gaps(sorted(values))
    numbers = [value for told in values.values() for value in told.values()]
    high, low = max(0.0, *numbers), min(0.0, *numbers)
    span = (high - low) or 1.0
    scale = (HEIGHT - TOP - BOTTOM) / span
    zero = TOP + high * scale
    bar = max(_THINNEST, min(_THICKEST, (_WIDTH / len(periods) - _GAP) / len(series)))
    step = bar * len(series) + _GAP
    bars = [
        Bar(
            x=LEFT + place * step + series.index(name) * bar,
            y=zero - max(value, 0) * scale,
            # What is there, but next to nothing, is still to be seen.
            height=max(abs(value) * scale, 1.5),
            series=series.index(name),
            says=f"{period}: {name} {abs(value) if name == 'conflict' else value:g}",
        )
        for place, period in enumerate(periods)
        for name, value in values.get(period, {}).items()
        if value
    ]
    every = math.ceil(_LABEL / step)
    return Chart(
        bar_width=bar,
        width=max(LEFT + len(periods) * step + _GAP, 2 * _LABEL),
        zero=zero,
        series=series,
        bars=bars,
        periods=[(LEFT + at * step + (step - _GAP) / 2, name) for at, name in enumerate(periods) if at % every == 0],
        levels=[(zero - level * scale, f"{abs(level):g}") for level in dict.fromkeys((high, 0.0, low))],
    )


def _values(shape: _Shape, rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    values: dict[str, dict[str, float]] = {}
    for row in rows:
        who = " → ".join(str(row[column]) for column in shape.by)
        for column, sign in shape.values.items():
            if row[column] is not None and row[shape.period] is not None:
                values.setdefault(str(row[shape.period]), {})[who or column] = sign * float(row[column])
    return values


def _without_gaps(periods: list[str]) -> list[str]:
    """The periods with those between them, for years and months."""
    if all(len(period) == 4 and period.isdigit() for period in periods):
        filled = [f"{year:04}" for year in range(int(periods[0]), int(periods[-1]) + 1)]
    elif all(len(period) == 7 and period[5:].isdigit() for period in periods):
        first, last = (int(period[:4]) * 12 + int(period[5:]) - 1 for period in (periods[0], periods[-1]))
        filled = [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1)]
    else:
        return periods
    return filled if len(filled) <= _MOST_PERIODS else periods
