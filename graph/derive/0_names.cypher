// What an actor is called: the longest of the names that live documents give it (of equal lengths the first by
// alphabet); the others are its aliases. A state's names come from the gazetteer and are the same in every document,
// so one reading of them is enough: a busy state is named in most documents there are.
UNWIND $actors AS id
MATCH (actor:Actor {id: id})
WHERE NOT actor:State OR actor.name IS NULL
MATCH (actor)-[named:NAMED_IN]->(:Document)
WITH actor, reduce(all = [], names IN collect(named.names) | all + names) AS names,
     reduce(all = [], aliases IN collect(named.aliases) | all + aliases) AS aliases
WITH actor, names + aliases AS aliases, reduce(best = '', name IN names |
     CASE WHEN size(name) > size(best) OR (size(name) = size(best) AND name < best) THEN name ELSE best END) AS name
SET actor.name = name,
    actor.aliases = COLLECT { UNWIND aliases AS alias WITH DISTINCT alias WHERE alias <> name RETURN alias ORDER BY alias }
