// Who held which office: from the live occupancies. `seen_from` and `seen_to` are the first and last day on which a
// document says so; a text seldom tells when an office was taken up or left.
UNWIND $actors AS id
MATCH (official:Official {id: id})
CALL (official) {
  MATCH (official)-[old:HELD]->(:Office)
  DELETE old
}
WITH official
MATCH (official)<-[:HOLDER]-(occupancy:Occupancy)-[:POST]->(office:Office)
MATCH (occupancy)-[:REPORTED_IN]->(document:Document)
WITH official, office, occupancy.acting AS acting, occupancy.former AS former,
     min(document.published) AS seen_from, max(document.published) AS seen_to
CREATE (official)-[edge:HELD {acting: acting, former: former}]->(office)
SET edge.seen_from = seen_from, edge.seen_to = seen_to
