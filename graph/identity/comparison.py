"""What comparing two things comes to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Comparison:
    """How far two things may be one.

    Attributes:
        score: from 0 (nothing in common) to 1 (told in the same way).
        reasons: what speaks for and against it, readable: "same day", "both by North Korea".
    """

    score: float
    reasons: tuple[str, ...]
