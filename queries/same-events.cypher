// ---
// summary = "What texts and data sets tell of one event"
// description = """
// The rows of data sets by the million that are the same as an event which texts tell, or the events of texts that are
// the same as a row, the surest first. They are compared by type, days, actors and places, and linked from a score of
// 0.3 on; they are never merged, so that neither's count changes the other's.
// """
// example = { event = "turkish offensive in syria october 2019" }
//
// [parameters]
// event = { type = "event", description = "The event", example = "turkish offensive in syria october 2019" }
//
// [columns]
// event_id = { label = "name", description = "Id of the other event" }
// name = { description = "Its short readable name" }
// type = { description = "Its PLOVER event type" }
// date = { type = "date", description = "First day, or month or year where no more is known" }
// score = { type = "number", description = "How likely the two are one, 0 to 1" }
// reasons = { type = "strings", description = "What speaks for and against it" }
//
// [[graph]]
// source = "$event"
// edge = "SAME_AS"
// target = "event_id"
// ---
MATCH (asked:Event {id: $event})-[same:SAME_AS]-(event:Event)
WHERE ($known_at IS NULL OR asked.known_from <= $known_at AND coalesce(asked.known_to > $known_at, true))
  AND ($as_of IS NULL OR event.start <= $as_of)
  AND ($known_at IS NULL OR event.known_from <= $known_at AND coalesce(event.known_to > $known_at, true))
  AND coalesce(event.confidence >= $min_confidence, true)
WITH event, same ORDER BY same.score DESC, event.id
SKIP $skip LIMIT $limit
RETURN event.id AS event_id, event.name AS name, event.type AS type,
  substring(toString(event.start), 0, CASE event.precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS date,
  same.score AS score, same.reasons AS reasons,
  COLLECT {
    MATCH (event)-[told:REPORTED_IN]->(source:Document)
    WHERE $known_at IS NULL OR told.loaded_at <= $known_at
    RETURN told {document: source.name, title: source.title, url: coalesce(told.url, source.url),
                 published: coalesce(told.published, source.published), .sentence, .start, .end, .confidence}
    ORDER BY told.confidence DESC, source.published, source.id, told.start LIMIT 5
  } AS evidence
