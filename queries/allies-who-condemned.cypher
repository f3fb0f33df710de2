// ---
// summary = "Allies of a state that condemned what it did"
// description = """
// Events that the state or body initiated and that one of its allies condemned, the newest first; the alliance held on
// the day of the condemnation (else of the event), as far as dates are known. Evidence is given for the condemnation
// and for the alliance. With `min_confidence`, alliance, condemnation and event are each that sure.
// """
// example = { state = "Turkey" }
//
// [parameters]
// state = { type = "state", description = "State or body: id or name", example = "Turkey" }
//
// [columns]
// ally = { description = "Name of the ally" }
// alliance = { description = "Name of the alliance, else its kind" }
// event = { description = "What it condemned" }
// date = { type = "date", description = "Day of the condemnation, or its month or year where no more is known" }
// statement = { description = "What the ally said about the event, where it is recorded" }
//
// [[graph]]
// source = "ally"
// edge = "CONDEMNED"
// target = "event"
//
// [[graph]]
// source = "$state"
// edge = "INITIATED"
// target = "event"
// ---
MATCH (state:Actor {id: $state})-[mine:MEMBER_OF]->(alliance:Alliance)<-[theirs:MEMBER_OF]-(ally:Actor)
WHERE coalesce(alliance.type <> 'bloc', true)
  AND ($known_at IS NULL OR alliance.known_from <= $known_at AND coalesce(alliance.known_to > $known_at, true))
  AND coalesce(alliance.confidence >= $min_confidence, true)
MATCH (ally)<-[:GIVEN_BY]-(response:Response {stance: 'CONDEMNED'})-[:TO]->(event:Event)<-[:INITIATED]-(state)
WHERE ($known_at IS NULL OR response.known_from <= $known_at AND coalesce(response.known_to > $known_at, true))
  AND coalesce(response.confidence >= $min_confidence, true)
  AND ($known_at IS NULL OR event.known_from <= $known_at AND coalesce(event.known_to > $known_at, true))
  AND coalesce(event.confidence >= $min_confidence, true)
WITH ally, alliance, mine, theirs, response, event, coalesce(response.start, event.start) AS day
WHERE ($as_of IS NULL OR day <= $as_of)
  AND coalesce(mine.from <= day, true) AND coalesce(mine.to >= day, true)
  AND coalesce(theirs.from <= day, true) AND coalesce(theirs.to >= day, true)
WITH ally, coalesce(alliance.name, alliance.type) AS name, event, response, collect(alliance) AS alliances
WITH ally, name, event, response, alliances
ORDER BY response.start IS NULL, response.start DESC, ally.id, name, event.id, response.id
SKIP $skip LIMIT $limit
RETURN ally.name AS ally, name AS alliance, event.name AS event,
  substring(toString(response.start), 0, CASE response.precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END)
    AS date,
  head(COLLECT {
    MATCH (ally)-[:MADE]->(statement:Statement)-[:ABOUT]->(event)
    WHERE ($known_at IS NULL OR statement.known_from <= $known_at AND coalesce(statement.known_to > $known_at, true))
      AND coalesce(statement.confidence >= $min_confidence, true)
    RETURN statement.text
    ORDER BY coalesce(statement.stance = 'CONDEMNED', false) DESC, statement.start, statement.id LIMIT 1
  }) AS statement,
  COLLECT {
    UNWIND [response] + alliances AS fact
    MATCH (fact)-[told:REPORTED_IN]->(source:Document)
    WHERE $known_at IS NULL OR told.loaded_at <= $known_at
    RETURN told {document: source.name, title: source.title, url: coalesce(told.url, source.url),
                 published: coalesce(told.published, source.published), .sentence, .start, .end, .confidence}
    ORDER BY fact = response DESC, told.confidence DESC, source.published, source.id, told.start LIMIT 5
  } AS evidence
