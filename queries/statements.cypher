// ---
// summary = "What was said, by whom, in which office, about which event"
// description = """
// The newest first, statements without a date last. What an official says counts as said by the state too:
// `state = "KOR"` finds it. Statements about what the same document tells a second time in other words are counted
// in, as in `who-responded-to-event`. `office` is one whose term, where a text tells it, covers the day; of several the
// one that the same document gives the speaker, else the one seen nearest to the day. With `min_confidence`, the event
// asked about counts whatever its own confidence; offices and other events that are less sure are not named.
// """
// example = { speaker = "choi sang-mok" }
//
// [parameters]
// speaker = { type = "actor", optional = true, description = "Who spoke", example = "choi sang-mok" }
// state = { type = "state", optional = true, description = "State or body spoken for", example = "KOR" }
// event = { type = "event", optional = true, description = "The event spoken about" }
// since = { type = "date", optional = true, description = "First day", example = "2025-01-01" }
// until = { type = "date", optional = true, description = "Last day", example = "2025-01-31" }
//
// [columns]
// statement_id = { label = "text", description = "Id of the statement" }
// speaker = { description = "Who made it" }
// office = { description = "The speaker's office, as the text gives it" }
// state = { description = "Id of the state or body that the speaker stands for" }
// date = { type = "date", description = "Day of the statement, or its month or year where no more is known" }
// text = { description = "What was said, quoted or reported" }
// stance = { description = "How it stands to the event, where it takes a stance" }
// event = { description = "Names of the events it is about" }
//
// [[graph]]
// source = "speaker"
// edge = "MADE"
// target = "statement_id"
// ---
OPTIONAL MATCH (asked:Event {id: $event})
WHERE ($known_at IS NULL OR asked.known_from <= $known_at AND coalesce(asked.known_to > $known_at, true))
// What the event's own documents tell a second time: at the same date, or, of the newest such event, without one.
CALL (asked) {
  RETURN asked AS event
  UNION
  MATCH (asked)-[:REPORTED_IN]->(document:Document)<-[:REPORTED_IN]-(event:Event {type: asked.type})
  WHERE event.modality = asked.modality
    AND ($known_at IS NULL OR event.known_from <= $known_at AND coalesce(event.known_to > $known_at, true))
    AND coalesce(event.confidence >= $min_confidence, true)
    AND EXISTS { (event)<-[by:INITIATED]-(:Actor)-[:INITIATED]->(asked) WHERE by.through IS NULL }
    AND (EXISTS { (event)-[:TARGETED]->(:Actor)<-[:TARGETED]-(asked) }
      OR NOT EXISTS { (event)-[:TARGETED]->(:Actor) } OR NOT EXISTS { (asked)-[:TARGETED]->(:Actor) })
    AND (event.start <= asked.end AND event.end >= asked.start
      OR asked.start IS NOT NULL AND event.start IS NULL AND NOT EXISTS {
        (document)<-[:REPORTED_IN]-(later:Event {type: asked.type})<-[:INITIATED]-(:Actor)-[:INITIATED]->(asked)
        WHERE later.start > asked.end AND coalesce(later.confidence >= $min_confidence, true) })
  RETURN event
}
WITH collect(event) AS events
// Each branch begins at what was given, so that the cost follows the answer; a seek by a missing id finds nothing.
CALL (events) {
  MATCH (:Actor {id: $speaker})-[:MADE]->(statement:Statement)
  RETURN statement
  UNION ALL
  UNWIND events AS event
  MATCH (event)<-[:ABOUT]-(statement:Statement)
  WHERE $speaker IS NULL
  RETURN DISTINCT statement
  UNION ALL
  MATCH (:Actor {id: $state})-[:MADE]->(statement:Statement)
  WHERE $speaker IS NULL AND $event IS NULL
  RETURN statement
  UNION ALL
  MATCH (statement:Statement)
  WHERE statement.start >= coalesce($since, date('0000-01-01'))
    AND statement.start <= coalesce($until, date('9999-12-31'))
    AND $speaker IS NULL AND $event IS NULL AND $state IS NULL
  RETURN statement
  UNION ALL
  WITH 1 AS once
  WHERE $speaker IS NULL AND $event IS NULL AND $state IS NULL AND $since IS NULL AND $until IS NULL AND $as_of IS NULL
  MATCH (statement:Statement)
  WHERE statement.start IS NULL
  RETURN statement
}
WITH events, statement
WHERE ($event IS NULL OR EXISTS { (statement)-[:ABOUT]->(about:Event) WHERE about IN events })
  AND ($state IS NULL OR EXISTS { (statement)<-[:MADE]-(:Actor {id: $state}) })
  AND ($since IS NULL OR statement.end >= $since)
  AND ($until IS NULL OR statement.start <= $until)
  AND ($as_of IS NULL OR statement.start <= $as_of)
  AND ($known_at IS NULL OR statement.known_from <= $known_at AND coalesce(statement.known_to > $known_at, true))
  AND coalesce(statement.confidence >= $min_confidence, true)
