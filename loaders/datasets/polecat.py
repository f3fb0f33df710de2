"""POLECAT: what a machine reads in the world's news since 2018, in PLOVER's terms; the successor of ICEWS.

The format is that of the files in the Harvard Dataverse (Scarborough and others 2023): text with tabs between its
columns, a header, no quoting; "None" or nothing where a cell has no content. Some files have further columns.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from dragoman.graph.records import EventRecord, Place
from dragoman.graph.vocabulary import EventType
from dragoman.loaders.datasets.cells import SCALE, day_told, number, place_told
from dragoman.loaders.datasets.coded import Act, Source, by_coded_row, coded_event
from dragoman.loaders.datasets.dataset import DataSet, Unmapped
from dragoman.loaders.datasets.polecat_actors import PolecatSide, polecat_side, state_told
from dragoman.loaders.datasets.rows import Row, columns_of, table_rows

_COLUMNS = frozenset(
    ("Event ID", "Event Date", "Event Type", "Event Mode", "Quad Code", "Actor Name", "Actor Country",
     "Primary Actor Sector", "Actor Title", "Recipient Name", "Recipient Country", "Primary Recipient Sector",
     "Recipient Title", "Placename", "City", "Country", "Latitude", "Longitude")
)  # fmt: skip
# No share of events that are right as a whole has been published; the models that make them are no closer than ICEWS'
# coder (Halterman, Schrodt, Beger, Bagozzi and Scarborough 2023, "Creating Custom Event Data Without Dictionaries").
_SOURCE = Source("polecat", 0.7)
# The column has both names, by the year of the file.
_WEIGHTS = ("Event Intensity", "Intensity")
_ABSENT = frozenset({"None", "NA", "nan"})


def _told(file: str, row: Row) -> EventRecord:
    values = {column: "" if cell in _ABSENT else cell for column, cell in row.values.items()}
    place = _place(values)
    when = day_told(values["Event Date"])
    year = when.start.year
    weight = next((values[column] for column in _WEIGHTS if column in values), "")
    act = _act(values["Event Type"], values["Event Mode"], weight)
    initiators = polecat_side(_side(values, "Actor"), year)
    recipients = polecat_side(_side(values, "Recipient"), year)
    return coded_event(_SOURCE, file, row, values["Event ID"], act, (initiators, recipients), when, place)


def _side(values: Mapping[str, str], side: str) -> PolecatSide:
    sector, title = values[f"Primary {side} Sector"], values[f"{side} Title"]
    return PolecatSide(values[f"{side} Name"], values[f"{side} Country"], sector, title)


@lru_cache(maxsize=4096)
def _act(type: str, mode: str, weight: str) -> Act:
    try:
        found = EventType(type.upper())
    except ValueError:
        raise Unmapped(f"{type!r} is no type of PLOVER's") from None
    name = f"{type.capitalize()} ({mode})" if mode else type.capitalize()
    return Act(found, name, mode or None, None, number(weight, "weight", SCALE) if weight else None)


def _place(values: Mapping[str, str]) -> Place | None:
    country = values["Country"]
    state = state_told(country) if country else None
    name = values["City"] or values["Placename"]
    return place_told(name, state, values["Latitude"], values["Longitude"])


def _is_one(text: str) -> bool:
    columns = set(columns_of(text, "\t"))
    return columns >= _COLUMNS and not columns.isdisjoint(_WEIGHTS)


POLECAT = DataSet(
    name="polecat",
    title="POLECAT: Political Event Classification, Attributes, and Types",
    home="https://doi.org/10.7910/DVN/AJGVIT",
    licence="terms of the Harvard Dataverse data set, doi:10.7910/DVN/AJGVIT",
    citation="Scarborough, Bagozzi, Beger, Berrie, Halterman, Schrodt and Spivey 2023, POLECAT Weekly Data",
    years=(2018, None),
    size=20_000_000,
    published=date(2023, 3, 30),
    rows=lambda lines: table_rows(lines, "\t", quoted=False),
    is_one=_is_one,
    records=by_coded_row(_told),
    coded=True,
)
