// ---
// summary = "Allies of a state or body on a given day"
// description = """
// Members of the same alliances, pacts, coalitions and partnerships; those of a bloc (the African Union, OPEC) are none. Where no text tells when an alliance or a
// membership began or ended, it is taken to hold.
// """
// example = { state = "PRK", on = "2025-01-31" }
//
// [parameters]
// state = { type = "state", description = "State or body: id or name", example = "PRK" }
// on = { type = "date", optional = true, description = "The day; defaults to as_of, else today", example = "2025-01-31" }
//
// [columns]
// ally_id = { label = "ally", description = "Id of the ally" }
// ally = { description = "Its name" }
// alliance = { description = "Name of the alliance, where it has one" }
// type = { description = "Kind of alliance: defense pact, coalition, partnership …" }
// from = { type = "date", description = "First day on which both were members, where known" }
// to = { type = "date", description = "Last day on which both were members, where known" }
//
// [[graph]]
// source = "$state"
// edge = "ALLIED_WITH"
// target = "ally_id"
// ---
WITH coalesce($on, $as_of, date()) AS day
MATCH (:Actor {id: $state})-[mine:MEMBER_OF]->(alliance:Alliance)<-[theirs:MEMBER_OF]-(ally:Actor)
WHERE coalesce(alliance.type <> 'bloc', true)
  AND coalesce(mine.from, day) <= day AND coalesce(mine.to, day) >= day
  AND coalesce(theirs.from, day) <= day AND coalesce(theirs.to, day) >= day
  AND ($known_at IS NULL OR alliance.known_from <= $known_at AND coalesce(alliance.known_to > $known_at, true))
  AND coalesce(alliance.confidence >= $min_confidence, true)
WITH ally, alliance.name AS name, alliance.type AS type, alliance,
     coalesce(CASE WHEN mine.from > theirs.from THEN mine.from END, theirs.from, mine.from) AS from,
     coalesce(CASE WHEN mine.to < theirs.to THEN mine.to END, theirs.to, mine.to) AS to
WITH ally, name, type, from, to, collect(alliance) AS alliances
ORDER BY ally.name, ally.id, name, type, from, to
SKIP $skip LIMIT $limit
RETURN ally.id AS ally_id, ally.name AS ally, name AS alliance, type, toString(from) AS from, toString(to) AS to,
  COLLECT {
    UNWIND alliances AS fact
    MATCH (fact)-[told:REPORTED_IN]->(source:Document)
    WHERE $known_at IS NULL OR told.loaded_at <= $known_at
    RETURN told {document: source.name, title: source.title, url: coalesce(told.url, source.url),
                 published: coalesce(told.published, source.published), .sentence, .start, .end, .confidence}
    ORDER BY told.confidence DESC, source.published, source.id, told.start LIMIT 5
  } AS evidence
