"""Answers kept in memory until the graph changes."""

from collections.abc import Hashable
from dataclasses import dataclass

from cachetools import LRUCache

from dragoman.queries.version import Version

# What an answer takes beside its text: headers, key and the places in two dictionaries.
_BESIDE = 1000


@dataclass(frozen=True)
class KeptAnswer:
    """A rendered answer: its body, the address of the page after it, and how many rows it has."""

    body: bytes
    following: str | None
    rows: int


class KeptAnswers:
    """The answers of one state of the graph, those asked for last, up to a number of bytes.

    For one thread alone: that of the event loop.
    """

    def __init__(self, most_bytes: int) -> None:
        self._version: Version | None = None
        self._kept: LRUCache[Hashable, KeptAnswer] = LRUCache(most_bytes, lambda answer: len(answer.body) + _BESIDE)

    def get(self, question: Hashable, version: Version) -> KeptAnswer | None:
        """The answer to a question in that state of the graph; those of another state are forgotten."""
        if version != self._version:
            self._kept.clear()
            self._version = version
        return self._kept.get(question)

    def keep(self, question: Hashable, version: Version, answer: KeptAnswer) -> None:
        """Keep what was read after the graph had been found in that state."""
        if version == self._version and self._kept.getsizeof(answer) <= self._kept.maxsize:
            self._kept[question] = answer
