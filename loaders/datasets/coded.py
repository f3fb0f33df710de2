"""What data sets of coded events have in common: the act of a row, and the record made of it.

An id is that of the publisher, behind the name of the data set: `gdelt:881990832`. Rows that say nothing of world
politics that the graph could hold are handed on with the reason: no event of PLOVER's, no actor that can be told.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from dragoman.graph.records import Actor, DateRange, EventRecord, Evidence, Place
from dragoman.graph.vocabulary import EventType
from dragoman.loaders.datasets.cameo import Cameo, cameo
from dragoman.loaders.datasets.cells import SCALE, number, undamaged
from dragoman.loaders.datasets.dataset import Records, Unmapped, by_row
from dragoman.loaders.datasets.rows import Row

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


def by_coded_row(told: Callable[[str, Row], EventRecord]) -> Records:
    """The records of a file each of whose rows is an event.

    Args:
        told: from the file's name and a row to the event; raises `Unmapped` or `KeyError` where it cannot.
    """
    return by_row(lambda file, row: (told(file, undamaged(row)),))


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


# Some two hundred codes with their weights, and what is none; the bound is for the latter.
@lru_cache(maxsize=4096)
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
    goldstein = meaning.goldstein if weight == "" else number(weight, "weight", SCALE)
    return Act(type, meaning.name.removesuffix(" in general"), meaning.mode, meaning.code, goldstein)
