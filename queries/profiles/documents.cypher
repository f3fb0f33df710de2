// The documents published last.
MATCH (document:Document)
WHERE document.published IS NOT NULL
WITH document ORDER BY document.published DESC, document.id LIMIT $limit
RETURN document.id AS id, coalesce(document.title, document.name) AS title, document.publisher AS publisher,
  toString(document.published) AS published
