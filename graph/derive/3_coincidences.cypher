// Which events coincide: from the live coincidences, the rule named on the edge. One direction, smaller id first.
UNWIND $events AS id
MATCH (event:Event {id: id})
CALL (event) {
  MATCH (event)-[old:COINCIDES_WITH]-(:Event)
  DELETE old
}
WITH collect(event) AS events
UNWIND events AS event
MATCH (event)<-[:JOINS]-(coincidence:Coincidence)-[:JOINS]->(other:Event)
WHERE other <> event
WITH coincidence, CASE WHEN event.id < other.id THEN [event, other] ELSE [other, event] END AS pair
WITH DISTINCT pair[0] AS first, pair[1] AS second, coincidence ORDER BY coincidence.id
WITH first, second, coincidence.rule AS rule, min(coincidence.days) AS days, collect(coincidence) AS coincidences
CREATE (first)-[edge:COINCIDES_WITH]->(second)
SET edge.id = 'edge:COINCIDES_WITH:' + first.id + ':' + second.id + ':' + rule,
    edge.rule = rule,
    edge.days = days,
    edge.facts = [coincidence IN coincidences | coincidence.id],
    edge.sources = head(coincidences).sources,
    edge.confidence = head(coincidences).confidence
RETURN elementId(edge) AS edge, edge.facts AS facts
