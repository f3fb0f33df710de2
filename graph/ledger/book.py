"""Enters what documents state into the ledger, and withdraws it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import LiteralString

from neo4j import ManagedTransaction, Transaction

from dragoman.graph.errors import DatabaseError
from dragoman.graph.ledger.entries import Entry, actor_rows, entry_of, rows_of
from dragoman.graph.ledger.running import run_rows
from dragoman.graph.records import Actor, DocumentRecords
from dragoman.graph.rows import document_rows

_LOCK: LiteralString = """
MATCH (schema:Schema)
WITH schema ORDER BY schema.version LIMIT 1
SET schema.lock = coalesce(schema.lock, 0) + 1
RETURN schema.written_at AS last
"""

_STAMP: LiteralString = "MATCH (schema:Schema) WITH schema ORDER BY schema.version LIMIT 1 SET schema.written_at = $now"

_DOCUMENTS: LiteralString = """
UNWIND $rows AS row
MERGE (document:Document {id: row.id})
WITH document, row, coalesce(document.loaded_at, $now) AS loaded_at
SET document = row.properties
SET document.id = row.id, document.extractor = $extractor, document.loaded_at = loaded_at
"""

_RECORDS: LiteralString = """
UNWIND $rows AS row
CREATE (record:Record)
SET record = row, record.extractor = $extractor, record.loaded_at = $now
"""

# Of an actor that is told of already, the entry stays as it is.
_ACTORS: LiteralString = """
UNWIND $rows AS row
MERGE (record:Record {id: row.id})
ON CREATE SET record += row, record.extractor = $extractor, record.loaded_at = $now
"""

_TOUCHED: LiteralString = """
MATCH (record:Record) WHERE record.document IN $rows
RETURN record.kind AS kind, collect(DISTINCT record.block) AS blocks, collect(DISTINCT record.key) AS keys,
       collect(DISTINCT record.fact) AS facts, collect(DISTINCT record.raw) AS raws
"""

_WITHDRAW: LiteralString = """
MATCH (record:Record) WHERE record.document IN $rows
DELETE record
"""

_PAST_DOCUMENTS: LiteralString = """
MATCH (document:Document) WHERE document.id IN $rows
REMOVE document:Document
SET document:PastDocument, document.retracted_at = $now
"""

# What `entry_of` reads.
RECORD_COLUMNS: LiteralString = """
RETURN record.document AS document, record.json AS json, record.extractor AS extractor,
       record.loaded_at AS loaded_at, record.key AS key, record.fact AS fact,
       record.published AS published
"""
_EVENTS: LiteralString = "MATCH (record:Record {kind: 'event'}) WHERE record.block IN $rows" + RECORD_COLUMNS
_BY_DOCUMENT: LiteralString = (
    "MATCH (record:Record) WHERE record.document IN $rows AND NOT record.kind IN ['actor', 'event']" + RECORD_COLUMNS
)
_BY_KEY: LiteralString = (
    "MATCH (record:Record) WHERE record.key IN $rows AND NOT record.document IN $without" + RECORD_COLUMNS
)

_ASSIGN: LiteralString = """
UNWIND $rows AS row
MATCH (record:Record {id: row.id})
SET record.key = row.key, record.fact = row.fact
"""


@dataclass
class Touched:
    """What a change may alter: blocks in which ids are one, keys of equal facts, facts and actors by id, raw ids."""

    blocks: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)
    raws: set[str] = field(default_factory=set)


def lock(tx: ManagedTransaction | Transaction) -> datetime:
    """Take the one write lock of the graph, held until the transaction ends.

    Two loaders at once would else each miss what the other is about to say of the same event. Extraction, which is
    most of the work, is outside of it.

    Returns:
        The time of this change, later than that of every change before it.

    Raises:
        DatabaseError: the schema has not been applied.
    """
    record = tx.run(_LOCK).single()
    if record is None:
        raise DatabaseError("the graph has no schema, and so no lock for writers", "apply it with `dragoman status`")
    now = datetime.now(UTC)
    if record["last"] is not None:
        now = max(now, record["last"].to_native() + timedelta(microseconds=1))
    tx.run(_STAMP, now=now).consume()
    return now


def enter(tx: ManagedTransaction, batch: Sequence[DocumentRecords], extractor: str, now: datetime) -> None:
    """Write the documents and one `Record` for each fact and actor that they name."""
    run_rows(tx, _DOCUMENTS, document_rows(batch), extractor=extractor, now=now)
    rows = [row for records in batch for row in rows_of(records)]
    run_rows(tx, _RECORDS, rows, extractor=extractor, now=now)


def enter_actors(tx: ManagedTransaction, document: str, actors: Iterable[Actor], extractor: str, now: datetime) -> None:
    """Write one `Record` for each actor that a document names, each being who its id says: nothing is compared."""
    rows = [row | {"id": f"{document}/{row['raw']}", "document": document} for row in actor_rows(actors)]
    alone = [row | {"block": row["raw"], "fact": row["raw"]} for row in rows]
    run_rows(tx, _ACTORS, alone, extractor=extractor, now=now)


def touched_by(tx: ManagedTransaction, documents: Collection[str]) -> Touched:
    """What the records of these documents have a part in."""
    touched = Touched()
    for row in run_rows(tx, _TOUCHED, sorted(documents)):
        touched.blocks.update(row["blocks"])
        touched.keys.update(row["keys"])
        touched.raws.update(row["raws"])
        (touched.actors if row["kind"] == "actor" else touched.facts).update(row["facts"])
    return touched


def withdraw(tx: ManagedTransaction, documents: Collection[str]) -> None:
    """Take the records of these documents out of the ledger."""
    run_rows(tx, _WITHDRAW, sorted(documents))


def put_into_the_past(tx: ManagedTransaction, documents: Collection[str], now: datetime) -> None:
    """Keep the documents for those who ask what was known before; they are no longer live."""
    run_rows(tx, _PAST_DOCUMENTS, sorted(documents), now=now)


def events_in(tx: ManagedTransaction, blocks: Collection[str]) -> list[Entry]:
    """The event records of these blocks."""
    return [entry_of(row) for row in run_rows(tx, _EVENTS, sorted(blocks))]


def facts_of(tx: ManagedTransaction, documents: Collection[str]) -> list[Entry]:
    """The records of these documents that are neither events nor actors."""
    return [entry_of(row) for row in run_rows(tx, _BY_DOCUMENT, sorted(documents))]


def facts_like(tx: ManagedTransaction, keys: Collection[str], without: Collection[str]) -> list[Entry]:
    """The records whose content is that of one of the keys, of any document but those in `without`."""
    return [entry_of(row) for row in run_rows(tx, _BY_KEY, sorted(keys), without=sorted(without))]


def assign(tx: ManagedTransaction, entries: Iterable[Entry]) -> None:
    """Write down which fact, and which content, each of these records supports."""
    rows = [{"id": f"{entry.document}/{entry.record.id}", "key": entry.key, "fact": entry.fact} for entry in entries]
    run_rows(tx, _ASSIGN, rows)
