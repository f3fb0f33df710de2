// Who held which office: from the live occupancies. `seen_from` and `seen_to` are the first and last day on which a
// document says so; `from` and `to` stand where a text tells them.
CALL () {
  UNWIND $facts AS id
  MATCH ()-[old:HELD {fact: id}]->()
  DELETE old
}
UNWIND $facts AS id
MATCH (occupancy:Fact {id: id})
MATCH (official:Official)<-[:HOLDER]-(occupancy)-[:POST]->(office:Office)
MATCH (occupancy)-[:REPORTED_IN]->(document:Document)
WITH official, office, occupancy, min(document.published) AS seen_from, max(document.published) AS seen_to
CREATE (official)-[edge:HELD {acting: occupancy.acting, former: occupancy.former}]->(office)
SET edge.id = 'edge:HELD:' + official.id + ':' + occupancy.id,
    edge.from = occupancy.from,
    edge.to = occupancy.to,
    edge.seen_from = seen_from,
    edge.seen_to = seen_to,
    edge.fact = occupancy.id,
    edge.facts = [occupancy.id],
    edge.sources = occupancy.sources,
    edge.confidence = occupancy.confidence
RETURN elementId(edge) AS edge, edge.facts AS facts
