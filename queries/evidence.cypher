// ---
// summary = "The sentences that say so, for anything in the graph"
// description = """
// One row for each sentence, the surest first. For an actor, an office, a place or a document: the sentences of all facts
// that name it, or that it tells; of a place's events and an actor's in data sets by the million, the newest thousand.
// For a derived edge: those of the facts it follows from. `sources` counts those that are independent: one publisher, or
// copies of one text, count once (with `known_at`, copies are not looked for); mentions of a coded event do not count,
// since one machine has read them all. `min_confidence` is that of the fact, which all its sources give it together: of a
// fact that sure every sentence is told, also those that are less sure by themselves.
// """
// example = { id = "official:kor:choi-sang-mok" }
//
// [parameters]
// id = { type = "id", description = "Id of an event, statement, response, occupancy, alliance, coincidence, roll call, actor, office, place, document or edge, or one that `extract` prints", example = "KOR" }
//
// [columns]
// fact_id = { label = "fact", description = "Id of the fact" }
// fact = { description = "The fact in a few words" }
// document = { description = "File name of the document" }
// published = { type = "date", description = "Day on which it was published; of a mention, on which its article was seen" }
// publisher = { description = "Who published it; of a mention, who published its article" }
// sentence = { description = "The sentence" }
// start = { type = "integer", description = "Where it begins in the document's text, in characters" }
// end = { type = "integer", description = "Where it ends" }
// rule = { description = "What in the sentence made it a fact" }
// extractor = { description = "Name and version of what read it" }
// record = { description = "Id of the fact as this document tells it: `extract` prints it, `split` takes it" }
// confidence = { type = "number", description = "Of this sentence, 0 to 1" }
// loaded_at = { description = "Since when the graph has known it, ISO 8601" }
// sources = { type = "integer", description = "Independent sources of the fact" }
//
// [[graph]]
// source = "fact_id"
// edge = "REPORTED_IN"
// target = "document"
// ---
CALL () {
  MATCH (fact:Fact {id: $id})
  RETURN fact, null AS document
  UNION
  MATCH ()-[edge:INITIATED]->(fact:Told)
  USING INDEX edge:INITIATED(told, start)
  WHERE edge.told = $id AND edge.start IS NOT NULL
  RETURN fact, null AS document
  UNION
  MATCH (fact:Told)-[edge:TARGETED]->()
  USING INDEX edge:TARGETED(told, start)
  WHERE edge.told = $id AND edge.start IS NOT NULL
  RETURN fact, null AS document
  UNION
  MATCH ()-[edge:INITIATED]->(fact:Coded)
  USING INDEX edge:INITIATED(actor, start)
  WHERE edge.actor = $id AND edge.start IS NOT NULL
  WITH fact, edge ORDER BY edge.actor DESC, edge.start DESC LIMIT 1000
  RETURN fact, null AS document
  UNION
  MATCH (fact:Coded)-[edge:TARGETED]->()
  USING INDEX edge:TARGETED(actor, start)
  WHERE edge.actor = $id AND edge.start IS NOT NULL
  WITH fact, edge ORDER BY edge.actor DESC, edge.start DESC LIMIT 1000
  RETURN fact, null AS document
  UNION
  MATCH (:Actor {id: $id})-[:MADE|GIVEN_BY|SPOKEN_BY|HOLDER|MEMBER_OF|VOTED]-(fact:Fact)
  RETURN fact, null AS document
  UNION
  MATCH (:Office {id: $id})<-[:POST]-(fact:Fact)
  RETURN fact, null AS document
  UNION
  MATCH (fact:Event)-[edge:OCCURRED_IN]->()
  USING INDEX edge:OCCURRED_IN(place, start)
  WHERE edge.place = $id AND edge.start IS NOT NULL
  WITH fact, edge ORDER BY edge.place DESC, edge.start DESC LIMIT 1000
  RETURN fact, null AS document
  UNION
  MATCH (document:Document {id: $id})<-[:REPORTED_IN]-(fact:Fact)
  WHERE document.dataset IS NULL
  RETURN fact, document.id AS document
  UNION
  MATCH (fact:Coded)-[told:REPORTED_IN]->()
  USING INDEX told:REPORTED_IN(file, start)
  WHERE told.file = $id AND told.start >= 0
  WITH fact, told ORDER BY told.file, told.start LIMIT $skip + $limit
  RETURN fact, told.file AS document
  UNION
  MATCH ()-[edge:CONDEMNED|SUPPORTED|DENIED|ACKNOWLEDGED|DEMANDED|THREATENED|ACTED_ON|RESPONDS_TO|COINCIDES_WITH
    |ALLIED_WITH|HELD|CONTRADICTS {id: $id}]->()
  UNWIND edge.facts AS supporting
  MATCH (fact:Fact {id: supporting})
  RETURN fact, null AS document
}
WITH fact, document
WHERE ($known_at IS NULL OR fact.known_from <= $known_at AND coalesce(fact.known_to > $known_at, true))
  AND coalesce(fact.confidence >= $min_confidence, true)
  AND ($as_of IS NULL OR coalesce(fact.start, fact.from, $as_of) <= $as_of AND coalesce(fact.to, $as_of) >= $as_of)
MATCH (fact)-[told:REPORTED_IN]->(source:Document)
WHERE ($known_at IS NULL OR told.loaded_at <= $known_at) AND source.id = coalesce(document, source.id)
WITH fact, told, source ORDER BY told.confidence DESC, source.published, source.id, told.start, fact.id
SKIP $skip LIMIT $limit
RETURN fact.id AS fact_id,
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
  source.name AS document, toString(coalesce(told.published, source.published)) AS published,
  coalesce(told.publisher, source.publisher) AS publisher,
  told.sentence AS sentence, told.start AS start, told.end AS end, told.rule AS rule, told.extractor AS extractor,
  told.record AS record, told.confidence AS confidence, told.loaded_at AS loaded_at,
  CASE WHEN $known_at IS NULL THEN fact.sources ELSE COUNT {
    MATCH (fact)-[known:REPORTED_IN]->(other:Document)
    WHERE known.loaded_at <= $known_at AND known.published IS NULL
    RETURN DISTINCT coalesce(other.publisher, other.id)
  } END AS sources,
  [told {document: source.name, title: source.title, url: coalesce(told.url, source.url),
         published: coalesce(told.published, source.published), .sentence, .start, .end, .confidence}] AS evidence
