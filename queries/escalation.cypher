// ---
// summary = "Steps up and down between two actors, each direction by itself"
// description = """
// What one did to the other and what came back, by day, week (ISO 8601), month or year, on Goldstein's
// conflict-cooperation scale (-10 to 10; Goldstein 1992, "A Conflict-Cooperation Scale for WEIS Events Data"). The two
// directions stand apart, as studies of reciprocity keep them (Goldstein and Freeman 1990, "Three-Way Street"): a step
// of one can be read against the other's before and after it. `change` is the difference of the mean from that
// direction's period with events before: below zero is a step up in hostility. `running` is the mean of all its events
// from the first period asked for to this one. `event` is the most hostile of the period, and the evidence its own.
// Events that do not lie within one period are left out.
// """
// example = { a = "North Korea", b = "South Korea", bucket = "week" }
//
// [parameters]
// a = { type = "actor", description = "One actor", example = "North Korea" }
// b = { type = "actor", description = "The other actor", example = "South Korea" }
// since = { type = "date", optional = true, description = "First day", example = "2025-01-01" }
// until = { type = "date", optional = true, description = "Last day", example = "2025-12-31" }
//
// [parameters.bucket]
// type = "string"
// optional = true
// default = "month"
// enum = ["day", "week", "month", "year"]
// description = "Length of a period"
//
// [columns]
// period = { description = "Day (2025-01-14), week (2025-W03), month (2025-01) or year (2025)" }
// initiator_id = { label = "initiator", description = "Id of the one who acted: a or b" }
// initiator = { description = "Its name" }
// recipient_id = { label = "recipient", description = "Id of the other" }
// recipient = { description = "Its name" }
// events = { type = "integer", description = "Events in this direction" }
// goldstein = { type = "number", description = "Their mean weight on Goldstein's scale" }
// lowest = { type = "number", description = "Weight of the most hostile of them" }
// running = { type = "number", description = "Mean weight of this direction's events up to and with this period" }
// change = { type = "number", description = "Mean weight less that of this direction's period before" }
// event_id = { label = "event", description = "Id of the most hostile event" }
// event = { description = "Its short readable name" }
//
// [[graph]]
// source = "initiator_id"
// edge = "DEALT_WITH"
// target = "recipient_id"
// ---
WITH coalesce($since, date('0000-01-01')) AS first, coalesce($until, $as_of, date('9999-12-31')) AS last
CALL (first, last) {
  MATCH (event:Event)-[edge:BETWEEN]->()
  WHERE edge.dyad = $a + '>' + $b AND edge.start >= first AND edge.start <= last
  RETURN event, $a AS by, $b AS to
  UNION
  MATCH (event:Event)-[edge:BETWEEN]->()
  WHERE edge.dyad = $b + '>' + $a AND edge.start >= first AND edge.start <= last
  RETURN event, $b AS by, $a AS to
}
WITH event, by, to
WHERE event.modality = 'factual'
  AND ($as_of IS NULL OR event.start <= $as_of)
  AND date.truncate($bucket, event.start) = date.truncate($bucket, event.end)
  AND ($known_at IS NULL OR event.known_from <= $known_at AND coalesce(event.known_to > $known_at, true))
  AND coalesce(event.confidence >= $min_confidence, true)
WITH by, to, date.truncate($bucket, event.start) AS start, count(event) AS events, sum(event.goldstein) AS weight,
     min([event.goldstein, event.start, event.id, event])[3] AS event
ORDER BY start
WITH by, to, collect({start: start, events: events, weight: weight, mean: weight / events, event: event}) AS periods
UNWIND range(0, size(periods) - 1) AS place
WITH by, to, periods, place, periods[place] AS period, CASE WHEN place > 0 THEN periods[place - 1] END AS before
ORDER BY period.start, by <> $a
SKIP $skip LIMIT $limit
WITH by, to, period, before, period.start AS start, period.event AS lowest, periods[..place + 1] AS passed
RETURN
  CASE $bucket WHEN 'week' THEN toString(start.weekYear) + '-W' + right('0' + toString(start.week), 2)
    ELSE substring(toString(start), 0, CASE $bucket WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) END AS period,
  by AS initiator_id, head(COLLECT { MATCH (actor:Actor {id: by}) RETURN actor.name }) AS initiator,
  to AS recipient_id, head(COLLECT { MATCH (actor:Actor {id: to}) RETURN actor.name }) AS recipient,
  period.events AS events, round(period.mean, 2) AS goldstein, lowest.goldstein AS lowest,
  round(reduce(sum = 0.0, one IN passed | sum + one.weight) / reduce(sum = 0, one IN passed | sum + one.events), 2)
    AS running,
  round(period.mean - before.mean, 2) AS change, lowest.id AS event_id, lowest.name AS event,
  COLLECT {
    MATCH (lowest)-[told:REPORTED_IN]->(source:Document)
    WHERE $known_at IS NULL OR told.loaded_at <= $known_at
    RETURN told {document: source.name, title: source.title, url: coalesce(told.url, source.url),
                 published: coalesce(told.published, source.published), .sentence, .start, .end, .confidence}
    ORDER BY told.confidence DESC, source.published, source.id, told.start LIMIT 5
  } AS evidence
