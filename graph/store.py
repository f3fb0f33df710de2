"""The store: writes what documents state into Neo4j, and takes it back.

A batch is one transaction: a reader sees a document whole or not at all. Everything is merged by ids that are made
from content, so that a second load changes nothing.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, LiteralString

from neo4j import Driver, ManagedTransaction

from dragoman.graph import rows
from dragoman.graph.connection import translated_errors
from dragoman.graph.derive import derive
from dragoman.graph.errors import DragomanError, NotFound
from dragoman.graph.records import DocumentRecords, EventRecord, OfficialRecord, standing_for
from dragoman.graph.retraction import retract_documents

_DOCUMENTS: LiteralString = """
UNWIND $rows AS row
MERGE (document:Document {id: row.id})
WITH document, row, document.extractor AS before
FOREACH (fresh IN CASE WHEN before = $extractor THEN [] ELSE [true] END |
  SET document += row.properties, document.extractor = $extractor, document.loaded_at = $now)
RETURN document.id AS id, before
"""

_ACTORS: LiteralString = """
UNWIND $rows AS row
MERGE (actor:Actor {id: row.id})
ON CREATE SET actor:$(row.label), actor.kind = row.kind, actor.state = row.state
WITH actor, row
MATCH (document:Document {id: row.document})
MERGE (actor)-[named:NAMED_IN]->(document)
SET named.names = row.names, named.aliases = row.aliases
"""

_EVENTS: LiteralString = """
UNWIND $rows AS row
MERGE (event:Fact {id: row.id})
ON CREATE SET event:Event, event += row.properties
WITH event, row
CALL (event, row) {
  UNWIND row.initiators AS edge
  MATCH (actor:Actor {id: edge.actor})
  MERGE (actor)-[initiated:INITIATED]->(event)
  SET initiated.through = edge.through
}
CALL (event, row) {
  UNWIND row.recipients AS edge
  MATCH (actor:Actor {id: edge.actor})
  MERGE (event)-[targeted:TARGETED]->(actor)
  SET targeted.through = edge.through
}
CALL (event, row) {
  WITH event, row WHERE row.place IS NOT NULL
  MERGE (place:Place {id: row.place.id})
  ON CREATE SET place = row.place
  MERGE (event)-[:OCCURRED_IN]->(place)
}
"""

_STATEMENTS: LiteralString = """
UNWIND $rows AS row
MERGE (statement:Fact {id: row.id})
ON CREATE SET statement:Statement, statement += row.properties
WITH statement, row
CALL (statement, row) {
  UNWIND row.speakers AS edge
  MATCH (actor:Actor {id: edge.actor})
  MERGE (actor)-[made:MADE]->(statement)
  SET made.through = edge.through
}
CALL (statement, row) {
  UNWIND row.about AS id
  MATCH (event:Event {id: id})
  MERGE (statement)-[:ABOUT]->(event)
}
"""

_RESPONSES: LiteralString = """
UNWIND $rows AS row
MATCH (event:Event {id: row.event}), (actor:Actor {id: row.actor})
MERGE (response:Fact {id: row.id})
ON CREATE SET response:Response, response += row.properties
MERGE (response)-[:TO]->(event)
MERGE (response)-[:GIVEN_BY]->(actor)
WITH response, row
OPTIONAL MATCH (speaker:Actor {id: row.speaker})
OPTIONAL MATCH (reaction:Event {id: row.reaction})
FOREACH (one IN [x IN [speaker] WHERE x IS NOT NULL] | MERGE (response)-[:SPOKEN_BY]->(one))
FOREACH (one IN [x IN [reaction] WHERE x IS NOT NULL] | MERGE (response)-[:CONSISTS_IN]->(one))
"""

_OFFICIALS: LiteralString = """
UNWIND $rows AS row
MATCH (official:Official {id: row.official})
MERGE (occupancy:Fact {id: row.id})
ON CREATE SET occupancy:Occupancy, occupancy += row.properties
MERGE (occupancy)-[:HOLDER]->(official)
MERGE (office:Office {id: row.office.id})
ON CREATE SET office.state = row.office.state
MERGE (occupancy)-[:POST]->(office)
WITH office, row
MATCH (body:Actor {id: row.office.state})
MERGE (office)-[:OF]->(body)
"""

_ALLIANCES: LiteralString = """
UNWIND $rows AS row
MERGE (alliance:Fact {id: row.id})
ON CREATE SET alliance:Alliance, alliance += row.properties
WITH alliance, row
UNWIND row.members AS member
MATCH (actor:Actor {id: member})
MERGE (actor)-[membership:MEMBER_OF]->(alliance)
SET membership.from = row.properties.from, membership.to = row.properties.to
"""

_COINCIDENCES: LiteralString = """
UNWIND $rows AS row
MERGE (coincidence:Fact {id: row.id})
ON CREATE SET coincidence:Coincidence, coincidence += row.properties
WITH coincidence, row
UNWIND row.events AS id
MATCH (event:Event {id: id})
MERGE (coincidence)-[:JOINS]->(event)
"""

_EVIDENCE: LiteralString = """
UNWIND $rows AS row
MATCH (document:Document {id: row.document})
MATCH (fact:Fact {id: row.fact})
MERGE (fact)-[evidence:REPORTED_IN {start: row.start, end: row.end}]->(document)
ON CREATE SET evidence += row.properties, evidence.loaded_at = document.loaded_at
"""

# Facts that others point at come first.
_KINDS: tuple[tuple[str, Any, LiteralString], ...] = (
    ("event", rows.event_row, _EVENTS),
    ("official", rows.occupancy_row, _OFFICIALS),
    ("statement", rows.statement_row, _STATEMENTS),
    ("response", rows.response_row, _RESPONSES),
    ("alliance", rows.alliance_row, _ALLIANCES),
    ("coincidence", rows.coincidence_row, _COINCIDENCES),
)


@dataclass
class LoadSummary:
    """What a load changed: documents by what became of them, new facts by kind."""

    loaded: int = 0
    replaced: int = 0
    unchanged: int = 0
    facts: Counter[str] = field(default_factory=Counter)

    def add(self, other: "LoadSummary") -> None:
        """Count in what another batch changed."""
        self.loaded += other.loaded
        self.replaced += other.replaced
        self.unchanged += other.unchanged
        self.facts.update(other.facts)


class Store:
    """Writes to one database; safe to use from several processes at once, each with its own Store."""

    def __init__(self, driver: Driver, database: str) -> None:
        self._driver = driver
        self._database = database

    def load(self, batch: Sequence[DocumentRecords], extractor: str) -> LoadSummary:
        """Store the documents of a batch in one transaction.

        Args:
            batch: what each document states.
            extractor: name and version of what read them; a document that the same version has read before is left
                as it is, one that another version has read is read anew.

        Raises:
            DatabaseError: the database is away or refuses the batch; nothing of it is stored then.
        """
        for records in batch:
            _check_complete(records)
        with translated_errors(), self._driver.session(database=self._database) as session:
            return session.execute_write(_load, batch, extractor)

    def known(self, documents: Sequence[str], extractor: str) -> set[str]:
        """Which of these document ids are stored as this version of the extractor read them."""
        with translated_errors(), self._driver.session(database=self._database) as session:
            return session.execute_read(_known, documents, extractor)

    def retract(self, document: str) -> list[str]:
        """Take back all that a document contributed, and nothing else.

        Args:
            document: its id, file name, address or title.

        Returns:
            The ids of the documents retracted (several where one file name was loaded with different texts).

        Raises:
            NotFound: no document of that id, name, address or title is in the graph.
        """
        with translated_errors(), self._driver.session(database=self._database) as session:
            found = session.execute_write(_retract_named, document)
        if not found:
            raise NotFound(f"no document {document!r} in the graph", "list them with `dragoman query search q=…`")
        return found


def _check_complete(records: DocumentRecords) -> None:
    """Refuse records that point at something which is not among them: it would be dropped without a word."""
    events = {fact.id for fact in records.facts if isinstance(fact, EventRecord)}
    pointed_at = {id for fact in records.facts for id in fact.events_named()}
    states = standing_for(records.facts) - {actor.id for actor in records.actors}
    if states or not pointed_at <= events:
        missing = ", ".join(sorted(states | (pointed_at - events)))
        raise DragomanError(f"{records.document.document}: its records point at {missing}, which they do not contain")


def _known(tx: ManagedTransaction, documents: Sequence[str], extractor: str) -> set[str]:
    cypher: LiteralString = (
        "UNWIND $documents AS id MATCH (document:Document {id: id, extractor: $extractor}) RETURN document.id AS id"
    )
    return {record["id"] for record in tx.run(cypher, documents=list(documents), extractor=extractor)}


def _load(tx: ManagedTransaction, batch: Sequence[DocumentRecords], extractor: str) -> LoadSummary:
    unique = {records.document.id: records for records in batch}
    before = _write_documents(tx, list(unique.values()), extractor)
    stale = [id for id, version in before.items() if version not in (None, extractor)]
    if stale:
        # What the older version found goes first; the documents themselves are then written again.
        retract_documents(tx, stale)
        _write_documents(tx, [unique[id] for id in stale], extractor)
    fresh = [records for id, records in unique.items() if before[id] != extractor]
    counts = _write_facts(tx, fresh)
    return LoadSummary(
        loaded=len(fresh) - len(stale),
        replaced=len(stale),
        unchanged=len(batch) - len(fresh),
        facts=counts,
    )


def _write_documents(tx: ManagedTransaction, batch: Sequence[DocumentRecords], extractor: str) -> dict[str, str | None]:
    """Merge the document nodes; the lock that this takes keeps a second loader from writing them at the same time.

    Returns:
        For each document's id the version that had read it before, or None.
    """
    result = tx.run(_DOCUMENTS, rows=rows.document_rows(batch), extractor=extractor, now=datetime.now(UTC))
    return {record["id"]: record["before"] for record in result}


def _write_facts(tx: ManagedTransaction, batch: Sequence[DocumentRecords]) -> Counter[str]:
    actor_rows = rows.actor_rows(batch)
    tx.run(_ACTORS, rows=actor_rows).consume()
    actors = sorted({row["id"] for row in actor_rows})
    counts: Counter[str] = Counter()
    for kind, row_of, cypher in _KINDS:
        facts = {fact.id: row_of(fact) for records in batch for fact in records.facts if fact.kind == kind}
        if facts:
            tx.run(cypher, rows=[facts[id] for id in sorted(facts)]).consume()
            counts[kind] = len(facts)
    tx.run(_EVIDENCE, rows=rows.evidence_rows(batch)).consume()
    facts_told = [fact for records in batch for fact in records.facts]
    derive(
        tx,
        events=[fact.id for fact in facts_told if fact.kind == "event"],
        actors=actors,
        offices={rows.office_id(fact.office, fact.state) for fact in facts_told if isinstance(fact, OfficialRecord)},
    )
    return counts


def _retract_named(tx: ManagedTransaction, document: str) -> list[str]:
    found: list[str] = tx.run(
        "OPTIONAL MATCH (a:Document {id: $it}) OPTIONAL MATCH (b:Document {name: $it}) "
        "OPTIONAL MATCH (c:Document {url: $it}) OPTIONAL MATCH (d:Document {title: $it}) "
        "WITH collect(a.id) + collect(b.id) + collect(c.id) + collect(d.id) AS ids UNWIND ids AS id "
        "RETURN collect(DISTINCT id) AS ids",
        it=document,
    ).single(strict=True)["ids"]
    retract_documents(tx, found)
    return sorted(found)
