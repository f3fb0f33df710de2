// Who is allied with whom: from the live alliances, one edge for each alliance that two actors share. One direction,
// smaller id first. Both ends are among $actors, so that a load never walks the alliances of a state it did not touch.
CALL () {
  UNWIND $actors AS id
  MATCH (:Actor {id: id})-[old:ALLIED_WITH]->(other:Actor)
  WHERE other.id IN $actors
  DELETE old
}
UNWIND $actors AS id
MATCH (first:Actor {id: id})-[:MEMBER_OF]->(alliance:Alliance)<-[:MEMBER_OF]-(second:Actor)
WHERE first.id < second.id AND second.id IN $actors
WITH DISTINCT first, second, alliance.name AS name, alliance.type AS type, alliance.from AS from, alliance.to AS to
CREATE (first)-[edge:ALLIED_WITH]->(second)
SET edge.name = name, edge.type = type, edge.from = from, edge.to = to
