"""Reads the words that name an event: who, what, when; and tells how well an event fits them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.graph.vocabulary import Modality
from dragoman.queries.resolve.dates import find_dates
from dragoman.queries.resolve.event_words import types_meant
from dragoman.queries.resolve.words import fold, same_stem

_EMPTY_WORDS = {
    *("a", "an", "and", "against", "at", "between", "by", "during", "for", "from"),
    *("in", "into", "of", "on", "over", "the", "to", "toward", "with"),
}
# What the event was counts most, then who did it, then when: words often leave out the date.
_WHAT, _WHO, _WHEN = 0.45, 0.3, 0.25
_TYPE_ALONE = 0.6
_RECIPIENT_ALONE = 0.6
_DATE_UNKNOWN = 0.3
_NOT_FACTUAL = 0.9


@dataclass(frozen=True)
class EventWords:
    """What the words say: actor ids, first and last day or None, and the words left over."""

    actors: tuple[str, ...]
    days: tuple[date, date] | None
    what: tuple[str, ...]

    def score(self, event: Mapping[str, Any]) -> float:
        """How well an event fits, from 0 to 1.

        Args:
            event: `name`, `type`, `start`, `end`, `modality`, `place`, `initiators` and `recipients` (ids).
        """
        what = self._fits_what(event)
        if what == 0 or self._misses_date(event):
            return 0.0
        fit = _WHAT * what + _WHO * self._fits_who(event) + _WHEN * self._fits_when(event)
        return fit if event["modality"] == Modality.FACTUAL else fit * _NOT_FACTUAL

    def _fits_what(self, event: Mapping[str, Any]) -> float:
        if not self.what:
            return 1.0
        named = fold(f"{event['name']} {event['place'] or ''}").split()
        return sum(_fits_word(word, named, event["type"]) for word in self.what) / len(self.what)

    def _fits_who(self, event: Mapping[str, Any]) -> float:
        if not self.actors:
            return 1.0
        shares = [
            1.0 if actor in event["initiators"] else _RECIPIENT_ALONE if actor in event["recipients"] else 0.0
            for actor in self.actors
        ]
        return sum(shares) / len(shares)

    def _misses_date(self, event: Mapping[str, Any]) -> bool:
        if self.days is None or event["start"] is None:
            return False
        return bool(event["start"] > self.days[1] or event["end"] < self.days[0])

    def _fits_when(self, event: Mapping[str, Any]) -> float:
        if self.days is None:
            return 1.0
        if event["start"] is None:
            return _DATE_UNKNOWN
        return 1.0 if self.days[0] <= event["start"] and event["end"] <= self.days[1] else 0.6


def read_event(words: str, known: Iterable[Mapping[str, Any]]) -> EventWords:
    """Take the words apart.

    Args:
        words: as the user gave them, "launches by north korea in january 2025".
        known: actors that may be meant, each with `id`, `names` and `weight`.
    """
    days, rest = find_dates(words)
    tokens = fold(rest).split()
    actors: list[str] = []
    for name, actor in _longest_first(known):
        place = _position(name, tokens)
        if place is not None:
            tokens[place : place + len(name)] = [""]
            actors.append(actor)
    what = tuple(token for token in tokens if token and token not in _EMPTY_WORDS)
    return EventWords(tuple(dict.fromkeys(actors)), days, what)


def _longest_first(known: Iterable[Mapping[str, Any]]) -> list[tuple[list[str], str]]:
    """Every name of every actor as words: "north korea" is to be found before "korea"."""
    names = [(fold(name).split(), actor["weight"], actor["id"]) for actor in known for name in actor["names"]]
    names.sort(key=lambda it: (-len(it[0]), -it[1], it[2]))
    return [(name, actor) for name, _, actor in names if name]


def _position(name: Sequence[str], tokens: Sequence[str]) -> int | None:
    places = range(len(tokens) - len(name) + 1)
    return next((place for place in places if list(tokens[place : place + len(name)]) == list(name)), None)


def _fits_word(word: str, named: Sequence[str], event_type: str) -> float:
    if any(same_stem(word, other) for other in named):
        return 1.0
    return _TYPE_ALONE if event_type in types_meant(word) else 0.0
