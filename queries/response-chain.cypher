// ---
// summary = "An event, the reactions to it, the reactions to those"
// description = """
// A tree in order: below each event the reactions to it, the earliest first. An event stands once, as few steps from the
// beginning as it can be reached in. Only reactions that are events themselves carry a chain on; `who-responded-to-event`
// tells them all. `lag_days` counts from what it answers, and is empty when either date is not known to the day. With
// `min_confidence`, the chain goes on by reactions that are each that sure; the event asked for stands in any case.
// """
// example = { event = "north korea missile launch january 2025" }
//
// [parameters]
// event = { type = "event", description = "Where the chain begins", example = "north korea missile launch january 2025" }
//
// [parameters.depth]
// type = "integer"
// optional = true
// default = "3"
// minimum = 1
// maximum = 6
// description = "How many steps to follow"
//
// [columns]
// step = { type = "integer", description = "Steps from the event asked for, which is 0" }
// event_id = { label = "event", description = "Id of the event" }
// event = { description = "Its short readable name" }
// type = { description = "Its PLOVER event type" }
// date = { type = "date", description = "First day, or month or year where no more is known" }
// actors = { type = "strings", description = "Names of those who did it" }
// responds_to = { description = "Id of the event it answers" }
// lag_days = { type = "integer", description = "Days between that one and this" }
// sentence = { description = "The surest sentence that says that it answers" }
//
// [[graph]]
// source = "event_id"
// edge = "RESPONDS_TO"
// target = "responds_to"
// ---
MATCH (asked:Event {id: $event})
WHERE ($known_at IS NULL OR asked.known_from <= $known_at AND coalesce(asked.known_to > $known_at, true))
MATCH chain = ALL SHORTEST (asked)
  ((:Event)<-[:TO]-(response:Response)-[:CONSISTS_IN]->(reaction:Event)
   WHERE ($known_at IS NULL OR response.known_from <= $known_at AND coalesce(response.known_to > $known_at, true))
     AND coalesce(response.confidence >= $min_confidence, true)
     AND ($known_at IS NULL OR reaction.known_from <= $known_at AND coalesce(reaction.known_to > $known_at, true))
     AND coalesce(reaction.confidence >= $min_confidence, true)
     AND ($as_of IS NULL OR reaction.start <= $as_of)){0,6} (event)
WHERE size(response) <= $depth
WITH asked, event, [asked] + reaction AS events, response
ORDER BY size(events), [one IN events | [one.start, one.id]]
WITH event, head(collect(events)) AS events, collect(DISTINCT last(response)) AS responses
WITH event, events[-2] AS cause, size(events) - 1 AS step, responses,
     [one IN events | toString(coalesce(one.start, '9999')) + one.id] AS place
WITH event, cause, step, [response IN responses WHERE EXISTS { (response)-[:TO]->(cause) }] AS responses, place
ORDER BY place
SKIP $skip LIMIT $limit
WITH event, cause, step, CASE WHEN step = 0 THEN [event] ELSE responses END AS facts, place
RETURN step, event.id AS event_id, event.name AS event, event.type AS type,
  substring(toString(event.start), 0, CASE event.precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS date,
  COLLECT {
    MATCH (actor:Actor)-[edge:INITIATED]->(event) WHERE edge.through IS NULL
    RETURN actor.name ORDER BY actor.id
  } AS actors,
  cause.id AS responds_to,
  CASE WHEN cause.precision = 'day' AND event.precision = 'day'
    THEN duration.inDays(cause.start, event.start).days END AS lag_days,
  CASE WHEN step > 0 THEN head(COLLECT {
    UNWIND facts AS fact
    MATCH (fact)-[told:REPORTED_IN]->(source:Document)
    WHERE $known_at IS NULL OR told.loaded_at <= $known_at
    RETURN told.sentence ORDER BY told.confidence DESC, source.published, source.id, told.start LIMIT 1
  }) END AS sentence,
  COLLECT {
    UNWIND facts AS fact
    MATCH (fact)-[told:REPORTED_IN]->(source:Document)
    WHERE $known_at IS NULL OR told.loaded_at <= $known_at
    RETURN told {document: source.name, title: source.title, url: coalesce(told.url, source.url),
                 published: coalesce(told.published, source.published), .sentence, .start, .end, .confidence}
    ORDER BY told.confidence DESC, source.published, source.id, told.start LIMIT 5
  } AS evidence
