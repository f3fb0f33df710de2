"""Which persons that documents name are one: kept on the ledger's actor records."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import LiteralString

from neo4j import ManagedTransaction

from dragoman.graph.identity.people import PersonTold, same_people
from dragoman.graph.ledger.decisions import Decided, blocks_of
from dragoman.graph.ledger.entries import Canonical
from dragoman.graph.ledger.running import run_rows
from dragoman.graph.records import FactRecord
from dragoman.graph.rows import Row
from dragoman.graph.vocabulary import ActorKind

_PERSONS: LiteralString = """
MATCH (record:Record) WHERE record.block IN $rows AND record.kind IN ['actor', 'official']
RETURN DISTINCT record.block AS block, coalesce(record.holder, record.raw) AS id, record.names AS names,
       record.known AS known, record.state AS state, record.office AS office,
       CASE record.kind WHEN 'actor' THEN [record.fact, record.serves] END AS fact
"""

_ASSIGN: LiteralString = """
UNWIND $rows AS row
MATCH (record:Record {raw: row.raw, kind: 'actor'})
WHERE record.fact IS NULL OR record.fact <> row.fact OR coalesce(record.serves, '') <> coalesce(row.serves, '')
WITH row, record, record.fact AS before
SET record.fact = row.fact, record.serves = row.serves
RETURN record.document AS document, row.raw AS raw, before
"""

# Of a person whom rows alone name nothing is decided: who it serves is what they say.
_CANONICAL: LiteralString = """
MATCH (record:Record {kind: 'actor'}) WHERE record.raw IN $rows
WITH record, coalesce(record.serves, record.state) AS serves
WHERE record.fact <> record.raw OR coalesce(serves, '') <> coalesce(record.state, '')
RETURN DISTINCT record.raw AS raw, record.fact AS fact, serves
"""

_ALL_ACTORS: LiteralString = """
MATCH (record:Record {kind: 'actor'})
WHERE record.document IN $rows AND NOT record.block STARTS WITH 'person:'
SET record.fact = record.raw
RETURN collect(DISTINCT record.raw) AS ids
"""


@dataclass
class _Known:
    names: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    known: bool = False
    state: str | None = None
    facts: set[tuple[str | None, str | None]] = field(default_factory=set)


def regroup_people(
    tx: ManagedTransaction, blocks: Collection[str], documents: Collection[str], decided: Decided
) -> tuple[set[str], set[str]]:
    """Decide anew who is who in these blocks, and enter it on the records.

    Args:
        tx: the transaction.
        blocks: the blocks that a change has touched.
        documents: ids of documents that are new; their other actors are entered as themselves.
        decided: what people decided.

    Returns:
        Ids of the actors whose records changed, before and after; ids of the documents with such records.
    """
    actors = {id for record in run_rows(tx, _ALL_ACTORS, sorted(documents)) for id in record["ids"]}
    persons = {block for block in blocks if block.startswith("person:")}
    found = _read(tx, persons)
    # A decision may reach over states: the persons of one without a state belong to it.
    while missing := set(blocks_of(tx, decided.partners(set().union(*found.values()))).values()) - found.keys():
        found |= _read(tx, missing)
    rows: list[Row] = []
    for block in _joined(found, decided):
        told = [
            PersonTold(id, frozenset(it.names), it.state, it.known, frozenset(it.offices)) for id, it in block.items()
        ]
        canonical = same_people(told, decided.together, decided.apart)
        # Who is named without a state serves the state of the one with whom he is joined.
        serves = {canonical[id]: it.state for id, it in block.items() if it.state}
        now = {id: (canonical[id], serves.get(canonical[id])) for id in block}
        rows += [
            {"raw": id, "fact": now[id][0], "serves": now[id][1]} for id, it in block.items() if it.facts != {now[id]}
        ]
    touched: set[str] = set()
    for record in run_rows(tx, _ASSIGN, sorted(rows, key=lambda row: row["raw"])):
        touched.add(record["document"])
        actors.add(record["raw"])
        actors.update([record["before"]] if record["before"] else [])
    return actors | {row["fact"] for row in rows}, touched


def _read(tx: ManagedTransaction, blocks: Collection[str]) -> dict[str, dict[str, _Known]]:
    found: dict[str, dict[str, _Known]] = {block: defaultdict(_Known) for block in blocks}
    for row in run_rows(tx, _PERSONS, sorted(blocks)):
        person = found[row["block"]][row["id"]]
        person.names.update(row["names"] or [])
        person.offices.update([row["office"]] if row["office"] else [])
        person.known |= bool(row["known"])
        person.state = person.state or row["state"]
        person.facts.update([tuple(row["fact"])] if row["fact"] is not None else [])
    return found


def _joined(found: Mapping[str, Mapping[str, _Known]], decided: Decided) -> list[dict[str, _Known]]:
    """The blocks, those that a decision links as one."""
    joined: list[dict[str, _Known]] = []
    for block in found.values():
        linked = [other for other in joined if decided.partners(block) & other.keys()]
        whole = dict(block)
        for other in linked:
            whole |= other
            joined.remove(other)
        joined.append(whole)
    return joined


def canonical_actors(tx: ManagedTransaction, records: Iterable[FactRecord]) -> dict[str, Canonical]:
    """What those persons of the records are in the graph who have another id, or another state, there, by their id."""
    persons = {actor.id for record in records for actor in record.actors() if actor.kind is ActorKind.OFFICIAL}
    return {row["raw"]: Canonical(row["fact"], row["serves"]) for row in run_rows(tx, _CANONICAL, sorted(persons))}
