"""CAMEO's codes of actors: whom a coded side of an event stands for.

A code is a chain of three-letter codes: a state or region, a known group, roles ("SYRGOV", "IGOUNODEVWBK", "USAMED").
The table `cameo_actors.csv` is our own, from Schrodt 2012, "CAMEO Event and Actor Codebook" 1.1b3, chapter 3, from the
lists that GDELT publishes beside its data (CAMEO.knowngroup, CAMEO.type, CAMEO.country) and, for ASF and JMA, from the
dictionaries of its coder:

- `group`, `organization`: a known one, with its id in the gazetteer or else its name
- `state`: a role in which a state itself acts: government, armed forces, police, courts, legislature, services
- `role`: people and organizations of a state for whom it does not answer
- `region`: no state and no actor

PLOVER has the same roles, and SOC and JRN besides (PLOVER manual, "Actors").
"""

from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import ActorKind
from dragoman.loaders.datasets.cells import state_coded
from dragoman.loaders.datasets.dataset import Unmapped
from dragoman.loaders.datasets.parties import group, organization
from dragoman.loaders.datasets.states import System, actor_of
from dragoman.loaders.tables import table

# Former ministers and celebrities are coded as elites of the government that they are no longer in.
_FORMER = "ELI"


class CameoSide(NamedTuple):
    """One side of an event, as GDELT has it in ten columns.

    Attributes:
        code: the whole chain.
        country: the code of its state or region.
        ethnic: the code of an ethnic group.
        religion: the code of a religion.
        roles: its role codes, the primary one first; empty ones at the end.
    """

    code: str
    country: str
    ethnic: str
    religion: str
    roles: tuple[str, ...]


def cameo_side(side: CameoSide, on: date) -> tuple[Actor, ...]:
    """The actor that a side stands for; none where it is nobody that can be told.

    Args:
        side: its codes.
        on: the day of the event, on which the state's code is valid.

    Raises:
        Unmapped: its state or role is none of CAMEO's.
    """
    if (known := _known_group(side.code)) is not None:
        return (known,)
    if not side.country or _means(side.country) == "region":
        return ()
    state = state_coded(System.CAMEO, side.country, on)
    if (words := _words(side)) is None:
        return (actor_of(state),)
    return (group(state, words),)


# Millions of rows repeat some thousands of codes; the bounds keep memory constant.
@lru_cache(maxsize=1 << 16)
def _known_group(code: str) -> Actor | None:
    """The most particular known group in a chain: the World Bank, not the United Nations, in "IGOUNODEVWBK"."""
    parts = [code[start : start + 3] for start in range(0, len(code), 3)]
    return next((known for part in reversed(parts) if (known := _groups().get(part))), None)


@lru_cache(maxsize=1 << 16)
def _words(side: CameoSide) -> str | None:
    """What the people are for whom the state does not answer; None where it is the state itself."""
    primary, *others = side.roles
    if primary:
        words = people(primary)
        return people(_FORMER) if words is None and _FORMER in others else words
    if side.religion:
        return "religious groups"
    return "ethnic groups" if side.ethnic else None


def people(role: str) -> str | None:
    """Which people of a state a role code stands for; None where it is one in which the state itself acts.

    Raises:
        Unmapped: there is no such role.
    """
    if (kind := _means(role)) not in ("state", "role"):
        raise Unmapped(f"no role has the code {role}")
    return None if kind == "state" else _table()[role]["name"]


def _means(code: str) -> str | None:
    row = _table().get(code)
    return row["is"] if row else None


@cache
def _groups() -> dict[str, Actor]:
    kinds = {kind.value: kind for kind in (ActorKind.GROUP, ActorKind.ORGANIZATION)}
    return {
        code: actor_of(row["id"]) if row["id"] else organization(row["name"], kinds[row["is"]])
        for code, row in _table().items()
        if row["is"] in kinds
    }


@cache
def _table() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in table(__package__, "cameo_actors.csv")}
