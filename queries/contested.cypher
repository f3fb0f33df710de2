// ---
// summary = "Facts on which sources disagree, side by side"
// description = """
// One row a side, the two sides of a matter one after the other, the newest first. `occurrence`: one source reports an
// event, another says that it did not happen. `denial`: an event is reported, and somebody denies it. `stance`: different
// documents give the same actor stances to the same event that exclude each other. `holder`: two persons in an office
// for one on the same days. `term`: two terms of one person in one office, or of one alliance, that cannot both be right.
// Terms are compared as closely as they are known: "since 2019" and "since May 2019" agree. With `min_confidence`, both
// sides are that sure, and the event.
// """
// example = { state = "South Korea" }
//
// [parameters]
// actor = { type = "actor", optional = true, description = "Who takes part in the matter" }
// state = { type = "state", optional = true, description = "State or body that takes part, itself or by its people", example = "KOR" }
// event = { type = "event", optional = true, description = "The event that the matter is about" }
// since = { type = "date", optional = true, description = "First day", example = "2025-01-01" }
// until = { type = "date", optional = true, description = "Last day", example = "2025-12-31" }
//
// [columns]
// contested_id = { label = "about", description = "Id of the matter: the first fact of each side" }
// subject = { description = "What they disagree on: occurrence, denial, stance, holder or term" }
// about = { description = "The event, office or alliance" }
// side = { type = "integer", description = "1 or 2" }
// says = { description = "What this side says" }
// sources = { type = "integer", description = "Independent sources of its best supported fact" }
// documents = { type = "integer", description = "Number of documents that say so" }
// confidence = { type = "number", description = "Of its best supported fact, 0 to 1" }
// ---
// Matters on which sources may disagree; those about terms are compared below.
CALL () {
  MATCH (one:Event)-[:CONTRADICTS]->(two:Event)
  RETURN 'occurrence' AS subject, one.name AS about, [one] AS first, 'it happened' AS claim,
    [two] AS second, 'it did not happen' AS counterclaim, one.start AS start, one.end AS end
  UNION ALL
  MATCH (event:Event {modality: 'factual'})<-[:TO]-(denial:Response {stance: 'DENIED'})-[:GIVEN_BY]->(actor:Actor)
  WITH event, denial, actor ORDER BY denial.id
  RETURN 'denial' AS subject, event.name AS about, [event] AS first, 'it is reported' AS claim,
    collect(denial) AS second, actor.name + ' denies it' AS counterclaim, event.start AS start, event.end AS end
  UNION ALL
  UNWIND [['CONDEMNED', 'SUPPORTED'], ['DENIED', 'ACKNOWLEDGED']] AS stances
  MATCH (one:Response {stance: stances[0]})-[:TO]->(event:Event)<-[:TO]-(two:Response {stance: stances[1]})
  MATCH (one)-[:GIVEN_BY]->(actor:Actor)<-[:GIVEN_BY]-(two)
  WHERE NOT EXISTS { (one)-[:REPORTED_IN]->(:Document)<-[:REPORTED_IN]-(two) }
    AND coalesce(event.confidence >= $min_confidence, true)
  WITH stances, one, event, two, actor ORDER BY one.id, two.id
  RETURN 'stance' AS subject, event.name AS about, collect(DISTINCT one) AS first,
    actor.name + ' ' + stances[0] + ' it' AS claim, collect(DISTINCT two) AS second,
    actor.name + ' ' + stances[1] + ' it' AS counterclaim, event.start AS start, event.end AS end
  UNION ALL
  MATCH (one:Occupancy)-[:POST]->(office:Office)<-[:POST]-(two:Occupancy)
  WHERE coalesce(one.from, one.to) IS NOT NULL AND coalesce(two.from, two.to) IS NOT NULL
    AND one.id < two.id AND one.acting = two.acting
  MATCH (one)-[:HOLDER]->(holder:Official), (two)-[:HOLDER]->(other:Official)
  WHERE holder = other
    OR toLower(office.name) + ' ' =~ '(.* )?(president|minister|premier|chancellor|king|queen|emir|supreme leader|(secretary|minister) (of|for) .*) (of .*)?'
    AND NOT toLower(office.name) =~ '.*\\b(deputy|junior|assistant|under|state minister|vice minister).*|minister'
  OPTIONAL MATCH (office)-[:OF]->(body:Actor)
  RETURN CASE WHEN holder = other THEN 'term' ELSE 'holder' END AS subject,
    office.name + coalesce(' of ' + body.name, '') AS about, [one] AS first, holder.name AS claim, [two] AS second,
    other.name AS counterclaim, coalesce(one.from, two.from) AS start, coalesce(one.to, two.to, date()) AS end
  UNION ALL
  MATCH (one:Alliance)<-[:MEMBER_OF]-(:Actor)-[:MEMBER_OF]->(two:Alliance)
  WHERE coalesce(one.from, one.to) IS NOT NULL AND coalesce(two.from, two.to) IS NOT NULL AND one.id < two.id
    AND coalesce(one.name, one.type, '') = coalesce(two.name, two.type, '')
    AND COLLECT { MATCH (one)<-[:MEMBER_OF]-(member:Actor) RETURN member.id ORDER BY member.id }
      = COLLECT { MATCH (two)<-[:MEMBER_OF]-(member:Actor) RETURN member.id ORDER BY member.id }
  RETURN DISTINCT 'term' AS subject, coalesce(one.name, one.type, 'alliance') AS about, [one] AS first,
    'it held' AS claim, [two] AS second, 'it held' AS counterclaim,
    coalesce(one.from, two.from) AS start, coalesce(one.to, two.to, date()) AS end
}
// What counts: known by then, so by then, as sure, and in the days and among the actors asked for.
WITH subject, about, claim, counterclaim, start, end,
  [fact IN first WHERE ($known_at IS NULL OR fact.known_from <= $known_at AND coalesce(fact.known_to > $known_at, true))
    AND coalesce(fact.confidence >= $min_confidence, true)] AS first,
  [fact IN second WHERE ($known_at IS NULL OR fact.known_from <= $known_at AND coalesce(fact.known_to > $known_at, true))
    AND coalesce(fact.confidence >= $min_confidence, true)] AS second
