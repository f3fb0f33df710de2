// ---
// summary = "Who held which office of a state or body on a given day"
// description = """
// Where a text tells the term of an office, it decides (`from`, `to`): a month or year means its first or last day. Where
// none does, somebody is taken to hold an office from 31 days before the first document that says so, until a document
// published by that day calls him its former holder. An office that one person has at a time (president, prime minister,
// minister, secretary of state, monarch) is the one's who is known to have begun last, else who was seen in it last.
// While somebody acts in it, its regular holder is left out, unless a text gives him a term with an end. With
// `min_confidence`, what is less sure speaks neither for a holder nor against one.
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
MATCH (state:Actor {id: $state})<-[:OF]-(office:Office)<-[:POST]-(held:Occupancy)-[:HOLDER]->(official:Official)
WHERE ($known_at IS NULL OR held.known_from <= $known_at AND coalesce(held.known_to > $known_at, true))
  AND coalesce(held.confidence >= $min_confidence, true)
MATCH (held)-[told:REPORTED_IN]->(source:Document)
WHERE $known_at IS NULL OR told.loaded_at <= $known_at
// Who acts as president sits on the president's seat.
WITH day, state, official, office, held, coalesce(source.published, day) AS published,
     [word IN split(office.name, ' ') WHERE NOT toLower(word) IN ['acting', 'interim', 'caretaker', 'former']] AS words,
     held.acting OR toLower(office.name) =~ '.*\\b(acting|interim|caretaker)\\b.*' AS acting
WITH *, reduce(title = coalesce(head(words), office.name), word IN tail(words) | title + ' ' + word) AS title
WITH day, state, official, toLower(title) AS seat, acting, min(title) AS office, collect(DISTINCT held) AS told,
     max(CASE WHEN NOT held.former AND held.to IS NULL AND published <= day THEN published END) AS seen,
     min(CASE WHEN NOT held.former AND held.to IS NULL THEN published END) AS first_seen,
     max(CASE WHEN held.to < day THEN held.to WHEN held.former AND published <= day THEN published END) AS left
// A term decides where one is told. Where only its end is, it began at the latest 31 days before that, or before the
// first document that says so.
WITH *, [held IN told WHERE coalesce(held.from, held.to) IS NOT NULL] AS terms
WITH *, [held IN terms WHERE coalesce(held.to, day) >= day AND day >= coalesce(held.from,
     CASE WHEN first_seen < held.to THEN first_seen ELSE held.to END - duration({days: 31}))] AS valid
WITH day, state, seat, {official: official, office: office, acting: acting,
     facts: valid + [held IN told WHERE NOT held.former AND NOT held IN valid],
     from: reduce(last = null, held IN valid | CASE WHEN last < held.from OR last IS NULL THEN held.from ELSE last END),
     to: reduce(last = null, held IN valid | CASE WHEN last < held.to OR last IS NULL THEN held.to ELSE last END),
     seen: seen, first_seen: first_seen, left: left,
     valid: valid <> [], undated: terms = [], open: any(held IN told WHERE coalesce(held.from, held.to) IS NULL)} AS holder
WITH *, CASE WHEN holder.from > holder.seen THEN holder.from ELSE coalesce(holder.seen, holder.from) END AS last,
     coalesce(holder.from, CASE WHEN holder.first_seen <= day THEN holder.first_seen END) AS began
WHERE (holder.valid OR holder.undated OR holder.open AND holder.seen IS NOT NULL)
  AND (holder.to IS NOT NULL OR coalesce(last >= holder.left, holder.left IS NULL))
  AND (holder.valid OR last IS NOT NULL OR day >= holder.first_seen - duration({days: 31}))
// Seen later than the day only: behind all who were seen by then.
WITH state, seat, holder {.*, last: last, began: began, distance: coalesce(duration.inDays(last, day).days,
     100000 + duration.inDays(day, holder.first_seen).days, 0)} AS holder
WITH state, seat, collect(holder) AS holders
WITH *, seat + ' ' =~ '(.* )?(president|minister|premier|chancellor|king|queen|emir|supreme leader|(secretary|minister) (of|for) .*) (of .*)?'
  AND NOT seat + ' ' =~ '(.*\\b(deputy|junior|assistant|under|state minister).*|vice minister .*|minister )' AS for_one
// Nobody holds it any longer whose successor is known to have begun.
WITH *, [one IN holders WHERE one.to IS NOT NULL OR NOT any(other IN holders WHERE other.official <> one.official
     AND (other.acting = one.acting OR one.acting) AND coalesce(other.from > one.began, false))] AS left_over
CALL (left_over) {
  UNWIND left_over AS one
  WITH one, one.to IS NULL AS open
  ORDER BY open, CASE WHEN open THEN one.distance END, one.from IS NULL, CASE WHEN one.acting THEN one.began END DESC
  WITH one.acting AS acting, collect(one) AS ranked
  UNWIND ranked AS one
  WITH one, ranked[0] AS best
  WHERE one.to IS NOT NULL OR best.to IS NULL AND one.distance = best.distance
    AND (one.from IS NOT NULL OR best.from IS NULL) AND (NOT one.acting OR coalesce(one.began = best.began, true))
  RETURN collect(one) AS best
}
WITH *, [one IN best WHERE one.acting] AS acting, [one IN best WHERE NOT one.acting] AS regular
// Somebody acts: the regular holder counts only by a term, or when first seen after the acting one was seen last.
WITH *, CASE WHEN any(one IN acting WHERE one.began IS NOT NULL) OR regular = [] THEN acting ELSE [] END AS acting
WITH *, [one IN regular WHERE acting = [] OR one.to IS NOT NULL
                        OR any(other IN acting WHERE one.began > other.last)] AS regular
WITH state, CASE WHEN NOT for_one THEN holders
     ELSE regular + [one IN acting WHERE one.to IS NOT NULL OR NOT any(other IN regular WHERE other.began > one.last)] END
     AS holders
UNWIND holders AS holder
WITH * ORDER BY holder.office, holder.official.name, holder.official.id
SKIP $skip LIMIT $limit
RETURN holder.official.id AS official_id, holder.official.name AS name,
  CASE WHEN holder.acting THEN 'acting ' ELSE '' END + holder.office AS office,
  state.id AS state, toString(holder.from) AS from, toString(holder.to) AS to,
  COLLECT {
    UNWIND holder.facts AS fact
    MATCH (fact)-[told:REPORTED_IN]->(source:Document)
    WHERE $known_at IS NULL OR told.loaded_at <= $known_at
    RETURN told {document: source.name, title: source.title, url: coalesce(told.url, source.url),
                 published: coalesce(told.published, source.published), .sentence, .start, .end, .confidence}
    ORDER BY told.confidence DESC, source.published, source.id, told.start LIMIT 5
  } AS evidence
