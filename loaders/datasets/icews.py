"""ICEWS coded events: what a machine read in the world's news, January 1995 to April 2023.

The format is that of the files in the Harvard Dataverse (Boschee and others 2015): text with tabs between its columns,
a header, no quoting; "NA" or nothing where a cell has no content.
"""

from collections.abc import Mapping
from datetime import date

from dragoman.graph.records import EventRecord, Place
from dragoman.loaders.datasets.cells import day_told, place_told, state_called
from dragoman.loaders.datasets.coded import Source, by_coded_row, cameo_act, coded_event
from dragoman.loaders.datasets.dataset import DataSet
from dragoman.loaders.datasets.icews_actors import ABSENT, icews_actor
from dragoman.loaders.datasets.rows import Row, has_columns, table_rows

_COLUMNS = frozenset(
    ("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "CAMEO Code", "Intensity",
     "Target Name", "Target Sectors", "Target Country", "City", "Country", "Latitude", "Longitude")
)  # fmt: skip
# Of the events that its coder finds, about so many are right: Raytheon BBN Technologies 2015, "BBN ACCENT Event Coding
# Evaluation".
_SOURCE = Source("icews", 0.76)


def _told(file: str, row: Row) -> EventRecord:
    values = row.values
    place = _place(values)
    when = day_told(values["Event Date"])
    act = cameo_act(values["CAMEO Code"], _cell(values["Intensity"]))
    year = when.start.year
    initiators = icews_actor(values["Source Name"], values["Source Sectors"], values["Source Country"], year)
    recipients = icews_actor(values["Target Name"], values["Target Sectors"], values["Target Country"], year)
    return coded_event(_SOURCE, file, row, values["Event ID"], act, (initiators, recipients), when, place)


def _place(values: Mapping[str, str]) -> Place | None:
    """The city, or the closest division or country that is told."""
    country = _cell(values["Country"])
    state = state_called(country) if country else None
    name = _cell(values["City"]) or _cell(values.get("District", "")) or _cell(values.get("Province", ""))
    return place_told(name, state, _cell(values["Latitude"]), _cell(values["Longitude"]))


def _cell(told: str) -> str:
    return "" if told == ABSENT else told


ICEWS = DataSet(
    name="icews",
    title="ICEWS Coded Event Data",
    home="https://doi.org/10.7910/DVN/28075",
    licence="terms of the Harvard Dataverse data set, doi:10.7910/DVN/28075",
    citation="Boschee, Lautenschlager, O'Brien, Shellman, Starz and Ward 2015, ICEWS Coded Event Data",
    years=(1995, 2023),
    size=18_000_000,
    published=date(2015, 3, 27),
    rows=lambda lines: table_rows(lines, "\t", quoted=False),
    is_one=has_columns(_COLUMNS, "\t"),
    records=by_coded_row(_told),
    coded=True,
)
