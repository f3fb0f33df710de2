"""Where a page leads for what stands in an answer: the page of a thing, the sentence in its document."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from dragoman.queries.catalogue import EVIDENCE, Query

# Columns that name actors, not give their ids; the actor's page is found by the name.
ACTOR_COLUMNS = frozenset(
    {"initiators", "recipients", "actors", "members", "foes", "tie", "speaker", "state", "actor", "ally", "enemy"}
)
_KINDS = frozenset({"event", "statement", "response", "official", "alliance", "document", "office", "place"})


def page_of(id: str) -> str:
    """The address of the page of anything that has an id."""
    kind = id.partition(":")[0]
    folder = {"event": "events", "official": "actors", "document": "documents"}.get(kind, "things")
    return f"/{folder}/{quote(id)}"


def page_of_actor(name: str) -> str:
    """The address of the page of an actor given by id or name."""
    return f"/actors/{quote(name)}"


def sentence_in(piece: Mapping[str, Any]) -> str:
    """The address of the document's page, opened at the sentence of a piece of evidence."""
    told = {name: piece[name] for name in ("start", "end", "published") if piece.get(name) is not None}
    marked = "#here" if piece.get("start") is not None else ""
    return f"/documents/{quote(piece['document'], safe='')}?{urlencode(told)}{marked}"


def cell_page(query: Query, row: Mapping[str, Any], column: str, item: str) -> str | None:
    """Where an item of a cell leads, or None.

    Args:
        query: whose answer it is.
        row: the row.
        column: the cell's column; it is the label of an id, or names actors or a document.
        item: the text of the cell, or one of the texts of a list.
    """
    for id_column in query.columns.values():
        if id_column.label == column and row[id_column.name]:
            return page_of(str(row[id_column.name]))
    if column == "sentence" and row[EVIDENCE]:
        return sentence_in(row[EVIDENCE][0])
    if column in ACTOR_COLUMNS:
        return page_of_actor(item)
    return f"/documents/{quote(item, safe='')}" if column == "document" else None


def kind_of(id: str) -> str:
    """The kind of what has an id: event, official, document …, state for the short ids of states and bodies."""
    kind = id.partition(":")[0]
    if kind in _KINDS:
        return kind
    return "state" if id.isupper() and len(id) <= 12 else "other"
