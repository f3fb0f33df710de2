"""Which state a code of a published data set means on a day.

**Ids.** Today's states and territories have their ISO 3166-1 alpha-3 code (Kosovo, which has none, XKX). A state that
is no more has its abbreviation in the Correlates of War list (GDR, YUG), or, where only Gleditsch and Ward list it, its
abbreviation there (TBT). Where that abbreviation is the ISO code of another state of today, the first year in that list
is added: `KOR-1887`, `CZE-1918`, `VNM-1816`. A territory that is no more keeps its withdrawn ISO code (ANT).

A state that the code books take to have lived on has one id throughout: RUS is also the Russian Empire and the Soviet
Union, TUR the Ottoman Empire, ITA Sardinia, SRB the Kingdom of Serbia until 1918, COD Zaire. `GMY` is Prussia and
Germany until 1945, then come `GFR` and `GDR`, and since 1990-10-03 `DEU`.

**Sources.** The table beside this module is our own, from the facts in the public code books:

- ISO 3166-1:2020; for withdrawn codes (SU, YU, DD, ...) ISO 3166-3
- Correlates of War Project, State System Membership List, v2016: numbers and abbreviations
- Gleditsch and Ward 1999, "A Revised List of Independent States since the Congress of Vienna", International
  Interactions 25, with its list of microstates: the numbers of COW, but for Germany and Yemen after 1990, Serbia,
  Kiribati, Nauru, Tonga, Tuvalu and the states that only this list has
- CAMEO Conflict and Mediation Event Observations, Event and Actor Codebook 1.1b3 (Penn State 2012), and what the
  dictionaries of its coders add: ISO 3166-1 alpha-3 of their day, TMP, ROM, MTN, KSV, WSB and GZS (Palestine)
- FIPS PUB 10-4 (NIST 1995) with its change notices, as GDELT and the GEOnet Names Server use it

**Columns** of `states.csv`, one row a state and stretch of time; several values in a cell are separated by `|`:

- `id`, and `name`: the usual English name, then further ones that data sets write and the gazetteer does not know
- `iso2`, `iso3`, `iso_numeric`, `cow`, `cow_abbreviation`, `gleditsch_ward`, `cameo`, `fips`: the codes
- `from`, `to`: first and last day (ISO 8601, inclusive) on which the row's codes mean that state. An empty `from` says
  that they meant no other state before, so that leaders and events of the years before independence have their state
  too. Where code books differ on the last day of a state, the later one stands. Yugoslavia's codes go on to mean
  Serbia, as COW has it: data sets still write them.
"""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import ActorKind
from dragoman.loaders.gazetteer import entries, fold, lookup
from dragoman.loaders.gazetteer.tables import cell
from dragoman.loaders.tables import table


class System(StrEnum):
    """The systems of codes by which data sets name states, called by their columns in `states.csv`."""

    ISO_ALPHA_2 = "iso2"
    ISO_ALPHA_3 = "iso3"
    ISO_NUMERIC = "iso_numeric"
    COW = "cow"
    COW_ABBREVIATION = "cow_abbreviation"
    GLEDITSCH_WARD = "gleditsch_ward"
    CAMEO = "cameo"
    FIPS = "fips"


_SAINT = re.compile(r"\bst\.?(?= )")


class _Stretch(NamedTuple):
    """A state that a code means, and the first and last day on which it does."""

    first: date
    last: date
    id: str


def state_by(system: System, code: str, on: date | None = None) -> str | None:
    """The id of the state that a code means.

    Args:
        system: whose code it is.
        code: as the data set gives it; leading zeros of numbers and the case of letters do not matter.
        on: the day for which the data set gives it; without one, the state that it meant last.

    Returns:
        None when the code is none of the system's, or meant no state on that day.
    """
    codes = _codes()[system]
    stretches = codes.get(code) or codes.get(_plain(code))
    if stretches is None:
        return None
    if on is None:
        return stretches[-1].id
    for first, last, state in stretches:
        if first <= on <= last:
            return state
    return None


