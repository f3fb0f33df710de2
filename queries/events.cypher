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
// Of these branches all but one find nothing: the one that fits what was given reads the events from an index, the newest
// first, and no further than the page needs. An event of a whole year may have begun that long before `since`. A UNION
// hands its rows on in their order; the page itself is put in order below, whatever comes of that.
WITH coalesce($since - duration('P1Y'), date('0000-01-01')) AS first, coalesce($until, $as_of, date('9999-12-31')) AS last
CALL (first, last) {
  MATCH (event:Event)-[edge:BETWEEN]->()
  WHERE edge.dyad = $actor + '>' + $target AND edge.start >= first AND edge.start <= last
  WITH event, edge ORDER BY edge.dyad DESC, edge.start DESC, event.id
  RETURN event
  UNION ALL
  MATCH ()-[edge:INITIATED]->(event:Event)
  WHERE edge.actor = CASE WHEN $target IS NULL THEN $actor END AND edge.start >= first AND edge.start <= last
  WITH event, edge ORDER BY edge.actor DESC, edge.start DESC, event.id
  RETURN event
  UNION ALL
  MATCH (event:Event)-[edge:TARGETED]->()
  WHERE edge.actor = CASE WHEN $actor IS NULL THEN $target END AND edge.start >= first AND edge.start <= last
  WITH event, edge ORDER BY edge.actor DESC, edge.start DESC, event.id
  RETURN event
  UNION ALL
  MATCH (event:Event)-[edge:OCCURRED_IN]->()
  WHERE edge.place = CASE WHEN $actor IS NULL AND $target IS NULL THEN $place END
    AND edge.start >= first AND edge.start <= last
  WITH event, edge ORDER BY edge.place DESC, edge.start DESC, event.id
  RETURN event
  UNION ALL
  MATCH (event:Event)-[edge:OCCURRED_IN]->()
  WHERE edge.country = CASE WHEN $actor IS NULL AND $target IS NULL THEN $place END
    AND edge.start >= first AND edge.start <= last
  WITH event, edge ORDER BY edge.country DESC, edge.start DESC, event.id
  RETURN event
  UNION ALL
  MATCH (event:Event)
  WHERE event.type = CASE WHEN $actor IS NULL AND $target IS NULL AND $place IS NULL THEN $type END
    AND event.start >= first AND event.start <= last
  WITH event ORDER BY event.type DESC, event.start DESC, event.id
  RETURN event
  UNION ALL
  MATCH (event:Event)
  WHERE event.start >= CASE WHEN $actor IS NULL AND $target IS NULL AND $place IS NULL AND $type IS NULL THEN first END
    AND event.start <= last
  WITH event ORDER BY event.start DESC, event.id
  RETURN event
  UNION ALL
  MATCH (event:Told)
  WHERE event.start IS NULL
    AND $actor IS NULL AND $target IS NULL AND $place IS NULL AND $since IS NULL AND $until IS NULL AND $as_of IS NULL
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
WITH event SKIP $skip LIMIT $limit
WITH event ORDER BY event.start IS NULL, event.start DESC, event.id
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
    RETURN told {document: source.name, title: source.title, url: coalesce(told.url, source.url),
                 published: coalesce(told.published, source.published), .sentence, .start, .end, .confidence}
    ORDER BY told.confidence DESC, source.published, source.id, told.start LIMIT 5
  } AS evidence
