// version = 4
// Constraints and indexes of the graph. Every statement can run again without effect; `dragoman.graph.schema` applies
// them and records the version. Raise the version with every change.

DROP INDEX names IF EXISTS;
DROP INDEX actors IF EXISTS;

CREATE INDEX event_start IF NOT EXISTS FOR (n:Event) ON (n.start);
CREATE INDEX event_type_start IF NOT EXISTS FOR (n:Event) ON (n.type, n.start);
CREATE INDEX told_start IF NOT EXISTS FOR (n:Told) ON (n.start);
CREATE INDEX statement_start IF NOT EXISTS FOR (n:Statement) ON (n.start);
CREATE INDEX response_stance IF NOT EXISTS FOR (n:Response) ON (n.stance);
CREATE INDEX roll_call_start IF NOT EXISTS FOR (n:RollCall) ON (n.start);
CREATE INDEX document_name IF NOT EXISTS FOR (n:Document) ON (n.name);
CREATE INDEX document_url IF NOT EXISTS FOR (n:Document) ON (n.url);
CREATE INDEX document_address IF NOT EXISTS FOR (n:Document) ON (n.address);
CREATE INDEX document_title IF NOT EXISTS FOR (n:Document) ON (n.title);
CREATE INDEX document_dataset IF NOT EXISTS FOR (n:Document) ON (n.dataset);
CREATE INDEX document_published IF NOT EXISTS FOR (n:Document) ON (n.published);

// The ledger is read by document, by block (what may be one), by content, and by raw and final id.
CREATE INDEX record_document IF NOT EXISTS FOR (n:Record) ON (n.document);
CREATE INDEX record_block IF NOT EXISTS FOR (n:Record) ON (n.block);
CREATE INDEX record_key IF NOT EXISTS FOR (n:Record) ON (n.key);
CREATE INDEX record_raw IF NOT EXISTS FOR (n:Record) ON (n.raw);
CREATE INDEX record_raw_extractor IF NOT EXISTS FOR (n:Record) ON (n.raw, n.extractor);
CREATE INDEX record_raw_names_others IF NOT EXISTS FOR (n:Record) ON (n.raw, n.names_others);
CREATE INDEX record_fact IF NOT EXISTS FOR (n:Record) ON (n.fact);

// What was known before: the same labels with `Past` in front, found the same ways.
CREATE INDEX past_actor_id IF NOT EXISTS FOR (n:PastActor) ON (n.id);
CREATE INDEX past_fact_id IF NOT EXISTS FOR (n:PastFact) ON (n.id);
CREATE INDEX past_event_id IF NOT EXISTS FOR (n:PastEvent) ON (n.id);
CREATE INDEX past_office_id IF NOT EXISTS FOR (n:PastOffice) ON (n.id);
CREATE INDEX past_place_id IF NOT EXISTS FOR (n:PastPlace) ON (n.id);
CREATE INDEX past_document_id IF NOT EXISTS FOR (n:PastDocument) ON (n.id);
CREATE INDEX past_document_name IF NOT EXISTS FOR (n:PastDocument) ON (n.name);
CREATE INDEX past_document_url IF NOT EXISTS FOR (n:PastDocument) ON (n.url);
CREATE INDEX past_document_title IF NOT EXISTS FOR (n:PastDocument) ON (n.title);
CREATE INDEX past_event_start IF NOT EXISTS FOR (n:PastEvent) ON (n.start);
CREATE INDEX past_event_type_start IF NOT EXISTS FOR (n:PastEvent) ON (n.type, n.start);
CREATE INDEX past_told_start IF NOT EXISTS FOR (n:PastTold) ON (n.start);
CREATE INDEX past_response_stance IF NOT EXISTS FOR (n:PastResponse) ON (n.stance);
CREATE INDEX past_roll_call_start IF NOT EXISTS FOR (n:PastRollCall) ON (n.start);
CREATE INDEX past_statement_start IF NOT EXISTS FOR (n:PastStatement) ON (n.start);

// The events of an actor, between two, or at a place, by time; and those of an actor that have a ledger entry.
CREATE INDEX initiated_actor_start IF NOT EXISTS FOR ()-[r:INITIATED]-() ON (r.actor, r.start);
CREATE INDEX targeted_actor_start IF NOT EXISTS FOR ()-[r:TARGETED]-() ON (r.actor, r.start);
CREATE INDEX initiated_told_start IF NOT EXISTS FOR ()-[r:INITIATED]-() ON (r.told, r.start);
CREATE INDEX targeted_told_start IF NOT EXISTS FOR ()-[r:TARGETED]-() ON (r.told, r.start);
CREATE INDEX between_dyad_start IF NOT EXISTS FOR ()-[r:BETWEEN]-() ON (r.dyad, r.start);
CREATE INDEX occurred_in_place_start IF NOT EXISTS FOR ()-[r:OCCURRED_IN]-() ON (r.place, r.start);
CREATE INDEX occurred_in_country_start IF NOT EXISTS FOR ()-[r:OCCURRED_IN]-() ON (r.country, r.start);
// The rows of a file in their order.
CREATE INDEX reported_in_file_start IF NOT EXISTS FOR ()-[r:REPORTED_IN]-() ON (r.file, r.start);

