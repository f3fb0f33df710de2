// Which event one side tells as having happened, and the other as not having happened.
CALL () {
  UNWIND $regrouped AS id
  MATCH (:Event {id: id})-[old:CONTRADICTS]-(:Event)
  DELETE old
}
UNWIND $contradictions AS pair
MATCH (told:Event {id: pair[0]}), (negated:Event {id: pair[1]})
CREATE (told)-[edge:CONTRADICTS]->(negated)
SET edge.id = 'edge:CONTRADICTS:' + told.id + ':' + negated.id,
    edge.rule = 'modality',
    edge.facts = [told.id, negated.id],
    edge.sources = told.sources + negated.sources,
    edge.confidence = CASE WHEN told.confidence < negated.confidence THEN told.confidence ELSE negated.confidence END
RETURN elementId(edge) AS edge, [] AS facts
