"""Compares the forms of persons' names and the titles of their offices."""

from collections.abc import Collection
from enum import IntEnum
from functools import cache

from dragoman.graph.identity.words import folded_words

_PARTICLES = frozenset(
    {"al", "el", "bin", "ibn", "abu", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "la", "le"}
    | {"van", "von", "the"}
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_HONORIFICS = frozenset(
    {"mr", "mrs", "ms", "dr", "sir", "lord", "lady", "general", "gen", "colonel", "admiral", "sheikh"}
)
# Where the family name comes first.
_FAMILY_FIRST = frozenset({"CHN", "TWN", "HKG", "MAC", "KOR", "PRK", "VNM", "KHM", "JPN", "HUN", "SGP"})
_OF_NO_MATTER = frozenset({"acting", "interim", "caretaker", "the", "of", "for", "and", "to"})
_SHORTEST_MISSPELT = 5
_SHORTEST_CUT = 3


class Fit(IntEnum):
    """How two forms of a name go together, the closest highest."""

    NONE = 0
    SHORT = 1
    LONGER = 2
    SAME = 3


@cache
def telling_words(name: str) -> tuple[str, ...]:
    """The folded words of a name without titles, particles and suffixes, unless it has no others."""
    words = folded_words(name)
    telling = [word for word in words if word not in _PARTICLES | _SUFFIXES | _HONORIFICS]
    return tuple(telling or words)


def fit(a: str, b: str, state: str | None) -> Fit:
    """How two forms of a name go together.

    Args:
        a: one form.
        b: the other.
        state: the state the persons stand for: it tells which word is the family name.

    Returns:
        SAME: the same letters, whatever the order of the words, spaces and dashes ("Choi Sang-mok", "Sangmok Choi").
        LONGER: the shorter has at least two whole words of the other ("Joseph R. Biden", "Joseph Biden").
        SHORT: the family name alone, or with an initial or the beginning of another name ("Jen Klein").
        NONE: two names.
    """
    if _suffix(a) != _suffix(b):
        return Fit.NONE
    short, long = sorted((telling_words(a), telling_words(b)), key=lambda words: (len(words), words))
    if not short:
        return Fit.NONE
    if sorted(short) == sorted(long):
        return Fit.SAME if len(short) > 1 else Fit.SHORT
    if _turns(short) & _turns(long):
        return Fit.SAME
    whole = [word for word in short if len(word) > 1 and word in long]
    if not _is_within(short, long):
        return Fit.NONE
    if len(whole) >= 2:
        return Fit.LONGER
    return Fit.SHORT if whole and whole[0] in _families(long, state) else Fit.NONE


def _suffix(name: str) -> str:
    return next((word for word in folded_words(name) if word in _SUFFIXES), "")


def _turns(words: tuple[str, ...]) -> set[str]:
    """The letters of a name read from each of its words on, round to the beginning."""
    return {"".join(words[first:] + words[:first]) for first in range(len(words))}


def _is_within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether every word of the shorter name is a word of the longer, or one is the other's initial or beginning."""
    left = list(long)
    for word in sorted(short, key=len, reverse=True):
        match = next((other for other in left if other == word), None) or next(
            (other for other in left if _is_cut(*sorted((word, other), key=len))), None
        )
        if match is None:
            return False
        left.remove(match)
    return True


def _is_cut(short: str, long: str) -> bool:
    """Whether a word is another's initial or its beginning: J or Jen for Jennifer."""
    return (len(short) == 1 or len(short) >= _SHORTEST_CUT) and long.startswith(short)


def _families(words: tuple[str, ...], state: str | None) -> tuple[str, ...]:
    """The words that may be the family name."""
    return (words[0], words[-1]) if state in _FAMILY_FIRST else (words[-1],)


def share_family_name(a: str, b: str, state: str | None) -> bool:
    """Whether two names may have the same family name."""
    one, other = telling_words(a), telling_words(b)
    return bool(one and other and set(_families(one, state)) & set(_families(other, state)))


def one_letter_apart(a: str, b: str) -> bool:
    """Whether two names differ by one letter left out, added or changed, in a word long enough to tell."""
    one, other = telling_words(a), telling_words(b)
    if len(one) != len(other):
        return False
    differing = [(x, y) for x, y in zip(one, other, strict=True) if x != y]
    return len(differing) == 1 and _is_misspelt(*differing[0])


def _is_misspelt(a: str, b: str) -> bool:
    return abs(len(a) - len(b)) <= 1 and bool(misspellings(a) & misspellings(b))


def misspellings(word: str) -> frozenset[str]:
    """The word itself and, if it is long enough to tell, the word with any one letter left out.

    Two words that have one of these in common differ by one letter added, left out or changed, or by two that are
    swapped (Garbe's symmetric deletes, 2012).
    """
    if len(word) < _SHORTEST_MISSPELT:
        return frozenset({word})
    return frozenset({word, *(word[:letter] + word[letter + 1 :] for letter in range(len(word)))})


def offices_alike(one: Collection[str], other: Collection[str]) -> bool:
    """Whether an office of one is called as an office of the other, acting or not."""
    return bool({_office(title) for title in one} & {_office(title) for title in other})


@cache
def _office(title: str) -> frozenset[str]:
    return frozenset(folded_words(title)) - _OF_NO_MATTER
