"""The events that a model tells, as records; other facts point at them by the key that the model gave them."""

import re
from collections.abc import Iterable

from spacy.tokens import Span, Token

from dragoman.graph.records import Actor, DateRange, EventRecord, Place, actor_ids, content_id
from dragoman.graph.vocabulary import EventType
from dragoman.loaders.documents.language_model.answer import EventTold
from dragoman.loaders.documents.language_model.checking import Dropped, Page, Quoted
from dragoman.loaders.documents.language_model.tally import Reason
from dragoman.loaders.documents.language_model.timing import date_by_parse, date_parts, date_told, place_told
from dragoman.loaders.documents.language_model.windows import Window

# Not measured: how often a model is right depends on the model.
CONFIDENCE = 0.6
_LONGEST_NAME = 60
# So many letters tell that two words are forms of one: "missile" and "missiles", "condemned" and "condemnation".
_STEM = 4
_WITH = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})
_TO = frozenset({EventType.AID, EventType.REQUEST})
_AGAINST = frozenset({EventType.THREATEN, EventType.PROTEST, EventType.SANCTION, EventType.ASSAULT, EventType.COERCE})


class KeyedEvents:
    """The events of one window, by the keys that the model gave them there."""

    def __init__(self, events: dict[str, EventRecord]) -> None:
        self._events = events

    def at(self, key: str) -> EventRecord:
        """The event of that key.

        Raises:
            Dropped: there is none, or it was dropped.
        """
        event = self._events.get(key)
        if event is None:
            raise Dropped(Reason.NO_EVENT)
        return event

    def those_at(self, keys: Iterable[str]) -> tuple[EventRecord, ...]:
        """The events of those keys, without what is not told."""
        found = {self._events[key].id: self._events[key] for key in keys if key in self._events}
        return tuple(found.values())


class Events:
    """The events of one document, from all its windows."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.records: dict[str, EventRecord] = {}
        self._keys: dict[tuple[int, str], str] = {}
        self._told: dict[tuple[int, EventType], list[str]] = {}

    def take(self, told: EventTold, window: Window, number: int) -> bool:
        """Take an event that a window tells; False when another window has told it.

        Args:
            told: what the model says.
            window: which part of the document it was shown.
            number: the window's number; keys are the window's own.

        Raises:
            Dropped: it does not hold.
        """
        quoted = self._page.quoted(told.sentence, window)
        start = quoted.evidence.start
        if not window.owns(start) and (same := self._told.get((start, told.type))):
            # In the overlap, told by the window whose sentence it is: the same event, whatever it is called here.
            self._keys.setdefault((number, told.key), same[0])
            return False
        record = self._record(told, quoted)
        known = self.records.get(record.id)
        if known is not None:
            evidence = tuple(dict.fromkeys((*known.evidence, *record.evidence)))
            record = known.model_copy(update={"evidence": evidence})
        self.records[record.id] = record
        self._told.setdefault((start, told.type), []).append(record.id)
        self._keys.setdefault((number, told.key), record.id)
        return True

    def seen_by(self, number: int) -> "KeyedEvents":
        """The events by the keys that a window gave them."""
        return KeyedEvents({key: self.records[id] for (window, key), id in self._keys.items() if window == number})

    def _record(self, told: EventTold, quoted: Quoted) -> EventRecord:
        page, sentence = self._page, quoted.span
        initiators = page.actors(told.initiators, sentence)
        recipients = page.actors(told.recipients, sentence)
        page.present((*initiators, *recipients), sentence)
        trigger = self._trigger(told.words, sentence)
        when = self._when(told, trigger, sentence)
        where = place_told(page.verbatim, told.place, sentence, page.players.states) if told.place else None
        name = _name(_deed(told, trigger, sentence), told.type, initiators, recipients)
        return EventRecord(
            id=_event_id(page, told, (initiators, recipients), when, where, name),
            document=page.document.name,
            confidence=CONFIDENCE,
            evidence=(quoted.evidence,),
            # The deed's lemma as the offline reader gives it: by it events of different documents are compared.
            rule=f"{'verb' if trigger.pos_ in ('VERB', 'AUX') else 'noun'}:{trigger.lemma_.lower()}",
            name=name,
            type=told.type,
            initiators=initiators,
            recipients=recipients,
            date=when,
            place=where,
            modality=told.modality,
        )

    def _trigger(self, words: str, sentence: Span) -> Token:
        try:
            return self._page.words(words, sentence).root
        except Dropped:
            return sentence.root

    def _when(self, told: EventTold, trigger: Token, sentence: Span) -> DateRange | None:
        page = self._page
        when = date_told(page.doc, page.verbatim, told.time, sentence, page.published) if told.time else None
        return when or date_by_parse(trigger, told.type, told.modality, page.published)


def _deed(told: EventTold, trigger: Token, sentence: Span) -> str:
    """The model's short name for the deed where a word of it is of the sentence, else the sentence's own word.

    A name is the one text of an event that is no quotation: it must not say what the sentence does not.
    """
    words = re.findall(r"[\w'-]+", told.name.lower())
    stems = {token.lower_[:_STEM] for token in sentence if token.is_alpha and not token.is_stop}
    name = " ".join(words)
    if name and len(name) <= _LONGEST_NAME and any(word[:_STEM] in stems for word in words):
        return name
    return trigger.lemma_.lower()


def _name(deed: str, kind: EventType, initiators: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> str:
    """What the event is called in a list: the deed, to whom, by whom."""
    name = f"{deed} {_link(kind)} {_listed(recipients)}" if recipients else deed
    return f"{name} by {_listed(initiators)}" if initiators else name


def _link(kind: EventType) -> str:
    if kind in _AGAINST:
        return "against"
    return "with" if kind in _WITH else "to" if kind in _TO else "of"


def _listed(actors: tuple[Actor, ...]) -> str:
    names = list(dict.fromkeys(actor.name for actor in actors))
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]


def _event_id(
    page: Page,
    told: EventTold,
    ends: tuple[tuple[Actor, ...], tuple[Actor, ...]],
    when: DateRange | None,
    where: Place | None,
    name: str,
) -> str:
    """The event's id by its content and its text, as the offline reader makes it."""
    parts = (told.type.value, None, *map(actor_ids, ends), *date_parts(when))
    place = where.name if where else None
    return content_id("event", *parts, place, told.modality.value, name, page.document.sha256)
