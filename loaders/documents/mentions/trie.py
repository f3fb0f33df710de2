"""Longest match of many names over the tokens of a text."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Trie(Generic[Value]):
    """Names as sequences of words; finds the longest name that starts at each word."""

    def __init__(self, names: Iterable[tuple[Sequence[str], Value]]) -> None:
        """Build the trie; of two values under one name the first stays."""
        self._root: dict[str, dict[str, object]] = {}
        self._values: dict[int, Value] = {}
        for words, value in names:
            node = self._root
            for word in words:
                node = node.setdefault(word, {})  # type: ignore[assignment]
            self._values.setdefault(id(node), value)

    def matches(self, words: Sequence[str]) -> Iterator[tuple[int, int, Value]]:
        """Start, end and value of every longest match, from left to right, none overlapping another."""
        start = 0
        while start < len(words):
            end, value = self._longest(words, start)
            if value is None:
                start += 1
            else:
                yield start, end, value
                start = end

    def _longest(self, words: Sequence[str], start: int) -> tuple[int, Value | None]:
        node, found, value = self._root, start, None
        for position in range(start, len(words)):
            following = node.get(words[position])
            if following is None:
                break
            node = following  # type: ignore[assignment]
            if id(node) in self._values:
                found, value = position + 1, self._values[id(node)]
        return found, value
