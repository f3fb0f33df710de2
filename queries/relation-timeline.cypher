// ---
// summary = "How two actors dealt with each other, period by period"
// description = """
// Counts the events that happened between two actors, in either direction, by day, month or year. `cooperation` and
// `conflict` are numbers of events by the sign of their weight on Goldstein's conflict-cooperation scale (-10 to 10);
// `goldstein` is the mean weight. Events whose date is known less closely than the period are left out.
// """
// example = { a = "North Korea", b = "South Korea", bucket = "month" }
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
// enum = ["day", "month", "year"]
// description = "Length of a period"
//
// [columns]
// period = { description = "Day (2025-01-14), month (2025-01) or year (2025)" }
// events = { type = "integer", description = "Events between the two" }
// cooperation = { type = "integer", description = "Those that are cooperation" }
// conflict = { type = "integer", description = "Those that are conflict" }
// goldstein = { type = "number", description = "Mean weight on Goldstein's scale" }
//
// [[graph]]
// source = "$a"
// edge = "DEALT_WITH"
// target = "$b"
// ---
WITH coalesce($since, date('0000-01-01')) AS first, coalesce($until, $as_of, date('9999-12-31')) AS last
CALL (first, last) {
  MATCH (event:Event)-[edge:BETWEEN]->()
  WHERE edge.dyad = $a + '>' + $b AND edge.start >= first AND edge.start <= last
  RETURN event
  UNION
  MATCH (event:Event)-[edge:BETWEEN]->()
  WHERE edge.dyad = $b + '>' + $a AND edge.start >= first AND edge.start <= last
  RETURN event
}
WITH event
WHERE event.modality = 'factual'
  AND event.start IS NOT NULL
  AND ($as_of IS NULL OR event.start <= $as_of)
  AND NOT (event.precision = 'year' AND $bucket <> 'year') AND NOT (event.precision = 'month' AND $bucket = 'day')
  AND ($known_at IS NULL OR event.known_from <= $known_at AND coalesce(event.known_to > $known_at, true))
  AND coalesce(event.confidence >= $min_confidence, true)
WITH substring(toString(event.start), 0, CASE $bucket WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS period,
     collect(event) AS facts, count(event) AS events, round(avg(event.goldstein), 2) AS goldstein,
     count(CASE WHEN event.goldstein > 0 THEN 1 END) AS cooperation,
     count(CASE WHEN event.goldstein < 0 THEN 1 END) AS conflict
ORDER BY period
SKIP $skip LIMIT $limit
RETURN period, events, cooperation, conflict, goldstein,
  COLLECT {
    UNWIND facts AS fact
    MATCH (fact)-[told:REPORTED_IN]->(source:Document)
    WHERE $known_at IS NULL OR told.loaded_at <= $known_at
    RETURN told {document: source.name, title: source.title, url: coalesce(told.url, source.url),
                 published: coalesce(told.published, source.published), .sentence, .start, .end, .confidence}
    ORDER BY told.confidence DESC, source.published, source.id, told.start LIMIT 5
  } AS evidence
