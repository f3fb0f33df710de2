"""Compares the words in which two events are told."""

from collections.abc import Set

from dragoman.graph.identity.comparison import Sign
from dragoman.graph.identity.telling import Telling

_SAME_DEED, _LIKE_DEED, _OTHER_DEED = 1.0, 0.6, -0.8
_NAMES, _OTHER_NAMES = 1.5, -1.0
_CONTENT, _USUAL_CONTENT = 2.0, 0.2
_SAME_NUMBERS, _OTHER_NUMBERS = 0.6, -0.2
_SHOWN = 5


def compare_wording(a: Telling, b: Telling, known: Set[str]) -> Sign:
    """How alike two events are told.

    Args:
        a: the words of the one.
        b: the words of the other.
        known: words that both have for being of the same actors; they do not count once more.
    """
    signs = (_deeds(a, b), _names(a.names - known, b.names - known), _content(a, b), _numbers(a, b))
    return Sign(sum(sign.weight for sign in signs), tuple(reason for sign in signs for reason in sign.reasons))


def _deeds(a: Telling, b: Telling) -> Sign:
    if a.deed and a.deed == b.deed:
        return Sign(_SAME_DEED, (f"both called {a.deed}",))
    if a.families & b.families:
        return Sign(_LIKE_DEED, (f"called {a.deed} and {b.deed}",))
    return Sign(_OTHER_DEED, (f"different deeds: {a.deed} and {b.deed}",))


def _names(a: Set[str], b: Set[str]) -> Sign:
    if not a or not b:
        return Sign(0.0)
    common = sorted(a & b)
    if not common:
        return Sign(_OTHER_NAMES, ("no other names in common",))
    return Sign(_NAMES * len(common) / min(len(a), len(b)), (f"both name {', '.join(common[:_SHOWN])}",))


def _content(a: Telling, b: Telling) -> Sign:
    common = sorted(a.content & b.content, key=lambda word: (-len(word), word))
    share = len(common) / min(len(a.content), len(b.content)) if common else 0.0
    return Sign(
        _CONTENT * (share - _USUAL_CONTENT), (f"words in common: {', '.join(common[:_SHOWN])}",) if common else ()
    )


def _numbers(a: Telling, b: Telling) -> Sign:
    if not a.numbers or not b.numbers:
        return Sign(0.0)
    common = sorted(a.numbers & b.numbers)
    if common:
        return Sign(_SAME_NUMBERS, (f"same numbers: {', '.join(common[:_SHOWN])}",))
    return Sign(_OTHER_NUMBERS, ("different numbers",))
