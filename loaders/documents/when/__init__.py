"""When an event happened, from the expressions of time that belong to it."""

from datetime import date

from spacy.tokens import Token

from dragoman.graph.records import DateRange
from dragoman.loaders.documents.when import periods
from dragoman.loaders.documents.when.attachment import LIMIT, price
from dragoman.loaders.documents.when.expressions import Offset, Setting, TemporalExpression, temporal_expressions

__all__ = ["Offset", "TemporalExpression", "date_of", "date_of_document_event", "temporal_expressions"]

_TO_COME = frozenset({"will", "'ll", "shall"})
_ARRANGED = frozenset({"set", "due", "schedule", "expect", "plan"})


def date_of(trigger: Token, published: date | None, previous: DateRange | None = None) -> DateRange | None:
    """The date of the event that a word heads, from the expressions of time in its sentence.

    Args:
        trigger: the event's verb or noun.
        published: the day of publication, which "Tuesday" or "last week" are relative to.
        previous: the date of the event told last, which "a week earlier" is relative to.

    Returns:
        The date, as closely as the text tells it; None when its sentence tells none for this event.
    """
    sentence = trigger.sent
    times = [time for time in temporal_expressions(trigger.doc) if sentence.start <= time.start < sentence.end]
    future = _speaks_of_future(trigger)
    priced = sorted((price(trigger, trigger.doc[time.start : time.end]), time.start, time) for time in times)
    for cost, _, time in priced:
        if cost > LIMIT:
            break
        reference = _reference(time, times, published, previous)
        when = time.date(Setting(published, previous, reference, future))
        if when is not None:
            return when
    return None


def date_of_document_event(published: date | None) -> DateRange | None:
    """When an undated act of a fresh report happened, as far as one can honestly say: in the month of publication."""
    return periods.month(published) if published else None


def _reference(
    time: TemporalExpression, times: list[TemporalExpression], published: date | None, previous: DateRange | None
) -> DateRange | None:
    """The date that an offset counts from: "hours before the crash on Wednesday"."""
    if time.offset is None:
        return None
    for other in times:
        if other.start >= time.end and other.offset is None:
            return other.date(Setting(published, previous))
    return None


def _speaks_of_future(trigger: Token) -> bool:
    """Whether the event's clause is in the future tense, or arranged ("is set to meet")."""
    token = trigger
    for _ in range(4):
        children = list(token.children)
        if any(child.lower_ in _TO_COME and child.dep_ == "aux" for child in children):
            return True
        if token.lemma_ in _ARRANGED and any(child.dep_ == "xcomp" for child in children):
            return True
        if token.head == token or (token != trigger and token.pos_ in ("VERB", "AUX") and token.dep_ != "xcomp"):
            return False
        token = token.head
    return False
