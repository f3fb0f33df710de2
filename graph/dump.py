"""The canonical dump: all that is live in the graph, as JSON Lines that `diff` compares and `load` reads again.

First each document with its text and the records that were read from it, then the decisions about identity: from these
the rest follows. Then the nodes and edges of the graph themselves, so that two dumps are equal only when the
graphs are. When something was loaded, where its file lay, and what was known before, are left out.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import date, datetime
from tempfile import TemporaryFile
from typing import IO, Any, LiteralString

import neo4j.time
from neo4j import Driver, Transaction

from dragoman.graph.connection import session_of
from dragoman.graph.errors import DragomanError
from dragoman.graph.ledger.book import lock
from dragoman.graph.ledger.decisions import read_decisions
from dragoman.graph.ledger.entries import record_of

VERSION = 1
# When a thing came, where a file lay, and what only serves the store.
_LEFT_OUT = {"loaded_at", "begun_at", "stored_at", "known_from", "address", "sketch", "digest", "text", "lock"}
# The address of a file is of this machine alone; that of a page tells what a later text replaces.
_FILE = "file:"
_OF_DOCUMENT = ("id", "title", "published", "publisher", "url", "language", "sha256", "text")

_DOCUMENTS: LiteralString = (
    "MATCH (document:Document) WHERE document.dataset IS NULL RETURN document.id AS id ORDER BY id"
)
_DOCUMENT: LiteralString = """
MATCH (document:Document {id: $id})
RETURN document, COLLECT { MATCH (document)-[:CORRECTS]->(past) RETURN DISTINCT past.id ORDER BY past.id } AS corrects
"""
_RECORDS: LiteralString = """
MATCH (record:Record {document: $id})
RETURN record ORDER BY record.kind = 'actor' DESC, record.kind, record.raw
"""
_NODES: LiteralString = """
MATCH (node:Actor|Document|Fact|Office|Place)
RETURN labels(node) AS labels, properties(node) AS properties ORDER BY node.id
"""
_EDGES: LiteralString = """
MATCH (start:Actor|Document|Fact|Office|Place)-[edge]->(end:Actor|Document|Fact|Office|Place)
RETURN type(edge) AS type, start.id AS start, end.id AS end, properties(edge) AS properties
ORDER BY start, type, end, edge.id, edge.record, edge.start, edge.end, edge.through, edge.dyad, edge.from
"""


def dump(driver: Driver, database: str) -> Iterator[str]:
    """The lines of the dump, without line ends, sorted.

    The write lock is held while the graph is read, into a temporary file: the dump is that of one moment, and whoever
    reads its lines slowly, or loads them again meanwhile, finds the graph free.

    Args:
        driver: a connected driver.
        database: the database within the server.

    Raises:
        DatabaseError: the database is away.
        DragomanError: there is no room for the temporary file.
    """
    with ExitStack() as stack:
        try:
            lines = stack.enter_context(TemporaryFile("w+", encoding="utf-8", newline="\n"))
            _write(driver, database, lines)
            lines.seek(0)
        except OSError as error:
            raise DragomanError(
                f"no temporary file for the dump: {error.strerror}", "set TMPDIR to a folder with room"
            ) from error
        for line in lines:
            yield line.removesuffix("\n")


def _write(driver: Driver, database: str, lines: IO[str]) -> None:
    with session_of(driver, database) as session, session.begin_transaction() as tx:
        lock(tx)
        lines.writelines(f"{line}\n" for line in _lines(tx))


def _lines(tx: Transaction) -> Iterator[str]:
    yield _line({"kind": "dump", "version": VERSION})
    for row in tx.run(_DOCUMENTS).data():
        yield from _document_lines(tx, row["id"])
    for decision in read_decisions(tx):
        pair = {"left": decision.left[0], "right": decision.right[0]}
        yield _line({"kind": "decision", **decision.model_dump(mode="json"), **pair})
    for node in tx.run(_NODES):
        properties = _properties(node["properties"])
        labels = sorted(node["labels"])
        yield _line({"kind": "node", "labels": labels, "id": properties.pop("id"), "properties": properties})
    for edge in tx.run(_EDGES):
        ends = {"from": edge["start"], "to": edge["end"]}
        yield _line({"kind": "edge", "type": edge["type"], **ends, "properties": _properties(edge["properties"])})
    yield _line({"kind": "end"})


def _document_lines(tx: Transaction, id: str) -> Iterator[str]:
    row = tx.run(_DOCUMENT, id=id).single(strict=True)
    stored = row["document"]
    head = _plain({name: stored[name] for name in _OF_DOCUMENT if name in stored})
    told = {"extractor": stored["extractor"], "corrects": row["corrects"]}
    if (address := stored.get("address", _FILE)) and not address.startswith(_FILE):
        told["address"] = address
    yield _line({"kind": "document", "document": stored["name"], **head, **told})
    for record in tx.run(_RECORDS, id=id):
        yield _line(_record(record["record"]))


def _record(row: Mapping[str, Any]) -> dict[str, Any]:
    if row["kind"] == "actor":
        told = {name: row.get(name) for name in ("names", "aliases", "state", "known")}
        others = {"other_names": row["other_names"]} if "other_names" in row else {}
        return {"kind": "actor", "id": row["raw"], "actor_kind": row["actor_kind"], **told, **others}
    return record_of(row["json"]).model_dump(mode="json")


def _properties(properties: Mapping[str, Any]) -> dict[str, Any]:
    return _plain({name: value for name, value in properties.items() if name not in _LEFT_OUT})


def _plain(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(value) for name, value in sorted(properties.items())}


def _value(value: Any) -> Any:
    temporal = isinstance(value, date | datetime | neo4j.time.Date | neo4j.time.DateTime)
    return value.isoformat() if temporal else value


def _line(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False)
