// The head of an event's page: what it is, who did it to whom, where.
MATCH (event:Event {id: $id})
RETURN event.id AS id, event.name AS name, event.type AS type, event.mode AS mode, event.modality AS modality,
  event.goldstein AS goldstein, event.sources AS sources, event.confidence AS confidence,
  substring(toString(event.start), 0, CASE event.precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS start,
  substring(toString(event.end), 0, CASE event.precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS end,
  COLLECT {
    MATCH (actor:Actor)-[edge:INITIATED]->(event)
    RETURN {id: actor.id, name: actor.name, kind: actor.kind, for: edge.through IS NOT NULL}
    ORDER BY edge.through IS NOT NULL, actor.id LIMIT 50
  } AS initiators,
  COLLECT {
    MATCH (event)-[edge:TARGETED]->(actor:Actor)
    RETURN {id: actor.id, name: actor.name, kind: actor.kind, for: edge.through IS NOT NULL}
    ORDER BY edge.through IS NOT NULL, actor.id LIMIT 50
  } AS recipients,
  COLLECT {
    MATCH (event)-[:OCCURRED_IN]->(place:Place) RETURN {id: place.id, name: place.name, country: place.country}
    ORDER BY place.id LIMIT 10
  } AS places,
  COLLECT {
    MATCH (event)<-[:CONSISTS_IN]-(:Response)-[:TO]->(before:Event)
    RETURN DISTINCT {id: before.id, name: before.name, date: toString(before.start)} LIMIT 10
  } AS answers