def states_from(system: System, code: str, first: date, last: date) -> list[tuple[str, date, date]]:
    """The states that a code of a row with two days means one after the other, each with its first and last day.

    COW's 345 is Serbia in 1917, Yugoslavia in 1919; both in one row.

    Raises:
        KeyError: the code is none of the system's.
    """
    codes = _codes()[system]
    stretches = codes.get(code) or codes[_plain(code)]
    return [(one.id, max(first, one.first), min(last, one.last)) for one in stretches if _overlap(one, first, last)]


def state_in(system: System, code: str, year: int) -> str | None:
    """The id of the state that a code of data by the year means: on the year's last day, else on its first.

    COW knows both 260 and 255 in 1990: West Germany until October, Germany from then on.
    """
    return state_by(system, code, date(year, 12, 31)) or state_by(system, code, date(year, 1, 1))


def state_named(name: str) -> str | None:
    """The id of the state with that English name; None when there is none.

    For data sets that give names. A name that only a state of the past had means that one ("East Germany"); any other
    means what the gazetteer takes it for, else what the table does. "Korea" alone is no state.
    """
    written = _written(name)
    if ended := _ids(ended=True).get(written):
        return ended
    entry = lookup(written)
    if entry is not None and entry.kind is ActorKind.STATE:
        return entry.id
    return _ids(ended=False).get(written)


def state_ids() -> Iterable[str]:
    """The ids of all states of the table."""
    return _names_of()


@cache
def actor_of(id: str) -> Actor:
    """The state with that id as an actor, or any other actor of the gazetteer.

    Raises:
        KeyError: the id is neither the gazetteer's nor the table's.
    """
    if entry := entries().get(id):
        return entry.actor()
    name, *others = _names_of()[id]
    return Actor(id=id, name=name, kind=ActorKind.STATE, state=id, aliases=tuple(others), known=True)


@cache
def _rows() -> tuple[dict[str, str], ...]:
    return tuple(table(__package__, "states.csv"))


@cache
def _names_of() -> dict[str, tuple[str, ...]]:
    """The names of a state by its id, the usual one first."""
    names: dict[str, tuple[str, ...]] = {}
    for row in _rows():
        names[row["id"]] = tuple(dict.fromkeys((*names.get(row["id"], ()), *cell(row["name"]))))
    return names


@cache
def _ids(*, ended: bool) -> dict[str, str]:
    """The ids of states by their names as they are compared: of those that are no more, or of the others."""
    present = {row["id"] for row in _rows() if not row["to"]}
    return {_written(name): id for id, names in _names_of().items() for name in names if ended is (id not in present)}


@cache
def _codes() -> dict[System, dict[str, tuple[_Stretch, ...]]]:
    """What every code means, the earliest stretch first."""
    found: dict[System, dict[str, list[_Stretch]]] = {system: {} for system in System}
    for row in _rows():
        first = date.fromisoformat(row["from"]) if row["from"] else date.min
        last = date.fromisoformat(row["to"]) if row["to"] else date.max
        for system in System:
            for code in cell(row[system]):
                found[system].setdefault(_plain(code), []).append(_Stretch(first, last, row["id"]))
    return {
        system: {code: tuple(sorted(stretches)) for code, stretches in codes.items()} for system, codes in found.items()
    }


def _overlap(stretch: _Stretch, first: date, last: date) -> bool:
    return stretch.first <= last and first <= stretch.last


def _plain(code: str) -> str:
    """A code as it is compared."""
    plain = code.strip().upper()
    return plain.lstrip("0") if plain.isdecimal() else plain


def _written(name: str) -> str:
    """A name as it is compared: folded, lower-case, no leading article, "and" and "saint" in full."""
    plain = _SAINT.sub("saint", fold(name.replace("&", " and ")).lower())
    return plain.removeprefix("the ")
