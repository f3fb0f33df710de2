// What answers to an id, to the id that `extract` prints for it, or to a document's file name, address or title.
CALL () {
  MATCH (node:Actor) WHERE node.id IN $ids RETURN node
  UNION ALL
  MATCH (node:Fact) WHERE node.id IN $ids RETURN node
  UNION ALL
  MATCH (node:Office) WHERE node.id IN $ids RETURN node
  UNION ALL
  MATCH (node:Place) WHERE node.id IN $ids RETURN node
  UNION ALL
  MATCH (node:Document) WHERE node.id IN $ids RETURN node
  UNION ALL
  MATCH (record:Record {raw: $words})
  MATCH (node:Fact {id: record.fact}) RETURN node
  UNION ALL
  MATCH (record:Record {raw: $words})
  MATCH (node:Actor {id: record.fact}) RETURN node
  UNION ALL
  MATCH (node:Document) WHERE node.name = $words RETURN node
  UNION ALL
  MATCH (node:Document) WHERE node.url = $words RETURN node
  UNION ALL
  MATCH (node:Document) WHERE node.title = $words RETURN node
}
WITH DISTINCT node
WHERE any(label IN labels(node) WHERE label IN $labels)
  AND ($known_at IS NULL
    OR coalesce(node.known_from, node.loaded_at) <= $known_at
      AND coalesce(coalesce(node.known_to, node.retracted_at) > $known_at, true)
    OR (node:Actor|Office|Place) AND EXISTS {
      (node)<-[:OF]-{0,1}()--(fact:Fact)
      WHERE fact.known_from <= $known_at AND coalesce(fact.known_to > $known_at, true) })
RETURN node.id AS id, coalesce(node.title, node.name, node.text, node.office, node.stance, node.id) AS name,
  coalesce(node.kind, CASE
    WHEN node:Event THEN 'event' WHEN node:Statement THEN 'statement' WHEN node:Response THEN 'response'
    WHEN node:Occupancy THEN 'occupancy' WHEN node:Alliance THEN 'alliance' WHEN node:RollCall THEN 'roll-call'
    WHEN node:Coincidence THEN 'coincidence' WHEN node:Office THEN 'office' WHEN node:Place THEN 'place'
    ELSE 'document' END) AS kind,
  toString(coalesce(node.start, node.published)) AS date, node.loaded_at AS loaded_at
ORDER BY node.id IN $ids DESC, loaded_at DESC, id
