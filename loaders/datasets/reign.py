"""REIGN: who effectively ruled each state, 1945 to March 2021 (Bell 2016, Rulers, Elections, Irregular Governance)."""

from collections.abc import Iterator
from datetime import date

import dragoman.loaders.periods as periods
from dragoman.graph.records import OfficialRecord
from dragoman.loaders.datasets.archigos import EFFECTIVE_LEADER
from dragoman.loaders.datasets.cells import state_coded
from dragoman.loaders.datasets.dataset import DataSet, by_row
from dragoman.loaders.datasets.people import holder, occupancy
from dragoman.loaders.datasets.rows import Row, has_columns, table_rows
from dragoman.loaders.datasets.states import System

_COLUMNS = frozenset({"ccode", "leader", "sdate", "smonth", "syear", "emonth", "eyear", "birthyear"})


def _told(file: str, row: Row) -> Iterator[OfficialRecord]:
    """The term that a row tells: its first day, and the month in which it ended."""
    values = row.values
    since = date(int(values["syear"]), int(values["smonth"]), int(values["sdate"]))
    until = date(int(values["eyear"]), int(values["emonth"]), 1) if values["eyear"] else None
    state = state_coded(System.COW, values["ccode"], since)
    actor = holder(state, values["leader"], since, until, f"{values['leader']} {values['birthyear']}")
    yield occupancy(file, row, actor, EFFECTIVE_LEADER, periods.day(since), periods.month(until) if until else None)


REIGN = DataSet(
    name="reign",
    title="REIGN: Rulers, Elections and Irregular Governance, leader list of March 2021",
    home="https://oefdatascience.github.io/REIGN.github.io/menu/reign_current.html",
    licence="free for research; not redistributed here",
    citation="Bell 2016, The Rulers, Elections, and Irregular Governance Dataset (REIGN), OEF Research",
    years=(1945, 2021),
    size=2524,
    published=date(2021, 3, 31),
    rows=table_rows,
    is_one=has_columns(_COLUMNS),
    records=by_row(_told),
)
