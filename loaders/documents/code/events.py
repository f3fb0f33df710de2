"""Events: from the occurrences that a document tells to records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from spacy.tokens import Token

from dragoman.graph.records import Actor, DateRange, EventRecord, Evidence, actor_ids, content_id
from dragoman.graph.vocabulary import EVENT_TYPES, EventType, Modality, Precision, Quad
from dragoman.loaders.documents.code.completion import complete
from dragoman.loaders.documents.code.drafts import Draft, find_drafts
from dragoman.loaders.documents.code.naming import name_of
from dragoman.loaders.documents.code.plausibility import LEAST, LEAST_IF_NAMED, plausibility
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.code.syntax import is_verb
from dragoman.loaders.documents.code.triggers import Trigger
from dragoman.loaders.documents.when import Tense, assumed_date, is_dated_itself, is_of_old, tense_of
from dragoman.loaders.periods import day

# What was said is news when it is reported; what was done may be history.
_SPOKEN = frozenset({Quad.VERBAL_COOPERATION, Quad.VERBAL_CONFLICT})
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class EventFound:
    """An event record with the words that it was read from, each with its sentence."""

    record: EventRecord
    told: tuple[tuple[Token, Evidence], ...]

    @property
    def type(self) -> EventType:
        """Its PLOVER type."""
        return self.record.type

    @property
    def initiators(self) -> tuple[Actor, ...]:
        """Who acts."""
        return self.record.initiators

    @property
    def is_plausible(self) -> bool:
        """Whether it stands by itself, whatever else names it."""
        return self.record.confidence >= LEAST

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words that tell the event."""
        return tuple(token for token, _ in self.told)

    def told_in(self, start: int, end: int) -> bool:
        """Whether one of its words stands in `[start, end)`, in characters."""
        return any(start <= token.idx < end for token in self.tokens)


def find_events(source: Source, triggers: Iterable[Trigger]) -> list[EventFound]:
    """The candidates for events; mentions that come out equal in content are one record with all their evidence.

    `confirmed` takes from them those that are told well enough.

    Args:
        source: the document.
        triggers: the words of the word list, as `find_triggers` finds them.
    """
    drafts = find_drafts(source, triggers)
    complete(source, drafts)
    likely = ((draft, plausibility(source, draft)) for draft in drafts)
    return recorded(source, ((draft, round(share, 2)) for draft, share in likely if share >= LEAST_IF_NAMED))


def recorded(source: Source, drafts: Iterable[tuple[Draft, float]]) -> list[EventFound]:
    """The records of occurrences, each with its confidence; those that come out equal in content are one."""
    merged: dict[str, EventFound] = {}
    drafts = list(drafts)
    own_day = _own_day(source, [draft for draft, _ in drafts])
    for draft, confidence in drafts:
        told = tuple((trigger.token, source.evidence(trigger.sentence)) for trigger in draft.told)
        event = EventFound(_record(source, draft, confidence, own_day), told)
        known = merged.get(event.record.id)
        merged[event.record.id] = _joined(known, event) if known else event
    return list(merged.values())


def confirmed(candidates: Iterable[EventFound], named: Iterable[str]) -> list[EventFound]:
    """The events proper: those plausible by themselves, and those that another fact of the document names.

    Args:
        candidates: what `find_events` found.
        named: ids of the events that reactions and coincidences of the document point at.
    """
    needed = set(named)
    return [event for event in candidates if event.is_plausible or event.record.id in needed]


def _joined(known: EventFound, again: EventFound) -> EventFound:
    evidence = tuple(dict.fromkeys(known.record.evidence + again.record.evidence))
    return EventFound(known.record.model_copy(update={"evidence": evidence}), known.told + again.told)


def _own_day(source: Source, drafts: Iterable[Draft]) -> DateRange | None:
    """The day of a statement, or of the talk that a readout is the account of: the first that it tells."""
    if source.published is None or not (source.issuer or source.is_readout):
        return None
    own = day(source.published)
    talks = (draft.when for draft in drafts if draft.sense.type is EventType.CONSULT)
    first = next(talks, None) if source.is_readout else None
    if first is None or first.precision is not Precision.DAY:
        return own
    return first if own.start - _WEEK <= first.start <= own.start else own


def _record(source: Source, draft: Draft, confidence: float, own_day: DateRange | None) -> EventRecord:
    sense, token = draft.sense, draft.trigger.token
    name = name_of(token, sense, draft.roles)
    when = own_day if own_day and _is_said_now(draft) else draft.when
    if when is None and draft.modality is Modality.FACTUAL:
        when = assumed_date(
            token, source.published, draft.previous, spoken=_is_spoken(draft), story=not source.is_readout
        )
    return EventRecord(
        id=_event_id(source, draft, when, name),
        document=source.name,
        confidence=confidence,
        evidence=tuple(dict.fromkeys(source.evidence(trigger.sentence) for trigger in draft.told)),
        rule=f"{'verb' if sense.part == 'V' else 'noun'}:{sense.lemma}",
        name=name,
        type=sense.type,
        mode=sense.mode,
        initiators=draft.roles.initiators,
        recipients=draft.roles.recipients,
        date=when,
        place=draft.where,
        modality=draft.modality,
    )


def _is_spoken(draft: Draft) -> bool:
    return EVENT_TYPES[draft.type].quad in _SPOKEN


def _is_said_now(draft: Draft) -> bool:
    """Whether words are those of the document: "we will stand with Ukraine", but not "they agreed to speak again".

    What they are about has its own day: "We condemn the attacks of the last 48 hours".
    """
    token, talk = draft.trigger.token, draft.type is EventType.CONSULT
    if not _is_spoken(draft) or draft.modality is not Modality.FACTUAL or is_of_old(token):
        return False
    if talk and tense_of(token) is Tense.FUTURE:
        return False
    return draft.when is None or (not talk and is_verb(token) and not is_dated_itself(token))


def _event_id(source: Source, draft: Draft, when: DateRange | None, name: str) -> str:
    """The event's id by its content and its text: which events of different texts are one is decided by comparing them.

    Equal words are not enough: "Vice President Harris spoke today with Crown Prince …" is said of two on one day.
    """
    parts = (
        (draft.sense.type.value, draft.sense.mode, actor_ids(draft.roles.initiators), actor_ids(draft.roles.recipients))
        + ((when.start.isoformat(), when.end.isoformat(), when.precision.value) if when else (None, None, None))
        + (draft.where.name if draft.where else None, draft.modality.value, name)
    )
    return content_id("event", *parts, source.digest)
