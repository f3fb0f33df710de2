"""The actors of ICEWS: states, organs and people of states, organizations and persons, told by name and sectors.

"Police (India)" is an organ of a state, "Protester (India)" some of its people: the sectors tell which, and the table
`icews_roles.csv` by which words, so that texts, GDELT and ICEWS name the same actor. Names without a country are looked
up; what the gazetteer does not know is an organization where its sectors or words say so, else a person.
"""

from functools import cache, lru_cache

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import ActorKind
from dragoman.loaders.datasets.cells import state_called
from dragoman.loaders.datasets.parties import (
    group,
    is_organization,
    is_place,
    known_actor,
    organ,
    organization,
    person,
)
from dragoman.loaders.datasets.states import state_named
from dragoman.loaders.tables import table

# ICEWS' sign for a cell without content.
ABSENT = "NA"
_GOVERNMENT = "Government"
_NOBODY = frozenset({"Unspecified Actor", "Unidentified State Actor", "Unidentified Actor"})
# A sector of persons alone.
_ELITE = "Elite"
# Who sits in a parliament or leads a party acts for it, unless also in office.
_FOR_A_PARTY = frozenset({"Parties", "Legislative / Parliamentary"})
_IN_OFFICE = frozenset({"Executive", "Executive Office", "Military", "Police", "Judicial"})
_ARMED = frozenset({"Rebel", "Insurgents", "Separatists", "Organized Violent", "Unidentified Forces"})
_ORGANIZED = frozenset({"News", "Print News", "Television News", "Multinational Corporation"})


# Persons and organizations come back day after day; the bound keeps memory constant over the years.
@lru_cache(maxsize=1 << 16)
def icews_actor(name: str, sectors: str, country: str, year: int) -> tuple[Actor, ...]:
    """The actor that ICEWS names; none where it is nobody that can be told.

    Args:
        name: as ICEWS writes it ("Police (India)", "Donald Trump").
        sectors: its sectors, separated by commas.
        country: the English name of its country, "NA" where it has none.
        year: of the event.

    Raises:
        Unmapped: no state has that name.
    """
    if name in _NOBODY or not name.strip():
        return ()
    told = frozenset(sectors.split(","))
    role, within = _parted(name)
    if within is not None:
        return _within(role, within, told)
    if told == {ABSENT} and country == ABSENT:
        return _only(known_actor(name))
    state = None if country == ABSENT else state_called(country)
    if (known := known_actor(name, state)) is not None:
        return (known,)
    return _named(name, state, told, year)


def _parted(name: str) -> tuple[str, Actor | None]:
    """A role, and the state, body or group that it belongs to: "Member of Legislative (Govt) (Zimbabwe)"."""
    if not name.endswith(")") or state_named(name) is not None:
        return name, None
    at = name.find(" (")
    while at >= 0:
        if (within := known_actor(name[at + 2 : -1])) is not None:
            return name[:at], within
        at = name.find(" (", at + 1)
    return name, None


def _within(role: str, within: Actor, sectors: frozenset[str]) -> tuple[Actor, ...]:
    if within.kind is not ActorKind.STATE:
        return (within,)
    entry = _roles().get((role, within.id)) or _roles().get((role, ""))
    kind = entry["is"] if entry else "organ" if _GOVERNMENT in sectors else "role"
    words = entry["words"] if entry else role
    if kind == "state":
        return (within,)
    return (organ(within.id, words) if kind == "organ" else group(within.id, words),)


def _named(name: str, state: str | None, sectors: frozenset[str], year: int) -> tuple[Actor, ...]:
    """Who a name means that is no state's and not in the gazetteer."""
    if _ELITE not in sectors:
        if sectors == {ABSENT} and is_place(name):
            return ()
        if name.endswith(")") or sectors & _ORGANIZED or is_organization(name):
            kind = ActorKind.GROUP if sectors & _ARMED else ActorKind.ORGANIZATION
            return (organization(name, kind, state if _GOVERNMENT in sectors else None),)
    for_state = _GOVERNMENT in sectors and (not sectors & _FOR_A_PARTY or bool(sectors & _IN_OFFICE))
    return (person(name, state, year, for_state),)


def _only(actor: Actor | None) -> tuple[Actor, ...]:
    return () if actor is None else (actor,)


@cache
def _roles() -> dict[tuple[str, str], dict[str, str]]:
    """What a role is: in one state, or where no state is given in any."""
    return {(row["role"], row["state"]): row for row in table(__package__, "icews_roles.csv")}
