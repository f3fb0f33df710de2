// Candidates for a name: what shares words with it, with how much hangs on each.
CALL db.index.fulltext.queryNodes($index, $lucene, {limit: 500}) YIELD node, score
WHERE any(label IN labels(node) WHERE label IN $labels)
WITH node, score LIMIT 100
RETURN node.id AS id, coalesce(node.title, node.name) AS name, coalesce(node.kind, toLower(head(labels(node)))) AS kind,
  [node.name] + coalesce(node.aliases, []) AS names, toString(node.published) AS date, COUNT { (node)--() } AS weight
