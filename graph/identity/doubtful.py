"""Pairs that may be one but are not joined by themselves: for somebody to decide."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations
from typing import NamedTuple

from dragoman.graph.identity.comparison import Comparison
from dragoman.graph.identity.events import DOUBTFUL, EventTold, compare, keys_of, kind_of
from dragoman.graph.identity.names import misspellings, telling_words
from dragoman.graph.identity.people import PersonTold, compare_people

_DAY = timedelta(days=1)


class Doubtful(NamedTuple):
    """Two raw ids that may be one, with what comparing them says."""

    a: str
    b: str
    comparison: Comparison


def doubtful_events(
    events: Sequence[EventTold], joined: Mapping[str, str], apart: Collection[frozenset[str]]
) -> list[Doubtful]:
    """Events that may be one, also those of near or vague dates, the likeliest first.

    Args:
        events: each raw id once.
        joined: raw id to the id of its cluster; of two clusters only the likeliest pair is given.
        apart: pairs of raw ids that are decided to be two.
    """
    told = {event.record.id: event for event in events}
    compared = (Doubtful(a, b, found) for a, b in _near_pairs(events) if (found := compare(told[a], told[b])))
    return _likeliest(compared, joined, apart)


def doubtful_people(
    people: Sequence[PersonTold], joined: Mapping[str, str], apart: Collection[frozenset[str]]
) -> list[Doubtful]:
    """Persons that may be one, the likeliest first.

    Args:
        people: each id once, of all states.
        joined: id to the canonical id.
        apart: pairs of ids that are decided to be two.
    """
    told = {person.id: person for person in people}
    compared = (Doubtful(a, b, found) for a, b in _alike_pairs(people) if (found := compare_people(told[a], told[b])))
    return _likeliest(compared, joined, apart)


def _likeliest(
    compared: Iterable[Doubtful], joined: Mapping[str, str], apart: Collection[frozenset[str]]
) -> list[Doubtful]:
    decided = {frozenset(joined.get(id, id) for id in pair) for pair in apart}
    best: dict[frozenset[str], Doubtful] = {}
    for pair in compared:
        clusters = frozenset((joined.get(pair.a, pair.a), joined.get(pair.b, pair.b)))
        if pair.comparison.score < DOUBTFUL or len(clusters) == 1 or clusters in decided:
            continue
        best[clusters] = min(best.get(clusters, pair), pair, key=_rank)
    return sorted(best.values(), key=_rank)


def _rank(pair: Doubtful) -> tuple[float, str, str]:
    return (-pair.comparison.score, pair.a, pair.b)


def _near_pairs(events: Sequence[EventTold]) -> set[tuple[str, str]]:
    """Pairs of one type that share a side or place and whose dates overlap or are next to each other."""
    sharing: dict[tuple[str, str], list[EventTold]] = defaultdict(list)
    for event in events:
        for key in keys_of(event.record) if event.record.date else ():
            sharing[kind_of(event.record).value, key].append(event)
    return {pair for group in sharing.values() for pair in _overlapping(group)}


def _overlapping(events: Iterable[EventTold]) -> Iterator[tuple[str, str]]:
    dated = [(event.record.date, event.record.id) for event in events if event.record.date]
    ordered = sorted(dated, key=lambda one: (one[0].start, one[1]))
    starts = [when.start for when, _ in ordered]
    for position, (when, id) in enumerate(ordered):
        for _, other in ordered[position + 1 : bisect_right(starts, when.end + _DAY)]:
            yield (id, other) if id < other else (other, id)


def _alike_pairs(people: Iterable[PersonTold]) -> set[tuple[str, str]]:
    """Pairs that share a word of their names, or nearly so."""
    sharing: dict[str, set[str]] = defaultdict(set)
    for person in people:
        for word in {word for name in person.names for word in telling_words(name)}:
            for spelling in misspellings(word):
                sharing[spelling].add(person.id)
    return {pair for ids in sharing.values() for pair in combinations(sorted(ids), 2)}
