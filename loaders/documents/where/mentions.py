"""The words that name places of events: what stands after "in" or "near", and a few other constructions."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from dragoman.graph.vocabulary import ActorKind
from dragoman.loaders.documents.where.known import country_of, is_known
from dragoman.loaders.gazetteer import lookup

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_AT = frozenset(
    ("in", "at", "near", "off", "over", "outside", "inside", "around", "across", "within", "throughout", "along")
)
_WAY = frozenset({"from", "into", "to", "toward", "towards", "through"})
_TRAVELS = frozenset(
    ("launch", "fire", "withdraw", "withdrawal", "pull", "travel", "go", "come", "fly", "return", "arrive", "move",
     "send", "deploy", "deployment", "dispatch", "evacuate", "deliver", "visit", "trip", "enter", "cross", "march",
     "advance",
     "retreat", "kidnap", "abduct", "transfer", "expel", "deport", "flee", "ship", "shoot", "land", "fall", "invade")
)  # fmt: skip
# "In the city of Mosul", "north of Raqqa", "on the border with Ukraine": the place is what hangs on these.
_PLACE_NOUNS = frozenset(
    ("city", "town", "village", "province", "region", "district", "governorate", "vicinity", "outskirts", "outskirt",
     "capital", "border", "coast", "island", "area", "part", "north", "south", "east", "west", "northeast", "northwest",
     "southeast", "southwest", "side", "airspace", "water", "street", "kilometer", "kilometre", "mile", "port",
     "neighborhood", "neighbourhood", "suburb", "camp", "base", "peninsula", "territory", "state", "center", "centre")
)  # fmt: skip
_GOES = frozenset({"visit", "enter", "invade", "leave", "tour", "reach"})
_FORCE = frozenset(
    ("attack", "invasion", "invade", "assault", "war", "strike", "airstrike", "bombing", "bomb", "bombardment",
     "shelling",
     "shell", "raid", "incursion", "offensive", "occupation", "occupy", "annexation", "annex", "aggression", "siege",
     "blockade", "launch")
)  # fmt: skip
_OTHER_LABELS = frozenset({"ORG", "PERSON", "EVENT", "LAW", "NORP"})
_DIVISIONS = frozenset(("province", "region", "district", "governorate", "oblast", "state", "county"))
_COMPASS = re.compile(r"(?:north|south)-?(?:east|west)?ern|eastern|western|central")
_ISLAMIC_STATE = re.compile(r"Islamic State (?:in|of) (?:Iraq and )?(?:the )?$")
_NAME_WORDS = frozenset({"of", "the", "and", "al", "el", "ez", "ash", "as", "ad", "-", "'"})
_LONGEST_NAME = 6


class PlaceMention(NamedTuple):
    """Words that name a place.

    Attributes:
        start: index of the first token.
        end: index after the last token.
        name: the words, without article.
        within: ISO 3166 alpha-3 of the country that the text puts it in, where it does so.
        governor: index of the only word whose place it can be ("the capture of Raqqa"), or None.
    """

    start: int
    end: int
    name: str
    within: str | None
    governor: int | None


def place_mentions(doc: Doc) -> tuple[PlaceMention, ...]:
    """The document's mentions of places where something happens, in order; found once, then kept with the document."""
    found: tuple[PlaceMention, ...] | None = doc.user_data.get("dragoman_places")
    if found is None:
        found = doc.user_data["dragoman_places"] = tuple(_find(doc))
    return found


def _find(doc: Doc) -> Iterator[PlaceMention]:
    position = 0
    for token in doc:
        if token.i < position or token.pos_ not in ("PROPN", "NOUN", "ADJ"):
            continue
        role = _role(token)
        span = _name_span(token) if role else None
        if role is None or span is None or _is_other(span) or _is_actor(span, role):
            continue
        position = span.end
        yield PlaceMention(span.start, span.end, span.text, _within(span), role.governor)


class _Role(NamedTuple):
    governor: int | None
    target: bool = False


def _role(token: Token) -> _Role | None:
    """How the word stands to events, if it can name the place of one."""
    head = token.head
    if token.dep_ in ("conj", "appos") and head != token:
        return _role(head)
    if token.dep_ == "pobj":
        return _role_after(head)
    if token.dep_ in ("compound", "poss", "nmod"):
        if head.lemma_.lower() in _PLACE_NOUNS:
            return _role(head)
        return _Role(head.i) if head.pos_ == "NOUN" else None
    if token.dep_ == "dobj" and head.lemma_.lower() in _GOES:
        return _Role(None)
    return _Role(head.i, target=True) if token.dep_ in ("dobj", "nsubjpass") else None


