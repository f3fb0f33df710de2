"""Which documents are independent sources, and what their evidence comes to together.

Near-identical texts are found by sketches: A. Broder, "On the resemblance and containment of documents" (1997).
"""

import hashlib
import heapq
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.graph.identity.groups import Groups

# Five words in a row are hardly ever the same in two texts unless one is taken from the other.
_SHINGLE = 5
_SKETCH = 128
_LARGEST = 2**63 - 1
# Of the shorter text's shingles, the share that stands in the longer one too, from which on it is a copy.
_COPIED = 0.6
# Fewer hashes in common than this are chance, unless the texts are the same altogether.
_LEAST_SHARED = 8
# Boilerplate stands in any number of texts; each is compared only with so many of those that share a hash with it.
_NEIGHBOURS = 20


@dataclass(frozen=True)
class Source:
    """A document as a source: who published it, and its text's sketch."""

    document: str
    publisher: str | None
    sketch: tuple[int, ...]


def sketch(text: str) -> list[int]:
    """The smallest hashes of the text's shingles, sorted: two texts' share of common hashes tells how alike they are.

    Args:
        text: the document's text; case, punctuation and line breaks do not matter.

    Returns:
        At most 128 signed 64-bit numbers, the same on every machine; none for a text without words.
    """
    words = re.findall(r"\w+", text.lower())
    count = max(1, len(words) - _SHINGLE + 1) if words else 0
    shingles = {" ".join(words[first : first + _SHINGLE]) for first in range(count)}
    return heapq.nsmallest(_SKETCH, {_hash(shingle) for shingle in shingles})


def _hash(shingle: str) -> int:
    return int.from_bytes(hashlib.blake2b(shingle.encode(), digest_size=8).digest(), "big", signed=True)


def independent(sources: Iterable[Source]) -> dict[str, int]:
    """Groups documents that count as one source: of one publisher, or copied from one another.

    Args:
        sources: each document once.

    Returns:
        Document id to the number of its group; groups are numbered from 0 in the order of their smallest ids.
    """
    ordered = sorted(sources, key=lambda source: source.document)
    groups = Groups(source.document for source in ordered)
    first: dict[str | tuple[int, ...], str] = {}
    for source in ordered:
        for same in (" ".join((source.publisher or "").casefold().split()), source.sketch):
            if same:
                groups.join(first.setdefault(same, source.document), source.document)
    for one, other in sorted(_sharing([source.sketch for source in ordered])):
        a, b = ordered[one], ordered[other]
        if groups.find(a.document) != groups.find(b.document) and is_copy(a.sketch, b.sketch):
            groups.join(a.document, b.document)
    numbers: dict[str, int] = {}
    return {s.document: numbers.setdefault(groups.find(s.document), len(numbers)) for s in ordered}


def _sharing(sketches: Sequence[Sequence[int]]) -> set[tuple[int, int]]:
    """Positions of two sketches that share a hash; those that have none in common are never looked at."""
    by_hash: dict[int, list[int]] = defaultdict(list)
    for position, values in enumerate(sketches):
        for value in values:
            by_hash[value].append(position)
    return {
        (one, other)
        for sharing in by_hash.values()
        for first, one in enumerate(sharing)
        for other in sharing[first + 1 : first + 1 + _NEIGHBOURS]
    }


def is_copy(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether most of the shorter of two texts stands in the other, judged by their sketches.

    Below the smaller of the sketches' largest hashes both are complete, so that the hashes there are samples of the
    two texts drawn at the same rate.
    """
    limit = min(_complete_up_to(one), _complete_up_to(other))
    left, right = ({value for value in values if value <= limit} for values in (one, other))
    shared = len(left & right)
    return left == right or shared >= max(_LEAST_SHARED, _COPIED * min(len(left), len(right)))


def _complete_up_to(values: Sequence[int]) -> int:
    return max(values) if len(values) == _SKETCH else _LARGEST


def combined_confidence(pieces: Iterable[tuple[int, float]]) -> float:
    """How sure a fact is that several sources tell: 1 - (1 - best of one source) x (1 - best of the next) x …

    It is the chance that at least one source is right, if sources err independently of one another; within a
    source nothing is added up, its best piece counts.

    Args:
        pieces: group of the source (see `independent`) and confidence (0 to 1) of each piece of evidence.

    Returns:
        0 to 1, rounded to three places; 0 without evidence.
    """
    best: dict[int, float] = {}
    for group, confidence in pieces:
        best[group] = max(confidence, best.get(group, 0.0))
    doubt = 1.0
    # Sorted, so that rounding errors do not depend on the order in which evidence was loaded.
    for confidence in sorted(best.values()):
        doubt *= 1.0 - confidence
    return round(1.0 - doubt, 3)
