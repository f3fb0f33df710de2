// Documents with a text, by their ids: the index gives them in this order, so that a page costs no more than itself.
MATCH (document:Document)
WHERE document.id > $after AND document.text IS NOT NULL
RETURN document.id AS id, document.name AS name, document.title AS title, document.published AS published,
  document.publisher AS publisher, document.url AS url
ORDER BY id LIMIT $limit
