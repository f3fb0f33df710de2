"""What is known of one state of the graph, kept in memory until it is in another."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from cachetools import LRUCache

from dragoman.queries.version import Version

# What an answer takes beside its text: headers, key and the places in two dictionaries.
_BESIDE = 1000
_Value = TypeVar("_Value")


@dataclass(frozen=True)
class KeptAnswer:
    """A rendered answer: its body, the address of the page after it, and how many rows it has."""

    body: bytes
    following: str | None
    rows: int

    def size(self) -> int:
        """About how many bytes it takes."""
        return len(self.body) + _BESIDE


class Kept(Generic[_Value]):
    """Values that hold in one state of the graph: those asked for last, up to a size.

    For one thread alone: that of the event loop.

    Args:
        most: the size of all together.
        size: of one; 1 by default.
    """

    def __init__(self, most: int, size: Callable[[_Value], int] = lambda _: 1) -> None:
        self._version: Version | None = None
        self._size = size
        self._kept: LRUCache[Hashable, _Value] = LRUCache(most, size)

    def get(self, key: Hashable, version: Version) -> _Value | None:
        """What is kept under a key for that state of the graph; what belongs to another is forgotten."""
        self._begin(version)
        return self._kept.get(key)

    def keep(self, key: Hashable, version: Version, value: _Value) -> None:
        """Keep what was read while the graph was in that state, or later."""
        self._begin(version)
        if self._size(value) <= self._kept.maxsize:
            self._kept[key] = value

    def _begin(self, version: Version) -> None:
        if version != self._version:
            self._kept.clear()
            self._version = version
