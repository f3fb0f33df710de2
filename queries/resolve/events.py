"""Reads the words that name an event: who, what, when; and tells how well an event fits them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dragoman.graph.vocabulary import Modality
from dragoman.queries.resolve.dates import find_dates
from dragoman.queries.resolve.event_words import types_meant
from dragoman.queries.resolve.words import fold, same_stem

_EMPTY_WORDS = {
    *("a", "an", "and", "against", "at", "between", "by", "during", "for", "from"),
    *("in", "into", "of", "on", "over", "the", "to", "toward", "towards", "with"),
}
# What the event was counts most, then who did it, then when: words often leave out the date.
_WHAT, _WHO, _WHEN = 0.45, 0.3, 0.25
_TYPE_ALONE = 0.6
_OTHER_ROLE = 0.6
_ONLY_PLACE = 0.5
_TOWARD = {"against", "on", "to", "toward", "towards", "with"}
_DATE_UNKNOWN = 0.3
# An event without a date is looked for in the documents of the time asked for, and of the month after.
_TOLD_WITHIN = timedelta(days=31)
_NOT_FACTUAL = 0.9


@dataclass(frozen=True)
class Mention:
    """An actor that the words name: its id, its words, and whether they say that the event was done to it."""

    id: str
    words: tuple[str, ...]
    target: bool


@dataclass(frozen=True)
class EventWords:
    """What the words say: actors, first and last day or None, and the words left over."""

    actors: tuple[Mention, ...]
    days: tuple[date, date] | None
    what: tuple[str, ...]

    def score(self, event: Mapping[str, Any]) -> float:
        """How well an event fits, from 0 to 1.

        Args:
            event: `name`, `type`, `start`, `end`, `modality`, `place`, `country`, the ids of `initiators` and
                `recipients`, and `published`, the days on which its documents were.

        Returns:
            0 for an event that has none of the words, lacks an actor named, or was at another time.
        """
        what, who = self._fits_what(event), [self._part_of(actor, event) for actor in self.actors]
        if what == 0 or 0 in who or self._misses_date(event):
            return 0.0
        fit = _WHAT * what + _WHO * (sum(who) / len(who) if who else 1) + _WHEN * self._fits_when(event)
        return fit if event["modality"] == Modality.FACTUAL else fit * _NOT_FACTUAL

    def _fits_what(self, event: Mapping[str, Any]) -> float:
        if not self.what:
            return 1.0
        named = _named(event)
        return sum(_fits_word(word, named, event["type"]) for word in self.what) / len(self.what)

    def _part_of(self, actor: Mention, event: Mapping[str, Any]) -> float:
        expected, other = ("recipients", "initiators") if actor.target else ("initiators", "recipients")
        if actor.id in event[expected]:
            return 1.0
        if actor.id in event[other]:
            return _OTHER_ROLE
        # "Strikes in Syria", "launches into the Sea of Japan".
        return _ONLY_PLACE if actor.id == event["country"] or set(actor.words) <= set(_named(event)) else 0.0

    def _misses_date(self, event: Mapping[str, Any]) -> bool:
        if self.days is None:
            return False
        first, last = self.days
        if event["start"] is None:
            return not any(first <= day <= last + _TOLD_WITHIN for day in event["published"])
        return bool(event["start"] > last or event["end"] < first)

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
    actors: list[Mention] = []
    for name, actor in _longest_first(known):
        place = _position(name, tokens)
        if place is not None and actor not in {mention.id for mention in actors}:
            actors.append(Mention(actor, tuple(name), place > 0 and tokens[place - 1] in _TOWARD))
            tokens[place : place + len(name)] = [""]
    what = tuple(token for token in tokens if token and token not in _EMPTY_WORDS)
    return EventWords(tuple(actors), days, what)


def _named(event: Mapping[str, Any]) -> list[str]:
    return fold(f"{event['name']} {event['place'] or ''}").split()


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
