// version = 2
// Constraints and indexes of the graph. Every statement can run again without effect; `dragoman.graph.schema` applies
// them and records the version. Raise the version with every change.

CREATE CONSTRAINT actor_id IF NOT EXISTS FOR (n:Actor) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT fact_id IF NOT EXISTS FOR (n:Fact) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT event_id IF NOT EXISTS FOR (n:Event) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT office_id IF NOT EXISTS FOR (n:Office) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT place_id IF NOT EXISTS FOR (n:Place) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT document_id IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT schema_version IF NOT EXISTS FOR (n:Schema) REQUIRE n.version IS UNIQUE;

CREATE INDEX event_start IF NOT EXISTS FOR (n:Event) ON (n.start);
CREATE INDEX event_type_start IF NOT EXISTS FOR (n:Event) ON (n.type, n.start);
CREATE INDEX statement_start IF NOT EXISTS FOR (n:Statement) ON (n.start);
CREATE INDEX document_name IF NOT EXISTS FOR (n:Document) ON (n.name);
CREATE INDEX document_url IF NOT EXISTS FOR (n:Document) ON (n.url);
CREATE INDEX document_title IF NOT EXISTS FOR (n:Document) ON (n.title);
CREATE INDEX document_published IF NOT EXISTS FOR (n:Document) ON (n.published);

CREATE FULLTEXT INDEX names IF NOT EXISTS
FOR (n:Actor|Event|Office|Place|Alliance|Document) ON EACH [n.name, n.aliases, n.title]
// Names are given with and without their accents; standard-folding finds one by the other, and drops no stop words
// ("The Gambia", "IS").
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding', `fulltext.eventually_consistent`: false}};

// Actors by themselves: among the names of all events of a busy state, its own would be found last.
CREATE FULLTEXT INDEX actors IF NOT EXISTS
FOR (n:Actor) ON EACH [n.name, n.aliases]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding', `fulltext.eventually_consistent`: false}};