WITH statement ORDER BY statement.start IS NULL, statement.start DESC, statement.id
SKIP $skip LIMIT $limit
MATCH (statement)<-[made:MADE]-(speaker:Actor)
WHERE made.through IS NULL
WITH statement, speaker, coalesce(statement.start, head(COLLECT {
  MATCH (statement)-[:REPORTED_IN]->(source:Document) RETURN source.published ORDER BY source.published LIMIT 1
})) AS said
WITH *, COLLECT {
  MATCH (statement)-[:REPORTED_IN]->(:Document)<-[:REPORTED_IN]-(held:Occupancy)-[:HOLDER]->(speaker)
  WHERE ($known_at IS NULL OR held.known_from <= $known_at AND coalesce(held.known_to > $known_at, true))
    AND coalesce(held.confidence >= $min_confidence, true)
    AND coalesce(held.from <= said, true) AND coalesce(held.to >= said, NOT held.former)
  RETURN held ORDER BY held.from IS NULL, held.from DESC, held.id LIMIT 1
} AS own
// Only where the same document tells none: a president's office stands in hundreds of others.
WITH *, head(own + COLLECT {
  UNWIND CASE WHEN own = [] THEN [speaker] ELSE [] END AS holder
  MATCH (holder)<-[:HOLDER]-(held:Occupancy)-[told:REPORTED_IN]->(source:Document)
  WHERE ($known_at IS NULL OR held.known_from <= $known_at AND coalesce(held.known_to > $known_at, true))
    AND coalesce(held.confidence >= $min_confidence, true)
    AND ($known_at IS NULL OR told.loaded_at <= $known_at)
  RETURN held
  ORDER BY coalesce(held.from > said, false) OR coalesce(held.to < said, held.former),
    held.from IS NULL, held.from DESC, abs(duration.inDays(said, source.published).days), held.id LIMIT 1
}) AS held
RETURN statement.id AS statement_id, speaker.name AS speaker,
  CASE WHEN held.acting AND NOT toLower(held.office) CONTAINS 'acting' THEN 'acting ' ELSE '' END + held.office AS office,
  speaker.state AS state,
  substring(toString(statement.start), 0, CASE statement.precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END)
    AS date,
  statement.text AS text, statement.stance AS stance,
  reduce(names = null, name IN COLLECT {
      MATCH (statement)-[:ABOUT]->(about:Event)
      WHERE ($known_at IS NULL OR about.known_from <= $known_at AND coalesce(about.known_to > $known_at, true))
        AND (about.id = $event OR coalesce(about.confidence >= $min_confidence, true))
      RETURN about.name ORDER BY about.id
    } |
    coalesce(names + '; ', '') + name) AS event,
  COLLECT {
    MATCH (statement)-[told:REPORTED_IN]->(source:Document)
    WHERE $known_at IS NULL OR told.loaded_at <= $known_at
    RETURN told {document: source.name, title: source.title, url: coalesce(told.url, source.url),
                 published: coalesce(told.published, source.published), .sentence, .start, .end, .confidence}
    ORDER BY told.confidence DESC, source.published, source.id, told.start LIMIT 5
  } AS evidence
