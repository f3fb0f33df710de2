"""Each named query as a tool: its schemas from the catalogue, its answers bounded in size, its errors as advice."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mcp_types import CallToolResult, TextContent, Tool, ToolAnnotations

from dragoman.api.graph import Graph
from dragoman.api.schemas import answer_schema, describe, shared_schemas
from dragoman.graph.errors import DatabaseUnavailable, DragomanError
from dragoman.queries.answer import Answer
from dragoman.queries.catalogue import Query
from dragoman.queries.parameter import ParameterError
from dragoman.queries.run import PAGE_ROWS

# What a model reads costs money and attention: a page is smaller than over HTTP, and an answer of 40,000 characters is
# some 10,000 tokens, of which a model with a window of 128,000 can take a dozen.
ROWS = 20
MOST_CHARACTERS = 40_000
# Sentences are far shorter; a table that was read as one may not push out the rest of the answer.
LONGEST_TEXT = 2_000

_REFERENCE = "#/$defs/{model}"


def tool(query: Query) -> Tool:
    """The query as a tool that a model can call."""
    parameters = describe(query).parameters
    parameters["properties"]["limit"] |= {"default": ROWS, "maximum": PAGE_ROWS, "description": "Rows on a page"}
    output = answer_schema(query, _REFERENCE)
    output["properties"]["note"] = {
        "type": ["string", "null"],
        "description": "What was left out for its size, and how to go on",
    }
    output["required"] = [*output["required"], "note"]
    output["$defs"] = {name: schema for name, schema in shared_schemas(_REFERENCE).items() if name != "Problem"}
    return Tool(
        name=query.name,
        title=query.summary,
        description=f"{query.summary}.\n\n{query.description.strip()}\n\nExample: {json.dumps(dict(query.example))}",
        input_schema=parameters,
        output_schema=output,
        annotations=ToolAnnotations(
            title=query.summary,
            read_only_hint=True,
            destructive_hint=False,
            idempotent_hint=True,
            open_world_hint=False,
        ),
    )


def call(graph: Graph, query: Query, arguments: Mapping[str, Any]) -> CallToolResult:
    """The query's answer, as structured content and as the same in JSON text; an error as text that tells what to do.

    Args:
        graph: where to ask.
        query: the tool.
        arguments: as the model gave them, in the types of JSON.
    """
    try:
        content = _content(graph, query, {"limit": str(ROWS), **_as_text(query, arguments)})
    except DragomanError as error:
        return failure(error)
    return CallToolResult(content=[TextContent(text=_json(content))], structured_content=content)


def failure(error: DragomanError) -> CallToolResult:
    """The error in words for the model: what went wrong, and what to do about it."""
    advice = " Wait some seconds and call again." if isinstance(error, DatabaseUnavailable) else ""
    return CallToolResult(content=[TextContent(text=f"{error}.{advice}")], is_error=True)


def _as_text(query: Query, arguments: Mapping[str, Any]) -> dict[str, str]:
    """Arguments as the command line and HTTP have them; null is as good as left out."""
    return {name: _text(name, value) for name, value in arguments.items() if value is not None}


def _text(name: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ParameterError(name, f"{name}: a {type(value).__name__} is no value for it", "give one string or number")
    # JSON has one kind of number: 5.0 is a whole one.
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _content(graph: Graph, query: Query, arguments: dict[str, str]) -> dict[str, Any]:
    """The answer with texts shortened, and with fewer rows where they were too many: the cursor goes on behind them."""
    answer, notes = _shortened(graph.ask(query, arguments))
    fitting = _fitting(answer.rows)
    if fitting < len(answer.rows):
        answer, notes = _shortened(graph.ask(query, arguments | {"limit": str(fitting)}))
        notes.append(f"cut after {fitting} rows for their size")
    if answer.next:
        notes.append(f"more rows follow: call again with the same arguments and cursor={answer.next}")
    if not answer.rows:
        notes.append("nothing in the graph answers this; `resolved` tells what the words were taken for")
    return answer.as_dict() | {"note": "; ".join(notes) or None}


def _shortened(answer: Answer) -> tuple[Answer, list[str]]:
    rows = [_short(row) for row in answer.rows]
    notes = [] if rows == answer.rows else [f"texts were cut after {LONGEST_TEXT} characters"]
    return replace(answer, rows=rows), notes


def _short(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) <= LONGEST_TEXT else f"{value[:LONGEST_TEXT]}…"
    if isinstance(value, list):
        return [_short(item) for item in value]
    return {name: _short(item) for name, item in value.items()} if isinstance(value, dict) else value


def _fitting(rows: list[dict[str, Any]]) -> int:
    """How many of the rows there is room for: at least one, so that the cursor always goes on."""
    room = MOST_CHARACTERS
    for number, row in enumerate(rows):
        room -= len(_json(row))
        if room < 0:
            return max(number, 1)
    return len(rows)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
