// ---
// summary = "States that vote most like a state"
// description = """
// By Lijphart's index of agreement over the roll calls in which both cast a vote (yes, no or abstain): equal votes count
// one, yes against no nothing, and where one of the two abstained, half (Lijphart 1963, "The Analysis of Bloc Voting in
// the General Assembly", American Political Science Review 57(4): 902-917). Best first, of equal ones the one with more
// common roll calls. `voted-together` tells the same of two states by year or session.
// """
// example = { state = "United States", since = "2015-09-01" }
//
// [parameters]
// state = { type = "state", description = "State: id or name", example = "United States" }
// since = { type = "date", optional = true, description = "First day", example = "2015-09-01" }
// until = { type = "date", optional = true, description = "Last day", example = "2020-08-31" }
// issue = { type = "string", optional = true, description = "Only roll calls on this issue, as the data set names it", example = "Human rights" }
//
// [parameters.at_least]
// type = "integer"
// optional = true
// default = "10"
// minimum = 1
// description = "Leave out states with fewer common roll calls"
//
// [columns]
// similar_id = { label = "similar", description = "Id of the other state" }
// similar = { description = "Its name" }
// agreement = { type = "number", description = "Lijphart's index of agreement, 0 to 1" }
// both_voted = { type = "integer", description = "Roll calls in which both cast a vote" }
// same = { type = "integer", description = "Those in which their votes were equal" }
// opposite = { type = "integer", description = "Those in which one voted yes and the other no" }
//
// [[graph]]
// source = "$state"
// edge = "VOTED_LIKE"
// target = "similar_id"
// ---
MATCH (state:Actor {id: $state})-[mine:VOTED]->(roll_call:RollCall)
WHERE mine.vote <> 'absent'
  AND mine.date >= coalesce($since, date('0000-01-01')) AND mine.date <= coalesce($until, $as_of, date('9999-12-31'))
  AND ($as_of IS NULL OR mine.date <= $as_of)
  AND ($issue IS NULL OR $issue IN roll_call.issues)
  AND ($known_at IS NULL OR roll_call.known_from <= $known_at AND coalesce(roll_call.known_to > $known_at, true))
  AND coalesce(roll_call.confidence >= $min_confidence, true)
WITH state, mine, roll_call ORDER BY roll_call.start DESC, roll_call.id
WITH state, collect(roll_call) AS roll_calls, collect(mine.vote) AS votes
CALL (state, roll_calls, votes) {
  UNWIND range(0, size(roll_calls) - 1) AS place
  WITH state, place, roll_calls[place] AS roll_call, votes[place] AS vote
  MATCH (roll_call)<-[theirs:VOTED]-(other)
  WHERE theirs.vote <> 'absent' AND other <> state
  RETURN other, min(place) AS newest, count(*) AS both_voted, count(CASE WHEN theirs.vote = vote THEN 1 END) AS same,
         count(CASE WHEN theirs.vote <> vote AND vote <> 'abstain' AND theirs.vote <> 'abstain' THEN 1 END) AS opposite
}
WITH * WHERE both_voted >= $at_least
WITH roll_calls, other, newest, both_voted, same, opposite, (both_voted + same - opposite) / (2.0 * both_voted) AS agreement
ORDER BY agreement DESC, both_voted DESC, other.name, other.id
SKIP $skip LIMIT $limit
CALL (roll_calls, other, newest) {
  UNWIND roll_calls[newest..] AS roll_call
  MATCH (roll_call)<-[theirs:VOTED]-(other)
  WHERE theirs.vote <> 'absent'
  WITH roll_call LIMIT 5
  RETURN collect(roll_call) AS facts
}
RETURN other.id AS similar_id, other.name AS similar, round(agreement, 3) AS agreement, both_voted, same, opposite,
  COLLECT {
    UNWIND facts AS fact
    MATCH (fact)-[told:REPORTED_IN]->(source:Document)
    WHERE $known_at IS NULL OR told.loaded_at <= $known_at
    RETURN told {document: source.name, title: source.title, url: coalesce(told.url, source.url),
                 published: coalesce(told.published, source.published), .sentence, .start, .end, .confidence}
    ORDER BY told.confidence DESC, source.published, source.id, told.start LIMIT 5
  } AS evidence
