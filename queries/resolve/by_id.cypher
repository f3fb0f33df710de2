// What answers to an id, or to a document's file name, address or title, exactly.
CALL () {
  MATCH (node:Actor) WHERE node.id IN $ids RETURN node
  UNION ALL
  MATCH (node:Event) WHERE node.id IN $ids RETURN node
  UNION ALL
  MATCH (node:Place) WHERE node.id IN $ids RETURN node
  UNION ALL
  MATCH (node:Document) WHERE node.id IN $ids RETURN node
  UNION ALL
  MATCH (node:Document) WHERE node.name = $words RETURN node
  UNION ALL
  MATCH (node:Document) WHERE node.url = $words RETURN node
  UNION ALL
  MATCH (node:Document) WHERE node.title = $words RETURN node
}
WITH DISTINCT node
WHERE any(label IN labels(node) WHERE label IN $labels)
RETURN node.id AS id, coalesce(node.title, node.name) AS name, coalesce(node.kind, toLower(head(labels(node)))) AS kind,
  toString(coalesce(node.start, node.published)) AS date, node.loaded_at AS loaded_at
ORDER BY loaded_at DESC, id
