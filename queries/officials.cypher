// ---
// summary = "Who held which office of a state or body on a given day"
// description = """
// Texts seldom tell when an office was taken up or left. Where they do, the term decides (`from`, `to`). Where they do
// not, somebody is taken to hold an office from 31 days before the first document that says so, until a document
// published by that day calls him its former holder, or names another holder of an office that one person has at a
// time (president, prime minister, minister, secretary of state, monarch).
// """
// example = { state = "South Korea", on = "2025-01-31" }
//
// [parameters]
// state = { type = "state", description = "State or body: id or name", example = "South Korea" }
// on = { type = "date", optional = true, description = "The day; defaults to as_of, else today", example = "2025-01-31" }
//
// [columns]
// official_id = { label = "name", description = "Id of the official" }
// name = { description = "The official's name" }
// office = { description = "The office, as the text gives it" }
// state = { description = "Id of the state or body that the office belongs to" }
// from = { type = "date", description = "First day of the term, where a text tells it" }
// to = { type = "date", description = "Last day of the term, where a text tells it" }
//
// [[graph]]
// source = "official_id"
// edge = "HELD"
// target = "office"
//
// [[graph]]
// source = "office"
// edge = "OF"
// target = "$state"
// ---
WITH coalesce($on, $as_of, date()) AS day
MATCH (state:Actor {id: $state})<-[:OF]-(office:Office)<-[:POST]-(occupancy:Occupancy)-[:HOLDER]->(official:Official)
MATCH (occupancy)-[told:REPORTED_IN]->(source:Document)
WHERE $known_at IS NULL OR told.loaded_at <= $known_at
WITH day, state, office, official, occupancy, coalesce(source.published, day) AS published
WITH day, state, office, official,
     collect(DISTINCT CASE WHEN NOT occupancy.former THEN occupancy END) AS occupancies,
     max(CASE WHEN NOT occupancy.former AND published <= day THEN published END) AS seen,
     min(CASE WHEN NOT occupancy.former AND published > day THEN published END) AS seen_later,
     max(CASE WHEN occupancy.former AND published <= day THEN published END) AS left
OPTIONAL MATCH (official)-[held:HELD {former: false}]->(office)
WITH day, state, office, official, occupancies, seen, seen_later, left, min(held.from) AS from, max(held.to) AS to
WITH *, from IS NOT NULL OR to IS NOT NULL AS dated
WHERE occupancies <> [] AND coalesce(from, day) <= day AND coalesce(to, day) >= day
  AND (dated OR seen >= coalesce(left, seen)
       OR seen IS NULL AND left IS NULL AND seen_later <= day + duration({days: 31}))
// Of several holders of an office for one, the one seen last counts; seen later than the day, only if none was before.
WITH *, CASE WHEN seen IS NULL THEN 100000 + duration.inDays(day, seen_later).days
     ELSE duration.inDays(seen, day).days END AS distance
WITH state, office, min(distance) AS nearest,
     collect({official: official, occupancies: occupancies, from: from, to: to, dated: dated, distance: distance})
     AS holders
UNWIND holders AS holder
WITH state, office, holder.official AS official, holder.occupancies AS occupancies, holder.from AS from, holder.to AS to,
     holder.dated OR holder.distance = nearest AS holds
WHERE holds
  OR NOT toLower(office.name) =~ '.*\\b(president|minister|premier|chancellor|king|queen|emir|secretary of \\w+)'
  OR toLower(office.name) =~ '.*\\b(deputy|junior|assistant)\\b.*'
WITH * ORDER BY office.name, official.name, official.id, office.id
SKIP $skip LIMIT $limit
RETURN official.id AS official_id, official.name AS name, office.name AS office, state.id AS state,
  toString(from) AS from, toString(to) AS to,
  COLLECT {
    UNWIND occupancies AS fact
    MATCH (fact)-[told:REPORTED_IN]->(source:Document)
    WHERE $known_at IS NULL OR told.loaded_at <= $known_at
    RETURN told {document: source.name, title: source.title, url: source.url, published: source.published,
                 .sentence, .start, .end, .confidence}
    ORDER BY told.confidence DESC, source.published, source.id, told.start LIMIT 5
  } AS evidence
