"""Answers in the formats that people and programs take them in."""

import json
from collections.abc import Callable, Iterator, Mapping

from dragoman.graph.errors import UsageError
from dragoman.queries.answer import Answer
from dragoman.queries.formats.csv_text import as_csv
from dragoman.queries.formats.graphml import as_graphml
from dragoman.queries.formats.terminal import table

__all__ = ["FORMATS", "render", "table"]


def render(answer: Answer, format: str) -> str | bytes | Iterator[str]:
    """The answer as text of a format.

    Args:
        answer: what to render.
        format: `json` (the whole answer), `ndjson` (a row a line), `csv` (a row a line, with its best piece of
            evidence) or `graphml` (what the rows link).

    Returns:
        The whole text, or its lines one by one where a reader can use them so.

    Raises:
        UsageError: there is no such format.
    """
    if format not in FORMATS:
        raise UsageError(f"there is no format {format!r}", f"use one of {', '.join(FORMATS)}")
    return FORMATS[format](answer)


def _json(answer: Answer) -> str:
    return json.dumps(answer.as_dict(), ensure_ascii=False) + "\n"


def _ndjson(answer: Answer) -> Iterator[str]:
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in answer.rows)


FORMATS: Mapping[str, Callable[[Answer], str | bytes | Iterator[str]]] = {
    "json": _json,
    "ndjson": _ndjson,
    "csv": as_csv,
    "graphml": as_graphml,
}
