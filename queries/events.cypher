// ---
// summary = "Events by who did what to whom, where and when"
// description = """
// The newest first, events without a date last. An act of an official, a ministry or an army counts as an act of its
// state too: `actor = "KOR"` finds it; `initiators` and `recipients` name those the text names.
// """
// example = { actor = "North Korea", type = "MOBILIZE", since = "2025-01-01", until = "2025-01-31" }
//
// [parameters]
// actor = { type = "actor", optional = true, description = "Who initiated the event", example = "North Korea" }
// target = { type = "actor", optional = true, description = "At whom it was directed", example = "KOR" }
// place = { type = "place", optional = true, description = "Where: a place, or a state for any place in it" }
// since = { type = "date", optional = true, description = "First day", example = "2025-01-01" }
// until = { type = "date", optional = true, description = "Last day", example = "2025-01-31" }
//
// [parameters.type]
// type = "string"
// optional = true
// description = "PLOVER event type"
// example = "MOBILIZE"
// enum = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
//   "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]
//
// [parameters.modality]
// type = "string"
// optional = true
// default = "factual"
// description = "What the text says of the event: that it happened, will, may, or did not"
// enum = ["factual", "future", "hypothetical", "negated", "any"]
//
// [columns]
// event_id = { label = "name", description = "Id of the event" }
// name = { description = "Short readable name" }
// type = { description = "PLOVER event type" }
// date = { type = "date", description = "First day, or month or year where no more is known" }
// initiators = { type = "strings", description = "Names of those who did it" }
// recipients = { type = "strings", description = "Names of those it was done to" }
// place = { description = "Where it happened" }
// documents = { type = "integer", description = "Number of documents that report it" }
//
// [[graph]]
// source = "initiators"
// edge = "INITIATED"
// target = "event_id"
//
// [[graph]]
// source = "event_id"
// edge = "TARGETED"
// target = "recipients"
// ---
// Each branch begins at what was given, so that the cost follows the answer; a seek by a missing id finds nothing.
CALL () {
  MATCH (:Actor {id: $actor})-[:INITIATED]->(event:Event)
  RETURN event
  UNION ALL
  MATCH (event:Event)-[:TARGETED]->(:Actor {id: $target})
  WHERE $actor IS NULL
  RETURN event
  UNION ALL
  MATCH (event:Event)
  WHERE event.start >= coalesce($since, date('0000-01-01')) AND event.start <= coalesce($until, date('9999-12-31'))
    AND $actor IS NULL AND $target IS NULL
  RETURN event
  UNION ALL
  WITH 1 AS once WHERE $actor IS NULL AND $target IS NULL AND $since IS NULL AND $until IS NULL AND $as_of IS NULL
  MATCH (event:Event)
  WHERE event.start IS NULL
  RETURN event
}
WITH event
WHERE ($type IS NULL OR event.type = $type)
  AND (coalesce($modality, 'any') IN ['any', event.modality])
  AND ($since IS NULL OR event.end >= $since)
  AND ($until IS NULL OR event.start <= $until)
  AND ($as_of IS NULL OR event.start <= $as_of)
  AND ($target IS NULL OR EXISTS { (event)-[:TARGETED]->(:Actor {id: $target}) })
  AND ($place IS NULL OR EXISTS { (event)-[:OCCURRED_IN]->(at:Place) WHERE $place IN [at.id, at.country] })
  AND ($known_at IS NULL OR event.known_from <= $known_at AND coalesce(event.known_to > $known_at, true))
  AND coalesce(event.confidence >= $min_confidence, true)
WITH event ORDER BY event.start IS NULL, event.start DESC, event.id
SKIP $skip LIMIT $limit
RETURN event.id AS event_id, event.name AS name, event.type AS type,
  substring(toString(event.start), 0, CASE event.precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS date,
  COLLECT {
    MATCH (actor:Actor)-[edge:INITIATED]->(event) WHERE edge.through IS NULL
    RETURN actor.name ORDER BY actor.id
  } AS initiators,
  COLLECT {
    MATCH (event)-[edge:TARGETED]->(actor:Actor) WHERE edge.through IS NULL
    RETURN actor.name ORDER BY actor.id
  } AS recipients,
  head(COLLECT { MATCH (event)-[:OCCURRED_IN]->(at:Place) RETURN at.name ORDER BY at.id }) AS place,
  COUNT {
    MATCH (event)-[told:REPORTED_IN]->(source:Document)
    WHERE $known_at IS NULL OR told.loaded_at <= $known_at
    RETURN DISTINCT source
  } AS documents,
  COLLECT {
    MATCH (event)-[told:REPORTED_IN]->(source:Document)
    WHERE $known_at IS NULL OR told.loaded_at <= $known_at
    RETURN told {document: source.name, title: source.title, url: source.url, published: source.published,
                 .sentence, .start, .end, .confidence}
    ORDER BY told.confidence DESC, source.published, source.id, told.start LIMIT 5
  } AS evidence
