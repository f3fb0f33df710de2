// Candidates for a name: what shares words with it, with how much hangs on each.
CALL db.index.fulltext.queryNodes($index, $lucene, {limit: 500}) YIELD node, score
WHERE any(label IN labels(node) WHERE label IN $labels)
  AND ($known_at IS NULL
    OR node.loaded_at <= $known_at AND coalesce(node.retracted_at > $known_at, true)
    OR (node:Actor|Place) AND EXISTS {
      (node)<-[:OF]-{0,1}()--(fact:Fact)
      WHERE fact.known_from <= $known_at AND coalesce(fact.known_to > $known_at, true) })
WITH node, score ORDER BY score DESC LIMIT 100
RETURN node.id AS id, coalesce(node.title, node.name) AS name,
  coalesce(node.kind, CASE WHEN node:Place THEN 'place' ELSE 'document' END) AS kind,
  [node.name] + coalesce(node.aliases, []) AS names, coalesce(node.other_names, []) AS other_names,
  toString(node.published) AS date, COUNT { (node)--() } AS weight
