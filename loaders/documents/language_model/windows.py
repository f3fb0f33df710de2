"""A document cut into parts that a model can answer about at once."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

# Of a part's length, on either side, and a sentence at least: enough for "it" and "the attack" to have somebody and
# something to refer to.
_OVERLAP = 0.2

Span = tuple[int, int]


@dataclass(frozen=True)
class Window:
    """A part of a document with what stands around it.

    Attributes:
        start: first character that the model sees.
        end: character after the last one that it sees.
        sentences: the sentences that this window tells of, `[start, end)` in characters; those of the overlap
            belong to its neighbours, so that no fact comes twice.
    """

    start: int
    end: int
    sentences: tuple[Span, ...]

    def owns(self, start: int) -> bool:
        """Whether the sentence that begins there is this window's to tell of."""
        return self.sentences[0][0] <= start < self.sentences[-1][1]

    def halves(self) -> "tuple[Window, ...]":
        """Two windows with half of the sentences each, without overlap; none when there is but one sentence."""
        if len(self.sentences) < 2:
            return ()
        middle = len(self.sentences) // 2
        parts = (self.sentences[:middle], self.sentences[middle:])
        return tuple(Window(part[0][0], part[-1][1], part) for part in parts)


def windows_of(sentences: Sequence[Span], size: int) -> list[Window]:
    """Cut a document at its sentences.

    Args:
        sentences: all sentences, in order.
        size: characters that a window tells of, unless one sentence is longer.
    """
    starts, ends = [start for start, _ in sentences], [end for _, end in sentences]
    around = int(size * _OVERLAP)
    windows: list[Window] = []
    first = 0
    while first < len(sentences):
        last = max(bisect_right(ends, starts[first] + size), first + 1)
        before = min(bisect_left(starts, starts[first] - around), max(first - 1, 0))
        after = max(bisect_right(ends, ends[last - 1] + around), min(last + 1, len(sentences)))
        windows.append(Window(starts[before], ends[after - 1], tuple(sentences[first:last])))
        first = last
    return windows
