"""Which events that documents tell are one: kept on the ledger's event records."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import LiteralString

from neo4j import ManagedTransaction

from dragoman.graph.identity.events import EventTold, cluster, contradicts
from dragoman.graph.ledger.book import assign, events_in
from dragoman.graph.ledger.decisions import Decided, blocks_of
from dragoman.graph.ledger.entries import Entry, event_block, mapped
from dragoman.graph.ledger.people import canonical_actors
from dragoman.graph.ledger.running import run_rows
from dragoman.graph.records import EventRecord
from dragoman.graph.vocabulary import Modality

_CANONICAL: LiteralString = """
MATCH (record:Record {kind: 'event'}) WHERE record.raw IN $rows AND record.fact <> record.raw
RETURN DISTINCT record.raw, record.fact
"""


@dataclass(frozen=True)
class Regrouped:
    """What deciding anew came to.

    Attributes:
        clusters: the records of each event, by its id in the graph, actors mapped.
        facts: ids of the events that the blocks had before, and have now.
        documents: ids of documents with a record that now supports another event than before.
        contradictions: pairs of events, one told to have happened and one not to have happened.
    """

    clusters: dict[str, list[Entry]]
    facts: set[str]
    documents: set[str]
    contradictions: set[tuple[str, str]]


def regroup_events(tx: ManagedTransaction, blocks: Collection[str], decided: Decided) -> Regrouped:
    """Decide anew which events of these blocks are one, and enter it on the records."""
    entries = with_canonical_actors(tx, _with_partners(tx, blocks, decided))
    before = {entry.fact for entry in entries if entry.fact}
    told: dict[str, list[EventTold]] = defaultdict(list)
    groups = _linked_blocks(entries, decided)
    for raw, event in told_by_raw(entries).items():
        told[groups[raw]].append(event)
    canonical: dict[str, str] = {}
    contradictions: set[tuple[str, str]] = set()
    for events in told.values():
        found = cluster(events, decided.together, decided.apart) if len(events) > 1 else _alone(events)
        canonical |= found
        contradictions |= _contradictions(events, found)
    changed, clusters = [], defaultdict(list)
    for entry in entries:
        now = replace(entry, fact=canonical[entry.record.id])
        clusters[canonical[entry.record.id]].append(now)
        if now.fact != entry.fact:
            changed.append(now)
    assign(tx, changed)
    return Regrouped(
        clusters=dict(clusters),
        facts=before | clusters.keys(),
        documents={entry.document for entry in changed},
        contradictions=contradictions,
    )


def _with_partners(tx: ManagedTransaction, blocks: Collection[str], decided: Decided) -> list[Entry]:
    """The records of the blocks, and of those that decisions link with them."""
    entries: list[Entry] = []
    seen: set[str] = set()
    while wanted := set(blocks) - seen:
        entries += events_in(tx, wanted)
        seen |= wanted
        blocks = set(blocks_of(tx, decided.partners({entry.record.id for entry in entries})).values())
    return entries


def with_canonical_actors(tx: ManagedTransaction, entries: Sequence[Entry]) -> list[Entry]:
    """The entries with the ids that their actors have in the graph."""
    actors = canonical_actors(tx, (entry.record for entry in entries))
    return [replace(entry, record=mapped(entry.record, actors, {})) for entry in entries] if actors else list(entries)


def told_by_raw(entries: Iterable[Entry]) -> dict[str, EventTold]:
    """Each raw id as all its documents tell it."""
    same: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: (entry.record.id, entry.document)):
        same[entry.record.id].append(entry)
    return {raw: _told(several) for raw, several in same.items()}


def _told(same: Sequence[Entry]) -> EventTold:
    record = same[0].record
    if not isinstance(record, EventRecord):
        raise TypeError(f"{record.id} is no event")
    evidence = tuple(dict.fromkeys(piece for entry in same for piece in entry.record.evidence))
    return EventTold(record.model_copy(update={"evidence": evidence}), frozenset(entry.document for entry in same))


def _linked_blocks(entries: Iterable[Entry], decided: Decided) -> dict[str, str]:
    """For each raw id the group in which it is compared: its block's, or that of several which a decision links."""
    block = {entry.record.id: event_block(entry.record) for entry in entries if isinstance(entry.record, EventRecord)}
    group = {name: name for name in block.values()}
    for pair in sorted(decided.together, key=sorted):
        linked = {group[block[id]] for id in pair if id in block}
        for name, now in group.items():
            if now in linked:
                group[name] = min(linked)
    return {id: group[name] for id, name in block.items()}


def _alone(events: Sequence[EventTold]) -> dict[str, str]:
    return {event.record.id: event.record.id for event in events}


def _contradictions(events: Sequence[EventTold], canonical: dict[str, str]) -> set[tuple[str, str]]:
    """Pairs of events of which one is told to have happened and the other not to have happened."""
    denied = [event for event in events if event.record.modality is Modality.NEGATED]
    told = [event for event in events if event.record.modality is Modality.FACTUAL] if denied else []
    return {
        (canonical[yes.record.id], canonical[no.record.id]) for no in denied for yes in told if contradicts(yes, no)
    }


def canonical_events(tx: ManagedTransaction, ids: Collection[str]) -> dict[str, str]:
    """For those of these raw ids of events that are called by another id in the graph, that id."""
    return dict(run_rows(tx, _CANONICAL, sorted(ids)))
