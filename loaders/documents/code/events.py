"""Events: from the words that name them to records."""

from dataclasses import dataclass

from dragoman.graph.records import DateRange, EventRecord, Place, actor_ids, content_id
from dragoman.graph.vocabulary import EventType, Modality, Precision
from dragoman.loaders.documents.code.modality import modality_of
from dragoman.loaders.documents.code.naming import name_of
from dragoman.loaders.documents.code.roles import Roles, roles_of
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.code.triggers import Trigger, find_triggers
from dragoman.loaders.documents.when import date_of


@dataclass(frozen=True)
class EventFound:
    """An event record with the word it was read from."""

    record: EventRecord
    trigger: Trigger


def find_events(source: Source) -> list[EventFound]:
    """The events that the document tells, one for each word that names one."""
    found: list[EventFound] = []
    previous: DateRange | None = None
    for trigger in find_triggers(source.doc):
        event = _event(source, trigger, previous)
        if event is None:
            continue
        found.append(event)
        previous = event.record.date or previous
    return found


def _event(source: Source, trigger: Trigger, previous: DateRange | None) -> EventFound | None:
    kind = trigger.sense.type
    roles = roles_of(trigger.token, kind, source)
    if not _is_told(trigger, roles):
        return None
    modality = modality_of(trigger.token)
    when = date_of(trigger.token, source.published, previous)
    where: Place | None = None
    name = name_of(trigger.token, kind, roles)
    record = EventRecord(
        id=event_id(source, kind, trigger.sense.mode, roles, when, where, modality, name),
        document=source.name,
        confidence=round(trigger.sense.weight, 2),
        evidence=(source.evidence(trigger.sentence),),
        rule=f"{'verb' if trigger.sense.part == 'V' else 'noun'}:{trigger.sense.lemma}",
        name=name,
        type=kind,
        mode=trigger.sense.mode,
        initiators=roles.initiators,
        recipients=roles.recipients,
        date=when,
        place=where,
        modality=modality,
    )
    return EventFound(record, trigger)


def event_id(
    source: Source,
    kind: EventType,
    mode: str | None,
    roles: Roles,
    when: DateRange | None,
    where: Place | None,
    modality: Modality,
    name: str,
) -> str:
    """The event's id by its content; without a day, the document is part of it, so that documents stay apart."""
    dated = when is not None and when.precision is Precision.DAY
    parts = (
        (kind.value, mode, actor_ids(roles.initiators), actor_ids(roles.recipients))
        + ((when.start.isoformat(), when.end.isoformat(), when.precision.value) if when else (None, None, None))
        + (where.name if where else None, modality.value, name)
    )
    return content_id("event", *parts, *(() if dated else (source.digest,)))


def _is_told(trigger: Trigger, roles: Roles) -> bool:
    """Whether the evidence suffices: somebody acts, and the word mostly means such an event."""
    if not roles.initiators and not roles.recipients:
        return False
    return trigger.sense.weight >= (0.25 if roles.initiators else 0.4)