// Derived edges: by their own id, and those of one fact by it.
CREATE INDEX condemned_id IF NOT EXISTS FOR ()-[r:CONDEMNED]-() ON (r.id);
CREATE INDEX supported_id IF NOT EXISTS FOR ()-[r:SUPPORTED]-() ON (r.id);
CREATE INDEX denied_id IF NOT EXISTS FOR ()-[r:DENIED]-() ON (r.id);
CREATE INDEX acknowledged_id IF NOT EXISTS FOR ()-[r:ACKNOWLEDGED]-() ON (r.id);
CREATE INDEX demanded_id IF NOT EXISTS FOR ()-[r:DEMANDED]-() ON (r.id);
CREATE INDEX threatened_id IF NOT EXISTS FOR ()-[r:THREATENED]-() ON (r.id);
CREATE INDEX acted_on_id IF NOT EXISTS FOR ()-[r:ACTED_ON]-() ON (r.id);
CREATE INDEX responds_to_id IF NOT EXISTS FOR ()-[r:RESPONDS_TO]-() ON (r.id);
CREATE INDEX coincides_with_id IF NOT EXISTS FOR ()-[r:COINCIDES_WITH]-() ON (r.id);
CREATE INDEX contradicts_id IF NOT EXISTS FOR ()-[r:CONTRADICTS]-() ON (r.id);
CREATE INDEX allied_with_id IF NOT EXISTS FOR ()-[r:ALLIED_WITH]-() ON (r.id);
CREATE INDEX held_id IF NOT EXISTS FOR ()-[r:HELD]-() ON (r.id);
CREATE INDEX allied_with_fact IF NOT EXISTS FOR ()-[r:ALLIED_WITH]-() ON (r.fact);
CREATE INDEX held_fact IF NOT EXISTS FOR ()-[r:HELD]-() ON (r.fact);

CREATE FULLTEXT INDEX names IF NOT EXISTS
FOR (n:Actor|Told|Office|Place|Alliance|RollCall|Document|PastActor|PastTold|PastOffice|PastPlace|PastAlliance|PastRollCall|PastDocument) ON EACH [n.name, n.aliases, n.other_names, n.title]
// Names are given with and without their accents; standard-folding finds one by the other. It keeps none of Lucene's
// English stop words ("The" of The Gambia), so no search demands them (queries/resolve/words.py).
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding', `fulltext.eventually_consistent`: false}};

// Actors by themselves: among the names of all events of a busy state, its own would be found last.
CREATE FULLTEXT INDEX actors IF NOT EXISTS
FOR (n:Actor|PastActor) ON EACH [n.name, n.aliases, n.other_names]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding', `fulltext.eventually_consistent`: false}};

// Behind the indexes, which are filled meanwhile: a new store of 260,000 events had its schema in 9 s instead of 15.
CREATE CONSTRAINT actor_id IF NOT EXISTS FOR (n:Actor) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT fact_id IF NOT EXISTS FOR (n:Fact) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT event_id IF NOT EXISTS FOR (n:Event) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT office_id IF NOT EXISTS FOR (n:Office) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT place_id IF NOT EXISTS FOR (n:Place) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT document_id IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT record_id IF NOT EXISTS FOR (n:Record) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT decision_id IF NOT EXISTS FOR (n:Decision) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT schema_version IF NOT EXISTS FOR (n:Schema) REQUIRE n.version IS UNIQUE;

// What graphs of version 3 lack: what tells events with a ledger entry from a data set's, and whom, where and when on the
// edges of an event.
MATCH (event:Event) WHERE NOT event:Told AND NOT event:Coded
CALL (event) { SET event:Told } IN TRANSACTIONS OF 5000 ROWS;
MATCH (event:PastEvent) WHERE NOT event:PastTold AND NOT event:PastCoded
CALL (event) { SET event:PastTold } IN TRANSACTIONS OF 5000 ROWS;
MATCH (event:Told|PastTold)-[edge:INITIATED|TARGETED]-(actor:Actor|PastActor) WHERE edge.start IS NULL
CALL (event, edge, actor) {
  SET edge.actor = actor.id, edge.told = actor.id, edge.start = coalesce(event.start, date('0001-01-01'))
} IN TRANSACTIONS OF 5000 ROWS;
MATCH (event:Told|PastTold)-[edge:OCCURRED_IN]->(place) WHERE edge.start IS NULL
CALL (event, edge, place) {
  SET edge.place = place.id, edge.start = coalesce(event.start, date('0001-01-01'))
} IN TRANSACTIONS OF 5000 ROWS;
MATCH (event:Told|PastTold) WHERE NOT EXISTS { (event)-[:BETWEEN]->() }
CALL (event) {
  MATCH (one)-[:INITIATED]->(event)-[:TARGETED]->(other)
  CREATE (event)-[:BETWEEN {dyad: one.id + '>' + other.id, start: coalesce(event.start, date('0001-01-01'))}]->(other)
} IN TRANSACTIONS OF 5000 ROWS;
