"""What the cells of rows say: numbers, days, states and places, or the reason why they say nothing."""

from datetime import date
from functools import lru_cache

import dragoman.loaders.periods as periods
from dragoman.graph.records import DateRange, Place
from dragoman.loaders.datasets.dataset import Unmapped
from dragoman.loaders.datasets.rows import Row
from dragoman.loaders.datasets.states import System, actor_of, state_by, state_named

# Goldstein's scale goes from -10 to 10.
SCALE = 10.0
_SYSTEMS = {
    System.CAMEO: "CAMEO",
    System.COW: "Correlates of War",
    System.FIPS: "FIPS",
    System.GLEDITSCH_WARD: "Gleditsch-Ward",
}
# Millions of rows repeat some thousands of days and places; the bound keeps memory constant.
_KEPT = 1 << 16


def number(told: str, what: str, bound: float) -> float:
    """A number of a row.

    Raises:
        Unmapped: it is none, or lies outside of ±`bound`.
    """
    try:
        found = float(told)
    except ValueError:
        raise Unmapped(f"{told!r} is no {what}") from None
    # What is no number at all ("nan") compares with nothing.
    if not -bound <= found <= bound:
        raise Unmapped(f"{told!r} is no {what}")
    return found


@lru_cache(maxsize=_KEPT)
def day_told(told: str) -> DateRange:
    """A day in ISO's notation, with or without dashes ("2018-06-01", "20180601"); a time of day after it is left out.

    Raises:
        Unmapped: it is none.
    """
    return periods.day(calendar_day(told))


def calendar_day(told: str) -> date:
    """The day alone; see `day_told`."""
    digits = told[:10].replace("-", "")[:8]
    found = None
    if len(digits) == 8 and digits.isascii() and digits.isdecimal():
        found = periods.calendar_day(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    if found is None:
        raise Unmapped(f"{told!r} is no day")
    return found


def span(first: date, last: date, exact: bool) -> DateRange:
    """From one day to another: a day, a calendar month or year where it is just that.

    Args:
        first: the first day.
        last: the last day.
        exact: whether a single day is meant as that day.

    Raises:
        Unmapped: the last day is before the first.
    """
    if last < first:
        raise Unmapped(f"ends on {last}, before it begins on {first}")
    whole = periods.day(first), periods.month(first), periods.year(first)
    for unit in whole if exact else whole[1:]:
        if (unit.start, unit.end) == (first, last):
            return unit
    return periods.period(first, last)


@lru_cache(maxsize=_KEPT)
def state_coded(system: System, code: str, on: date) -> str:
    """The id of the state that a code means on a day.

    Raises:
        Unmapped: it means none.
    """
    state = state_by(system, code, on)
    if state is None:
        raise Unmapped(f"no state has the {_SYSTEMS.get(system, system)} code {code!r} on {on}")
    return state


def state_called(name: str) -> str:
    """The id of the state with that English name.

    Raises:
        Unmapped: there is none.
    """
    found = state_named(name)
    if found is None:
        raise Unmapped(f"no state is called {name!r}")
    return found


@lru_cache(maxsize=_KEPT)
def place_told(name: str, country: str | None, latitude: str, longitude: str) -> Place | None:
    """The place of a row; None when it has neither name nor country.

    Args:
        name: its own name alone; empty for a country as a whole.
        country: id of the state.
        latitude: degrees north; empty where not told.
        longitude: degrees east; empty where not told.

    Raises:
        Unmapped: the degrees are none.
    """
    name = name or (actor_of(country).name if country else "")
    if not name:
        return None
    if not latitude or not longitude:
        return Place(name=name, country=country)
    north, east = number(latitude, "latitude", 90), number(longitude, "longitude", 180)
    return Place(name=name, country=country, latitude=north, longitude=east)


def undamaged(row: Row) -> Row:
    """The row, where it is whole.

    Raises:
        Unmapped: it has no cells or holds NUL characters, as files do that were cut or written over.
    """
    if not row.values:
        raise Unmapped("is no row of the table")
    if "\0" in row.text:
        raise Unmapped("holds a NUL character")
    return row
