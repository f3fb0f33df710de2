"""Heads of state and of government from Wikidata, as a table of its query service or of the `every-politician` project.

The project's table tells terms by the year; what is asked of the service has two columns more, `start` and `end`, with
month or day where Wikidata tells them, and `iso3`, by which the state is the one of the time.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

import dragoman.loaders.periods as periods
from dragoman.graph.records import DateRange, OfficialRecord
from dragoman.loaders.datasets.cells import state_called
from dragoman.loaders.datasets.dataset import DataSet, Unmapped, by_row
from dragoman.loaders.datasets.people import holder, occupancy
from dragoman.loaders.datasets.published import Asked
from dragoman.loaders.datasets.rows import Row, has_columns, table_rows
from dragoman.loaders.datasets.states import System, state_by
from dragoman.loaders.datasets.wikidata_query import leaders

_COLUMNS = frozenset({"country", "positionLabel", "officeholderLabel", "start_year", "end_year"})
# What the service gives as the name of whom nobody has named in English.
_ITEM = re.compile(r"Q\d+")


def _told(file: str, row: Row) -> Iterator[OfficialRecord]:
    """The term that a row tells."""
    values = row.values
    since, until = _time(values, "start"), _time(values, "end")
    first, last = since.start if since else None, until.end if until else None
    state = _state(values, since or until)
    name = values["officeholderLabel"]
    if _ITEM.fullmatch(name):
        raise Unmapped(f"{name} has no name in English")
    actor = holder(state, name, first, last)
    yield occupancy(file, row, actor, values["positionLabel"].removesuffix(f" of {values['country']}"), since, until)


def _time(values: Mapping[str, str], which: str) -> DateRange | None:
    told = values.get(which) or values[f"{which}_year"]
    return periods.written(told) if told else None


def _state(values: Mapping[str, str], when: DateRange | None) -> str:
    """The state: by its code as of the term's beginning (of a year the end, when a state has come into being in it)."""
    code = values.get("iso3")
    if not code:
        return state_called(values["country"])
    days = (when.end, when.start) if when else (None,)
    found = next(filter(None, (state_by(System.ISO_ALPHA_3, code, on) for on in days)), None)
    if found is None:
        raise Unmapped(f"no state has the ISO code {code!r} on {days[0]}")
    return found


WIKIDATA_LEADERS = DataSet(
    name="wikidata-leaders",
    title="Heads of state and government from Wikidata",
    home="https://github.com/every-politician-scrapers/leaders",
    licence="CC0",
    citation="Wikidata contributors 2022, heads of state and government",
    years=(1945, None),
    size=424,
    published=date(2022, 12, 31),
    rows=table_rows,
    is_one=has_columns(_COLUMNS),
    records=by_row(_told),
    asked=Asked("wikidata", leaders),
)