WITH *, first + second AS facts
WHERE first <> [] AND second <> []
  AND ($as_of IS NULL
    OR start <= $as_of AND all(fact IN facts WHERE coalesce(fact.start, fact.from, $as_of) <= $as_of))
  AND ($event IS NULL
    OR any(fact IN facts WHERE fact.id = $event OR EXISTS { (fact)-[:TO]->(:Event {id: $event}) }))
  AND ($since IS NULL OR end >= $since) AND ($until IS NULL OR start <= $until)
  AND ($actor IS NULL AND $state IS NULL OR any(fact IN facts WHERE EXISTS {
    (fact)-[:INITIATED|TARGETED|GIVEN_BY|SPOKEN_BY|HOLDER|MEMBER_OF]-(party:Actor)
    WHERE coalesce(party.id = $actor, true) AND coalesce($state IN [party.id, party.state], true) }))
// Of a term those days are certain that lie between the latest on which it can have begun and the earliest on which it
// can have ended. Where one of the two is not told, the day of a document that says so stands for it.
CALL (subject, first, second) {
  UNWIND [first[0], second[0]] AS fact
  WITH fact, CASE fact.from_precision WHEN 'day' THEN fact.from
         WHEN 'month' THEN fact.from + duration('P1M') - duration('P1D')
         ELSE fact.from + duration('P1Y') - duration('P1D') END AS begun,
       CASE fact.to_precision WHEN 'day' THEN fact.to
         WHEN 'month' THEN fact.to + duration('P1D') - duration('P1M')
         ELSE fact.to + duration('P1D') - duration('P1Y') END AS ended,
       COLLECT {
         MATCH (fact)-[:REPORTED_IN]->(source:Document)
         WHERE NOT coalesce(fact.former, false) AND source.published IS NOT NULL
         RETURN source.published ORDER BY source.published
       } AS published
  WITH collect({from: fact.from, begun: begun, to: fact.to, ended: ended, former: fact.former,
        first: CASE WHEN begun IS NOT NULL THEN begun WHEN published[0] < ended THEN published[0] ELSE ended END,
        last: CASE WHEN ended IS NOT NULL THEN ended WHEN published[-1] > begun THEN published[-1] ELSE begun END,
        words: coalesce(' from ' + substring(toString(fact.from), 0,
            CASE fact.from_precision WHEN 'day' THEN 10 WHEN 'month' THEN 7 ELSE 4 END), '')
          + coalesce(' to ' + substring(toString(fact.to), 0,
            CASE fact.to_precision WHEN 'day' THEN 10 WHEN 'month' THEN 7 ELSE 4 END), '')}) AS terms
  WITH terms, terms[0] AS one, terms[1] AS two
  WITH [term IN terms | term.words] AS words, one.first < two.last AND two.first < one.last AS at_once,
       one.first <= two.last AND two.first <= one.last OR coalesce(one.from, two.from) IS NULL AS comparable,
       coalesce(one.begun < two.from OR two.begun < one.from, false)
         OR coalesce(one.to < two.ended OR two.to < one.ended, false) AS differ
  RETURN words,
    CASE subject WHEN 'holder' THEN at_once WHEN 'term' THEN differ AND comparable ELSE true END AS disagree
}
WITH * WHERE disagree
UNWIND [{side: 1, says: claim + words[0], facts: first}, {side: 2, says: counterclaim + words[1], facts: second}] AS it
WITH subject, about, it, start, first[0].id + ' / ' + second[0].id AS contested_id, COLLECT {
  UNWIND it.facts AS fact
  MATCH (fact)-[told:REPORTED_IN]->(source:Document)
  WHERE $known_at IS NULL OR told.loaded_at <= $known_at
  RETURN DISTINCT source.id
} AS documents
ORDER BY start IS NULL, start DESC, contested_id, it.side
SKIP $skip LIMIT $limit
// What the fact has of both is of now: then, it had no more than its publishers of then give.
WITH *, COLLECT {
  UNWIND it.facts AS fact
  MATCH (fact)-[told:REPORTED_IN]->(source:Document)
  WHERE $known_at IS NULL OR told.loaded_at <= $known_at
  WITH coalesce(source.publisher, source.id) AS publisher, max(told.confidence) AS confidence
  RETURN confidence
} AS publishers
UNWIND it.facts AS fact
WITH contested_id, subject, about, it, start, documents, publishers, max(fact.sources) AS sources,
     max(fact.confidence) AS confidence,
     round(1 - reduce(doubt = 1.0, confidence IN publishers | doubt * (1 - confidence)), 3) AS combined
ORDER BY start IS NULL, start DESC, contested_id, it.side
RETURN contested_id, subject, about, it.side AS side, it.says AS says,
  CASE WHEN sources < size(publishers) THEN sources ELSE size(publishers) END AS sources, size(documents) AS documents,
  CASE WHEN confidence < combined THEN confidence ELSE combined END AS confidence,
  COLLECT {
    UNWIND it.facts AS fact
    MATCH (fact)-[told:REPORTED_IN]->(source:Document)
    WHERE $known_at IS NULL OR told.loaded_at <= $known_at
    RETURN told {document: source.name, title: source.title, url: coalesce(told.url, source.url),
                 published: coalesce(told.published, source.published), .sentence, .start, .end, .confidence}
    ORDER BY told.confidence DESC, source.published, source.id, told.start LIMIT 5
  } AS evidence
