// One document whole.
MATCH (document:Document {id: $id})
RETURN document.id AS id, document.name AS name, document.title AS title, document.published AS published,
  document.publisher AS publisher, document.url AS url, coalesce(document.text, '') AS text
