"""Which coded events are the same as one that texts tell: linked with a score, never merged."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, LiteralString

from neo4j import ManagedTransaction

from dragoman.graph.identity.events import EventTold, compare_with_coded
from dragoman.graph.ledger.book import RECORD_COLUMNS
from dragoman.graph.ledger.entries import entry_of
from dragoman.graph.ledger.events import told_by_raw, with_canonical_actors
from dragoman.graph.ledger.running import run_rows
from dragoman.graph.records import Actor, DateRange, EventRecord, Place
from dragoman.graph.rows import Row
from dragoman.graph.vocabulary import ActorKind

# Two attacks between two states on one day, of which no more is known, are one with 0.38: worth a look. Two of an army
# and its state, on days next to each other, with 0.14: not.
_LEAST_SCORE = 0.3
# An event of a text may last three days, and a row be of the day after.
_LONGEST = 3
# A busy dyad has more rows of one type in three days than anybody would look through.
_MOST_ROWS = 200

# Of what is live: what was the same before stays linked, for those who ask what was known then.
_CLEAR: LiteralString = """
UNWIND $rows AS id
MATCH (:Told {id: id})-[same:SAME_AS]->(:Coded)
DELETE same
"""

# Rows between the same two, or where the event has no recipient those of its initiator without one.
_CANDIDATES: LiteralString = """
UNWIND $rows AS id
MATCH (event:Told {id: id})
WHERE event.modality = 'factual' AND event.end <= event.start + duration('P2D')
CALL (event) {
  MATCH (event)-[own:BETWEEN]->()
  MATCH (coded:Coded)-[edge:BETWEEN]->()
  WHERE edge.dyad = own.dyad
    AND edge.start >= event.start - duration('P1D') AND edge.start <= event.end + duration('P1D')
  RETURN DISTINCT coded
  UNION
  MATCH (event)<-[own:INITIATED]-() WHERE NOT EXISTS { (event)-[:TARGETED]->() }
  MATCH ()-[edge:INITIATED]->(coded:Coded)
  WHERE edge.actor = own.actor AND NOT EXISTS { (coded)-[:TARGETED]->() }
    AND edge.start >= event.start - duration('P1D') AND edge.start <= event.end + duration('P1D')
  RETURN DISTINCT coded
}
WITH event, coded WHERE coded.type = event.type
WITH event, coded ORDER BY coded.id
WITH event, collect(coded)[..$most] AS rows
UNWIND rows AS coded
RETURN event.id AS event, properties(coded) AS row,
  COLLECT { MATCH (actor)-[edge:INITIATED]->(coded) WHERE edge.through IS NULL RETURN properties(actor) } AS initiators,
  COLLECT { MATCH (coded)-[edge:TARGETED]->(actor) WHERE edge.through IS NULL RETURN properties(actor) } AS recipients,
  head(COLLECT { MATCH (coded)-[:OCCURRED_IN]->(place) RETURN properties(place) }) AS place
"""

_RECORDS: LiteralString = "MATCH (record:Record {kind: 'event'}) WHERE record.fact IN $rows" + RECORD_COLUMNS

_LINK: LiteralString = """
UNWIND $rows AS row
MATCH (event:Told {id: row.event}), (coded:Coded {id: row.coded})
CREATE (event)-[:SAME_AS {score: row.score, reasons: row.reasons}]->(coded)
"""

_TOLD_ON: LiteralString = "UNWIND $rows AS day MATCH (event:Told {start: day}) RETURN event.id AS id ORDER BY id"


def link(tx: ManagedTransaction, events: Collection[str]) -> None:
    """Link these events of texts anew with the coded ones that are the same."""
    ids = sorted(events)
    run_rows(tx, _CLEAR, ids)
    found = run_rows(tx, _CANDIDATES, ids, most=_MOST_ROWS)
    told = _told(tx, {row["event"] for row in found})
    rows = []
    for row in found:
        coded = _coded(row)
        compared = [one for one in (compare_with_coded(each, coded) for each in told[row["event"]]) if one is not None]
        best = max(compared, key=lambda one: one.score, default=None)
        if best is not None and best.score >= _LEAST_SCORE:
            score = {"score": best.score, "reasons": list(best.reasons)}
            rows.append({"event": row["event"], "coded": coded.record.id} | score)
    run_rows(tx, _LINK, rows)


def told_near(tx: ManagedTransaction, days: Iterable[date]) -> list[str]:
    """Ids of the events of texts that rows of these days may be the same as."""
    starts = {day + timedelta(days=apart) for day in days for apart in range(-_LONGEST, 2)}
    return [row["id"] for row in run_rows(tx, _TOLD_ON, sorted(starts))]


def _told(tx: ManagedTransaction, events: Collection[str]) -> Mapping[str, Iterable[EventTold]]:
    """The events as each of their raw ids tells them, by their ids in the graph."""
    entries = [entry_of(row) for row in run_rows(tx, _RECORDS, sorted(events))]
    told: dict[str, list[EventTold]] = defaultdict(list)
    facts = {entry.record.id: entry.fact for entry in entries if entry.fact}
    for raw, event in told_by_raw(with_canonical_actors(tx, entries)).items():
        told[facts[raw]].append(event)
    return told


def _coded(found: Mapping[str, Any]) -> EventTold:
    row, place = found["row"], found["place"]
    days = {end: row[end].to_native() for end in ("start", "end")}
    record = EventRecord(
        id=row["id"],
        document="",
        confidence=row["confidence"],
        evidence=(),
        name=row["name"],
        type=row["type"],
        initiators=_actors(found["initiators"]),
        recipients=_actors(found["recipients"]),
        date=DateRange(precision=row["precision"], **days),
        place=Place.model_validate({name: place.get(name) for name in Place.model_fields}) if place else None,
    )
    return EventTold(record, frozenset())


def _actors(rows: Iterable[Row]) -> tuple[Actor, ...]:
    return tuple(
        Actor(id=row["id"], name=row["name"], kind=ActorKind(row["kind"]), state=row.get("state"))
        for row in sorted(rows, key=lambda row: str(row["id"]))
    )
