"""Actors, offices and places: in the graph while a live record speaks of them, and called as live records call them.

What nothing live speaks of any more keeps its node, labelled as past, for those who ask what was known before.
"""

from collections.abc import Collection
from typing import LiteralString

from neo4j import ManagedTransaction

from dragoman.graph.ledger.running import run_rows
from dragoman.graph.rows import LABELS
from dragoman.graph.vocabulary import ActorKind

# Of the records of an actor one of the newest extractor is read, by the order of the index: a busy state has as many as
# there are documents (6 hits in the store instead of 2,700, PROFILE).
#
# Actors: raised before the facts that point at them are written.
_RAISE_ACTORS: LiteralString = """
UNWIND $rows AS id
CALL (id) {
  MATCH (record:Record {raw: id})
  USING INDEX record:Record(raw, extractor)
  WHERE record.extractor IS NOT NULL AND record.kind = 'actor' AND record.fact = id
  RETURN record ORDER BY record.raw DESC, record.extractor DESC LIMIT 1
}
CALL (id) {
  MATCH (past:PastActor {id: id})
  REMOVE past:PastActor
  SET past:Actor
}
MERGE (actor:Actor {id: id})
SET actor.kind = record.actor_kind, actor.state = coalesce(record.serves, record.state)
REMOVE actor:PastState:PastOrganization:PastOfficial:State:Organization:Official
SET actor:$($labels[record.actor_kind])
"""

_RAISE_NEAR: LiteralString = """
CALL () {
  MATCH (place:PastPlace) WHERE place.id IN $rows
  REMOVE place:PastPlace SET place:Place
}
CALL () {
  MATCH (office:PastOffice) WHERE office.id IN $rows
  REMOVE office:PastOffice SET office:Office
}
"""

_NAMED_IN: LiteralString = """
MATCH (record:Record {kind: 'actor'}) WHERE record.document IN $rows
WITH record.document AS told, record.fact AS id, collect(record) AS records
MATCH (document:Document {id: told}), (actor:Actor {id: id})
CREATE (actor)-[named:NAMED_IN]->(document)
SET named.names = COLLECT { UNWIND records AS record UNWIND record.names AS name RETURN DISTINCT name ORDER BY name }
"""

_NOT_NAMED_IN: LiteralString = """
MATCH (:Actor|PastActor)-[named:NAMED_IN]->(document:Document) WHERE document.id IN $rows
DELETE named
"""

# An actor out of a list has its names from there: those of one record of the newest extractor are enough, and a busy
# state is named in most documents there are. A person's name is the longest one given (of equal lengths the first by
# alphabet), a listed person's the list's; the others are aliases.
_NAMES: LiteralString = """
UNWIND $rows AS id
MATCH (actor:Actor {id: id})
CALL (id) {
  MATCH (record:Record {raw: id})
  USING INDEX record:Record(raw, extractor)
  WHERE record.extractor IS NOT NULL AND record.kind = 'actor' AND record.fact = id
  RETURN record ORDER BY record.raw DESC, record.extractor DESC LIMIT 1
}
WITH actor, record, record.known AND NOT actor:Official AS listed
WITH actor, record, CASE WHEN listed THEN record.names + record.aliases ELSE COLLECT {
  MATCH (one:Record {fact: actor.id, kind: 'actor'})
  UNWIND one.names + one.aliases AS name RETURN DISTINCT name ORDER BY name
} END AS aliases, CASE WHEN record.known THEN record.names ELSE COLLECT {
  MATCH (one:Record {fact: actor.id, kind: 'actor'}) UNWIND one.names AS name RETURN DISTINCT name ORDER BY name
} END AS names
SET actor.name = reduce(best = '', name IN names | CASE WHEN size(name) > size(best) THEN name ELSE best END),
    actor.aliases = aliases
SET actor.aliases = COLLECT {
  UNWIND aliases AS alias WITH DISTINCT alias WHERE alias <> actor.name RETURN alias ORDER BY alias
}
WITH actor, COLLECT {
  MATCH (one:Record {raw: actor.id, names_others: true})
  USING INDEX one:Record(raw, names_others)
  UNWIND one.other_names AS name
  WITH DISTINCT name WHERE name <> actor.name AND NOT name IN actor.aliases
  RETURN name ORDER BY name
} AS others
SET actor.other_names = CASE WHEN others <> [] THEN others END
"""

_LAY_ACTORS: LiteralString = """
UNWIND $rows AS id
MATCH (actor:Actor {id: id})
WHERE NOT EXISTS { MATCH (record:Record {raw: id, kind: 'actor'}) WHERE record.fact = id }
WITH actor, head([label IN labels(actor) WHERE label <> 'Actor']) AS label
REMOVE actor:Actor
REMOVE actor:$(label)
SET actor:PastActor, actor:$('Past' + label)
"""

# A place and an office are called by the first, by alphabet, of the ways in which live facts write it.
_PLACES: LiteralString = """
UNWIND $rows AS id
MATCH (place:Place {id: id})
CALL (place) {
  MATCH (place)<-[at:OCCURRED_IN]-(:Told)
  RETURN at {.name, .country, .latitude, .longitude} AS told ORDER BY at.name, at.latitude, at.longitude LIMIT 1
}
SET place = told, place.id = id
"""

_OFFICES: LiteralString = """
UNWIND $rows AS id
MATCH (office:Office {id: id})<-[:POST]-(occupancy:Occupancy)
WITH office, min(occupancy.office) AS name
SET office.name = name
"""

_LAY_NEAR: LiteralString = """
CALL () {
  MATCH (place:Place) WHERE place.id IN $rows AND NOT EXISTS { (place)<-[:OCCURRED_IN]-(:Event) }
  REMOVE place:Place SET place:PastPlace
}
CALL () {
  MATCH (office:Office) WHERE office.id IN $rows AND NOT EXISTS { (office)<-[:POST]-(:Occupancy) }
  REMOVE office:Office SET office:PastOffice
}
"""

_NEAR: LiteralString = """
MATCH (fact:Fact)-[:OCCURRED_IN|POST]->(near:Place|Office) WHERE fact.id IN $rows
RETURN collect(DISTINCT near.id) AS ids
"""


def near_to(tx: ManagedTransaction, facts: Collection[str]) -> set[str]:
    """Ids of the places and offices that these facts speak of."""
    return {id for record in run_rows(tx, _NEAR, sorted(facts)) for id in record["ids"]}


def raise_entities(tx: ManagedTransaction, actors: Collection[str], near: Collection[str]) -> None:
    """See that the actors that live records name are in the graph, and that no place or office wanted is past."""
    labels = {kind.value: LABELS[kind] for kind in ActorKind}
    run_rows(tx, _RAISE_ACTORS, sorted(actors), labels=labels)
    run_rows(tx, _RAISE_NEAR, sorted(near))


def settle_entities(
    tx: ManagedTransaction, actors: Collection[str], near: Collection[str], documents: Collection[str]
) -> None:
    """Name what is live, and lay into the past what no live record speaks of.

    Args:
        tx: the transaction.
        actors: ids of the actors touched.
        near: ids of the places and offices touched.
        documents: ids of the live documents whose actors are entered anew.
    """
    run_rows(tx, _NOT_NAMED_IN, sorted(documents))
    run_rows(tx, _NAMED_IN, sorted(documents))
    run_rows(tx, _NAMES, sorted(actors))
    run_rows(tx, _LAY_ACTORS, sorted(actors))
    run_rows(tx, _PLACES, sorted(near))
    run_rows(tx, _OFFICES, sorted(near))
    run_rows(tx, _LAY_NEAR, sorted(near))
