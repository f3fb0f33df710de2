"""The facts of a parsed document: those that rules find, with those that the network adds or knows better."""

from typing import TypeVar

import dragoman.loaders.documents.code.events as by_rules
import dragoman.loaders.documents.code.responses as reactions_by_rules
import dragoman.loaders.documents.code.statements as statements_by_rules
import dragoman.loaders.documents.learned.events as by_network
import dragoman.loaders.documents.learned.responses as reactions_by_network
import dragoman.loaders.documents.learned.statements as statements_by_network
from dragoman.graph.records import FactRecord, ResponseRecord, StatementRecord
from dragoman.loaders.documents.code.alliances import find_alliances
from dragoman.loaders.documents.code.coincidences import find_coincidences
from dragoman.loaders.documents.code.events import EventFound
from dragoman.loaders.documents.code.officials import official_records
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.code.triggers import find_triggers
from dragoman.loaders.documents.learned.reading import Reading

# How much surer of two events for one word is the better one.
_CLEARLY = 0.05
Told = TypeVar("Told", StatementRecord, ResponseRecord)


def facts_of(source: Source, reading: Reading | None) -> list[FactRecord]:
    """All that a document states.

    Args:
        source: the document, parsed.
        reading: what the network tells of its words; None for what rules alone find.
    """
    triggers = list(find_triggers(source))
    candidates = by_rules.find_events(source, triggers)
    responses = reactions_by_rules.find_responses(
        source, candidates, statements_by_rules.find_statements(source, candidates)
    )
    coincidences = find_coincidences(source, candidates)
    named = {event for fact in (*responses, *coincidences) for event in fact.events_named()}
    events = by_rules.confirmed(candidates, named)
    if reading is not None:
        events = _joined(events, by_network.find_events(source, triggers, reading), named)
    statements = [found.record for found in statements_by_rules.find_statements(source, events)]
    if reading is not None:
        statements += _new(statements, statements_by_network.find_statements(source, events, reading))
        responses += _new(responses, reactions_by_network.find_responses(source, events, reading))
    return [
        *official_records(source),
        *(event.record for event in events),
        *statements,
        *responses,
        *find_alliances(source),
        *coincidences,
    ]


def facts_by_network(source: Source, reading: Reading) -> list[FactRecord]:
    """What the network finds without the rules, to measure what it is worth by itself."""
    events = by_network.find_events(source, find_triggers(source), reading)
    return [
        *official_records(source),
        *(event.record for event in events),
        *statements_by_network.find_statements(source, events, reading),
        *reactions_by_network.find_responses(source, events, reading),
    ]


def _joined(ruled: list[EventFound], learned: list[EventFound], named: set[str]) -> list[EventFound]:
    """The events of both.

    Of two for one word the rules' counts where it is named by other facts, or as sure as the network's of its type, but
    not where it tells only one side of what the network tells both of. The type is the rules' where they have one:
    "fired missiles" is a test in their list.
    """
    by_word = {token.i: event for event in learned for token in event.tokens}
    kept = [
        event
        for event in ruled
        if event.record.id in named or len(event.tokens) > 1 or not _is_better(by_word.get(event.tokens[0].i), event)
    ]
    told = {token.i for event in kept for token in event.tokens}
    return [*kept, *(event for event in learned if not any(token.i in told for token in event.tokens))]


def _is_better(learned: EventFound | None, ruled: EventFound) -> bool:
    if learned is None:
        return False
    surer = learned.record.confidence - ruled.record.confidence
    if learned.type is ruled.type and surer > _CLEARLY:
        return True
    # Talks among equals have several initiators and no recipient.
    one_sided = len(ruled.initiators) < 2 and not (ruled.initiators and ruled.record.recipients)
    return one_sided and bool(learned.initiators and learned.record.recipients)


def _new(known: list[Told], others: list[Told]) -> list[Told]:
    """Those of the others that do not tell what a known one tells of the same actor in the same sentence."""
    there = {_key(fact) for fact in known}
    return [fact for fact in others if _key(fact) not in there]


def _key(fact: StatementRecord | ResponseRecord) -> tuple[str, str | None, int]:
    sentence = fact.evidence[0].start
    if isinstance(fact, ResponseRecord):
        return fact.actor.id, fact.stance.value, sentence
    return fact.speaker.state or fact.speaker.id, None, sentence
