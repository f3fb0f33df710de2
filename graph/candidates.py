"""Doubtful pairs: events, or officials, that may be one and that nobody has decided about yet."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import product
from typing import LiteralString

from neo4j import Driver, ManagedTransaction, Record

from dragoman.graph.connection import session_of
from dragoman.graph.identity.comparison import Comparison
from dragoman.graph.identity.doubtful import doubtful_events, doubtful_people
from dragoman.graph.identity.events import EventTold, compare
from dragoman.graph.identity.people import PersonTold, compare_people
from dragoman.graph.ledger.book import RECORD_COLUMNS
from dragoman.graph.ledger.decisions import Decided, decided, read_decisions
from dragoman.graph.ledger.entries import entry_of
from dragoman.graph.ledger.events import told_by_raw, with_canonical_actors

_SOME_EVENTS: LiteralString = """
MATCH (event:Event)
WHERE $actor IS NULL OR EXISTS { (event)-[:INITIATED|TARGETED]-(:Actor {id: $actor}) }
MATCH (record:Record {fact: event.id, kind: 'event'})
"""
_THESE_EVENTS: LiteralString = "MATCH (record:Record {kind: 'event'}) WHERE record.raw IN $ids"

_SOME_PERSONS: LiteralString = "MATCH (actor:Official) WHERE $actor IS NULL OR $actor IN [actor.id, actor.state]"
_PERSONS: LiteralString = """
MATCH (record:Record {fact: actor.id, kind: 'actor'})
RETURN record.raw AS id, actor.id AS fact, actor.name AS name, actor.state AS state,
       collect(DISTINCT record.names) AS names, max(record.known) AS known,
       COLLECT { MATCH (actor)<-[:HOLDER]-(:Occupancy)-[:POST]->(office:Office) RETURN DISTINCT office.name } AS offices
ORDER BY id
"""
# Each as its own records tell it: of two raw ids that are one person, the person's offices would be those of both.
_THESE_PERSONS: LiteralString = """
MATCH (record:Record {kind: 'actor'}) WHERE record.raw IN $ids AND record.actor_kind = 'official'
WITH record.raw AS id, max(record.state) AS state, collect(DISTINCT record.names) AS names,
     max(record.known) AS known, collect(DISTINCT record.block) AS blocks
RETURN id, state, names, known, COLLECT {
  MATCH (held:Record {kind: 'official', holder: id}) WHERE held.block IN blocks RETURN DISTINCT held.office
} AS offices
"""


@dataclass(frozen=True)
class Candidate:
    """Two nodes of the graph that may be one: `left` and `right` are their ids, `names` what they are called."""

    kind: str
    left: str
    right: str
    names: tuple[str, str]
    score: float
    reasons: tuple[str, ...]


def candidates(driver: Driver, database: str, actor: str | None = None) -> list[Candidate]:
    """The doubtful pairs, the likeliest first.

    Args:
        driver: a connected driver.
        database: the database within the server.
        actor: id of an actor: only events that it has a part in, only persons of that state; None means all.

    Raises:
        DatabaseError: the database is away.
    """
    with session_of(driver, database) as session:
        found = session.execute_read(_candidates, actor)
    return sorted(found, key=lambda pair: (-pair.score, pair.left, pair.right))


def comparison(tx: ManagedTransaction, left: Collection[str], right: Collection[str]) -> Comparison | None:
    """What speaks for and against two events, or two officials, being one; None when nothing speaks for it.

    Args:
        tx: the transaction.
        left: raw ids of the one, as `extract` prints them.
        right: raw ids of the other; the likeliest pair counts.
    """
    ids = sorted({*left, *right})
    _, told = _events(tx, list(tx.run(_THESE_EVENTS + RECORD_COLUMNS, ids=ids)))
    events = {event.record.id: event for event in told}
    people = {row["id"]: _person(row) for row in tx.run(_THESE_PERSONS, ids=ids)}
    compared = [
        *(compare(events[a], events[b]) for a, b in product(left, right) if {a, b} <= events.keys()),
        *(compare_people(people[a], people[b]) for a, b in product(left, right) if {a, b} <= people.keys()),
    ]
    return max((found for found in compared if found), key=lambda found: (found.score, found.reasons), default=None)


def _candidates(tx: ManagedTransaction, actor: str | None) -> list[Candidate]:
    ruling = decided(read_decisions(tx))
    return [*_event_pairs(tx, actor, ruling), *_person_pairs(tx, actor, ruling)]


def _event_pairs(tx: ManagedTransaction, actor: str | None, ruling: Decided) -> list[Candidate]:
    joined, events = _events(tx, list(tx.run(_SOME_EVENTS + RECORD_COLUMNS, actor=actor)))
    names = {event.record.id: _named(event) for event in events}
    return [
        Candidate("event", joined[a], joined[b], (names[a], names[b]), found.score, found.reasons)
        for a, b, found in doubtful_events(events, joined, ruling.apart)
    ]


def _events(tx: ManagedTransaction, rows: Sequence[Record]) -> tuple[dict[str, str], list[EventTold]]:
    """The events of these records: raw id to id in the graph, and each raw id as it is told."""
    entries = with_canonical_actors(tx, [entry_of(row) for row in rows])
    joined = {entry.record.id: entry.fact or entry.record.id for entry in entries}
    told = told_by_raw(entries).values()
    return joined, sorted(told, key=lambda event: (joined[event.record.id], event.record.id))


def _named(event: EventTold) -> str:
    return f"{event.record.name} ({event.record.date.start.isoformat() if event.record.date else 'no date'})"


def _person_pairs(tx: ManagedTransaction, actor: str | None, ruling: Decided) -> list[Candidate]:
    rows = list(tx.run(_SOME_PERSONS + _PERSONS, actor=actor))
    joined = {row["id"]: row["fact"] for row in rows}
    names = {row["id"]: f"{row['name']} ({row['state'] or 'no state'})" for row in rows}
    return [
        Candidate("official", joined[a], joined[b], (names[a], names[b]), found.score, found.reasons)
        for a, b, found in doubtful_people([_person(row) for row in rows], joined, ruling.apart)
    ]


def _person(row: Record) -> PersonTold:
    names = frozenset(name for some in row["names"] for name in some)
    return PersonTold(row["id"], names, row["state"], bool(row["known"]), frozenset(row["offices"]))
