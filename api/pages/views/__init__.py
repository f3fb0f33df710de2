"""The ways to look at an answer, made on the server: what the graph, chart, timeline and map show of its rows."""

from collections.abc import Collection

from dragoman.api.pages.views.chart import Chart, chart, has_chart
from dragoman.api.pages.views.network import network
from dragoman.api.pages.views.timeline import Timeline, has_timeline, headline, timeline
from dragoman.queries.answer import Answer
from dragoman.queries.catalogue import Query
from dragoman.queries.parameter import Column, ParameterType

__all__ = [
    "Chart",
    "Timeline",
    "chart",
    "columns_shown",
    "events_of",
    "headline",
    "network",
    "possible",
    "timeline",
]

_VIEWS = ("table", "graph", "chart", "timeline", "map")
_EVENT_COLUMNS = ("event_id", "fact_id", "id")
_MOST_EVENTS = 1000


def possible(query: Query) -> list[str]:
    """The views that answers of a query can be looked at in."""
    about_events = any(column in query.columns for column in _EVENT_COLUMNS) or any(
        parameter.type is ParameterType.EVENT for parameter in query.parameters.values()
    )
    suitable = {
        "table": True,
        "graph": bool(query.graph),
        "chart": has_chart(query),
        "timeline": has_timeline(query),
        "map": about_events,
    }
    return [view for view in _VIEWS if suitable[view]]


def columns_shown(answer: Answer, without: Collection[str] = ()) -> list[Column]:
    """The columns of a table: not those that no row fills, nor ids, since the name beside them leads to their page."""
    return [
        column
        for column in answer.declared.columns.values()
        if column.label is None
        and column.name not in without
        and any(row[column.name] not in (None, []) for row in answer.rows)
    ]


def events_of(answer: Answer) -> list[str]:
    """Ids of the events that an answer is about, whose places a map shows."""
    ids = [resolved.id for resolved in answer.resolved.values() if resolved.kind == "event"]
    ids += [str(row[column]) for row in answer.rows for column in _EVENT_COLUMNS if row.get(column)]
    return list(dict.fromkeys(ids))[:_MOST_EVENTS]
