"""What became of the facts that a model told, and why some were not taken."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Reason(StrEnum):
    """Why a fact is dropped."""

    NOT_QUOTED = "the sentence is not in the document"
    FRAGMENT = "less than half a sentence is quoted"
    UNKNOWN_ACTOR = "an actor is not known from the document"
    NOBODY = "nobody is named"
    ELSEWHERE = "the sentence has none of the actors"
    NOT_SAID = "its words are not in the sentence"
    NO_EVENT = "the event that it points at is not told"
    TOO_MANY = "too many facts in one answer"


@dataclass
class Tally:
    """Facts told by a model, and those dropped, by reason."""

    told: int = 0
    dropped: Counter[Reason] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        """Count in what became of other facts."""
        self.told += other.told
        self.dropped.update(other.dropped)