def _role_after(preposition: Token) -> _Role | None:
    word, governor = preposition.lower_, preposition.head
    if word in _AT or (word in _WAY and governor.lemma_.lower() in _TRAVELS):
        return _Role(None)
    if word in ("of", "on", "with", "from") and governor.lemma_.lower() in _PLACE_NOUNS:
        return _Role(None)
    if word in ("of", "on", "against"):
        return _Role(governor.i, target=True)
    return None


def _is_other(span: Span) -> bool:
    """A part of the name of a person or an organization ("Islamic State of Iraq"), or the name of a body or group."""
    entry = lookup(span.text)
    if entry is not None and entry.kind is not ActorKind.STATE and not is_known(span.text):
        return True
    if _ISLAMIC_STATE.search(span.doc[max(span.start - 10, 0) : span.start].text_with_ws[-40:]):
        return True
    entity = _entities(span.doc).get(span.start)
    return entity is not None and entity.label_ in _OTHER_LABELS and span.end <= entity.end and len(entity) > len(span)


def _entities(doc: Doc) -> dict[int, Span]:
    """The named entity that each word belongs to; kept with the document, since asking it anew walks all its words."""
    found: dict[int, Span] | None = doc.user_data.get("dragoman_entities")
    if found is None:
        found = {index: entity for entity in doc.ents for index in range(entity.start, entity.end)}
        doc.user_data["dragoman_entities"] = found
    return found


def _is_actor(span: Span, role: _Role) -> bool:
    """States that are acted upon, unless with force, are actors more than places; "Minister Rama" is a person."""
    if role.governor is None:
        return False
    forced = role.target and span.doc[role.governor].lemma_.lower() in _FORCE
    certain = span.root.ent_type_ in _PLACE_LABELS or (forced and span.root.pos_ == "PROPN")
    if not certain or (span.start > 0 and span.doc[span.start - 1].pos_ == "PROPN"):
        return True
    entry = lookup(span.text)
    return entry is not None and entry.kind is ActorKind.STATE and not forced


def _name_span(token: Token) -> Span | None:
    """The whole name that the word belongs to: the longest that a table knows or that is recognised as a place's."""
    doc, sentence = token.doc, token.sent
    entity = _entities(doc).get(token.i)
    if entity is not None and entity.label_ not in _PLACE_LABELS:
        entity = None
    known = _known_span(token, sentence)
    longest = max(filter(None, (known, entity)), key=len, default=None)
    if longest is None:
        return None
    start, end = longest.start, longest.end
    if doc[end - 1].tag_ == "POS":
        end -= 1
    if doc[start].lower_ == "the" and end - start > 1:
        start += 1
    if start > sentence.start and _COMPASS.fullmatch(doc[start - 1].lower_):
        start -= 1
    if end < sentence.end and doc[end].lower_ in _DIVISIONS and doc[end - 1].tag_ != "POS" and doc[end] == token.head:
        end += 1
    return doc[start:end]


def _known_span(token: Token, sentence: Span) -> Span | None:
    if not token.text[:1].isupper():
        return None
    doc, first, last = token.doc, token.i, token.i + 1
    while first > max(sentence.start, token.i - _LONGEST_NAME) and _in_name(doc[first - 1]):
        first -= 1
    while last < min(sentence.end, token.i + _LONGEST_NAME) and _in_name(doc[last]):
        last += 1
    spans = (doc[start:end] for start in range(first, token.i + 1) for end in range(token.i + 1, last + 1))
    return max((span for span in spans if is_known(span.text)), key=len, default=None)


def _in_name(token: Token) -> bool:
    """Whether the word can stand within a name: "Sea of Japan", "Ras al-Ayn"."""
    return token.text[:1].isupper() or token.lower_ in _NAME_WORDS


def _within(span: Span) -> str | None:
    """The country in "Tripoli, Lebanon"."""
    doc = span.doc
    if span.end + 1 < len(doc) and doc[span.end].text == ",":
        for end in range(min(span.end + 4, len(doc)), span.end + 1, -1):
            country = country_of(doc[span.end + 1 : end].text)
            if country:
                return country
    return None
