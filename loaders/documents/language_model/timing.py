"""When and where an event happened, from words of the document: the model's word for a date is never taken."""

from datetime import date

from spacy.tokens import Doc, Span, Token

from dragoman.graph.records import DateRange, Place
from dragoman.graph.vocabulary import EVENT_TYPES, EventType, Modality, Quad
from dragoman.loaders.documents.language_model.verbatim import Verbatim
from dragoman.loaders.documents.when import (
    Setting,
    assumed_date,
    date_of,
    date_of_document_event,
    last_told,
    temporal_expressions,
    tense_of,
)
from dragoman.loaders.documents.where.known import known_place

_SPOKEN = frozenset({Quad.VERBAL_COOPERATION, Quad.VERBAL_CONFLICT})


def date_told(doc: Doc, verbatim: Verbatim, words: str, sentence: Span, published: date | None) -> DateRange | None:
    """The date that words of the sentence tell, resolved as the offline reader does; None when they tell none.

    Args:
        doc: the parsed document.
        verbatim: its text.
        words: as the model gives them.
        sentence: where they stand.
        published: the day of publication, which "Tuesday" is relative to.
    """
    place = verbatim.find(words, sentence.start_char, sentence.end_char)
    span = doc.char_span(*place, alignment_mode="expand") if place else None
    if span is None:
        return None
    for time in temporal_expressions(doc):
        if max(time.start, span.start) < min(time.end, span.end):
            tense = tense_of(doc[time.start : time.end].root)
            previous = last_told(doc[time.start], published)
            return time.date(Setting(published, previous, tense=tense))
    return None


def date_by_parse(trigger: Token, kind: EventType, modality: Modality, published: date | None) -> DateRange | None:
    """The date of an event for which the model gives no words of time, as the offline reader finds or assumes it."""
    previous = last_told(trigger, published)
    when = date_of(trigger, published, previous)
    if when is None and modality is Modality.FACTUAL:
        when = assumed_date(trigger, published, previous)
        if when is None and trigger.pos_ == "VERB" and EVENT_TYPES[kind].quad in _SPOKEN:
            when = date_of_document_event(published)
    return when


def place_told(verbatim: Verbatim, words: str, sentence: Span, states: frozenset[str]) -> Place | None:
    """The place of that name, when the sentence has it; with country and coordinates where they are known."""
    found = verbatim.find(words, sentence.start_char, sentence.end_char)
    if found is None:
        return None
    name = sentence.doc.text[found[0] : found[1]]
    return known_place(name, states) or Place(name=name)


def date_parts(when: DateRange | None) -> tuple[str | None, ...]:
    """A date as parts of a content id."""
    return (when.start.isoformat(), when.end.isoformat(), when.precision.value) if when else (None, None, None)
