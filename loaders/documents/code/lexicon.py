"""The words that name political events, with the PLOVER type each stands for: the table `events.csv`.

A row's `weight` is the share of the word's occurrences (in that sense) that careful readers took for such an event,
on annotated news, statements and conflict reports, smoothed by three occurrences at 0.45; it is not a probability
that the actors come out right. `cues` are words of which one must stand near in the parse for this sense.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from dragoman.graph.vocabulary import EventType
from dragoman.loaders.documents.code.syntax import chain_words
from dragoman.loaders.tables import table


@dataclass(frozen=True)
class Sense:
    """One meaning of a word: the type of event that it names, and how often it does."""

    lemma: str
    part: str
    type: EventType
    mode: str | None
    cues: frozenset[str]
    weight: float


_PARTS = {"VERB": "V", "AUX": "V", "NOUN": "N", "PROPN": "P", "ADJ": "A"}


@cache
def senses() -> dict[tuple[str, str], tuple[Sense, ...]]:
    """All senses by lemma and part of speech."""
    found: dict[tuple[str, str], list[Sense]] = defaultdict(list)
    for row in table(__package__, "events.csv"):
        cues = frozenset(row["cues"].split())
        sense = Sense(
            row["lemma"], row["part"], EventType(row["type"]), row["mode"] or None, cues, float(row["weight"])
        )
        found[sense.lemma, sense.part].append(sense)
    return {key: tuple(rows) for key, rows in found.items()}


def sense_of(token: Token) -> Sense | None:
    """The event sense that the token has in its context: the one with most of its cues near, or None."""
    part = _PARTS.get(token.pos_)
    candidates = senses().get((token.lemma_.lower(), part)) if part else None
    if not candidates:
        return None
    nearby = {word for near in chain_words(token) for word in (near.lemma_.lower(), near.lower_)}
    fitting = [sense for sense in candidates if not sense.cues or sense.cues & nearby]
    return max(fitting, key=lambda sense: (len(sense.cues & nearby), sense.weight), default=None)


def sense_as(token: Token, kind: EventType) -> Sense:
    """The sense of the token as a word for that type of event, whether or not the table has it.

    Where words beside it decide ("banned the party"), the table knows better than who reads the type from the text.
    """
    part = _PARTS.get(token.pos_, "N")
    fitting = [sense for sense in senses().get((token.lemma_.lower(), part), ()) if sense.type is kind]
    own = sense_of(token)
    if own is not None and (own.cues or own in fitting):
        return own
    new = Sense(token.lemma_.lower(), part, kind, None, frozenset(), 0.0)
    return max(fitting, key=lambda sense: sense.weight, default=new)


def types_of(token: Token) -> frozenset[EventType]:
    """The types of event that the word may name in any of its senses: "the launches" of an event told before."""
    part = _PARTS.get(token.pos_, "")
    return frozenset(sense.type for sense in senses().get((token.lemma_.lower(), part), ()))
