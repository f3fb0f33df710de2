"""Answers in the formats that people and programs take them in."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from dragoman.graph.errors import UsageError
from dragoman.queries.answer import Answer
from dragoman.queries.catalogue import Query
from dragoman.queries.formats.csv_text import as_csv
from dragoman.queries.formats.graphml import as_graphml
from dragoman.queries.formats.links import linked
from dragoman.queries.formats.terminal import table
from dragoman.queries.parameter import ParameterError

__all__ = ["FORMATS", "LINES", "formats_of", "render", "table"]


def render(answer: Answer, format: str) -> str | bytes | Iterator[str]:
    """The answer as text of a format.

    Args:
        answer: what to render.
        format: `json` (the whole answer), `graph` (the same, with the nodes and edges that its rows stand for),
            `ndjson` (a row a line), `csv` (a row a line, with its best piece of evidence) or `graphml` (what the rows
            link).

    Returns:
        The whole text, or its lines one by one where a reader can use them so.

    Raises:
        UsageError: there is no such format, or the query has no graph.
    """
    if format in LINES:
        return LINES[format](answer.declared, answer.rows)
    if format not in FORMATS:
        raise UsageError(f"there is no format {format!r}", f"use one of {', '.join(FORMATS)}")
    return _WHOLE[format](answer)


def formats_of(query: Query) -> tuple[str, ...]:
    """The formats that the answers of a query can be made in."""
    return tuple(format for format in FORMATS if format != "graph" or query.graph)


def _json(answer: Answer) -> str:
    return json.dumps(answer.as_dict(), ensure_ascii=False) + "\n"


def _graph(answer: Answer) -> str:
    if not answer.declared.graph:
        raise ParameterError("format", f"{answer.query} has no graph form", "take format=json")
    nodes, edges = linked(answer)
    told = {
        **answer.as_dict(),
        "nodes": [{"id": id, "name": node.name} for id, node in nodes.items()],
        "edges": [
            {"source": edge.source, "target": edge.target, "type": edge.type, "row": edge.place} for edge in edges
        ],
    }
    return json.dumps(told, ensure_ascii=False) + "\n"


def _ndjson(_: Query, rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


_WHOLE: Mapping[str, Callable[[Answer], str | bytes]] = {"json": _json, "graphml": as_graphml, "graph": _graph}
LINES: Mapping[str, Callable[[Query, Iterable[Mapping[str, Any]]], Iterator[str]]] = {"ndjson": _ndjson, "csv": as_csv}
"""The formats whose lines can be made while rows are read."""

FORMATS = ("json", "ndjson", "csv", "graphml", "graph")
