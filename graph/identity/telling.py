"""The words in which an event is told, taken apart once for all its comparisons."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dragoman.graph.identity.words import folded_words
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
_TWO_TO_TEN = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER_WORDS = {word: str(number) for number, word in enumerate(_TWO_TO_TEN, 2)}


class Telling(NamedTuple):
    """What of an event's words is compared.

    Attributes:
        deed: lemma of the word that tells it, as the extractor's rule names it ("launch").
        families: families of deeds of like meaning that the lemma belongs to.
        words: all words of its sentences.
        name: words of its short name.
        object: those of them that are neither of the deed nor of the actors' names ("missile").
        names: what its sentences write like names ("Joseph R. Biden"), each as its words, titles left out.
        content: the other words of its sentences that carry meaning.
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
    text = " ".join(evidence.sentence for evidence in event.evidence)
    words = folded_words(text)
    names = {frozenset(folded_words(name)) - _COMMON - _TITLES - _PARTICLES for name in _NAME.findall(text)}
    deed, name = deed_of(event), folded_words(event.name)
    numbers = {_NUMBER_WORDS.get(word, word) for word in words}
    return Telling(
        deed=deed,
        families=families_of(deed),
        words=frozenset(words),
        name=frozenset(name),
        object=_telling(name, deed).difference(*(folded_words(a.name) for a in event.actors())),
        names=frozenset(filter(None, names)),
        content=_telling(words, deed).difference(*names),
        numbers=frozenset(filter(str.isdecimal, numbers)) - _numbers_of_date(event),
    )


def deed_of(event: EventRecord) -> str:
    """Lemma of the word that tells the event, as the extractor's rule names it (`verb:launch`)."""
    return (event.rule or "").rpartition(":")[2]


def _telling(words: Iterable[str], deed: str) -> frozenset[str]:
    """Words that carry meaning of their own; forms of the deed itself do not."""
    return frozenset(
        word for word in words if word.isalpha() and len(word) > 2 and not _is_of_deed(word, deed)
    ).difference(_COMMON, _TITLES)


def _is_of_deed(word: str, deed: str) -> bool:
    return bool(families_of(word) & families_of(deed)) or (bool(deed) and word.startswith(deed[:_STEM]))


def _numbers_of_date(event: EventRecord) -> set[str]:
    days = (event.date.start, event.date.end) if event.date else ()
    return {str(number) for day in days for number in (day.day, day.year)}


def families_of(lemma: str) -> frozenset[str]:
    """The families of deeds of like meaning that a word belongs to."""
    return _families().get(lemma, frozenset())


@cache
def _families() -> dict[str, frozenset[str]]:
    families: dict[str, set[str]] = defaultdict(set)
    table = files(__package__).joinpath("deeds.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(table.splitlines()):
        for lemma in row["lemmas"].split():
            families[lemma].add(row["family"])
    return {lemma: frozenset(names) for lemma, names in families.items()}
