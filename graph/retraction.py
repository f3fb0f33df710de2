"""Takes back what documents contributed, and nothing that another document still says."""

from collections.abc import Sequence
from typing import LiteralString

from neo4j import ManagedTransaction

from dragoman.graph.derive import derive

_TOUCHED: LiteralString = """
MATCH (document:Document) WHERE document.id IN $documents
CALL (document) {
  MATCH (fact:Fact)-[:REPORTED_IN]->(document)
  RETURN collect(DISTINCT fact.id) AS facts,
         collect(DISTINCT CASE WHEN fact:Event THEN fact.id END) AS events,
         collect(DISTINCT COLLECT { MATCH (fact)-[:POST]->(office:Office) RETURN office.id }) AS posts
}
CALL (document) {
  MATCH (actor:Actor)-[:NAMED_IN]->(document)
  RETURN collect(DISTINCT actor.id) AS actors
}
RETURN facts, events, actors, reduce(all = [], some IN posts | all + some) AS offices
"""

_DOCUMENTS: LiteralString = "MATCH (document:Document) WHERE document.id IN $documents DETACH DELETE document"

_FACTS: LiteralString = """
UNWIND $facts AS id
MATCH (fact:Fact {id: id})
WHERE NOT EXISTS { (fact)-[:REPORTED_IN]->() }
OPTIONAL MATCH (fact)-[:OCCURRED_IN|POST]->(near:Place|Office)
DETACH DELETE fact
WITH DISTINCT near WHERE near IS NOT NULL AND NOT EXISTS { (near)<-[:OCCURRED_IN|POST]-() }
DETACH DELETE near
"""

_ACTORS: LiteralString = """
UNWIND $actors AS id
MATCH (actor:Actor {id: id})
WHERE NOT EXISTS { (actor)-[:NAMED_IN]->() }
DETACH DELETE actor
"""


def retract_documents(tx: ManagedTransaction, documents: Sequence[str]) -> None:
    """Remove the documents with these ids, their evidence, and what no other evidence supports.

    Names and derived edges are recomputed at what is left.
    """
    touched = list(tx.run(_TOUCHED, documents=list(documents)))
    facts = sorted({id for record in touched for id in record["facts"]})
    events = sorted({id for record in touched for id in record["events"]})
    actors = sorted({id for record in touched for id in record["actors"]})
    offices = sorted({id for record in touched for id in record["offices"]})
    tx.run(_DOCUMENTS, documents=list(documents)).consume()
    tx.run(_FACTS, facts=facts).consume()
    tx.run(_ACTORS, actors=actors).consume()
    derive(tx, events, actors, offices)
