"""Alliance Treaty Obligations and Provisions: who pledged what to whom, 1815 to 2018 (Leeds and others 2002).

Two of the publisher's files are read, told apart by their columns:

- **dyad-years** (`atop5_1ddyr.csv` with `stateA` and `stateB`, `atop5_1dy.csv` with `mem1` and `mem2`, and the edition
  of the R package peacesciencer with `ccode1` and `ccode2`): which obligations two states had in a year
- **members** (`atop5_1m.csv`): when each member entered and left which alliance, to the day
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from dragoman.graph.records import AllianceRecord
from dragoman.loaders.datasets.atop_dyads import dyad_alliances, is_dyads
from dragoman.loaders.datasets.atop_members import is_members, member_alliances
from dragoman.loaders.datasets.dataset import DataSet, Reject
from dragoman.loaders.datasets.rows import Row, columns_of, table_rows


def _records(file: str, rows: Iterable[Row], reject: Reject) -> Iterator[AllianceRecord]:
    told = iter(rows)
    for first in told:
        read = member_alliances if is_members(first.values) else dyad_alliances
        yield from read(file, chain([first], told), reject)


def _is_one(text: str) -> bool:
    columns = columns_of(text)
    return is_members(columns) or is_dyads(columns)


ATOP = DataSet(
    name="atop",
    title="Alliance Treaty Obligations and Provisions, version 5.1",
    home="https://www.atopdata.org/data.html",
    licence="free for research, with citation",
    citation=(
        "Leeds, Ritter, Mitchell and Long 2002, Alliance Treaty Obligations and Provisions, 1815-1944, International "
        "Interactions 28(3): 237-260"
    ),
    years=(1815, 2018),
    size=273296,
    published=date(2022, 1, 1),
    rows=table_rows,
    is_one=_is_one,
    records=_records,
)
