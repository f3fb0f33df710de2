// Edges that say how an actor stands to an event, from the live responses to it: one edge an actor, stance and event,
// from the state and from the one who spoke.
UNWIND $events AS id
MATCH (event:Event {id: id})
CALL (event) {
  MATCH (:Actor)-[old:CONDEMNED|SUPPORTED|DENIED|ACKNOWLEDGED|DEMANDED|THREATENED|ACTED_ON]->(event)
  DELETE old
}
WITH event
MATCH (event)<-[:TO]-(response:Response)-[:GIVEN_BY|SPOKEN_BY]->(actor:Actor)
WITH DISTINCT event, actor, response ORDER BY response.id
WITH event, actor, CASE response.stance WHEN 'ACTED' THEN 'ACTED_ON' ELSE response.stance END AS type,
     min(response.start) AS day, collect(response) AS responses
CREATE (actor)-[edge:$(type)]->(event)
SET edge.id = 'edge:' + type + ':' + actor.id + ':' + event.id,
    edge.date = day,
    edge.lag_days = CASE WHEN event.precision = 'day' THEN duration.inDays(event.start, day).days END,
    edge.facts = [response IN responses | response.id],
    edge.sources = head(responses).sources,
    edge.confidence = head(responses).confidence
RETURN elementId(edge) AS edge, edge.facts AS facts
