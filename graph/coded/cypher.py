"""The Cypher that stores coded events and takes them back."""

from typing import LiteralString

from dragoman.graph.ledger.cypher import EVENT_EDGES

BEGIN: LiteralString = """
MERGE (document:Document {id: $id})
ON CREATE SET document += $properties, document.loaded_at = $now, document.lines = 0, document.complete = false
RETURN document.lines AS lines, document.complete AS complete, coalesce(document.leaving, false) AS leaving
"""

PLACES: LiteralString = """
UNWIND $rows AS row
MERGE (place:Place {id: row.id})
ON CREATE SET place += row
"""

# An event that another file told before keeps what that one said.
EVENTS: LiteralString = (
    """
UNWIND $rows AS row
MERGE (event:Fact {id: row.id})
WITH event, row WHERE event.known_from IS NULL
SET event:Event:Coded, event += row.properties, event.known_from = $now, event.sources = 1,
    event.confidence = row.confidence
"""
    + EVENT_EDGES
    + """
CALL (event, row) {
  WITH event, row WHERE row.place IS NOT NULL
  MATCH (place:Place {id: row.place.id})
  CREATE (event)-[:OCCURRED_IN {place: row.place.id, country: row.place.country, start: row.start}]->(place)
}
"""
)

EVIDENCE: LiteralString = """
MATCH (document:Document {id: $document})
UNWIND $rows AS row
MATCH (event:Fact {id: row.id})
CREATE (event)-[told:REPORTED_IN]->(document)
SET told = row.evidence, told.file = $document, told.loaded_at = $now
"""

ADVANCE: LiteralString = "MATCH (document:Document {id: $document}) SET document.lines = $lines"

FINISH: LiteralString = "MATCH (document:Document {id: $document}) SET document.complete = true"

OTHERS: LiteralString = """
MATCH (document:Document {name: $name, dataset: $dataset}) WHERE document.id <> $document
RETURN document.id AS id ORDER BY id
"""

OF_DATASET: LiteralString = "MATCH (document:Document {dataset: $dataset}) RETURN document.id AS id ORDER BY id"

CODED: LiteralString = """
MATCH (document:Document {id: $document}) WHERE document.dataset IS NOT NULL
RETURN document.id AS id
"""

LEAVE: LiteralString = "MATCH (document:Document {id: $document}) SET document.leaving = true"

# What nothing else tells goes into the past with its evidence; of what another file tells too, only the evidence goes.
TAKE_BACK: LiteralString = """
MATCH (document:Document {id: $document})<-[told:REPORTED_IN]-(event:Coded)
WITH told, event LIMIT $limit
WITH told, event, COUNT { MATCH (event)-[:REPORTED_IN]->(file:Document) RETURN DISTINCT file } AS files
CALL (told, event, files) {
  WITH told, event, files WHERE files > 1
  DELETE told
}
CALL (event, files) {
  WITH event, files WHERE files = 1
  REMOVE event:Fact:Event:Coded
  SET event:PastFact:PastEvent:PastCoded, event.known_to = $now
}
RETURN count(*) AS events
"""

LAY_PLACES: LiteralString = """
MATCH (place:Place) WHERE NOT EXISTS { (place)<-[:OCCURRED_IN]-(:Event) }
REMOVE place:Place SET place:PastPlace
"""

DAYS: LiteralString = """
MATCH (document:Document {id: $document})<-[:REPORTED_IN]-(event:Coded)
RETURN DISTINCT event.start AS day
"""
