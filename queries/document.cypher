// ---
// summary = "What one document contributed, fact by fact"
// description = """
// In the order of the text. Evidence is given from this document alone, and so is `confidence`; `min_confidence`
// is that of the fact, which all its sources give it together.
// """
// example = { document = "2025-01-14-short-range-launches.md" }
//
// [parameters]
// document = { type = "document", description = "Id, file name, address or title", example = "2025-01-14-short-range-launches.md" }
//
// [columns]
// fact_id = { label = "fact", description = "Id of the fact" }
// kind = { description = "event, statement, response, official, alliance, coincidence or roll-call" }
// fact = { description = "The fact in a few words" }
// type = { description = "An event's PLOVER type, a statement's or response's stance, an alliance's kind, the part that a roll call is on" }
// date = { type = "date", description = "First day, or month or year where no more is known" }
// confidence = { type = "number", description = "Of the best piece of evidence in this document, 0 to 1" }
//
// [[graph]]
// source = "fact_id"
// edge = "REPORTED_IN"
// target = "$document"
// ---
// Rows of a data set of events come from an index in their order, no further than the page needs; a UNION hands its rows
// on in their order, and the page itself is put in order below, whatever comes of that.
MATCH (document:Document {id: $document})
WHERE $known_at IS NULL OR coalesce(document.retracted_at > $known_at, true)
CALL (document) {
  MATCH (document)<-[told:REPORTED_IN]-(fact:Fact)
  WHERE document.dataset IS NULL AND ($known_at IS NULL OR told.loaded_at <= $known_at)
  WITH fact, min(told.start) AS place, max(told.confidence) AS confidence ORDER BY place, fact.id
  RETURN fact, place, confidence
  UNION ALL
  MATCH (fact:Coded)-[told:REPORTED_IN]->(:Document)
  WHERE told.file = document.id AND told.start >= 0 AND ($known_at IS NULL OR told.loaded_at <= $known_at)
  WITH fact, told ORDER BY told.file, told.start, fact.id
  RETURN fact, told.start AS place, told.confidence AS confidence
}
WITH document, fact, place, confidence
WHERE ($known_at IS NULL OR fact.known_from <= $known_at AND coalesce(fact.known_to > $known_at, true))
  AND coalesce(fact.confidence >= $min_confidence, true)
  AND ($as_of IS NULL OR coalesce(fact.start, fact.from, $as_of) <= $as_of AND coalesce(fact.to, $as_of) >= $as_of)
WITH document, fact, place, confidence SKIP $skip LIMIT $limit
WITH document, fact, place, confidence ORDER BY place, fact.id
RETURN fact.id AS fact_id,
  CASE WHEN fact:Event THEN 'event' WHEN fact:Statement THEN 'statement' WHEN fact:Response THEN 'response'
    WHEN fact:Occupancy THEN 'official' WHEN fact:Alliance THEN 'alliance'
    WHEN fact:RollCall THEN 'roll-call' ELSE 'coincidence' END AS kind,
  CASE
    WHEN fact:Event OR fact:RollCall THEN fact.name
    WHEN fact:Statement THEN head(COLLECT {
      MATCH (fact)<-[made:MADE]-(speaker:Actor) WHERE made.through IS NULL RETURN speaker.name + ': ' + fact.text })
    WHEN fact:Response THEN head(COLLECT {
      MATCH (actor:Actor)<-[:GIVEN_BY]-(fact)-[:TO]->(event:Event)
      WHERE ($known_at IS NULL OR event.known_from <= $known_at AND coalesce(event.known_to > $known_at, true))
      OPTIONAL MATCH (fact)-[:SPOKEN_BY]->(speaker:Actor)
      RETURN coalesce(speaker.name + ' for ', '') + actor.name + ' ' + fact.stance + ' ' + event.name })
    WHEN fact:Occupancy THEN head(COLLECT {
      MATCH (fact)-[:HOLDER]->(official:Official)
      OPTIONAL MATCH (fact)-[:POST]->(:Office)-[:OF]->(body:Actor)
      RETURN official.name + CASE WHEN fact.former THEN ', former ' ELSE ', ' END + fact.office + coalesce(' of ' + body.name, '') })
    ELSE reduce(names = null, name IN COLLECT {
      MATCH (fact)-[:MEMBER_OF|JOINS]-(member:Actor|Event) RETURN DISTINCT member.name ORDER BY member.name } |
      coalesce(names + ' and ', '') + name)
  END AS fact,
  coalesce(fact.type, fact.stance) AS type,
  substring(toString(coalesce(fact.start, fact.from)), 0,
    CASE coalesce(fact.precision, fact.from_precision) WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS date,
  confidence,
  COLLECT {
    MATCH (fact)-[told:REPORTED_IN]->(source:Document)
    WHERE source = document AND ($known_at IS NULL OR told.loaded_at <= $known_at)
    RETURN told {document: source.name, title: source.title, url: coalesce(told.url, source.url),
                 published: coalesce(told.published, source.published), .sentence, .start, .end, .confidence}
    ORDER BY told.confidence DESC, source.published, source.id, told.start LIMIT 5
  } AS evidence
