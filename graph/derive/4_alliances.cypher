// Who is allied with whom: from the live alliances, one edge for each alliance that two actors share. One direction,
// smaller id first.
CALL () {
  UNWIND $facts AS id
  MATCH ()-[old:ALLIED_WITH {fact: id}]->()
  DELETE old
}
UNWIND $facts AS id
MATCH (alliance:Fact {id: id})
MATCH (first:Actor)-[:MEMBER_OF]->(alliance)<-[:MEMBER_OF]-(second:Actor)
WHERE first.id < second.id
CREATE (first)-[edge:ALLIED_WITH]->(second)
SET edge.id = 'edge:ALLIED_WITH:' + first.id + ':' + second.id + ':' + alliance.id,
    edge.name = alliance.name,
    edge.type = alliance.type,
    edge.from = alliance.from,
    edge.to = alliance.to,
    edge.fact = alliance.id,
    edge.facts = [alliance.id],
    edge.sources = alliance.sources,
    edge.confidence = alliance.confidence
RETURN elementId(edge) AS edge, edge.facts AS facts
