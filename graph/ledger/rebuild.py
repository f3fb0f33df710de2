"""Rebuilds the part of the graph that a change of the ledger touches.

The result depends on what is in the ledger and on the decisions in force alone, never on the order in which they came.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import LiteralString

from neo4j import ManagedTransaction

from dragoman.graph.coded.links import link
from dragoman.graph.derive import derive
from dragoman.graph.ledger.book import Touched, assign, facts_like, facts_of
from dragoman.graph.ledger.decisions import blocks_of, decided, read_decisions
from dragoman.graph.ledger.entities import near_to, raise_entities, settle_entities
from dragoman.graph.ledger.entries import Entry, key_of, mapped
from dragoman.graph.ledger.events import canonical_events, regroup_events
from dragoman.graph.ledger.facts import Fact, event_fact, other_facts
from dragoman.graph.ledger.people import canonical_actors, regroup_people
from dragoman.graph.ledger.running import run_rows
from dragoman.graph.ledger.write import bring

_EVENT_BLOCKS: LiteralString = """
MATCH (record:Record {kind: 'event'}) WHERE record.document IN $rows
RETURN collect(DISTINCT record.block) AS blocks
"""

_POINTED_AT: LiteralString = """
MATCH (fact:Fact)-[:ABOUT|TO|CONSISTS_IN|JOINS]->(event:Event) WHERE fact.id IN $rows
RETURN collect(DISTINCT event.id) AS ids
"""


def rebuild(tx: ManagedTransaction, touched: Touched, fresh: Collection[str], now: datetime) -> None:
    """Bring the graph in line with the ledger.

    Args:
        tx: the transaction that changed the ledger, holding its lock.
        touched: what the change may alter: what withdrawn and fresh documents have a part in.
        fresh: ids of the documents entered by the change.
        now: the time of the change.
    """
    ruling = decided(read_decisions(tx))
    # Those that a decision had put together with what is gone are to find out.
    blocks = touched.blocks | set(blocks_of(tx, ruling.partners(touched.raws)).values())
    actors, renamed = regroup_people(tx, blocks, fresh, ruling)
    blocks = {block for block in blocks if not block.startswith("person:")} | _event_blocks(tx, renamed)
    events = regroup_events(tx, blocks, ruling)
    desired = {id: event_fact(id, entries) for id, entries in events.clusters.items()}
    others, before = _regroup_others(tx, touched.keys, {*fresh, *renamed, *events.documents})
    desired |= others
    before |= touched.facts | events.facts
    actors |= touched.actors
    pointed_at, places = _pointed_at(tx, before), near_to(tx, before) | _near(desired)
    raise_entities(tx, actors, places)
    bring(tx, desired, before, now)
    settle_entities(tx, actors, places, {*fresh, *renamed})
    touched_facts = before | desired.keys()
    derive(
        tx,
        events=pointed_at | _pointed_at(tx, touched_facts) | touched_facts,
        facts=touched_facts,
        regrouped=events.facts,
        contradictions=events.contradictions,
    )
    link(tx, events.clusters)


def _event_blocks(tx: ManagedTransaction, documents: Collection[str]) -> set[str]:
    return {block for record in run_rows(tx, _EVENT_BLOCKS, sorted(documents)) for block in record["blocks"]}


def _regroup_others(
    tx: ManagedTransaction, keys: Collection[str], documents: Collection[str]
) -> tuple[dict[str, Fact], set[str]]:
    """The facts other than events that these documents and keys have a part in, and the ids of those before."""
    mine = facts_of(tx, documents)
    before = {entry.key for entry in mine if entry.key}
    now = _keyed(tx, mine)
    assign(tx, [entry for entry, old in zip(now, mine, strict=True) if entry.key != old.key])
    like = _keyed(tx, facts_like(tx, {*keys, *before, *(entry.key for entry in now if entry.key)}, documents))
    facts, assigned = other_facts([*now, *like])
    known = {(entry.document, entry.record.id): entry.fact for entry in (*now, *like)}
    assign(tx, [entry for entry in assigned if entry.fact != known[entry.document, entry.record.id]])
    old = {entry.fact for entry in (*mine, *like) if entry.fact}
    return {fact.id: fact for fact in facts}, old


def _keyed(tx: ManagedTransaction, entries: list[Entry]) -> list[Entry]:
    """The entries with actors and events mapped, and the key that this gives."""
    actors = canonical_actors(tx, (entry.record for entry in entries))
    events = canonical_events(tx, {id for entry in entries for id in entry.record.events_named()})
    keyed = []
    for entry in entries:
        record = mapped(entry.record, actors, events) if actors or events else entry.record
        keyed.append(replace(entry, record=record, key=key_of(record)))
    return keyed


def _pointed_at(tx: ManagedTransaction, facts: Collection[str]) -> set[str]:
    return {id for record in run_rows(tx, _POINTED_AT, sorted(facts)) for id in record["ids"]}


def _near(desired: Mapping[str, Fact]) -> set[str]:
    rows = [fact.row for fact in desired.values()]
    return {row["place"]["id"] for row in rows if row.get("place")} | {
        row["office"]["id"] for row in rows if "office" in row
    }
