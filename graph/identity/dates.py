"""Compares when events took place."""

from dragoman.graph.identity.comparison import Sign
from dragoman.graph.records import DateRange

_LONGEST_DAYS = 3
# Reports of one event differ by a day across time zones, and by the day of the report.
_NEAR_DAYS = 1
_MISSING, _WITHIN, _NEAR = -1.0, -0.5, -1.0


def compare_dates(a: DateRange | None, b: DateRange | None) -> Sign | None:
    """How well two dates agree; None when they exclude each other."""
    if a is None or b is None:
        return Sign(_MISSING, ("a date is missing",))
    if (a.start, a.end) == (b.start, b.end):
        return Sign(0.0, ("same day" if a.start == a.end else "same dates",))
    apart = max((b.start - a.end).days, (a.start - b.end).days)
    if apart > _NEAR_DAYS or (apart > 0 and not (is_close(a) and is_close(b))):
        return None
    if apart > 0:
        return Sign(_NEAR, (f"days next to each other: {a.start} and {b.start}",))
    return Sign(_WITHIN, ("one date within the other",))


def is_close(when: DateRange) -> bool:
    """Whether a date is known to the day, or to at most three days in a row."""
    return (when.end - when.start).days < _LONGEST_DAYS
