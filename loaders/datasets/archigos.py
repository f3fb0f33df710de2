"""Archigos: who effectively ruled each state, 1875 to 2015 (Goemans, Gleditsch and Chiozza 2009, version 4.1)."""

from collections.abc import Iterator
from datetime import date

import dragoman.loaders.periods as periods
from dragoman.graph.records import OfficialRecord
from dragoman.loaders.datasets.cells import state_coded
from dragoman.loaders.datasets.dataset import DataSet, by_row
from dragoman.loaders.datasets.people import holder, occupancy
from dragoman.loaders.datasets.rows import Row, has_columns, table_rows
from dragoman.loaders.datasets.states import System

_COLUMNS = frozenset({"obsid", "gwcode", "leadid", "leader", "startdate", "enddate"})
# The list calls all alike "leader": who holds power, whatever the office.
EFFECTIVE_LEADER = "effective leader"
# The last day that the list covers is no end of a term.
_LAST_DAY = date(2015, 12, 31)


def _told(file: str, row: Row) -> Iterator[OfficialRecord]:
    """The term that a row tells."""
    values = row.values
    since, until = date.fromisoformat(values["startdate"]), date.fromisoformat(values["enddate"])
    state = state_coded(System.GLEDITSCH_WARD, values["gwcode"], since)
    own = f"{values['leader']} {values['yrborn']}"
    actor = holder(state, values["leader"], since, until, own)
    yield occupancy(
        file, row, actor, EFFECTIVE_LEADER, periods.day(since), None if until == _LAST_DAY else periods.day(until)
    )


ARCHIGOS = DataSet(
    name="archigos",
    title="Archigos: a data set of political leaders, version 4.1",
    home="https://www.rochester.edu/college/faculty/hgoemans/data.htm",
    licence="CC BY 4.0",
    citation="Goemans, Gleditsch and Chiozza 2009, Introducing Archigos, Journal of Peace Research 46(2): 269-283",
    years=(1840, 2015),
    size=3409,
    published=date(2016, 3, 9),
    rows=table_rows,
    is_one=has_columns(_COLUMNS),
    records=by_row(_told),
)
