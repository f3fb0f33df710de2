// With whom an actor dealt most, of its newest events: a busy state has millions.
CALL () {
  MATCH (:Actor)-[edge:INITIATED]->(event:Event)
  WHERE edge.actor = $id AND edge.start >= date('0000-01-01')
  WITH event, edge ORDER BY edge.actor DESC, edge.start DESC LIMIT 2000
  MATCH (event)-[:TARGETED]->(other:Actor)
  RETURN event, other
  UNION
  MATCH (event:Event)-[edge:TARGETED]->(:Actor)
  WHERE edge.actor = $id AND edge.start >= date('0000-01-01')
  WITH event, edge ORDER BY edge.actor DESC, edge.start DESC LIMIT 2000
  MATCH (event)<-[:INITIATED]-(other:Actor)
  RETURN event, other
}
WITH event, other
WHERE other.id <> $id AND event.modality = 'factual' AND event.start IS NOT NULL
  AND (other:State OR other:Organization OR $officials)
WITH other, count(DISTINCT event) AS events
ORDER BY events DESC, other.id LIMIT $limit
RETURN other.id AS id, other.name AS name, events
