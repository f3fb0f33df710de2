// The document that answers to an id, a file name, an address or a title; of several, the one published on the day asked
// for, then the one loaded last.
CALL () {
  MATCH (document:Document {id: $words}) RETURN document
  UNION
  MATCH (document:Document {name: $words}) RETURN document
  UNION
  MATCH (document:Document {url: $words}) RETURN document
  UNION
  MATCH (document:Document {title: $words}) RETURN document
}
WITH document
ORDER BY document.id = $words DESC,
  coalesce(toString(document.published) = $published, false) DESC,
  document.loaded_at DESC, document.id
LIMIT 1
RETURN document.id AS id, document.name AS name, coalesce(document.title, document.name) AS title,
  toString(document.published) AS published, document.publisher AS publisher, document.url AS url,
  document.text AS text, document.dataset AS dataset, document.lines AS lines,
  COLLECT {
    MATCH (actor:Actor)-[named:NAMED_IN]->(document)
    RETURN {id: actor.id, name: actor.name, kind: actor.kind, names: named.names} ORDER BY actor.id LIMIT 500
  } AS actors
