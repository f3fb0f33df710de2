// The derived edge of an id, in words.
MATCH (one)-[edge:CONDEMNED|SUPPORTED|DENIED|ACKNOWLEDGED|DEMANDED|THREATENED|ACTED_ON|RESPONDS_TO|COINCIDES_WITH
  |ALLIED_WITH|HELD|CONTRADICTS {id: $id}]->(other)
RETURN edge.id AS id, one.name + ' ' + type(edge) + ' ' + other.name AS name, 'edge' AS kind, null AS date
