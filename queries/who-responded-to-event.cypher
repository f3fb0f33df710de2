// ---
// summary = "Who responded to an event, how, when, and in which words"
// description = """
// One row for each actor, speaker and stance, the earliest first. A document may tell an event a second time, in
// other words. Responses to an event of the same type by the same initiator, told by a document that tells of this one,
// are counted in when it has the same date, or none and the document tells of no later one.
// `lag_days` counts from the event's first day and is empty when either date is not known to the day. With
// `min_confidence`, the event asked about counts whatever its own confidence.
// """
// example = { event = "north korea missile launch january 2025" }
//
// [parameters]
// event = { type = "event", description = "The event responded to", example = "north korea missile launch january 2025" }
// actor = { type = "actor", optional = true, description = "Only responses of this state or body, or of this speaker", example = "Japan" }
//
// [parameters.stance]
// type = "string"
// optional = true
// description = "Only responses in this stance"
// example = "CONDEMNED"
// enum = ["CONDEMNED", "SUPPORTED", "DENIED", "ACKNOWLEDGED", "DEMANDED", "THREATENED", "ACTED"]
//
// [columns]
// actor_id = { label = "actor", description = "Id of the state or body that responded" }
// actor = { description = "Its name" }
// kind = { description = "state, organization, group or official" }
// state = { description = "Id of the state or body that it stands for" }
// speaker = { description = "Who spoke for it, where one is named" }
// stance = { description = "CONDEMNED, SUPPORTED, DENIED, ACKNOWLEDGED, DEMANDED, THREATENED or ACTED" }
// date = { type = "date", description = "Day of the response, or its month or year where no more is known" }
// lag_days = { type = "integer", description = "Days between the event and the response" }
// statement = { description = "What was said in this stance about the event, or in the same sentence" }
// confidence = { type = "number", description = "Of the best piece of evidence, 0 to 1" }
//
// [[graph]]
// source = "actor_id"
// edge = "stance"
// target = "$event"
// ---
MATCH (asked:Event {id: $event})
WHERE ($known_at IS NULL OR asked.known_from <= $known_at AND coalesce(asked.known_to > $known_at, true))
// What the event's own documents tell a second time: at the same date, or, of the newest such event, without one. A row of
// a data set tells its event once, in a file of millions.
CALL (asked) {
  RETURN asked AS event
  UNION
  MATCH (asked:Told)-[:REPORTED_IN]->(document:Document)<-[:REPORTED_IN]-(event:Told {type: asked.type})
  WHERE event.modality = asked.modality
    AND ($known_at IS NULL OR event.known_from <= $known_at AND coalesce(event.known_to > $known_at, true))
    AND coalesce(event.confidence >= $min_confidence, true)
    AND EXISTS { (event)<-[by:INITIATED]-(:Actor)-[:INITIATED]->(asked) WHERE by.through IS NULL }
    AND (EXISTS { (event)-[:TARGETED]->(:Actor)<-[:TARGETED]-(asked) }
      OR NOT EXISTS { (event)-[:TARGETED]->(:Actor) } OR NOT EXISTS { (asked)-[:TARGETED]->(:Actor) })
    AND (event.start <= asked.end AND event.end >= asked.start
      OR asked.start IS NOT NULL AND event.start IS NULL AND NOT EXISTS {
        (document)<-[:REPORTED_IN]-(later:Told {type: asked.type})<-[:INITIATED]-(:Actor)-[:INITIATED]->(asked)
        WHERE later.start > asked.end AND coalesce(later.confidence >= $min_confidence, true) })
  RETURN event
}
WITH asked, collect(event) AS events
UNWIND events AS event
MATCH (event)<-[:TO]-(response:Response)-[:GIVEN_BY]->(actor:Actor)
WHERE ($as_of IS NULL OR coalesce(response.start, event.start) <= $as_of)
  AND ($stance IS NULL OR response.stance = $stance)
  AND ($known_at IS NULL OR response.known_from <= $known_at AND coalesce(response.known_to > $known_at, true))
  AND coalesce(response.confidence >= $min_confidence, true)
MATCH (response)-[told:REPORTED_IN]->(:Document)
WHERE ($known_at IS NULL OR told.loaded_at <= $known_at)
OPTIONAL MATCH (response)-[:SPOKEN_BY]->(speaker:Actor)
WITH asked, events, actor, speaker, response, max(told.confidence) AS confidence
WHERE $actor IS NULL OR $actor IN [actor.id, speaker.id]
ORDER BY response.start, response.id
WITH asked, events, actor, speaker, response.stance AS stance, collect(response) AS responses,
     max(confidence) AS confidence
WITH *, head(responses) AS first
ORDER BY first.start, actor.id, speaker.id, stance
SKIP $skip LIMIT $limit
RETURN actor.id AS actor_id, actor.name AS actor, actor.kind AS kind, actor.state AS state, speaker.name AS speaker,
  stance,
  substring(toString(first.start), 0, CASE first.precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS date,
  CASE WHEN asked.precision = 'day' AND first.precision = 'day'
    THEN duration.inDays(asked.start, first.start).days END AS lag_days,
  coalesce(head(COLLECT {
    UNWIND events AS event
    MATCH (event)<-[:ABOUT]-(statement:Statement {stance: stance})<-[:MADE]-(sayer:Actor)
    WHERE sayer = coalesce(speaker, actor)
      AND ($known_at IS NULL OR statement.known_from <= $known_at AND coalesce(statement.known_to > $known_at, true))
      AND coalesce(statement.confidence >= $min_confidence, true)
    RETURN statement.text ORDER BY statement.start, statement.id LIMIT 1
  }), head(COLLECT {
    UNWIND responses AS response
    MATCH (response)-[told:REPORTED_IN]->(:Document)<-[same:REPORTED_IN]-(statement:Statement {stance: stance})
    WHERE same.start = told.start AND EXISTS { (statement)<-[:MADE]-(sayer:Actor) WHERE sayer = coalesce(speaker, actor) }
      AND ($known_at IS NULL OR statement.known_from <= $known_at AND coalesce(statement.known_to > $known_at, true))
      AND coalesce(statement.confidence >= $min_confidence, true)
    RETURN statement.text ORDER BY statement.start, statement.id LIMIT 1
  })) AS statement,
  confidence,
  COLLECT {
    UNWIND responses AS fact
    MATCH (fact)-[told:REPORTED_IN]->(source:Document)
    WHERE $known_at IS NULL OR told.loaded_at <= $known_at
    RETURN told {document: source.name, title: source.title, url: coalesce(told.url, source.url),
                 published: coalesce(told.published, source.published), .sentence, .start, .end, .confidence}
    ORDER BY told.confidence DESC, source.published, source.id, told.start LIMIT 5
  } AS evidence
