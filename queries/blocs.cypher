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
WITH one, other, count(event) AS events, sum(event.goldstein) AS weight,
     max([event.goldstein, event.start, event.id, event])[3] AS best
WHERE events >= $least AND weight <> 0
WITH one, other, events, weight, best ORDER BY weight DESC, one.id, other.id
WITH collect({one: one, other: other, events: events, weight: weight, best: best}) AS ties
CALL (ties) {
  UNWIND ties AS tie
  UNWIND [tie.one, tie.other] AS state
  WITH DISTINCT state ORDER BY state.id
  RETURN collect(state) AS states
}
CALL (ties, states) {
  // The ties of each state to later ones, so that a triangle is found once; `place` is where their own stand.
  WITH [state IN states | [tie IN ties WHERE tie.one = state |
         {sign: sign(tie.weight), place: head([at IN range(0, size(states) - 1) WHERE states[at] = tie.other])}
       ]] AS links
  UNWIND links AS own
  UNWIND own AS first
  UNWIND links[first.place] AS second
  UNWIND [tie IN own WHERE tie.place = second.place] AS third
  WITH first.sign * second.sign * third.sign AS sign
  RETURN count(*) AS triangles, avg(CASE WHEN sign > 0 THEN 1.0 ELSE 0.0 END) AS balanced
}
WITH ties, triangles, balanced, states, [tie IN ties WHERE tie.weight < 0] AS quarrels
// A list of one is how a value gets a name within an expression.
WITH ties, triangles, balanced,
     reduce(blocs = [state IN states | [state]], tie IN [tie IN ties WHERE tie.weight > 0] |
       head([apart IN [[bloc IN blocs WHERE NOT (tie.one IN bloc OR tie.other IN bloc)]] |
         head([joined IN [reduce(all = [], bloc IN blocs | all + CASE WHEN bloc IN apart THEN [] ELSE bloc END)] |
           CASE WHEN any(quarrel IN quarrels WHERE quarrel.one IN joined AND quarrel.other IN joined) THEN blocs
             ELSE apart + [joined] END])])) AS blocs
UNWIND [bloc IN blocs WHERE size(bloc) > 1] AS bloc
WITH ties, triangles, balanced, COLLECT { UNWIND bloc AS state RETURN state ORDER BY state.id } AS bloc
ORDER BY size(bloc) DESC, bloc[0].id
WITH ties, triangles, balanced, collect(bloc) AS blocs
UNWIND range(0, size(blocs) - 1) AS place
WITH ties, triangles, balanced, place, blocs[place] AS bloc
ORDER BY place
SKIP $skip LIMIT $limit
WITH place, bloc, triangles, balanced,
     [tie IN ties WHERE tie.one IN bloc AND tie.other IN bloc] AS inner,
     [tie IN ties WHERE tie.one IN bloc XOR tie.other IN bloc] AS outer
WITH *, head(inner) AS strongest
RETURN place + 1 AS bloc, size(bloc) AS states, [state IN bloc | state.name] AS members,
  round(reduce(sum = 0.0, tie IN inner | sum + tie.weight) / reduce(sum = 0, tie IN inner | sum + tie.events), 2)
    AS goldstein,
  CASE WHEN size(outer) > 0 THEN
    round(reduce(sum = 0.0, tie IN outer | sum + tie.weight) / reduce(sum = 0, tie IN outer | sum + tie.events), 2)
  END AS outside,
  COLLECT {
    UNWIND outer AS tie
    WITH tie WHERE tie.weight < 0
    WITH DISTINCT CASE WHEN tie.one IN bloc THEN tie.other ELSE tie.one END AS foe
    RETURN foe.name ORDER BY foe.id
  } AS foes,
  [strongest.one.name, strongest.other.name] AS tie, triangles, round(balanced, 2) AS balanced,
  COLLECT {
    WITH strongest.best AS fact
    MATCH (fact)-[told:REPORTED_IN]->(source:Document)
    WHERE $known_at IS NULL OR told.loaded_at <= $known_at
    RETURN told {document: source.name, title: source.title, url: coalesce(told.url, source.url),
                 published: source.published, .sentence, .start, .end, .confidence}
    ORDER BY told.confidence DESC, source.published, source.id, told.start LIMIT 5
  } AS evidence
