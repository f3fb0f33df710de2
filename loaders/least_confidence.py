"""Leaves out of what a document states the facts that are less sure than wanted, whoever has read them."""

from collections.abc import Iterable, Iterator, Set

from dragoman.graph.records import (
    Actor,
    CoincidenceRecord,
    DocumentRecords,
    EventRecord,
    FactRecord,
    ResponseRecord,
    StatementRecord,
    standing_for,
)


def at_least(records: DocumentRecords, confidence: float) -> DocumentRecords:
    """What a document states with at least this confidence; whole in itself, as `missing_from` wants it.

    A response or coincidence goes with the event that it points at, however sure it is itself: without the event it
    says nothing. A statement stays, since its words are a fact of their own, and is about the events that stay.

    Args:
        records: all that the document states.
        confidence: 0 to 1; what is exactly as sure stays.
    """
    sure = [fact for fact in records.facts if fact.confidence >= confidence]
    if len(sure) == len(records.facts):
        return records
    events = {fact.id for fact in sure if isinstance(fact, EventRecord)}
    facts = tuple(_pointing_at(events, sure))
    return DocumentRecords(document=records.document, facts=facts, actors=_stood_for(facts, records))


def _pointing_at(events: Set[str], facts: Iterable[FactRecord]) -> Iterator[FactRecord]:
    """The facts, pointing at these events alone."""
    for fact in facts:
        match fact:
            case ResponseRecord() if fact.event not in events:
                continue
            case ResponseRecord() if fact.reaction is not None and fact.reaction not in events:
                yield fact.model_copy(update={"reaction": None})
            case CoincidenceRecord() if not set(fact.events) <= events:
                continue
            case StatementRecord():
                yield fact.model_copy(update={"about": tuple(id for id in fact.about if id in events)})
            case _:
                yield fact


def _stood_for(facts: tuple[FactRecord, ...], records: DocumentRecords) -> tuple[Actor, ...]:
    """The states and bodies that the facts stand for; some may have been named by a fact that is left out."""
    named = {actor.id: actor for actor in reversed(records.named())}
    # The words of the text are those of the fact that named it.
    return tuple(named[id].model_copy(update={"mention": None}) for id in sorted(standing_for(facts)))
