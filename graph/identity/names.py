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
        SHORT: the family name alone, or with an initial.
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
    """Whether every word of the shorter name is a word of the longer, or one is the other's initial."""
    left = list(long)
    for word in sorted(short, key=len, reverse=True):
        match = next((other for other in left if other == word), None) or next(
            (other for other in left if 1 in (len(word), len(other)) and word[0] == other[0]), None
        )
        if match is None:
            return False
        left.remove(match)
    return True


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
    short, long = sorted((a, b), key=len)
    if len(short) < _SHORTEST_MISSPELT or len(long) - len(short) > 1:
        return False
    same = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]


def offices_alike(one: Collection[str], other: Collection[str]) -> bool:
    """Whether an office of one is called as an office of the other, acting or not."""
    return bool({_office(title) for title in one} & {_office(title) for title in other})


@cache
def _office(title: str) -> frozenset[str]:
    return frozenset(folded_words(title)) - _OF_NO_MATTER
