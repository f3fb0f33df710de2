// ---
// summary = "How often two states voted alike, period by period"
// description = """
// Counts the roll calls in which both cast a vote: yes, no or abstain. `same` are equal votes, `opposite` those of yes
// against no; of the others one of the two abstained. `agreement` is Lijphart's index of agreement, in which these count
// half: (same + others / 2) / both voted, 0 to 1 (Lijphart 1963, "The Analysis of Bloc Voting in the General Assembly",
// American Political Science Review 57(4): 902-917). `same_share` is the plain share of equal votes. With the bucket
// `year`, roll calls are counted by calendar year; sessions run from September on.
// """
// example = { a = "United States", b = "Israel", bucket = "session" }
//
// [parameters]
// a = { type = "state", description = "One state", example = "United States" }
// b = { type = "state", description = "The other state", example = "Israel" }
// since = { type = "date", optional = true, description = "First day", example = "2015-01-01" }
// until = { type = "date", optional = true, description = "Last day", example = "2019-12-31" }
// issue = { type = "string", optional = true, description = "Only roll calls on this issue, as the data set names it", example = "Human rights" }
//
// [parameters.bucket]
// type = "string"
// optional = true
// default = "year"
// enum = ["year", "session", "all"]
// description = "What a row counts: a year, a session, or the whole time"
//
// [columns]
// period = { description = "Year or number of the session; all for the whole time" }
// both_voted = { type = "integer", description = "Roll calls in which both cast a vote" }
// same = { type = "integer", description = "Those in which their votes were equal" }
// opposite = { type = "integer", description = "Those in which one voted yes and the other no" }
// same_share = { type = "number", description = "Share of equal votes, 0 to 1" }
// agreement = { type = "number", description = "Lijphart's index of agreement, 0 to 1" }
//
// [[graph]]
// source = "$a"
// edge = "VOTED_WITH"
// target = "$b"
// ---
MATCH (:Actor {id: $a})-[mine:VOTED]->(roll_call:RollCall)<-[theirs:VOTED]-(:Actor {id: $b})
// All votes of the one are laid beside all of the other, once; else those of 190 states would be read in each roll call.
USING JOIN ON roll_call
WHERE mine.vote <> 'absent' AND theirs.vote <> 'absent'
  AND mine.date >= coalesce($since, date('0000-01-01')) AND mine.date <= coalesce($until, $as_of, date('9999-12-31'))
  AND ($as_of IS NULL OR mine.date <= $as_of) AND theirs.date >= coalesce($since, date('0000-01-01'))
  AND ($issue IS NULL OR $issue IN roll_call.issues)
  AND ($known_at IS NULL OR roll_call.known_from <= $known_at AND coalesce(roll_call.known_to > $known_at, true))
  AND coalesce(roll_call.confidence >= $min_confidence, true)
WITH CASE $bucket WHEN 'year' THEN mine.date.year WHEN 'session' THEN roll_call.session ELSE 'all' END AS period,
     roll_call, mine.vote = theirs.vote AS same, mine.vote <> theirs.vote AND NOT 'abstain' IN [mine.vote, theirs.vote] AS opposite
ORDER BY roll_call.start, roll_call.id
WITH period, collect(roll_call)[..5] AS facts, count(*) AS both_voted,
     count(CASE WHEN same THEN 1 END) AS same, count(CASE WHEN opposite THEN 1 END) AS opposite
ORDER BY period
SKIP $skip LIMIT $limit
RETURN toString(period) AS period, both_voted, same, opposite, round(toFloat(same) / both_voted, 3) AS same_share,
  round((both_voted + same - opposite) / (2.0 * both_voted), 3) AS agreement,
  COLLECT {
    UNWIND facts AS fact
    MATCH (fact)-[told:REPORTED_IN]->(source:Document)
    WHERE $known_at IS NULL OR told.loaded_at <= $known_at
    RETURN told {document: source.name, title: source.title, url: coalesce(told.url, source.url),
                 published: coalesce(told.published, source.published), .sentence, .start, .end, .confidence}
    ORDER BY told.confidence DESC, source.published, source.id, told.start LIMIT 5
  } AS evidence
