// ---
// summary = "Camps of states in a period: friendly within, hostile between"
// description = """
// A question to the whole graph: it reads every event of the period, and the cost follows its length. Two states are
// tied by the events between them in either direction, if there are at least `least`: friendly where the mean weight on
// Goldstein's scale is above zero, hostile where it is below. Blocs are made as structural balance asks for (Cartwright
// and Harary 1956; Davis 1967; Doreian and Mrvar 2009, "Partitioning signed social networks"): beginning with each
// state by itself, the friendly ties are taken by their summed weight, the strongest first, and each joins the blocs of
// its two states unless two states with a hostile tie would then stand in one bloc. So no bloc has a hostile pair
// within, and in each a chain of friendly ties leads from every member to every other; friendly ties between blocs
// remain where the states are not balanced. This is not sure to be the partition with the fewest of those. `balanced`
// is the share of balanced ones (no hostile tie or two) among all triangles of ties. States that stand alone have no
// row.
// """
// example = { since = "2024-06-01", until = "2025-01-31", least = "1" }
//
// [parameters]
// since = { type = "date", description = "First day", example = "2024-06-01" }
// until = { type = "date", optional = true, description = "Last day", example = "2025-01-31" }
//
// [parameters.least]
// type = "integer"
// optional = true
// default = "3"
// minimum = 1
// description = "How many events make a tie between two states"
//
// [columns]
// bloc = { type = "integer", description = "Its number, the bloc of most states first" }
// states = { type = "integer", description = "How many states it has" }
// members = { type = "strings", description = "Their names" }
// goldstein = { type = "number", description = "Mean weight of the events between members" }
// outside = { type = "number", description = "Mean weight of the events between members and others" }
// foes = { type = "strings", description = "Names of the states with which a member has a hostile tie" }
// tie = { type = "strings", description = "Names of the two members with the strongest tie" }
// triangles = { type = "integer", description = "Triangles of ties among all states of the period" }
// balanced = { type = "number", description = "Share of these that are balanced" }
//
// [[graph]]
// source = "members"
// edge = "AT_ODDS_WITH"
// target = "foes"
// ---
MATCH (event:Event)
WHERE event.start >= $since AND event.start <= coalesce($until, $as_of, date('9999-12-31'))
  AND event.modality = 'factual'
  AND ($as_of IS NULL OR event.start <= $as_of)
  AND ($known_at IS NULL OR event.known_from <= $known_at AND coalesce(event.known_to > $known_at, true))
  AND coalesce(event.confidence >= $min_confidence, true)
MATCH (by:State)-[:INITIATED]->(event)-[:TARGETED]->(to:State)
WHERE by.id <> to.id
WITH DISTINCT event,
     CASE WHEN by.id < to.id THEN by ELSE to END AS one, CASE WHEN by.id < to.id THEN to ELSE by END AS other
WITH one, other, count(event) AS events, round(sum(event.goldstein), 6) AS weight,
     max([event.goldstein, event.start, event.id, event])[3] AS best
// Rounded, so that weights that cancel each other come to nothing.
WHERE events >= $least AND weight <> 0
WITH one, other, events, weight, best ORDER BY weight DESC, one.id, other.id
WITH collect({one: one, other: other, events: events, weight: weight, best: best}) AS pairs
CALL (pairs) {
  UNWIND pairs AS pair
  UNWIND [pair.one, pair.other] AS state
  WITH DISTINCT state ORDER BY state.id
  RETURN collect(state) AS states
}
// From here on a state is its place in the list: with nodes, 14,000 ties among 180 states took more than half a minute.
WITH states, range(0, size(states) - 1) AS places, pairs
WITH states, places, [pair IN pairs | {
       one: head([place IN places WHERE states[place] = pair.one]),
       other: head([place IN places WHERE states[place] = pair.other]),
       events: pair.events, weight: pair.weight, best: pair.best}] AS ties
// Friends and foes that come later in the list, so that each triangle is counted once.
WITH states, places, ties,
     [place IN places | [tie IN ties WHERE tie.one = place AND tie.weight > 0 | tie.other]] AS friends,
     [place IN places | [tie IN ties WHERE tie.one = place AND tie.weight < 0 | tie.other]] AS foes
