// The head of an actor's page; the state that it stands for has a name where the graph has that state.
MATCH (actor:Actor {id: $id})
OPTIONAL MATCH (state:Actor {id: actor.state}) WHERE state <> actor
RETURN actor.id AS id, actor.name AS name, actor.kind AS kind, state.id AS state_id, state.name AS state,
  [name IN coalesce(actor.aliases, []) WHERE name <> actor.name][..12] AS aliases
