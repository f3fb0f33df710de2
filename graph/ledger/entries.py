"""Records as rows of the ledger, and back."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from dragoman.graph.identity.events import block_of
from dragoman.graph.records import (
    Actor,
    AllianceRecord,
    CoincidenceRecord,
    DateRange,
    DocumentRecords,
    EventRecord,
    FactRecord,
    OfficialRecord,
    ResponseRecord,
    RollCallRecord,
    StatementRecord,
)
from dragoman.graph.rows import Row, fold
from dragoman.graph.vocabulary import ActorKind

_RECORD: TypeAdapter[FactRecord] = TypeAdapter(FactRecord)


@dataclass(frozen=True)
class Entry:
    """A fact record in the ledger; `fact` is the id of the fact in the graph that it supports, None until known.

    `published` is the day on which its document was.
    """

    document: str
    published: date | None
    record: FactRecord
    extractor: str
    loaded_at: datetime
    key: str | None
    fact: str | None


def entry_of(row: Mapping[str, Any]) -> Entry:
    """The entry that a row of the ledger holds."""
    return Entry(
        document=row["document"],
        published=row["published"].to_native() if row["published"] else None,
        record=record_of(row["json"]),
        extractor=row["extractor"],
        loaded_at=row["loaded_at"].to_native(),
        key=row["key"],
        fact=row["fact"],
    )


def record_of(json: str) -> FactRecord:
    """The record that a row's `json` holds."""
    return _RECORD.validate_json(json)


def rows_of(records: DocumentRecords) -> list[Row]:
    """One row for each fact and each actor of a document."""
    document = records.document.id
    facts = {fact.id: _fact_row(fact) for fact in _joined(records.facts)}
    actors = {actor["raw"]: actor for actor in actor_rows(records.named())}
    common = {"document": document, "published": records.document.published}
    return [row | common | {"id": f"{document}/{id}"} for id, row in sorted((facts | actors).items())]


def _joined(facts: Iterable[FactRecord]) -> Iterable[FactRecord]:
    """Facts that a document tells more than once, each once with all its evidence."""
    joined: dict[str, FactRecord] = {}
    for fact in facts:
        known = joined.get(fact.id)
        evidence = tuple(dict.fromkeys((*known.evidence, *fact.evidence))) if known else fact.evidence
        joined[fact.id] = fact.model_copy(update={"evidence": evidence})
    return joined.values()


def _fact_row(fact: FactRecord) -> Row:
    row: Row = {"raw": fact.id, "kind": fact.kind, "json": fact.model_dump_json(exclude_defaults=True)}
    # A field that has its default is left out above; the kind, which tells what the rest is, must stay.
    row["json"] = f'{{"kind":"{fact.kind}",' + row["json"][1:]
    if isinstance(fact, EventRecord):
        row["block"] = event_block(fact)
    if isinstance(fact, OfficialRecord):
        row |= {"block": person_block(fact.actor.state), "holder": fact.actor.id, "office": fold(fact.office)}
    return row


def actor_rows(actors: Iterable[Actor]) -> Iterable[Row]:
    """One row for each actor, with all the names that it is given."""
    rows: dict[str, Row] = {}
    for actor in actors:
        row = rows.setdefault(
            actor.id,
            {
                "raw": actor.id,
                "kind": "actor",
                "block": person_block(actor.state) if actor.kind is ActorKind.OFFICIAL else actor.id,
                "names": set(),
                "aliases": set(),
                "other_names": set(),
                "actor_kind": actor.kind.value,
                "state": actor.state,
                "known": False,
            },
        )
        row["names"].add(actor.name)
        row["aliases"].update(actor.aliases)
        row["other_names"].update(actor.other_names)
        row["known"] |= actor.known
    for row in rows.values():
        # Absent where there are none, so that the index of them is as short as the lists that give some.
        others = {"other_names": sorted(row["other_names"]) or None, "names_others": bool(row["other_names"]) or None}
        yield row | {"names": sorted(row["names"]), "aliases": sorted(row["aliases"])} | others


def event_block(event: EventRecord) -> str:
    """The key within which events can be one; an event that nothing can be joined to is alone in its own."""
    return block_of(event) or event.id


def person_block(state: str | None) -> str:
    """The key within which persons can be one: the state or body that they stand for."""
    return f"person:{state or 'none'}"


class Canonical(NamedTuple):
    """What a person is in the graph: the id, and the state served."""

    id: str
    state: str | None


def mapped(fact: FactRecord, actors: Mapping[str, Canonical], events: Mapping[str, str]) -> FactRecord:
    """The record with canonical ids in place of those that the document gave.

    Args:
        fact: the record.
        actors: by raw id, those actors that have another id or state in the graph.
        events: by raw id the id in the graph, for events whose two ids differ.
    """

    def actor(one: Actor) -> Actor:
        return one.model_copy(update=actors[one.id]._asdict()) if one.id in actors else one

    def every(some: tuple[Actor, ...]) -> tuple[Actor, ...]:
        return tuple({one.id: one for one in map(actor, some)}.values())

    def event(id: str) -> str:
        return events.get(id, id)

    update: dict[str, Any]
    match fact:
        case EventRecord():
            update = {"initiators": every(fact.initiators), "recipients": every(fact.recipients)}
        case OfficialRecord():
            update = {"actor": actor(fact.actor)}
        case StatementRecord():
            update = {"speaker": actor(fact.speaker), "about": tuple(sorted({event(id) for id in fact.about}))}
        case ResponseRecord():
            update = {
                "actor": actor(fact.actor),
                "speaker": actor(fact.speaker) if fact.speaker else None,
                "event": event(fact.event),
                "reaction": event(fact.reaction) if fact.reaction else None,
            }
        case AllianceRecord():
            update = {"members": every(fact.members)}
        case CoincidenceRecord():
            update = {"events": tuple(sorted(map(event, fact.events)))}
        case RollCallRecord():
            return fact
    return fact.model_copy(update=update)


def key_of(fact: FactRecord) -> str:
    """What makes a mapped fact the same as another one: its kind and content, wherever it is told.

    What a text may leave out, the term of an office or alliance and an alliance's name, is not part of it: `facts` sees
    to that. A statement without a date is its text's own: the same words may be said twice.
    A roll call is known by its number, of which its id is made.

    Raises:
        TypeError: for an event, which `identity` compares.
    """
    parts: tuple[object, ...]
    match fact:
        case OfficialRecord():
            parts = (fact.actor.id, fold(fact.office), fact.state, fact.acting, fact.former)
        case StatementRecord():
            parts = (fact.speaker.id, fact.text, fact.quoted, fact.stance, sorted(fact.about), _day(fact.date))
            parts += (None if fact.date else fact.id,)
        case ResponseRecord():
            speaker = fact.speaker.id if fact.speaker else None
            parts = (fact.actor.id, speaker, fact.stance.value, fact.event, fact.reaction, _day(fact.date))
        case AllianceRecord():
            parts = (fact.type, sorted(actor.id for actor in fact.members))
        case CoincidenceRecord():
            parts = (sorted(fact.events), fact.days, fact.rule)
        case RollCallRecord():
            parts = (fact.id,)
        case EventRecord():
            raise TypeError(f"{fact.id}: events are told apart by comparing them")
    return f"{fact.kind}:{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"


def _day(when: DateRange | None) -> tuple[str, str, str] | None:
    return (when.start.isoformat(), when.end.isoformat(), when.precision.value) if when else None
