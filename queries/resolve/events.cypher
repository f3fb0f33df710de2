// Candidates for an event: by words of its name, and by who did it or when. Of data sets by the million none is: their
// names say no more than type and actors.
CALL () {
  CALL db.index.fulltext.queryNodes('names', $lucene, {limit: 500}) YIELD node
  WITH node WHERE node:Told
  RETURN node AS event
  UNION
  UNWIND $actors AS id
  MATCH ()-[edge:INITIATED]->(event:Told)
  WHERE edge.told = id AND edge.start >= date('0000-01-01')
  WITH event, edge ORDER BY edge.told DESC, edge.start DESC
  WITH event WHERE $first IS NULL OR (event.start <= $last AND event.end >= $first)
  RETURN event LIMIT 500
  UNION
  UNWIND $actors AS id
  MATCH (event:Told)-[edge:TARGETED]->()
  WHERE edge.told = id AND edge.start >= date('0000-01-01')
  WITH event, edge ORDER BY edge.told DESC, edge.start DESC
  WITH event WHERE $first IS NULL OR (event.start <= $last AND event.end >= $first)
  RETURN event LIMIT 500
  UNION
  MATCH (event:Told)
  WHERE event.start >= $first AND event.start <= $last AND $actors = []
  RETURN event ORDER BY event.start, event.id LIMIT 500
}
WITH event
WHERE ($known_at IS NULL OR event.known_from <= $known_at AND coalesce(event.known_to > $known_at, true))
RETURN event.id AS id, event.name AS name, event.type AS type, event.start AS start, event.end AS end,
  event.modality AS modality,
  COLLECT {
    MATCH (event)-[:REPORTED_IN]->(document:Document) WHERE document.published IS NOT NULL RETURN document.published
  } AS published,
  COLLECT { MATCH (event)<-[:INITIATED]-(actor:Actor) RETURN actor.id } AS initiators,
  COLLECT { MATCH (event)-[:TARGETED]->(actor:Actor) RETURN actor.id } AS recipients,
  head(COLLECT { MATCH (event)-[:OCCURRED_IN]->(place:Place) RETURN place.name ORDER BY place.id }) AS place,
  head(COLLECT { MATCH (event)-[:OCCURRED_IN]->(place:Place) RETURN place.country ORDER BY place.id }) AS country,
  2 * COUNT { (event)<-[:TO]-(:Response) } + COUNT { (event)-[:REPORTED_IN]->(:Document) } AS weight
