"""Compares the words in which two events are told."""

from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from dragoman.graph.identity.comparison import Comparison
from dragoman.graph.identity.words import folded_words
from dragoman.graph.records import EventRecord

_COMMON_WORDS = """
a about after again against all also an and any are as at be been before being between both but by can could
did do does during each for from had has have he her here him his how i if in into is it its last may more
most new no not of on one only or other our out over said say says she since so some such than that the their
them then there these they this those through to today told under until up was we were what when where which
while who whom will with would yesterday you your
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_DEED, _NAME, _CONTENT, _NUMBERS = 0.4, 0.2, 0.3, 0.1
_TWO_TO_TEN = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER_WORDS = {word: str(number) for number, word in enumerate(_TWO_TO_TEN, 2)}


class Wording(NamedTuple):
    """What of an event's words is compared.

    Attributes:
        deed: lemma of the word that tells it, as the extractor's rule names it ("launch").
        mode: the event's mode, or None.
        name: words of its short name without the actors' names.
        content: words of its sentences that carry meaning.
        numbers: numbers of its sentences.
    """

    deed: str
    mode: str | None
    name: frozenset[str]
    content: frozenset[str]
    numbers: frozenset[str]


def compare_wording(a: EventRecord, b: EventRecord) -> Comparison:
    """How alike two events are told."""
    one, other = _wording(a), _wording(b)
    score, reasons = 0.0, []
    if one.deed and one.deed == other.deed:
        score, reasons = _DEED, [f"both called {one.deed}"]
    elif one.mode and one.mode == other.mode:
        score, reasons = _DEED / 2, [f"both of the mode {one.mode}"]
    score += _NAME * _overlap(one.name, other.name)
    common = one.content & other.content
    score += _CONTENT * min(1.0, 2 * _overlap(one.content, other.content))
    if one.numbers & other.numbers:
        score += _NUMBERS
        reasons.append(f"same numbers: {', '.join(sorted(one.numbers & other.numbers))}")
    elif one.numbers and other.numbers:
        reasons.append(f"different numbers: {', '.join(sorted(one.numbers))} and {', '.join(sorted(other.numbers))}")
    reasons.append(f"{len(common)} words in common")
    return Comparison(score, tuple(reasons))


@lru_cache(maxsize=20_000)
def _wording(event: EventRecord) -> Wording:
    actors = {word for actor in event.actors() for word in folded_words(actor.name)}
    sentences = " ".join(evidence.sentence for evidence in event.evidence)
    words = folded_words(sentences)
    return Wording(
        deed=(event.rule or "").rpartition(":")[2],
        mode=event.mode,
        name=frozenset(folded_words(event.name)) - actors - _COMMON,
        content=frozenset(word for word in words if not word.isdigit()) - _COMMON,
        numbers=frozenset(number for word in words if (number := _NUMBER_WORDS.get(word, word)).isdecimal()),
    )


def _overlap(one: Collection[str], other: Collection[str]) -> float:
    """The share of the shorter one's words that the other has too."""
    return len(set(one) & set(other)) / min(len(one), len(other)) if one and other else 0.0
