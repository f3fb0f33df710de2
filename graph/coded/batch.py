"""Coded events and mentions as rows that are ready to be stored; made without a database, in any process."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.graph.coded.mention import Mention
from dragoman.graph.ledger.entries import Canonical, mapped
from dragoman.graph.records import Actor, EventRecord, Evidence
from dragoman.graph.rows import Row, event_row
from dragoman.graph.vocabulary import ActorKind

# The rule by which a mention is told from the row that an event was coded in.
MENTION = "mention"


@dataclass(frozen=True)
class Batch:
    """What is stored at once.

    Attributes:
        rows: of events, each with its one piece of evidence.
        actors: those that the events name, and those for which these stand, by id.
        places: those that the events name, by id.
        mentions: rows of mentions.
        officials: by their place among the rows the events that name persons, whom the graph may know by another id.
    """

    rows: Sequence[Row]
    actors: Mapping[str, Actor]
    places: Mapping[str, Row]
    mentions: Sequence[Row]
    officials: Mapping[int, EventRecord]


def batch_of(events: Sequence[EventRecord], standing: Iterable[Actor], mentions: Iterable[Mention] = ()) -> Batch:
    """The batch of these records.

    Args:
        events: as their file has them.
        standing: the states and bodies that their actors stand for and that no event names itself.
        mentions: of events, these or others.
    """
    rows = [_event_row(event) for event in events]
    return Batch(
        rows,
        actors_of(events, standing),
        {row["place"]["id"]: row["place"] for row in rows if row["place"]},
        [_mention_row(mention) for mention in mentions],
        {number: event for number, event in enumerate(events) if _names_persons(event)},
    )


def actors_of(events: Iterable[EventRecord], standing: Iterable[Actor]) -> dict[str, Actor]:
    """The actors by id, as the file first calls them: however it is cut into batches, that is the same."""
    actors: dict[str, Actor] = {}
    for event in events:
        for actor in event.actors():
            actors.setdefault(actor.id, actor)
    return {actor.id: actor for actor in standing} | actors


def with_canonical(batch: Batch, persons: Mapping[str, Canonical]) -> Batch:
    """The batch with the ids and states of persons that the graph knows by others.

    Args:
        batch: as its file tells it.
        persons: by the ids there those that have another id, or another state, in the graph.
    """
    if not persons:
        return batch
    rows = list(batch.rows)
    for number, event in batch.officials.items():
        told = mapped(event, persons, {})
        assert isinstance(told, EventRecord)  # noqa: S101 - a record is mapped to one of its kind
        rows[number] = _event_row(told)
    actors: dict[str, Actor] = {}
    for id, actor in batch.actors.items():
        known = actor.model_copy(update=persons[id]._asdict()) if id in persons else actor
        actors.setdefault(known.id, known)
    return replace(batch, rows=rows, actors=actors)


def _event_row(event: EventRecord) -> Row:
    evidence = _evidence_row(event.evidence[0], event.rule, event.confidence)
    return event_row(event) | {"confidence": event.confidence, "evidence": evidence}


def _names_persons(event: EventRecord) -> bool:
    return any(actor.kind is ActorKind.OFFICIAL for actor in event.actors())


def _mention_row(mention: Mention) -> Row:
    evidence = _evidence_row(mention.evidence, MENTION, mention.confidence)
    return {"event": mention.event, "evidence": evidence | {"published": mention.day, "publisher": mention.publisher}}


def _evidence_row(piece: Evidence, rule: str | None, confidence: float) -> Row:
    where = {"sentence": piece.sentence, "start": piece.start, "end": piece.end}
    return where | {"rule": rule, "confidence": confidence, "url": piece.url}
