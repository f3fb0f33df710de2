"""Compares the words in which two events are told."""

from collections.abc import Set

from dragoman.graph.identity.comparison import Sign
from dragoman.graph.identity.telling import Telling

_SAME_DEED, _LIKE_DEED, _OTHER_DEED = 1.0, 0.6, -1.5
_SAME_OBJECT = 1.4
_NAMES, _EACH_NAME, _MOST_NAMES, _EACH_OTHER_NAME, _MOST_OTHER_NAMES = 1.2, 0.25, 5, -0.3, 4
_CONTENT, _USUAL_CONTENT = 2.0, 0.2
# A share is told only of so many words or more; in a shorter sentence one word would decide.
_LEAST_NAMES, _LEAST_CONTENT, _MUCH_CONTENT = 2, 3, 5
_SAME_NUMBERS, _OTHER_NUMBERS = 0.6, -0.2
_SHORTEST_STEM = 4
_SHOWN = 5


def compare_wording(a: Telling, b: Telling, known: Set[str]) -> Sign:
    """How alike two events are told.

    Args:
        a: the words of the one.
        b: the words of the other.
        known: words of the actors' names; they are compared as actors and do not count once more.
    """
    signs = (_deeds(a, b), _objects(a, b), _names(_others(a, known), _others(b, known)), _content(a, b), _numbers(a, b))
    return Sign(sum(sign.weight for sign in signs), tuple(reason for sign in signs for reason in sign.reasons))


def _deeds(a: Telling, b: Telling) -> Sign:
    if _tells(a, b.deed) or _tells(b, a.deed):
        return Sign(_SAME_DEED, (f"both called {min(a.deed, b.deed, key=len)}",))
    if a.families & b.families:
        return Sign(_LIKE_DEED, (f"called {a.deed} and {b.deed}",))
    return Sign(_OTHER_DEED, (f"different deeds: {a.deed} and {b.deed}",))


def _objects(a: Telling, b: Telling) -> Sign:
    common = sorted(a.object & b.object)
    return Sign(_SAME_OBJECT, (f"of {common[0]}",)) if common else Sign(0.0)


def _tells(told: Telling, deed: str) -> bool:
    """Whether it is told with that word, its verb or noun: meet and meeting, sanction and "imposing of sanctions"."""
    return any(_is_form(*sorted((word, deed), key=len)) for word in (told.deed, *told.name))


def _is_form(short: str, long: str) -> bool:
    return short == long != "" or (len(short) >= _SHORTEST_STEM and long.startswith(short))


def _others(told: Telling, known: Set[str]) -> set[str]:
    return {word for name in told.names if not name & known for word in name}


def _names(a: Set[str], b: Set[str]) -> Sign:
    if not a or not b:
        return Sign(0.0)
    common = sorted(a & b)
    if not common:
        return Sign(_EACH_OTHER_NAME * min(len(a), len(b), _MOST_OTHER_NAMES), ("no other names in common",))
    share = len(common) / max(min(len(a), len(b)), _LEAST_NAMES)
    weight = _NAMES * share + _EACH_NAME * min(len(common), _MOST_NAMES)
    return Sign(weight, (f"both name {', '.join(common[:_SHOWN])}",))


def _content(a: Telling, b: Telling) -> Sign:
    common = sorted(a.content & b.content, key=lambda word: (-len(word), word))
    fewest = min(len(a.content), len(b.content))
    weight = _CONTENT * (len(common) / max(fewest, _LEAST_CONTENT) - _USUAL_CONTENT)
    if weight < 0:
        # Where little else is said, that the rest differs says little.
        weight *= min(1.0, fewest / _MUCH_CONTENT)
    return Sign(weight, (f"words in common: {', '.join(common[:_SHOWN])}",) if common else ())


def _numbers(a: Telling, b: Telling) -> Sign:
    if not a.numbers or not b.numbers:
        return Sign(0.0)
    common = sorted(a.numbers & b.numbers)
    if common:
        return Sign(_SAME_NUMBERS, (f"same numbers: {', '.join(common[:_SHOWN])}",))
    return Sign(_OTHER_NUMBERS, ("different numbers",))
