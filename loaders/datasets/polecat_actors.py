"""The actors of POLECAT: titles of Wikipedia's articles with country and sector, several parted by semicolons.

A side without a name that has a country and a sector is the state itself or some of its people.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import ActorKind
from dragoman.loaders.datasets.cameo_actors import people
from dragoman.loaders.datasets.cells import state_called
from dragoman.loaders.datasets.parties import group, is_organization, known_actor, organization, person
from dragoman.loaders.datasets.states import System, actor_of, state_by

# What stands in a cell without content, and for the country and sector of those that have none.
_NOTHING = frozenset({"", "None", "IGO", "NGO", "MNC", "IMG"})
# Wikipedia tells articles of one title apart: "Georgia (country)".
_KIND = re.compile(r" \([^)]*\)$")
_GOVERNMENT = re.compile(r"^(?:Federal )?[Gg]overnment of ")
_ARMED = frozenset({"REB", "SEP", "UAF", "INS", "IMG"})


class PolecatSide(NamedTuple):
    """One side of an event: its cells, empty where they have no content."""

    names: str
    countries: str
    sectors: str
    titles: str


# Persons and organizations come back day after day; the bound keeps memory constant over the years.
@lru_cache(maxsize=1 << 16)
def polecat_side(side: PolecatSide, year: int) -> tuple[Actor, ...]:
    """The actors of a side; none where it is nobody that can be told.

    Args:
        side: its cells.
        year: of the event.

    Raises:
        Unmapped: a country or sector is none.
    """
    names, countries, sectors, titles = (_listed(cell) for cell in side)
    found = (
        _actor(_nth(names, index), _nth(countries, index), _nth(sectors, index), _nth(titles, index), year)
        for index in range(max(len(names), len(countries)))
    )
    return tuple(dict.fromkeys(actor for actor in found if actor is not None))


@lru_cache(maxsize=4096)
def state_told(country: str) -> str:
    """The id of a state by its ISO 3166 alpha-3 code or English name: the column has the one or the other.

    Raises:
        Unmapped: it is none.
    """
    return state_by(System.ISO_ALPHA_3, country) or state_called(country)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";")) if cell else ()


def _nth(values: Sequence[str], index: int) -> str:
    """What a cell says of the actor at an index: one value stands for all."""
    return values[index] if index < len(values) else values[0] if len(values) == 1 else ""


def _actor(name: str, country: str, sector: str, title: str, year: int) -> Actor | None:
    state = None if country in _NOTHING else state_told(country)
    words = people(sector) if sector not in _NOTHING else "people"
    if name in _NOTHING:
        return _unnamed(state, sector, words)
    name = _KIND.sub("", name)
    if (known := known_actor(_GOVERNMENT.sub("", name), state)) is not None:
        return known
    for_state = state if words is None else None
    if title in _NOTHING and (sector in _ARMED or is_organization(name)):
        kind = ActorKind.GROUP if sector in _ARMED else ActorKind.ORGANIZATION
        return organization(name, kind, for_state)
    return person(name, state, year, for_state is not None)


def _unnamed(state: str | None, sector: str, words: str | None) -> Actor | None:
    if state is None:
        return None
    return actor_of(state) if words is None or not sector else group(state, words)
