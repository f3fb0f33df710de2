// ---
// summary = "Third parties that two actors are both at odds with"
// description = """
// "The enemy of my enemy": structural balance (Heider 1946; Cartwright and Harary 1956) expects two that are both
// hostile to a third to draw together. Counts the events between each of the two and a third, in either direction; the
// third is an enemy of both where the mean weight on Goldstein's scale is below zero on both sides, with at least
// `least` events on each. `strength` is the product of the two means (up to 100), the greatest first. Officials and
// organs count as their state, not as third parties. Evidence is that of the most hostile event on either side. Reads
// all events of both actors in the period: the cost follows its length.
// """
// example = { a = "South Korea", b = "United States", since = "2024-06-01", until = "2025-01-31", least = "1" }
//
// [parameters]
// a = { type = "actor", description = "One actor", example = "South Korea" }
// b = { type = "actor", description = "The other actor", example = "United States" }
// since = { type = "date", optional = true, description = "First day", example = "2024-06-01" }
// until = { type = "date", optional = true, description = "Last day", example = "2025-01-31" }
//
// [parameters.least]
// type = "integer"
// optional = true
// default = "3"
// minimum = 1
// description = "How many events there must be with each of the two"
//
// [columns]
// enemy_id = { label = "enemy", description = "Id of the third party" }
// enemy = { description = "Its name" }
// a_events = { type = "integer", description = "Events between a and it" }
// a_goldstein = { type = "number", description = "Their mean weight" }
// b_events = { type = "integer", description = "Events between b and it" }
// b_goldstein = { type = "number", description = "Their mean weight" }
// strength = { type = "number", description = "Product of the two means" }
// a_event = { description = "The most hostile event between a and it" }
// b_event = { description = "The most hostile event between b and it" }
//
// [[graph]]
// source = "$a"
// edge = "AT_ODDS_WITH"
// target = "enemy_id"
//
// [[graph]]
// source = "$b"
// edge = "AT_ODDS_WITH"
// target = "enemy_id"
// ---
WITH coalesce($since, date('0000-01-01')) AS first, coalesce($until, $as_of, date('9999-12-31')) AS last
CALL (first, last) {
  MATCH ()-[edge:INITIATED]->(event:Event)-[:TARGETED]->(third:Actor)
  WHERE edge.actor = $a AND edge.start >= first AND edge.start <= last
  RETURN 'a' AS side, event, third
  UNION
  MATCH (third:Actor)-[:INITIATED]->(event:Event)-[edge:TARGETED]->()
  WHERE edge.actor = $a AND edge.start >= first AND edge.start <= last
  RETURN 'a' AS side, event, third
  UNION
  MATCH ()-[edge:INITIATED]->(event:Event)-[:TARGETED]->(third:Actor)
  WHERE edge.actor = $b AND edge.start >= first AND edge.start <= last
  RETURN 'b' AS side, event, third
  UNION
  MATCH (third:Actor)-[:INITIATED]->(event:Event)-[edge:TARGETED]->()
  WHERE edge.actor = $b AND edge.start >= first AND edge.start <= last
  RETURN 'b' AS side, event, third
}
WITH side, event, third
WHERE NOT third.id IN [$a, $b] AND coalesce(third.state = third.id, true)
  AND event.modality = 'factual'
  AND event.start IS NOT NULL
  AND ($as_of IS NULL OR event.start <= $as_of)
  AND ($known_at IS NULL OR event.known_from <= $known_at AND coalesce(event.known_to > $known_at, true))
  AND coalesce(event.confidence >= $min_confidence, true)
// Rounded, so that weights that cancel each other are no hostility.
WITH side, third, count(event) AS events, round(avg(event.goldstein), 6) AS mean,
     min([event.goldstein, event.start, event.id, event])[3] AS event
WHERE events >= $least AND mean < 0
WITH third, side, events, mean, event ORDER BY side
WITH third, collect({events: events, mean: mean, event: event}) AS sides
WHERE size(sides) = 2
WITH third, sides[0] AS a, sides[1] AS b
ORDER BY a.mean * b.mean DESC, third.id
SKIP $skip LIMIT $limit
RETURN third.id AS enemy_id, third.name AS enemy, a.events AS a_events, round(a.mean, 2) AS a_goldstein,
  b.events AS b_events, round(b.mean, 2) AS b_goldstein, round(a.mean * b.mean, 2) AS strength,
  a.event.name AS a_event, b.event.name AS b_event,
  COLLECT {
    UNWIND [a.event, b.event] AS fact
    MATCH (fact)-[told:REPORTED_IN]->(source:Document)
    WHERE $known_at IS NULL OR told.loaded_at <= $known_at
    RETURN told {document: source.name, title: source.title, url: coalesce(told.url, source.url),
                 published: coalesce(told.published, source.published), .sentence, .start, .end, .confidence}
    ORDER BY told.confidence DESC, source.published, source.id, told.start LIMIT 5
  } AS evidence
