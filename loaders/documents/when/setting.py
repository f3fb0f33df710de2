"""What an expression of time is relative to."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from dragoman.graph.records import DateRange


class Tense(Enum):
    """Which side of the day of publication a clause speaks of."""

    PAST = "past"
    FUTURE = "future"


@dataclass(frozen=True)
class Setting:
    """What a relative expression is relative to.

    Attributes:
        published: the day of publication.
        previous: the date of the event told last.
        reference: the date of what an offset names ("hours before the crash on Wednesday").
        tense: whether the clause speaks of the past or of what is to come; None when it does not tell.
    """

    published: date | None
    previous: DateRange | None = None
    reference: DateRange | None = None
    tense: Tense | None = None


@dataclass(frozen=True)
class Offset:
    """A distance between two events: `days` (None when only vaguely told), and whether `before` or after."""

    days: int | None
    before: bool
