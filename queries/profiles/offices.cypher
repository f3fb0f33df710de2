// The offices that a person held, the latest first, with the day from and to which documents say so.
MATCH (:Official {id: $id})-[held:HELD]->(office:Office)
OPTIONAL MATCH (office)-[:OF]->(body:Actor)
WITH held, office, body ORDER BY coalesce(held.from, held.seen_from) DESC, office.name LIMIT $limit
RETURN office.name AS office, body.id AS body_id, body.name AS body, held.acting AS acting, held.former AS former,
  toString(held.from) AS from, toString(held.to) AS to, toString(held.seen_from) AS seen_from,
  toString(held.seen_to) AS seen_to, held.confidence AS confidence, held.id AS edge_id
