"""UCDP GED: every deadly event of organized violence since 1989, by place and day, coded by hand.

The format is that of the UCDP Georeferenced Event Dataset Codebook (Högbladh 2019 for version 19.1, and after): a table
with commas and a header. Columns that came, went or changed their names between releases are not needed.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from dragoman.graph.records import DateRange, EventRecord, Place
from dragoman.graph.vocabulary import EventType
from dragoman.loaders.datasets.cells import calendar_day, place_told, span, state_coded
from dragoman.loaders.datasets.coded import Act, Source, by_coded_row, coded_event
from dragoman.loaders.datasets.dataset import CONFIDENCE, DataSet, Unmapped
from dragoman.loaders.datasets.rows import Row, has_columns, table_rows
from dragoman.loaders.datasets.states import System
from dragoman.loaders.datasets.ucdp_sides import ucdp_side

_COLUMNS = frozenset(
    ("id", "type_of_violence", "side_a", "side_b", "where_prec", "where_coordinates", "latitude", "longitude",
     "country", "country_id", "date_prec", "date_start", "date_end", "best")
)  # fmt: skip
_SOURCE = Source("ucdp-ged", CONFIDENCE)
# What the code book calls the three types of violence.
_VIOLENCE = {"1": "state-based conflict", "2": "non-state conflict", "3": "one-sided violence"}
# 6: somewhere in the country; 7: at sea or in the air.
_WHOLE_COUNTRY = "6"
_EXACT_DAY = "1"
# "Aleppo town" is Aleppo; a governorate is none of its towns.
_SETTLEMENTS = (" town", " city", " village")


def _told(file: str, row: Row) -> EventRecord:
    values = row.values
    when = _date(values)
    country = state_coded(System.GLEDITSCH_WARD, values["country_id"], when.start)
    place = _place(values, country)
    home = values["country"], country
    sides = (
        ucdp_side(values["side_a"], values.get("gwnoa", ""), *home, when.start),
        ucdp_side(values["side_b"], values.get("gwnob", ""), *home, when.start),
    )
    return coded_event(
        _SOURCE, file, row, values["id"], _act(values["type_of_violence"], values["best"]), sides, when, place
    )


@lru_cache(maxsize=4096)
def _act(violence: str, deaths: str) -> Act:
    if violence not in _VIOLENCE:
        raise Unmapped(f"{violence!r} is no type of violence")
    if not deaths.isdecimal():
        raise Unmapped(f"{deaths!r} is no number of deaths")
    kind = _VIOLENCE[violence]
    return Act(
        EventType.ASSAULT, f"{kind[0].upper()}{kind[1:]} with {deaths} death{'' if deaths == '1' else 's'}", kind
    )


def _date(values: Mapping[str, str]) -> DateRange:
    """From the first to the last day on which it may have been; only the first degree of precision is a day."""
    first, last = calendar_day(values["date_start"]), calendar_day(values["date_end"])
    return span(first, last, exact=values["date_prec"] == _EXACT_DAY)


def _place(values: Mapping[str, str], country: str) -> Place | None:
    name = "" if values["where_prec"] == _WHOLE_COUNTRY else values["where_coordinates"].strip()
    for ending in _SETTLEMENTS:
        name = name.removesuffix(ending).rstrip()
    return place_told(name, country, values["latitude"], values["longitude"])


UCDP_GED = DataSet(
    name="ucdp-ged",
    title="UCDP Georeferenced Event Dataset",
    home="https://ucdp.uu.se/downloads/",
    licence="CC BY 4.0",
    citation="Sundberg and Melander 2013, Introducing the UCDP Georeferenced Event Dataset, JPR 50(4): 523-532",
    years=(1989, None),
    size=350_000,
    published=date(2019, 6, 1),
    rows=table_rows,
    is_one=has_columns(_COLUMNS),
    records=by_coded_row(_told),
    coded=True,
)