CALL (ties, friends, foes) {
  UNWIND ties AS tie
  WITH tie.weight > 0 AS friendly, friends[tie.one] AS ours, foes[tie.one] AS against_us,
       friends[tie.other] AS theirs, foes[tie.other] AS against_them
  WITH friendly,
       size([third IN theirs WHERE third IN ours]) + size([third IN against_them WHERE third IN against_us]) AS agreed,
       size([third IN theirs WHERE third IN against_us]) + size([third IN against_them WHERE third IN ours]) AS opposed
  RETURN sum(agreed + opposed) AS triangles, sum(CASE WHEN friendly THEN agreed ELSE opposed END) AS balanced
}
WITH states, places, ties, triangles, balanced, [tie IN ties WHERE tie.weight < 0 | [tie.one, tie.other]] AS quarrels
// Which bloc each state is in, told by the place of one of its members.
WITH states, places, ties, triangles, balanced,
     reduce(bloc_of = places, tie IN [tie IN ties WHERE tie.weight > 0] | CASE
       WHEN bloc_of[tie.one] = bloc_of[tie.other] THEN bloc_of
       WHEN any(quarrel IN quarrels WHERE
         bloc_of[quarrel[0]] = bloc_of[tie.one] AND bloc_of[quarrel[1]] = bloc_of[tie.other] OR
         bloc_of[quarrel[0]] = bloc_of[tie.other] AND bloc_of[quarrel[1]] = bloc_of[tie.one]) THEN bloc_of
       ELSE [bloc IN bloc_of | CASE bloc WHEN bloc_of[tie.one] THEN bloc_of[tie.other] ELSE bloc END] END) AS bloc_of
WITH states, ties, triangles, balanced, COLLECT {
  UNWIND places AS place
  WITH bloc_of[place] AS bloc, place ORDER BY place
  WITH bloc, collect(place) AS members
  WHERE size(members) > 1
  RETURN members ORDER BY size(members) DESC, members[0]
} AS blocs
UNWIND range(0, size(blocs) - 1) AS place
WITH states, ties, triangles, balanced, place, blocs[place] AS members
ORDER BY place
SKIP $skip LIMIT $limit
WITH states, triangles, balanced, place, members,
     [tie IN ties WHERE tie.one IN members AND tie.other IN members] AS inner,
     [tie IN ties WHERE tie.one IN members XOR tie.other IN members] AS outer
WITH *, head(inner) AS strongest
RETURN place + 1 AS bloc, size(members) AS states, [member IN members | states[member].name] AS members,
  round(reduce(sum = 0.0, tie IN inner | sum + tie.weight) / reduce(sum = 0, tie IN inner | sum + tie.events), 2)
    AS goldstein,
  CASE WHEN size(outer) > 0 THEN
    round(reduce(sum = 0.0, tie IN outer | sum + tie.weight) / reduce(sum = 0, tie IN outer | sum + tie.events), 2)
  END AS outside,
  COLLECT {
    UNWIND [tie IN outer WHERE tie.weight < 0 | CASE WHEN tie.one IN members THEN tie.other ELSE tie.one END] AS foe
    WITH DISTINCT foe ORDER BY foe
    RETURN states[foe].name
  } AS foes,
  [states[strongest.one].name, states[strongest.other].name] AS tie,
  triangles, CASE WHEN triangles > 0 THEN round(toFloat(balanced) / triangles, 2) END AS balanced,
  COLLECT {
    WITH strongest.best AS fact
    MATCH (fact)-[told:REPORTED_IN]->(source:Document)
    WHERE $known_at IS NULL OR told.loaded_at <= $known_at
    RETURN told {document: source.name, title: source.title, url: coalesce(told.url, source.url),
                 published: coalesce(told.published, source.published), .sentence, .start, .end, .confidence}
    ORDER BY told.confidence DESC, source.published, source.id, told.start LIMIT 5
  } AS evidence
