"""What Wikidata's query service is asked about heads of state and government, and the table made of its answers.

First for the offices, then for those who held each, so many offices at a time: a query for all of them at once runs
into the service's limit of 60 seconds.

Q and P numbers: P1906 office held by head of state, P1313 office held by head of government, P298 ISO 3166-1 alpha-3
code, P576 dissolved, P39 position held, P580 start time, P582 end time, P570 date of death.
"""

from collections.abc import Iterator, Mapping

from dragoman.loaders.datasets.published import Ask

HEAD = (
    *("countryid", "country", "iso3", "position", "positionLabel", "officeholder", "officeholderLabel"),
    *("start_year", "end_year", "start", "end"),
)
_OFFICES_AT_ONCE = 20
_OFFICES = """
SELECT DISTINCT ?country ?countryLabel ?iso3 ?position ?positionLabel WHERE {
  ?country wdt:P298 ?iso3 ; wdt:P1906|wdt:P1313 ?position .
  FILTER NOT EXISTS { ?country wdt:P576 ?dissolved }
  SERVICE wikibase:label { bd:serviceParam wikibase:language "en,mul" . }
}
ORDER BY ?country ?position
"""
# Terms that reach into the time since 1945. Of a statement without an end, the holder must be alive: many terms of old
# have none, and nobody holds an office after death. Of an end that is told to be unknown nothing can be said.
_HOLDERS = """
SELECT DISTINCT ?position ?officeholder ?officeholderLabel ?start ?startPrecision ?end ?endPrecision WHERE {
  VALUES ?position { %s }
  ?officeholder p:P39 ?held .
  ?held ps:P39 ?position ; pqv:P580 [ wikibase:timeValue ?start ; wikibase:timePrecision ?startPrecision ] .
  OPTIONAL { ?held pqv:P582 [ wikibase:timeValue ?end ; wikibase:timePrecision ?endPrecision ] }
  OPTIONAL { ?officeholder wdt:P570 ?died }
  MINUS { ?held wikibase:rank wikibase:DeprecatedRank }
  MINUS { ?held pq:P582 ?unknown FILTER(wikibase:isSomeValue(?unknown)) }
  FILTER(IF(BOUND(?end), YEAR(?end) >= 1945 && ?endPrecision >= 9, !BOUND(?died)))
  FILTER(?startPrecision >= 9)
  SERVICE wikibase:label { bd:serviceParam wikibase:language "en,mul" . }
}
ORDER BY ?position ?start ?officeholder ?end
"""
# Wikidata's precisions of a time (year, month, day), and how much of "2025-01-14T00:00:00Z" they cover.
_YEAR, _MONTH, _DAY = 4, 7, 10
_COVERED = {"9": _YEAR, "10": _MONTH, "11": _DAY}


def leaders(ask: Ask) -> Iterator[tuple[str, ...]]:
    """The table, its head first: a row for each term of each office of each state.

    Args:
        ask: answers a query.
    """
    yield HEAD
    offices = ask(_OFFICES)
    positions = sorted({office["position"] for office in offices})
    for first in range(0, len(positions), _OFFICES_AT_ONCE):
        some = positions[first : first + _OFFICES_AT_ONCE]
        told = ask(_HOLDERS % " ".join(f"<{position}>" for position in some))
        for office in offices:
            yield from (_row(office, term) for term in told if term["position"] == office["position"])


def _row(office: Mapping[str, str], term: Mapping[str, str]) -> tuple[str, ...]:
    start, end = _time(term, "start"), _time(term, "end")
    state = _item(office["country"]), office["countryLabel"], office["iso3"]
    post = _item(office["position"]), office["positionLabel"]
    return *state, *post, _item(term["officeholder"]), term["officeholderLabel"], start[:_YEAR], end[:_YEAR], start, end


def _time(term: Mapping[str, str], name: str) -> str:
    return term[name][: _COVERED.get(term[f"{name}Precision"], _DAY)] if name in term else ""


def _item(address: str) -> str:
    """ "Q142" of "http://www.wikidata.org/entity/Q142"."""
    return address.rpartition("/")[2]
