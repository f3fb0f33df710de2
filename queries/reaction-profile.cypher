// ---
// summary = "How a state reacts to a type of event, year by year"
// description = """
// By the year of the reaction: to how many events of the type the state or body reacted, how many of these it
// condemned, supported …, and how soon. An event counts once for each stance, however many spoke; with several stances
// it counts for each of them, and so the stances may add up to more than `events`. Years without a reaction have no
// row.
// """
// example = { state = "South Korea", type = "MOBILIZE", initiator = "North Korea" }
//
// [parameters]
// state = { type = "state", description = "State or body that reacts: id or name", example = "South Korea" }
//
// [parameters.type]
// type = "string"
// description = "PLOVER type of the events reacted to"
// example = "MOBILIZE"
// enum = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
//   "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]
//
// [parameters.mode]
// type = "string"
// optional = true
// description = "Mode of the events reacted to, or several with commas between"
// example = "launch,test"
//
// [parameters.initiator]
// type = "actor"
// optional = true
// description = "Who initiated the events reacted to"
// example = "North Korea"
//
// [parameters.since]
// type = "date"
// optional = true
// description = "First day of the reactions"
// example = "2015-01-01"
//
// [parameters.until]
// type = "date"
// optional = true
// description = "Last day of the reactions"
// example = "2025-12-31"
//
// [columns]
// year = { description = "Year of the reaction, or of the event where only that is known" }
// events = { type = "integer", description = "Events of the type that it reacted to" }
// condemned = { type = "integer", description = "Events that it condemned" }
// supported = { type = "integer", description = "Events that it supported" }
// denied = { type = "integer", description = "Events that it denied" }
// acknowledged = { type = "integer", description = "Events that it acknowledged" }
// demanded = { type = "integer", description = "Events on which it demanded something" }
// threatened = { type = "integer", description = "Events that it answered with a threat" }
// acted = { type = "integer", description = "Events that it answered with an act" }
// condemned_share = { type = "number", description = "Events condemned, as a share of those reacted to" }
// lag_days = { type = "number", description = "Median of the days from event to first reaction, where known" }
// initiators = { type = "strings", description = "Names of those who did what it reacted to" }
//
// [[graph]]
// source = "$state"
// edge = "REACTED_TO"
// target = "initiators"
// ---
MATCH (:Actor {id: $state})<-[:GIVEN_BY]-(response:Response)-[:TO]->(event:Event)
WITH response, event, coalesce(response.start, event.start) AS day
WHERE event.type = $type
  AND ($mode IS NULL OR event.mode IN [mode IN split(toLower($mode), ',') | trim(mode)])
  AND ($initiator IS NULL OR EXISTS { (event)<-[:INITIATED]-(:Actor {id: $initiator}) })
  AND event.modality = 'factual'
  AND day IS NOT NULL
  AND ($since IS NULL OR day >= $since)
  AND ($until IS NULL OR day <= $until)
  AND ($as_of IS NULL OR day <= $as_of)
  AND ($known_at IS NULL OR response.known_from <= $known_at AND coalesce(response.known_to > $known_at, true))
  AND coalesce(response.confidence >= $min_confidence, true)
  AND ($known_at IS NULL OR event.known_from <= $known_at AND coalesce(event.known_to > $known_at, true))
  AND coalesce(event.confidence >= $min_confidence, true)
WITH substring(toString(day), 0, 4) AS year, event, collect(response) AS responses,
     collect(DISTINCT response.stance) AS stances,
     min(CASE WHEN event.precision = 'day' AND response.precision = 'day'
       THEN duration.inDays(event.start, response.start).days END) AS lag
WITH year, count(event) AS events, collect(event) AS facts, collect(responses) AS responses,
     count(CASE WHEN 'CONDEMNED' IN stances THEN 1 END) AS condemned,
     count(CASE WHEN 'SUPPORTED' IN stances THEN 1 END) AS supported,
     count(CASE WHEN 'DENIED' IN stances THEN 1 END) AS denied,
     count(CASE WHEN 'ACKNOWLEDGED' IN stances THEN 1 END) AS acknowledged,
     count(CASE WHEN 'DEMANDED' IN stances THEN 1 END) AS demanded,
     count(CASE WHEN 'THREATENED' IN stances THEN 1 END) AS threatened,
     count(CASE WHEN 'ACTED' IN stances THEN 1 END) AS acted,
     percentileCont(lag, 0.5) AS lag_days
ORDER BY year
SKIP $skip LIMIT $limit
RETURN year, events, condemned, supported, denied, acknowledged, demanded, threatened, acted,
  round(toFloat(condemned) / events, 2) AS condemned_share, lag_days,
  COLLECT {
    UNWIND facts AS event
    MATCH (event)<-[edge:INITIATED]-(actor:Actor) WHERE edge.through IS NULL
    WITH DISTINCT actor
    RETURN actor.name ORDER BY actor.id
  } AS initiators,
  COLLECT {
    UNWIND responses AS some
    UNWIND some AS fact
    MATCH (fact)-[told:REPORTED_IN]->(source:Document)
    WHERE $known_at IS NULL OR told.loaded_at <= $known_at
    RETURN told {document: source.name, title: source.title, url: coalesce(told.url, source.url),
                 published: coalesce(told.published, source.published), .sentence, .start, .end, .confidence}
    ORDER BY told.confidence DESC, source.published, source.id, told.start LIMIT 5
  } AS evidence
