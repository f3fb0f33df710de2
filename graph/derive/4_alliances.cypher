// Who is allied with whom: from the live alliances, one edge for each time that two actors shared one. One direction,
// smaller id first. A bloc (the African Union, OPEC) has members that are no allies.
CALL () {
  UNWIND $facts AS id
  MATCH ()-[old:ALLIED_WITH {fact: id}]->()
  DELETE old
}
UNWIND $facts AS id
MATCH (alliance:Fact {id: id})
WHERE coalesce(alliance.type <> 'bloc', true)
MATCH (first:Actor)-[mine:MEMBER_OF]->(alliance)<-[theirs:MEMBER_OF]-(second:Actor)
WHERE first.id < second.id
  AND coalesce(mine.from <= theirs.to, true) AND coalesce(theirs.from <= mine.to, true)
WITH alliance, first, second,
     coalesce(CASE WHEN mine.from > theirs.from THEN mine.from END, theirs.from, mine.from) AS from,
     coalesce(CASE WHEN mine.to < theirs.to THEN mine.to END, theirs.to, mine.to) AS to
ORDER BY from
WITH alliance, first, second, collect({from: from, to: to}) AS times
UNWIND range(0, size(times) - 1) AS place
WITH alliance, first, second, place, times[place] AS time
CREATE (first)-[edge:ALLIED_WITH]->(second)
SET edge.id = 'edge:ALLIED_WITH:' + first.id + ':' + second.id + ':' + alliance.id
            + CASE place WHEN 0 THEN '' ELSE ':' + place END,
    edge.name = alliance.name,
    edge.type = alliance.type,
    edge.from = time.from,
    edge.to = time.to,
    edge.fact = alliance.id,
    edge.facts = [alliance.id],
    edge.sources = alliance.sources,
    edge.confidence = alliance.confidence
RETURN elementId(edge) AS edge, edge.facts AS facts
