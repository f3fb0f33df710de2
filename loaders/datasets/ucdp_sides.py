"""The sides of UCDP GED: governments, armed groups and civilians, told by name.

The table `ucdp_sides.csv`, our own from the UCDP Actor Dataset, gives for names that only UCDP writes so the id of the
gazetteer's group, or the name in full by which other data sets know the group.
"""

import re
from datetime import date
from functools import cache, lru_cache

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import ActorKind
from dragoman.loaders.datasets.cells import state_coded
from dragoman.loaders.datasets.dataset import Unmapped
from dragoman.loaders.datasets.parties import group, organization
from dragoman.loaders.datasets.states import System, actor_of, state_named
from dragoman.loaders.gazetteer import lookup
from dragoman.loaders.tables import table

_CIVILIANS = "Civilians"
_GOVERNMENT = "Government of "
# A former or other name of the state: "Government of Myanmar (Burma)".
_OTHER_NAME = re.compile(r" \(.*\)$")
# A group that could not be told has a number for a name.
_UNKNOWN = re.compile(r"XXX ?\d*")


# Of tens of thousands of rows a conflict, most have the same few sides; the bound keeps memory constant.
@lru_cache(maxsize=1 << 16)
def ucdp_side(side: str, codes: str, country: str, state: str, on: date) -> tuple[Actor, ...]:
    """The actors that make up a side; a coalition has several.

    Args:
        side: their names, separated by commas.
        codes: Gleditsch-Ward numbers of governments among them, where the release gives them.
        country: the name of the country in which the event took place.
        state: the id of that country's state.
        on: the first day of the event.

    Raises:
        Unmapped: no state has that name or number.
    """
    names = [name.strip() for name in side.split(",") if name.strip()]
    numbers = re.findall(r"\d+", codes)
    governments = [name for name in names if name.startswith(_GOVERNMENT)]
    if len(numbers) == len(governments):
        states = {
            name: state_coded(System.GLEDITSCH_WARD, number, on)
            for name, number in zip(governments, numbers, strict=True)
        }
    else:
        states = {name: state if name == _GOVERNMENT + country else _named(name) for name in governments}
    found = (actor_of(states[name]) if name in states else _other(name, state) for name in names)
    return tuple(dict.fromkeys(actor for actor in found if actor is not None))


def _named(government: str) -> str:
    name = government.removeprefix(_GOVERNMENT)
    found = state_named(name) or state_named(_OTHER_NAME.sub("", name))
    if found is None:
        raise Unmapped(f"no state is called {name!r}")
    return found


def _other(name: str, state: str) -> Actor | None:
    """A group of the gazetteer, one of UCDP's own, or the people of the country."""
    if name == _CIVILIANS:
        return group(state, "civilians")
    if _UNKNOWN.fullmatch(name):
        return None
    if (known := _known().get(name)) is not None:
        return known
    entry = lookup(name)
    # "NSA" is a group here, and in the gazetteer an agency.
    if entry is not None and entry.kind is ActorKind.GROUP:
        return entry.actor()
    return organization(name, ActorKind.GROUP)


@cache
def _known() -> dict[str, Actor]:
    return {
        row["name"]: actor_of(row["id"]) if row["id"] else organization(row["in_full"], ActorKind.GROUP)
        for row in table(__package__, "ucdp_sides.csv")
    }
