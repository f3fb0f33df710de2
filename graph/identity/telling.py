"""The words in which an event is told, taken apart once for all its comparisons."""

import csv
import re
from collections import defaultdict
from collections.abc import Set
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dragoman.graph.identity.words import folded_words, name_words
from dragoman.graph.records import EventRecord

_COMMON_WORDS = """
a about after again against all also an and any are as at be been before being between both but by can could did do
does during each for from had has have he her here him his how i if in into is it its last may more most new no not of
on one only or other our out over said say says she since so some such than that the their them then there these they
this those through to today told under until up was we were what when where which while who whom will with would
yesterday you your following including
january february march april june july august september october november december
monday tuesday wednesday thursday friday saturday sunday morning afternoon evening night day week month year
"""
_TITLE_WORDS = """
president presidents prime minister ministers vice secretary secretaries foreign national security advisor adviser
deputy general director administration government governor senator senators representative chancellor king queen prince
crown leader leaders chair chairman spokesperson spokesman jr sr dr mr mrs ms excellency majesty highness
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_TITLES = frozenset(_TITLE_WORDS.split())
# Particles of names, common to very many.
_PARTICLES = frozenset({"al", "el", "bin", "ibn", "de", "van", "von", "la", "the"})
_NAME = re.compile(r"\b[^\W\d_a-z][\w'’-]+(?: (?:[A-Z]\.|[^\W\d_a-z][\w'’-]+))*")
_STEM = 4
# The first sentences tell what happened; later ones speak of it again, and with enough of them every word is in common.
_MOST_SENTENCES = 4
_TWO_TO_TEN = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER_WORDS = {word: str(number) for number, word in enumerate(_TWO_TO_TEN, 2)}


class Telling(NamedTuple):
    """What of an event's words is compared.

    Attributes:
        deed: lemma of the word that tells it, as the extractor's rule names it ("launch").
        families: families of deeds of like meaning that the lemma belongs to.
        words: all words of its sentences.
        name: words of its short name.
        object: what it was done with or to: those of them that are neither of the deed nor of the actors' names
            ("missile"), each word for a deed as its family ("attack" for "bombing").
        names: what its sentences write like names ("Joseph R. Biden"), each as its words, titles left out.
        content: the other words of its sentences that carry meaning, words for deeds as their families.
        numbers: numbers of its sentences that are no dates.
    """

    deed: str
    families: frozenset[str]
    words: frozenset[str]
    name: frozenset[str]
    object: frozenset[str]
    names: frozenset[frozenset[str]]
    content: frozenset[str]
    numbers: frozenset[str]


def telling_of(event: EventRecord) -> Telling:
    """Take apart the words of an event."""
    text = " ".join(evidence.sentence for evidence in event.evidence[:_MOST_SENTENCES])
    words = folded_words(text)
    names = {frozenset(folded_words(name)) - _COMMON - _TITLES - _PARTICLES for name in _NAME.findall(text)}
    deed, name = deed_of(event), folded_words(event.name)
    numbers = {_NUMBER_WORDS.get(word, word) for word in words}
    return Telling(
        deed=deed,
        families=frozenset(families_of(deed)),
        words=frozenset(words),
        name=frozenset(name),
        object=_meanings(set(name).difference(*(name_words(actor.name) for actor in event.actors())), deed),
        names=frozenset(filter(None, names)),
        content=_meanings(set(words).difference(*names), deed),
        numbers=frozenset(filter(str.isdecimal, numbers)) - _numbers_of_date(event),
    )


def deed_of(event: EventRecord) -> str:
    """Lemma of the word that tells the event, as the extractor's rule names it (`verb:launch`)."""
    return (event.rule or "").rpartition(":")[2]


def _meanings(words: Set[str], deed: str) -> frozenset[str]:
    """Words that carry meaning of their own; forms of the deed itself do not."""
    of_deed, stem = families_of(deed), deed[:_STEM]
    return frozenset(
        next(iter(families_of(word)), word)
        for word in words - _COMMON - _TITLES
        if word.isalpha() and len(word) > 2 and not (of_deed & families_of(word) or (stem and word.startswith(stem)))
    )


def _numbers_of_date(event: EventRecord) -> set[str]:
    days = (event.date.start, event.date.end) if event.date else ()
    return {str(number) for day in days for number in (day.day, day.year)}


def families_of(lemma: str) -> Set[str]:
    """The families of deeds of like meaning that a word belongs to."""
    return _families().get(lemma, {}).keys()


@cache
def _families() -> dict[str, dict[str, None]]:
    """The families of each word, in the order of the table."""
    families: dict[str, dict[str, None]] = defaultdict(dict)
    table = files(__package__).joinpath("deeds.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(table.splitlines()):
        for lemma in row["lemmas"].split():
            families[lemma][row["family"]] = None
    return dict(families)
