"""Compares when and where events took place."""

from math import cos, hypot, radians

from dragoman.graph.identity.comparison import Comparison
from dragoman.graph.identity.words import folded_words
from dragoman.graph.records import DateRange, Place

# Reports of one event differ by a day across time zones, and by the day of the report.
_NEAR_DAYS = 1
_NEAR_KILOMETRES = 30
_KILOMETRES_OF_A_DEGREE = 111.2


def compare_dates(a: DateRange | None, b: DateRange | None) -> Comparison | None:
    """How well two dates agree; None when they exclude each other."""
    if a is None or b is None:
        return Comparison(0.7, ("a date is missing",))
    if (a.start, a.end) == (b.start, b.end):
        return Comparison(1.0, ("same day" if a.start == a.end else "same dates",))
    apart = max((b.start - a.end).days, (a.start - b.end).days)
    if apart > _NEAR_DAYS:
        return None
    if apart > 0:
        return Comparison(0.8, (f"days next to each other: {a.start} and {b.start}",))
    return Comparison(0.85, ("dates within one another",))


def compare_places(a: Place | None, b: Place | None) -> Comparison | None:
    """How well two places agree; None when they are two."""
    if a is None or b is None:
        return Comparison(0.5, ())
    if folded_words(a.name) == folded_words(b.name) and (a.country == b.country or None in (a.country, b.country)):
        return Comparison(1.0, (f"both in {a.name}",))
    apart = _kilometres(a, b)
    if apart is not None and apart <= _NEAR_KILOMETRES:
        return Comparison(0.85, (f"{a.name} and {b.name} are near each other",))
    if None in (a.country, b.country):
        return Comparison(0.3, (f"perhaps different places: {a.name} and {b.name}",))
    if a.country == b.country and (_is_wide(a) or _is_wide(b)):
        return Comparison(0.6, (f"{a.name} and {b.name} in one country",))
    return None


def _is_wide(place: Place) -> bool:
    """Whether it may hold the other: countries and regions have rough centres, cities have exact coordinates."""
    return place.latitude is None or place.latitude == round(place.latitude, 1)


def _kilometres(a: Place, b: Place) -> float | None:
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    east = (a.longitude - b.longitude) * cos(radians((a.latitude + b.latitude) / 2))
    return _KILOMETRES_OF_A_DEGREE * hypot(a.latitude - b.latitude, east)
