"""Events in the making: each word that names an event, with its ends, and the same occurrence told again."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Token

from dragoman.graph.records import Actor, DateRange, Place, actor_ids
from dragoman.graph.vocabulary import EventType, Modality, Precision
from dragoman.loaders.documents.code.lexicon import Sense
from dragoman.loaders.documents.code.roles import Roles
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.code.syntax import children, is_passive, is_verb, subject
from dragoman.loaders.documents.code.triggers import Trigger
from dragoman.loaders.documents.when import date_of, times_in
from dragoman.loaders.documents.where import place_of
from dragoman.loaders.periods import narrower

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "both"})
# How many events back an occurrence told again is looked for.
_MEMORY = 12


@dataclass
class Draft:
    """An occurrence, with every word of the document that tells it; the first one names it.

    `inherited` ends are those of another occurrence; `previous` is the date told before it; `words` are what
    the text calls it and its things ("fire", "missile", "test").
    """

    trigger: Trigger
    roles: Roles
    when: DateRange | None
    where: Place | None
    modality: Modality
    previous: DateRange | None
    inherited: bool = False
    told: list[Trigger] = field(default_factory=list)
    words: set[str] = field(default_factory=set)

    @property
    def sense(self) -> Sense:
        """The meaning of the word that names it."""
        return self.trigger.sense

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words that tell the occurrence."""
        return tuple(trigger.token for trigger in self.told)

    @property
    def type(self) -> EventType:
        """Its PLOVER type."""
        return self.sense.type

    @property
    def initiators(self) -> tuple[Actor, ...]:
        """Who acts."""
        return self.roles.initiators

    def add(self, trigger: Trigger) -> None:
        """Another word that tells this occurrence."""
        self.told.append(trigger)
        self.words |= _words(trigger.token)


def find_drafts(source: Source, triggers: Iterable[Trigger]) -> list[Draft]:
    """The occurrences that the document tells, in the order of their first mention.

    Args:
        source: the document.
        triggers: the words that name events, from left to right.
    """
    drafts: list[Draft] = []
    previous: DateRange | None = None
    before: DateRange | None = None
    sentence = -1
    for trigger in triggers:
        if trigger.sentence.start != sentence:
            sentence, before = trigger.sentence.start, previous
        # "The next day, China condemned the sanctions": the one time that the sentence tells is not counted twice.
        several = len(times_in(trigger.token.sent)) > 1
        draft = _draft(source, trigger, previous if several else before)
        earlier = _antecedent(draft, drafts)
        if earlier is not None:
            draft.when = earlier.when = narrower(draft.when, earlier.when)
        if draft.when is not None and (previous is None or draft.when.precision is Precision.DAY):
            previous = draft.when
        if earlier is not None and _at_one_place(draft, earlier):
            earlier.add(trigger)
            continue
        if earlier is not None:
            draft.roles, draft.inherited = earlier.roles, True
        draft.add(trigger)
        drafts.append(draft)
    _date_what_is_told_again(drafts)
    return drafts


def _date_what_is_told_again(drafts: list[Draft]) -> None:
    """An undated deed named by a noun has the date of the deeds of its type, if the text dates these all alike.

    So has what will be done: "the two leaders will discuss …" at the meeting of which the text told the day.
    """
    for draft in drafts:
        told_again = not is_verb(draft.trigger.token) and draft.modality is Modality.FACTUAL
        if draft.when is None and (told_again or draft.modality is Modality.FUTURE):
            others = [other for other in drafts if other.when is not None and other.type is draft.type]
            alike = {other.when for other in others if _agrees(draft, other)}
            alike = alike or {other.when for other in others if _is_same_talk(draft, other)}
            draft.when = alike.pop() if len(alike) == 1 else None


def _at_one_place(draft: Draft, earlier: Draft) -> bool:
    """Whether the two can be one occurrence; where a thing was sent to is not where it was sent from."""
    if draft.where is None or draft.where == earlier.where:
        return True
    if earlier.where is None or _is_destination(earlier):
        earlier.where = draft.where
        return True
    return _is_destination(draft)


def _is_destination(draft: Draft) -> bool:
    name = re.escape(draft.where.name) if draft.where else ""
    way = re.compile(rf"\b(?:into|to|towards?)\s+(?:the\s+)?{name}")
    return bool(name) and way.search(draft.trigger.sentence.text) is not None


def _draft(source: Source, trigger: Trigger, previous: DateRange | None) -> Draft:
    token = trigger.token
    return Draft(
        trigger,
        trigger.roles,
        date_of(token, source.published, previous),
        _place(token, source),
        trigger.modality,
        previous,
    )


def _place(token: Token, source: Source) -> Place | None:
    """Where it happened; what is spoken of again in passing ("the tests … in East Asia") did not happen there."""
    where = place_of(token, source.doc)
    if where is None or is_verb(token) or not _is_definite(token):
        return where
    phrase = source.doc[token.left_edge.i : token.right_edge.i + 1].text
    return where if where.name in phrase else None


def _antecedent(draft: Draft, drafts: list[Draft]) -> Draft | None:
    """The occurrence that a definite phrase ("the tests", "the missiles were launched") speaks of again.

    Among those of the type and with the same ends, it is the one called by most of the phrase's words; else the one
    that the text tells most, which is its subject; else the latest.
    """
    token = draft.trigger.token
    if not _is_definite(token):
        return None
    words = _words(token)
    fitting = [
        (len(words & earlier.words), len(earlier.told), index)
        for index, earlier in enumerate(drafts)
        if earlier.sense.type is draft.sense.type and earlier.roles.initiators and _agrees(draft, earlier)
        # "Spoke about the summit": the word governed by the deed is something else.
        if not earlier.trigger.token.is_ancestor(token)
    ]
    near = [found for found in fitting if found[2] >= len(drafts) - _MEMORY or found[0]]
    return drafts[max(near)[2]] if near else None


def _words(token: Token) -> set[str]:
    """The lemmas of an event's word, of the thing it is done with, and of what specifies these."""
    things = [token, *children(token, "dobj", "nsubjpass")]
    specifying = [child for thing in things for child in children(thing, "compound", "amod")]
    return {word.lemma_.lower() for word in (*things, *specifying) if word.pos_ in ("NOUN", "VERB", "ADJ", "PROPN")}


def _agrees(draft: Draft, earlier: Draft) -> bool:
    if draft.when is not None and earlier.when is not None and narrower(draft.when, earlier.when) is None:
        return False
    return all(
        not now or set(actor_ids(now)) & set(actor_ids(then))
        for now, then in (
            (draft.roles.initiators, earlier.roles.initiators),
            (draft.roles.recipients, earlier.roles.recipients),
        )
    ) and (draft.modality is earlier.modality or draft.modality is Modality.FACTUAL)


def _is_same_talk(draft: Draft, other: Draft) -> bool:
    """Whether both are talks to come of the same: "will welcome the president", "the president's visit"."""
    sides = [{*actor_ids(one.roles.initiators), *actor_ids(one.roles.recipients)} for one in (draft, other)]
    to_come = draft.modality is other.modality is Modality.FUTURE
    return draft.type is EventType.CONSULT and to_come and bool(sides[0] & sides[1])


def _is_definite(token: Token) -> bool:
    noun: Token | None = token
    if is_verb(token):
        noun = subject(token) if is_passive(token) else None
    if noun is None:
        return False
    return any(children(noun, "poss")) or any(child.lower_ in _DEFINITE for child in children(noun, "det", "predet"))
