// What words as far as typed may name, by likeness and by how much hangs on it.
CALL db.index.fulltext.queryNodes($index, $lucene, {limit: 300}) YIELD node, score
WHERE any(label IN labels(node) WHERE label IN $labels)
WITH node, score * log(2 + COUNT { (node)--() }) AS score ORDER BY score DESC, node.id LIMIT $limit
RETURN node.id AS id, coalesce(node.title, node.name) AS name,
  CASE WHEN node:Event THEN 'event' WHEN node:Document THEN 'document' WHEN node:Place THEN 'place' ELSE node.kind END
    AS kind,
  toString(coalesce(node.start, node.published)) AS date
