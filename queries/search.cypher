// ---
// summary = "Find actors, events, offices, places, alliances, roll calls and documents by their names"
// description = """
// Every word must occur in the name, another name or the title, whole, begun or with a letter wrong; accents, case and
// dashes do not matter. The best match first, at most a thousand. Evidence is given where the find is a fact. With
// `min_confidence`, events, alliances and roll calls are that sure; actors, offices and places stand in a fact that is; documents
// are found in any case.
// """
// example = { q = "choi sang-mok" }
//
// [parameters]
// q = { type = "words", description = "Words of a name", example = "choi sang-mok" }
//
// [parameters.kind]
// type = "string"
// optional = true
// enum = ["state", "official", "organization", "group", "event", "office", "place", "alliance", "roll-call", "document"]
// description = "Only finds of this kind"
// example = "official"
//
// [columns]
// id = { label = "name", description = "Id, as other queries take it" }
// kind = { description = "state, official, organization, group, event, office, place, alliance, roll-call or document" }
// name = { description = "Name; of a document, its title" }
// score = { type = "number", description = "How well it matches; comparable within one answer only" }
// ---
CALL db.index.fulltext.queryNodes('names', $q, {limit: 1000}) YIELD node, score
WITH node, round(score, 3) AS score, CASE WHEN node:Event THEN 'event' WHEN node:Office THEN 'office'
  WHEN node:Place THEN 'place' WHEN node:Alliance THEN 'alliance' WHEN node:RollCall THEN 'roll-call'
  WHEN node:Document THEN 'document' ELSE node.kind END AS kind
WHERE (node:Actor|Event|Office|Place|Alliance|RollCall|Document) AND ($kind IS NULL OR kind = $kind)
  AND ($as_of IS NULL OR coalesce(node.start, node.from, node.published, $as_of) <= $as_of
                         AND coalesce(node.to, $as_of) >= $as_of)
  AND ($known_at IS NULL AND $min_confidence IS NULL
    OR (node:Fact|Document)
      AND ($known_at IS NULL OR coalesce(node.known_from, node.loaded_at) <= $known_at
                                AND coalesce(coalesce(node.known_to, node.retracted_at) > $known_at, true))
      AND coalesce(node.confidence >= $min_confidence, true)
    OR (node:Actor|Office|Place) AND EXISTS {
      (node)<-[:OF]-{0,1}()-[:INITIATED|TARGETED|MADE|GIVEN_BY|SPOKEN_BY|HOLDER|POST|MEMBER_OF|VOTED|OCCURRED_IN]-(fact:Fact)
      WHERE ($known_at IS NULL OR fact.known_from <= $known_at AND coalesce(fact.known_to > $known_at, true))
        AND coalesce(fact.confidence >= $min_confidence, true) })
WITH node, kind, score ORDER BY score DESC, node.id
SKIP $skip LIMIT $limit
RETURN node.id AS id, kind, coalesce(node.title, node.name) AS name, score,
  COLLECT {
    MATCH (node)-[told:REPORTED_IN]->(source:Document)
    WHERE $known_at IS NULL OR told.loaded_at <= $known_at
    RETURN told {document: source.name, title: source.title, url: coalesce(told.url, source.url),
                 published: coalesce(told.published, source.published), .sentence, .start, .end, .confidence}
    ORDER BY told.confidence DESC, source.published, source.id, told.start LIMIT 5
  } AS evidence
