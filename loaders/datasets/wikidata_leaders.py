"""Heads of state and of government from Wikidata, by year, as a table of the `every-politician` project has them."""

from collections.abc import Iterator
from datetime import date

import dragoman.loaders.periods as periods
from dragoman.graph.records import DateRange, OfficialRecord
from dragoman.loaders.datasets.dataset import DataSet, Unmapped, by_row
from dragoman.loaders.datasets.people import holder, occupancy
from dragoman.loaders.datasets.rows import Row, has_columns, table_rows
from dragoman.loaders.datasets.states import state_named

_COLUMNS = frozenset({"country", "positionLabel", "officeholderLabel", "start_year", "end_year"})


def _told(file: str, row: Row) -> Iterator[OfficialRecord]:
    """The term that a row tells, to the year."""
    values = row.values
    state = state_named(values["country"])
    if state is None:
        raise Unmapped(f"no state is called {values['country']}")
    since, until = _year(values["start_year"]), _year(values["end_year"])
    first, last = since.start if since else None, until.end if until else None
    actor = holder(state, values["officeholderLabel"], first, last)
    yield occupancy(file, row, actor, values["positionLabel"].removesuffix(f" of {values['country']}"), since, until)


def _year(told: str) -> DateRange | None:
    return periods.year(date(int(told), 1, 1)) if told else None


WIKIDATA_LEADERS = DataSet(
    name="wikidata-leaders",
    title="Heads of state and government of 2022 from Wikidata",
    home="https://github.com/every-politician-scrapers/leaders",
    licence="CC0",
    citation="Wikidata contributors 2022, heads of state and government",
    years=(1952, 2022),
    size=424,
    published=date(2022, 12, 31),
    rows=table_rows,
    is_one=has_columns(_COLUMNS),
    records=by_row(_told),
)
