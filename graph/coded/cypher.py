"""The Cypher that stores coded events and takes them back."""

from typing import LiteralString

from dragoman.graph.ledger.cypher import EVENT_EDGES

BEGIN: LiteralString = """
MERGE (document:Document {id: $id})
ON CREATE SET document += $properties, document.loaded_at = $now, document.begun_at = $now,
  document.lines = 0, document.complete = false
RETURN document.lines AS lines, document.complete AS complete, coalesce(document.leaving, false) AS leaving
"""

# Mentions of events that have come since they were read are in the graph's reach now.
REOPEN: LiteralString = """
MATCH (document:Document {id: $id, complete: true})
WHERE EXISTS { MATCH (events:Document {dataset: $evidence_of}) WHERE events.stored_at > document.begun_at }
SET document.lines = 0, document.complete = false, document.begun_at = $now
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

# A file that is read anew tells its mentions again.
MENTIONS: LiteralString = """
MATCH (document:Document {id: $document})
UNWIND $rows AS row
MATCH (event:Fact {id: row.event})
MERGE (event)-[told:REPORTED_IN {file: $document, start: row.evidence.start}]->(document)
ON CREATE SET told += row.evidence, told.loaded_at = $now
RETURN count(*) AS told
"""

ADVANCE: LiteralString = """
MATCH (document:Document {id: $document})
SET document.lines = $lines, document.stored_at = $now
"""

FINISH: LiteralString = "MATCH (document:Document {id: $document}) SET document.complete = true"

STAY: LiteralString = "MATCH (document:Document {id: $document}) SET document.complete = true REMOVE document.leaving"

OTHERS: LiteralString = """
MATCH (document:Document {name: $name, dataset: $dataset}) WHERE document.id <> $document
RETURN document.id AS id ORDER BY id
"""

OF_DATASET: LiteralString = "MATCH (document:Document {dataset: $dataset}) RETURN document.id AS id ORDER BY id"

# Files of a steady pace are named by the moment at which they came out.
LAST: LiteralString = """
MATCH (document:Document {dataset: $dataset, complete: true}) WHERE document.name =~ '[0-9]{14}[.].*'
RETURN max(document.name) AS name
"""

CODED: LiteralString = """
MATCH (document:Document {id: $document}) WHERE document.dataset IS NOT NULL
RETURN document.id AS id
"""

LEAVE: LiteralString = "MATCH (document:Document {id: $document}) SET document.leaving = true"

# What no other file tells goes into the past with its evidence; of the rest only the evidence goes. A mention tells no
# event by itself.
TAKE_BACK: LiteralString = """
MATCH (document:Document {id: $document})<-[told:REPORTED_IN]-(event:Coded)
WITH told, event LIMIT $limit
WITH told, event, told.rule = $mention OR EXISTS {
  MATCH (event)-[other:REPORTED_IN]->(file:Document) WHERE file.id <> $document AND other.rule <> $mention
} AS stays
CALL (told, stays) {
  WITH told, stays WHERE stays
  DELETE told
}
CALL (event, stays) {
  WITH event, stays WHERE NOT stays
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
