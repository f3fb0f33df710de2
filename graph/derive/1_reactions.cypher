// Edges that say how an actor stands to an event, from the live responses to it: one edge an actor, stance and event,
// from the state and from the one who spoke. `sources` counts the publishers that report it.
UNWIND $events AS id
MATCH (event:Event {id: id})
CALL (event) {
  MATCH (:Actor)-[old:CONDEMNED|SUPPORTED|DENIED|ACKNOWLEDGED|DEMANDED|THREATENED|ACTED_ON]->(event)
  DELETE old
}
WITH event
MATCH (event)<-[:TO]-(response:Response)-[:GIVEN_BY|SPOKEN_BY]->(actor:Actor)
MATCH (response)-[evidence:REPORTED_IN]->(document:Document)
WITH event, actor, response.stance AS stance, min(response.start) AS day, max(evidence.confidence) AS confidence,
     count(DISTINCT coalesce(document.publisher, document.id)) AS sources
CREATE (actor)-[edge:$(CASE stance WHEN 'ACTED' THEN 'ACTED_ON' ELSE stance END)]->(event)
SET edge.date = day,
    edge.lag_days = CASE WHEN event.precision = 'day' THEN duration.inDays(event.start, day).days END,
    edge.sources = sources,
    edge.confidence = confidence
