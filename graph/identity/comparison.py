"""What comparing two things comes to."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class Comparison:
    """How far two things may be one.

    Attributes:
        score: from 0 (hardly) to 1 (told in the same way).
        reasons: what speaks for and against it, readable: "same day", "both by North Korea".
    """

    score: float
    reasons: tuple[str, ...]


class Sign(NamedTuple):
    """What one aspect (actors, place, words, …) says.

    Attributes:
        weight: log odds by which it speaks for one event (above 0) or for two (below).
        reasons: the same in words.
    """

    weight: float
    reasons: tuple[str, ...] = ()
