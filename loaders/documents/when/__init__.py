"""When an event happened, from the expressions of time that belong to it."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta

from spacy.tokens import Doc, Span, Token

import dragoman.loaders.periods as periods
from dragoman.graph.records import DateRange
from dragoman.graph.vocabulary import Precision
from dragoman.loaders.documents.attachment import LIMIT, price
from dragoman.loaders.documents.parse import is_heading
from dragoman.loaders.documents.when.expressions import TemporalExpression, temporal_expressions
from dragoman.loaders.documents.when.limits import limits_of, times_in
from dragoman.loaders.documents.when.setting import Offset, Setting, Tense

__all__ = [
    "Offset",
    "Setting",
    "TemporalExpression",
    "Tense",
    "assumed_date",
    "date_of",
    "date_of_document_event",
    "is_dated_itself",
    "is_of_old",
    "last_told",
    "limits_of",
    "temporal_expressions",
    "tense_of",
    "times_in",
]

_TO_COME = frozenset({"will", "'ll", "shall"})
_MAIN_CLAUSE = frozenset({"ROOT", "conj"})
# Before publication: what is told on after an event this fresh goes on about that day.
_SAME_STORY = timedelta(days=14)
_PERFECT = frozenset({"has", "have", "'ve"})
_WAS = frozenset({"was", "were"})
_IS = frozenset({"is", "are", "'s", "'re", "am", "'m"})
# By `price`: "on Sunday" below the word itself.
_ITS_OWN = 1.0
_OF_OLD = frozenset({"historically", "traditionally", "always", "previously", "formerly", "often", "long", "ever"})
# In the present tense these tell a state of things, not an act of the day.
_LASTING = frozenset({"seek", "maintain", "remain", "regard", "consider", "want", "need", "control", "have", "be"})
_PRESENT = frozenset({"VBZ", "VBP"})
# "Continues to stand with", "proud to welcome": what the infinitive says happens when its verb does.
_GOING_ON = frozenset(
    {
        *("continue", "begin", "start", "keep", "manage", "help", "remain", "appear", "seem", "prove"),
        *("proud", "pleased", "glad", "happy", "honored", "honoured", "delighted", "grateful"),
    }
)


def date_of(
    trigger: Token, published: date | None, previous: DateRange | None = None, *, lasting: bool = True
) -> DateRange | None:
    """The date of the event that a word heads, from the expressions of time in its sentence.

    Args:
        trigger: the event's verb or noun.
        published: the day of publication, which "Tuesday" or "last week" are relative to.
        previous: the date of the event told last, which "a week earlier" is relative to.
        lasting: whether it may have gone on "since Monday"; what happens at once has no such date.

    Returns:
        The date, as closely as the text tells it; None when its sentence tells none for this event.
    """
    times = times_in(trigger.sent)
    priced = sorted((price(trigger, trigger.doc[time.start : time.end]), time.start, time) for time in times)
    near = [time for cost, _, time in priced if cost <= LIMIT and (lasting or _is_moment(trigger, time))]
    # What a distance counts from has the date that follows from it and no other, however vaguely it is told.
    near = [time for time in near if time.names_event and _is_counted_from(trigger, time)][:1] or near
    told = (_told_by(trigger, time, times, published, previous) for time in near)
    return next((when for when in told if when is not None and not _is_past_of_present(trigger, when, published)), None)


def is_dated_itself(word: Token) -> bool:
    """Whether a time hangs on the word itself, not on what it is about: "condemned on Sunday the attacks of May"."""
    return any(price(word, word.doc[time.start : time.end]) <= _ITS_OWN for time in times_in(word.sent))


def _is_past_of_present(trigger: Token, when: DateRange, published: date | None) -> bool:
    """Whether the text tells in the present what would be past: "welcomes the announcement of a year ago"."""
    if published is None or not _is_present(trigger) or trigger.dep_ not in _MAIN_CLAUSE:
        return False
    return when.end < (published - _SAME_STORY if is_heading(trigger.sent) else published)


def _is_present(verb: Token) -> bool:
    """Whether a verb tells of the present: "jails him", "is jailed", "are issuing"."""
    if verb.tag_ in _PRESENT:
        return True
    auxiliaries = _auxiliaries(verb)
    return verb.tag_ in ("VBN", "VBG") and bool(_IS & auxiliaries.keys()) and not _PERFECT & auxiliaries.keys()


def _told_by(
    trigger: Token,
    time: TemporalExpression,
    times: tuple[TemporalExpression, ...],
    published: date | None,
    previous: DateRange | None,
) -> DateRange | None:
    """The date that one expression of time gives the event."""
    tense = tense_of(trigger.doc[time.start : time.end].root)
    if _is_of_clause(trigger, time):
        return time.named(Setting(published, previous, tense=tense))
    if not time.names_event:
        return time.date(Setting(published, previous, tense=tense))
    if _is_counted_from(trigger, time):
        return _counted_back(time, times, published, previous)
    return time.date(Setting(published, reference=_reference(time, times, published), tense=tense))


def _is_moment(trigger: Token, time: TemporalExpression) -> bool:
    return time.bound != "since" or _is_of_clause(trigger, time)


def _is_of_clause(trigger: Token, time: TemporalExpression) -> bool:
    """Whether the time is told by what happened then: "since December 27, when parliament impeached him"."""
    return trigger.dep_ == "relcl" and time.start <= trigger.head.i < time.end


def last_told(word: Token, published: date | None) -> DateRange | None:
    """The day that the text told last before a word, which "a week earlier" is relative to."""
    times = temporal_expressions(word.doc)
    for time in reversed(times[: bisect_left(times, word.i, key=lambda time: time.end)]):
        when = time.date(Setting(published)) if time.offset is None else None
        if when and when.precision is Precision.DAY:
            return when
    return None


def date_of_document_event(published: date | None) -> DateRange | None:
    """When an undated act of a fresh report happened, as far as one can honestly say: in the month of publication."""
    return periods.month(published) if published else None


def assumed_date(
    trigger: Token,
    published: date | None,
    previous: DateRange | None = None,
    *,
    spoken: bool = False,
    story: bool = True,
) -> DateRange | None:
    """When a factual event without a date of its own happened, as its clause and its place in a fresh report tell.

    The present tense of a main clause ("Israel deploys…", "We condemn…") speaks of the day of publication; the past
    tense goes on about the latest day told so far, when that is recent. Words (support, demands, agreements) are news
    when they are reported, wherever in the sentence; other nouns and subordinate clauses may be about any time. A
    headline takes the first day of the text below it; a text that tells no time at all is about its own day. How often
    that is right: `python -m benchmarks.dates_places`.

    Args:
        trigger: the event's verb or noun.
        published: the day of publication.
        previous: the date of the event told last.
        spoken: whether the event consists in words.
        story: whether the text tells what happened, so that "the attack" is that of its day; a readout tells of talks
            about things of any time.
    """
    if published is None or is_of_old(trigger) or tense_of(trigger) is Tense.FUTURE:
        return None
    auxiliaries = _auxiliaries(trigger).keys()
    main = trigger.dep_ in _MAIN_CLAUSE
    timeless = _tells_no_time(trigger.doc)
    if "had" in auxiliaries:
        return None
    scene = _scene(trigger, published)
    if scene is not None:
        return scene
    if not (main or spoken or timeless):
        return _day_of_story(trigger, published, previous) if story and _is_definite(trigger) else None
    if main and _is_present(trigger):
        return _date_of_present(trigger, published)
    perfect, past = bool(auxiliaries & _PERFECT), trigger.tag_ == "VBD" or bool(auxiliaries & _WAS)
    if not (perfect or past or spoken or timeless):
        return None
    if perfect and main:
        return date_of_document_event(published)
    vague = periods.day(published) if timeless else date_of_document_event(published)
    return _day_of_story(trigger, published, previous) or vague


def _is_definite(word: Token) -> bool:
    """Whether a noun speaks of what the text has told: "six were killed in the attack"."""
    return word.pos_ == "NOUN" and any(child.lower_ in ("the", "this", "these") for child in word.children)


def is_of_old(word: Token) -> bool:
    """Whether the text puts it into the past at large: "traditionally supported", "has often condemned"."""
    return any(child.lower_ in _OF_OLD for child in word.children)


def _scene(trigger: Token, published: date) -> DateRange | None:
    """The day that a sentence begins with, or when somebody said what it reports.

    "Yesterday, parliament voted on a motion to expel them", "they charged him with murder, police said on Sunday".
    """
    setting = Setting(published, tense=tense_of(trigger))
    times = times_in(trigger.sent)
    first = [time for time in times if time.start <= trigger.sent.start + 1]
    said = [time for time in times if trigger.dep_ == "ccomp" and _is_of_verb(trigger.head, time)]
    told = (time.date(setting) for time in (*first, *said) if time.offset is None and time.bound is None)
    return next((when for when in told if when and _is_recent(when, published)), None)


def _is_of_verb(verb: Token, time: TemporalExpression) -> bool:
    """Whether the time hangs on the verb itself: "said on Sunday", "said late Sunday"."""
    above = verb.doc[time.start : time.end].root.head
    return verb == (above.head if above.dep_ == "prep" else above)


def _date_of_present(trigger: Token, published: date) -> DateRange | None:
    if trigger.lemma_ in _LASTING:
        return None
    if not is_heading(trigger.sent):
        return periods.day(published)
    # A headline tells in the present what the text below dates.
    return next(_days_told(trigger, published, below=True), None) or date_of_document_event(published)


def _tells_no_time(doc: Doc) -> bool:
    return not any(_is_told(doc[time.start].sent) for time in temporal_expressions(doc))


def _day_of_story(trigger: Token, published: date, previous: DateRange | None) -> DateRange | None:
    """The latest day that the text has told so far, when it is recent: what came before that is background."""
    told = [*_days_told(trigger, published), *([previous] if previous and _is_recent(previous, published) else [])]
    return max(told, key=lambda when: when.start, default=None)


def _days_told(trigger: Token, published: date, below: bool = False) -> Iterator[DateRange]:
    """The recent days that the text tells before a word, or `below` it, in their order."""
    for time in temporal_expressions(trigger.doc):
        if (time.start > trigger.i) is below and time.offset is None and _is_told(trigger.doc[time.start].sent):
            when = time.date(Setting(published))
            if when and _is_recent(when, published):
                yield when


def _is_recent(when: DateRange, published: date) -> bool:
    return when.precision is Precision.DAY and published - _SAME_STORY <= when.start <= published


def _is_told(sentence: Span) -> bool:
    """Whether the sentence tells anything, unlike the line that gives the day of publication."""
    return any(token.pos_ in ("VERB", "AUX") for token in sentence)


def _reference(
    time: TemporalExpression, times: tuple[TemporalExpression, ...], published: date | None
) -> DateRange | None:
    """The date that an offset counts from: "hours before the crash on Wednesday"."""
    named = (other for other in times if other.start >= time.end and other.offset is None)
    return next((other.date(Setting(published)) for other in named), None)


def _is_counted_from(trigger: Token, time: TemporalExpression) -> bool:
    """Whether the event is the one that an offset counts from: the vote in "two days before the vote"."""
    preposition = trigger.doc[time.end - 1]
    if trigger.i < time.end:
        return False
    clause = preposition.head if preposition.dep_ == "mark" else preposition
    return trigger == clause or clause.is_ancestor(trigger)


def _counted_back(
    time: TemporalExpression,
    times: tuple[TemporalExpression, ...],
    published: date | None,
    previous: DateRange | None,
) -> DateRange | None:
    """The date of what an offset counts from: "on Friday, two days after the vote" puts the vote on Wednesday.

    Without such a day it counts back from the event told last: "The speech came a week after the attack".
    """
    told = [other.date(Setting(published)) for other in times if other.end <= time.start and other.offset is None]
    anchor = told[-1] if told else previous
    return time.counted_back(anchor) if anchor else None


def tense_of(word: Token) -> Tense | None:
    """Whether the word's clause speaks of the past or of what is to come; None for the present and for headlines."""
    for token in (word, *word.ancestors):
        tense = _own_tense(token)
        if tense or token.tag_ in _PRESENT:
            return tense
    return None


def _own_tense(verb: Token) -> Tense | None:
    auxiliaries = _auxiliaries(verb)
    if _TO_COME & auxiliaries.keys():
        return Tense.FUTURE
    # "Agreed to meet on Monday", "is set to visit": an infinitive looks ahead of the verb that governs it.
    if verb.tag_ == "VB" and auxiliaries.get("to") == "TO" and verb.dep_ in ("xcomp", "acl", "ROOT"):
        return None if verb.head.lemma_ in _GOING_ON and verb.dep_ == "xcomp" else Tense.FUTURE
    if verb.tag_ in ("VBD", "VBN") or "VBD" in auxiliaries.values():
        return Tense.PAST
    return None


def _auxiliaries(verb: Token) -> dict[str, str]:
    """The verb's auxiliaries and their tags."""
    return {child.lower_: child.tag_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
