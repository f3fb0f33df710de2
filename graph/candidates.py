"""Doubtful pairs: events, or persons, that may be one and that nobody has decided about yet."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from typing import LiteralString

from neo4j import Driver, ManagedTransaction, Record

from dragoman.graph.connection import translated_errors
from dragoman.graph.identity.comparison import Comparison
from dragoman.graph.identity.events import DOUBTFUL, EventTold, compare
from dragoman.graph.identity.people import PersonTold, compare_people
from dragoman.graph.ledger.decisions import decided, read_decisions
from dragoman.graph.ledger.entries import record_of
from dragoman.graph.records import EventRecord

# Events told as further apart than this are two; compared are only those with an actor's state in common.
_DAYS_APART = timedelta(days=3)

_SOME_EVENTS: LiteralString = """
MATCH (event:Event)
WHERE $actor IS NULL OR EXISTS { (event)-[:INITIATED|TARGETED]-(:Actor {id: $actor}) }
"""
_THESE_EVENTS: LiteralString = "MATCH (event:Event) WHERE event.id IN $ids"
_EVENTS: LiteralString = """
MATCH (record:Record {fact: event.id, kind: 'event'})
RETURN event.id AS id, collect(DISTINCT record.raw) AS raws, collect(DISTINCT record.document) AS documents,
       collect(record.json) AS records
ORDER BY id
"""

_SOME_PERSONS: LiteralString = "MATCH (actor:Official) WHERE $actor IS NULL OR $actor IN [actor.id, actor.state]"
_THESE_PERSONS: LiteralString = "MATCH (actor:Official) WHERE actor.id IN $ids"
_PERSONS: LiteralString = """
MATCH (record:Record {fact: actor.id, kind: 'actor'})
RETURN actor.id AS id, actor.name AS name, collect(DISTINCT record.raw) AS raws, actor.state AS state,
       actor.aliases + [actor.name] AS names, max(record.known) AS known,
       COLLECT { MATCH (actor)<-[:HOLDER]-(:Occupancy)-[:POST]->(office:Office) RETURN DISTINCT office.name } AS offices
ORDER BY id
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
    with translated_errors(), driver.session(database=database) as session:
        found = session.execute_read(_candidates, actor)
    return sorted(found, key=lambda pair: (-pair.score, pair.left, pair.right))


def _candidates(tx: ManagedTransaction, actor: str | None) -> list[Candidate]:
    ruling = decided(read_decisions(tx))
    pairs = [*_event_pairs(tx, actor), *_person_pairs(tx, actor)]
    return [pair for pair, raws in pairs if not any(frozenset(both) in ruling.apart for both in raws)]


_Pair = tuple[Candidate, list[tuple[str, str]]]


def comparison(tx: ManagedTransaction, left: str, right: str) -> Comparison | None:
    """What speaks for and against two events, or two officials, of the graph being one; None when nothing does."""
    told = [_event_told(row) for row in tx.run(_THESE_EVENTS + _EVENTS, ids=[left, right])]
    if len(told) == 2:
        return compare(*told)
    people = [_person_told(row) for row in tx.run(_THESE_PERSONS + _PERSONS, ids=[left, right])]
    return compare_people(*people) if len(people) == 2 else None


def _event_pairs(tx: ManagedTransaction, actor: str | None) -> Iterator[_Pair]:
    raws: dict[str, Sequence[str]] = {}
    told: dict[tuple[str, str], list[EventTold]] = defaultdict(list)
    for row in tx.run(_SOME_EVENTS + _EVENTS, actor=actor):
        event = _event_told(row)
        raws[row["id"]] = row["raws"]
        for party in {one.state or one.id for one in event.record.actors()}:
            told[event.record.type, party].append(event)
    seen = set()
    for sharing in told.values():
        for one, other in _near(sharing):
            pair = (one.record.id, other.record.id)
            if pair not in seen and (compared := compare(one, other)) is not None and compared.score >= DOUBTFUL:
                seen.add(pair)
                names = (_named(one.record), _named(other.record))
                yield _candidate("event", pair, names, compared), _across(raws, *pair)


def _event_told(row: Record) -> EventTold:
    records = [record for record in map(record_of, row["records"]) if isinstance(record, EventRecord)]
    best = min(records, key=lambda record: (-record.confidence, record.id, record.document))
    return EventTold(best.model_copy(update={"id": row["id"]}), frozenset(row["documents"]))


def _near(events: Sequence[EventTold]) -> Iterator[tuple[EventTold, EventTold]]:
    """Pairs of events that are near in time, the smaller id first."""
    dated = sorted(
        ((event.record.date, event) for event in events if event.record.date is not None),
        key=lambda pair: (pair[0].start, pair[1].record.id),
    )
    for place, (when, event) in enumerate(dated):
        for later, other in dated[place + 1 :]:
            if later.start > when.end + _DAYS_APART:
                break
            yield (event, other) if event.record.id < other.record.id else (other, event)


def _named(event: EventRecord) -> str:
    return f"{event.name} ({event.date.start.isoformat() if event.date else 'no date'})"


def _person_pairs(tx: ManagedTransaction, actor: str | None) -> Iterator[_Pair]:
    rows = list(tx.run(_SOME_PERSONS + _PERSONS, actor=actor))
    raws = {row["id"]: row["raws"] for row in rows}
    names = {row["id"]: f"{row['name']} ({row['state'] or 'no state'})" for row in rows}
    # Names one letter apart begin alike in one of their words.
    by_word: dict[str, list[PersonTold]] = defaultdict(list)
    for person in map(_person_told, rows):
        for word in {word[:3].lower() for name in person.names for word in name.replace("-", " ").split()}:
            by_word[word].append(person)
    pairs = {(a.id, b.id): (a, b) for sharing in by_word.values() for a, b in combinations(sharing, 2)}
    for pair, (one, other) in sorted(pairs.items()):
        compared = compare_people(one, other)
        if compared is not None and compared.score >= DOUBTFUL:
            yield _candidate("official", pair, (names[pair[0]], names[pair[1]]), compared), _across(raws, *pair)


def _person_told(row: Record) -> PersonTold:
    names, offices = frozenset(row["names"]), frozenset(row["offices"])
    return PersonTold(row["id"], names, row["state"], bool(row["known"]), offices)


def _candidate(kind: str, pair: tuple[str, str], names: tuple[str, str], compared: Comparison) -> Candidate:
    return Candidate(kind, *pair, names, compared.score, compared.reasons)


def _across(raws: Mapping[str, Sequence[str]], one: str, other: str) -> list[tuple[str, str]]:
    return [(a, b) for a in raws[one] for b in raws[other]]
