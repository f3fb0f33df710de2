"""What data sets of coded events have in common: the act, the day and the place of a row, and the record made of them.

An id is that of the publisher, behind the name of the data set: `gdelt:881990832`. Rows that say nothing of world
politics that the graph could hold are handed on with the reason: no event of PLOVER's, no actor that can be told.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import dragoman.loaders.documents.when.periods as periods
from dragoman.graph.records import Actor, DateRange, EventRecord, Evidence, Place
from dragoman.graph.vocabulary import EventType
from dragoman.loaders.datasets.cameo import Cameo, cameo
from dragoman.loaders.datasets.dataset import Unmapped
from dragoman.loaders.datasets.rows import Row
from dragoman.loaders.datasets.states import System, actor_of, state_by

# Goldstein's scale goes from -10 to 10.
_SCALE = 10.0
# "Consult: Bangladesh with Vietnam": what stands before the recipients.
_TOWARDS = {
    EventType.AGREE: "with",
    EventType.CONSULT: "with",
    EventType.SUPPORT: "for",
    EventType.COOPERATE: "with",
    EventType.AID: "for",
    EventType.RETREAT: "before",
    EventType.CONCEDE: "to",
    EventType.REQUEST: "to",
}
# Millions of rows repeat some thousands of days and places; the bound keeps memory constant.
_KEPT = 1 << 16


class Act(NamedTuple):
    """What was done: the PLOVER type, what it is called, and what the data set's own code says of it."""

    type: EventType
    name: str
    mode: str | None = None
    cameo: str | None = None
    goldstein: float | None = None


class Source(NamedTuple):
    """The data set that records come from: its name, and how often its rows are right."""

    name: str
    confidence: float


def coded_event(
    source: Source,
    file: str,
    row: Row,
    own_id: str,
    act: Act,
    sides: tuple[tuple[Actor, ...], tuple[Actor, ...]],
    when: DateRange,
    place: Place | None,
    url: str | None = None,
) -> EventRecord:
    """The event that a row tells.

    Args:
        source: the data set.
        file: name of the file.
        row: the row.
        own_id: the publisher's id of the event.
        act: what was done.
        sides: who did it, and to whom; either may be empty.
        when: the day or days.
        place: where, if told.
        url: where the text stands that was coded, if told.

    Raises:
        Unmapped: the row has no id, or no side is an actor that can be told.
    """
    if not own_id:
        raise Unmapped("the event has no id")
    initiators, recipients = sides
    if not initiators and not recipients:
        raise Unmapped("no side is an actor that can be identified")
    start = row.start
    evidence = Evidence(sentence=row.text, start=start, end=start + len(row.text), url=url)
    return EventRecord(
        id=f"{source.name}:{own_id}",
        document=file,
        confidence=source.confidence,
        evidence=(evidence,),
        rule="list",
        name=_name(act, initiators, recipients),
        type=act.type,
        mode=act.mode,
        initiators=initiators,
        recipients=recipients,
        date=when,
        place=place,
        cameo=act.cameo,
        goldstein=act.goldstein,
    )


def _name(act: Act, initiators: Iterable[Actor], recipients: Iterable[Actor]) -> str:
    by, to = (", ".join([actor.name for actor in side]) for side in (initiators, recipients))
    towards = f"{_TOWARDS.get(act.type, 'against')} {to}" if to else ""
    return f"{act.name}: {' '.join(filter(None, (by, towards)))}"


@lru_cache(maxsize=_KEPT)
def cameo_act(code: str, weight: str) -> Act:
    """The act that a CAMEO code stands for.

    Args:
        code: the code, as the data set writes it.
        weight: the row's own weight on Goldstein's scale; empty when it has none.

    Raises:
        Unmapped: it is no code of CAMEO's, or one that PLOVER has no event for.
    """
    meaning = cameo(code)
    if meaning is None:
        raise Unmapped(f"{code!r} is no code of CAMEO's")
    if meaning.type is None:
        raise Unmapped(f"CAMEO {meaning.code}, a public statement, is no event of PLOVER's")
    return _act(meaning, meaning.type, weight)


def _act(meaning: Cameo, type: EventType, weight: str) -> Act:
    goldstein = meaning.goldstein if weight == "" else number(weight, "weight", _SCALE)
    return Act(type, meaning.name.removesuffix(" in general"), meaning.mode, meaning.code, goldstein)


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
        raise Unmapped(f"no state has the {system.value.replace('_', ' ')} code {code} on {on}")
    return state


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


def whole(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows; one with a NUL character, the sign of a damaged file, has no cells."""
    for row in rows:
        yield Row(row.line, row.start, row.text, {}) if "\0" in row.text else row
