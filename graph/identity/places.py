"""Compares where events took place."""

from math import cos, hypot, radians

from dragoman.graph.identity.comparison import Sign
from dragoman.graph.identity.words import folded_words
from dragoman.graph.records import Place

_SAME, _SAME_WIDE, _NEAR, _ONE_COUNTRY, _PERHAPS_OTHER = 1.0, 0.3, 0.8, -0.2, -0.7
_NEAR_KILOMETRES = 30
_KILOMETRES_OF_A_DEGREE = 111.2


def compare_places(a: Place | None, b: Place | None) -> Sign | None:
    """How well two places agree; None when they are two."""
    if a is None or b is None:
        return Sign(0.0)
    if folded_words(a.name) == folded_words(b.name) and (a.country == b.country or None in (a.country, b.country)):
        return Sign(_SAME_WIDE if _is_wide(a) else _SAME, (f"both in {a.name}",))
    apart = _kilometres(a, b)
    if apart is not None and apart <= _NEAR_KILOMETRES:
        return Sign(_NEAR, (f"{a.name} and {b.name} are near each other",))
    if None in (a.country, b.country):
        return Sign(_PERHAPS_OTHER, (f"perhaps different places: {a.name} and {b.name}",))
    if a.country == b.country and (_is_wide(a) or _is_wide(b)):
        return Sign(_ONE_COUNTRY, (f"{a.name} and {b.name} are in one country",))
    return None


def _is_wide(place: Place) -> bool:
    """Whether it may hold the other: countries and regions have rough centres, cities have exact coordinates."""
    return place.latitude is None or place.latitude == round(place.latitude, 1)


def _kilometres(a: Place, b: Place) -> float | None:
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    east = (a.longitude - b.longitude) * cos(radians((a.latitude + b.latitude) / 2))
    return _KILOMETRES_OF_A_DEGREE * hypot(a.latitude - b.latitude, east)
