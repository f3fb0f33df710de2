// ---
// summary = "Events at the same time as an event"
// description = """
// Events that a text says coincide with it, whatever the days between; and events that begin or end within `days`
// days of it, share an actor with it and are dated to the day. What may be the same occurrence told in other words (same
// type and initiator, overlapping dates) is left out. Nearest first; those without a date, which only a text can name,
// last. With `min_confidence`, the event asked about counts whatever its own confidence.
// """
// example = { event = "north korea missile launch january 2025", days = "10" }
//
// [parameters]
// event = { type = "event", description = "The event", example = "north korea missile launch january 2025" }
//
// [parameters.days]
// type = "integer"
// optional = true
// default = "3"
// minimum = 0
// maximum = 366
// description = "How many days apart"
//
// [columns]
// event_id = { label = "name", description = "Id of the other event" }
// name = { description = "Its short readable name" }
// type = { description = "Its PLOVER event type" }
// date = { type = "date", description = "First day, or month or year where no more is known" }
// days = { type = "integer", description = "Days between the two, whichever came first; empty where not known to the day" }
// rule = { description = "Why: `stated` in a text, or by their `dates`" }
//
// [[graph]]
// source = "$event"
// edge = "COINCIDES_WITH"
// target = "event_id"
// ---
MATCH (asked:Event {id: $event})
WHERE ($known_at IS NULL OR asked.known_from <= $known_at AND coalesce(asked.known_to > $known_at, true))
CALL (asked) {
  MATCH (asked)<-[:JOINS]-(fact:Coincidence)-[:JOINS]->(event:Event)
  WHERE event.id <> asked.id
  RETURN event, fact, fact.days AS days, coalesce(fact.rule, 'stated') AS rule
  UNION
  MATCH (event:Told)
  WHERE event.start >= asked.start - duration({days: $days}) AND event.start <= asked.end + duration({days: $days})
    AND event.id <> asked.id AND event.precision = 'day' AND asked.precision = 'day'
    AND EXISTS { (asked)-[:INITIATED|TARGETED]-(:Actor)-[:INITIATED|TARGETED]-(event) }
    AND NOT (event.type = asked.type AND event.start <= asked.end AND event.end >= asked.start
             AND EXISTS { (asked)<-[:INITIATED]-(:Actor)-[:INITIATED]->(event) })
  RETURN event, event AS fact, null AS days, 'dates' AS rule
}
WITH asked, event, fact, days, rule
WHERE ($as_of IS NULL OR event.start <= $as_of)
  AND ($known_at IS NULL OR event.known_from <= $known_at AND coalesce(event.known_to > $known_at, true))
  AND coalesce(event.confidence >= $min_confidence, true)
  AND ($known_at IS NULL OR fact.known_from <= $known_at AND coalesce(fact.known_to > $known_at, true))
  AND coalesce(fact.confidence >= $min_confidence, true)
WITH event, collect(fact) AS facts, max(rule) AS rule, min(coalesce(days, CASE WHEN event.precision = 'day'
     AND asked.precision = 'day' THEN abs(duration.inDays(asked.start, event.start).days) END)) AS days
ORDER BY days, event.start, event.id
SKIP $skip LIMIT $limit
RETURN event.id AS event_id, event.name AS name, event.type AS type,
  substring(toString(event.start), 0, CASE event.precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS date,
  days, rule,
  COLLECT {
    UNWIND facts AS fact
    MATCH (fact)-[told:REPORTED_IN]->(source:Document)
    WHERE $known_at IS NULL OR told.loaded_at <= $known_at
    RETURN told {document: source.name, title: source.title, url: coalesce(told.url, source.url),
                 published: coalesce(told.published, source.published), .sentence, .start, .end, .confidence}
    ORDER BY told.confidence DESC, source.published, source.id, told.start LIMIT 5
  } AS evidence
