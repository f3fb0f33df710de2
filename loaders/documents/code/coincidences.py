"""Coincidences: two events that the text puts at the same time, or days apart."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.graph.records import CoincidenceRecord, content_id
from dragoman.loaders.documents.code.events import EventFound
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.code.syntax import children, objects_of_preposition, subject

_VERBS = frozenset({"coincide", "follow", "precede"})
_LINKS = frozenset({"before", "after", "following", "amid", "during"})
_BACK = frozenset({"it", "this", "move", "timing", "announcement"})
_HAPPENINGS = frozenset({"occur", "come", "happen", "take"})
_MARGINS = frozenset({"margin", "margins", "sideline", "sidelines", "eve", "anniversary"})
_UNITS = {"hour": 0, "minute": 0, "day": 1, "week": 7}
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_DISTANCE = re.compile(r"(\w+)\s+(hour|minute|day|week)s?$", re.IGNORECASE)


def find_coincidences(source: Source, events: list[EventFound]) -> list[CoincidenceRecord]:
    """The pairs of events that the text itself puts together in time.

    Args:
        source: the document.
        events: its events; only two of these can coincide.
    """
    found: dict[str, CoincidenceRecord] = {}
    for sentence in source.prose:
        for link in sentence:
            for first, second, days in _joined_by(link, events):
                if first is None or second is None or first.record.id == second.record.id:
                    continue
                ids = sorted((first.record.id, second.record.id))
                record = CoincidenceRecord(
                    id=content_id("coincidence", *ids, days, "stated"),
                    document=source.name,
                    confidence=0.5,
                    evidence=(source.evidence(sentence),),
                    events=(ids[0], ids[1]),
                    days=days,
                )
                found.setdefault(record.id, record)
    return list(found.values())


_Pair = tuple[EventFound | None, EventFound | None, int | None]


def _joined_by(link: Token, events: list[EventFound]) -> Iterator[_Pair]:
    if link.lemma_ in _VERBS and link.pos_ == "VERB":
        teller = subject(link)
        things = [*objects_of_preposition(link, "with"), *children(link, "dobj")]
        if teller is not None and things:
            days = 0 if link.lemma_ == "coincide" else None
            yield _event_of(teller, events), _event_of(things[0], events), days
    elif link.lower_ in _LINKS and link.dep_ in ("prep", "mark", "pcomp"):
        told = link.head if link.dep_ == "mark" else next(children(link, "pobj", "pcomp"), None)
        main = told.head if link.dep_ == "mark" and told is not None else link.head
        distance = _distance(link)
        if told is not None and (distance is not None or link.lower_ in ("amid", "during")):
            yield _event_of(main, events), _event_of(told, events), distance if distance != -1 else None
    elif link.lower_ in _MARGINS:
        for other in objects_of_preposition(link, "of"):
            yield _event_of(link.head.head, events), _event_of(other, events), 0


def _distance(link: Token) -> int | None:
    """Days between, as the words before the link tell; -1 when they tell a distance without a number."""
    before = link.doc[max(link.sent.start, link.i - 3) : link.i].text.rstrip()
    match = _DISTANCE.search(before)
    if match is None:
        return -1 if re.search(r"\b(?:days|hours|weeks|shortly|soon|same day)$", before, re.IGNORECASE) else None
    number = _NUMBERS.get(match[1].lower()) or (int(match[1]) if match[1].isdigit() else None)
    unit = _UNITS[match[2].lower()]
    if unit == 0:
        return 0
    return number * unit if number is not None else -1


def _event_of(token: Token, events: list[EventFound]) -> EventFound | None:
    """The event that the token tells, or the first one in what hangs on it; a pronoun is the latest one before."""
    if token.lemma_ in _HAPPENINGS:
        return _latest_before(token, events)
    near = {word.i for word in token.subtree}
    own = next((event for event in events if any(word.i == token.i for word in event.tokens)), None)
    inside = own or next((event for event in events if any(word.i in near for word in event.tokens)), None)
    if inside is not None or token.pos_ not in ("PRON", "NOUN"):
        return inside
    return _latest_before(token, events) if token.lower_ in _BACK else None


def _latest_before(token: Token, events: list[EventFound]) -> EventFound | None:
    """The event told last before the token's sentence."""
    before = [event for event in events if event.tokens[0].i < token.sent.start]
    return before[-1] if before else None
