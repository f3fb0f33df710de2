"""Who was a member of the interstate system when: the lists of the Correlates of War project and of Gleditsch and Ward.

Each list is one bloc, which makes nobody an ally. Its states are found under the list's codes and names.

**Time.** Both lists begin on 1 January 1816: who was a member then was one before, nobody asked since when. A term that
ends on the last day that the list covers has no end.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import chain
from typing import NamedTuple

import dragoman.loaders.periods as periods
from dragoman.graph.records import AllianceRecord, Membership, Term, content_id
from dragoman.loaders.datasets.alliances import alliance_record
from dragoman.loaders.datasets.dataset import DataSet, Records, Reject, Unmapped, read_rows
from dragoman.loaders.datasets.other_names import with_other_names
from dragoman.loaders.datasets.rows import Row, has_columns, table_rows
from dragoman.loaders.datasets.states import System, states_from

_FIRST_DAY = date(1816, 1, 1)
_COW_COLUMNS = ("stateabb", "ccode", "statenme", "styear", "stmonth", "stday", "endyear", "endmonth", "endday")
_GLEDITSCH_WARD_COLUMNS = ("number", "abbreviation", "name", "start", "end")


class _Stretch(NamedTuple):
    """A row: the state's number, abbreviation and name, and its first and last day in the system."""

    code: str
    abbreviation: str
    name: str
    first: date
    last: date


def _cow(values: Mapping[str, str]) -> _Stretch:
    first, last = (date(*(int(values[end + of]) for of in ("year", "month", "day"))) for end in ("st", "end"))
    return _Stretch(values["ccode"], values["stateabb"], values["statenme"], first, last)


def _gleditsch_ward(values: Mapping[str, str]) -> _Stretch:
    first, last = (datetime.strptime(values[end].strip(), "%d:%m:%Y").date() for end in ("start", "end"))
    return _Stretch(values["number"].strip(), values["abbreviation"].strip(), values["name"].strip(), first, last)


def _members(name: str, system: System, stretch: Callable[[Mapping[str, str]], _Stretch]) -> Records:
    """What a list tells: one bloc of all the states.

    Args:
        name: of the bloc.
        system: whose numbers the list has.
        stretch: reads the cells of a row.
    """

    def read(row: Row) -> tuple[_Stretch, list[tuple[str, date, date]]]:
        told = stretch(row.values)
        states = states_from(system, told.code, told.first, told.last)
        days = sum((last - first).days + 1 for _, first, last in states)
        if days != (told.last - told.first).days + 1:
            raise Unmapped(f"{told.code} is no state's number on all days from {told.first} to {told.last}")
        return told, states

    def records(file: str, rows: Iterable[Row], reject: Reject) -> Iterator[AllianceRecord]:
        found = list(read_rows(read, rows, reject))
        last_day = max((told.last for _, (told, _) in found), default=None)
        memberships = tuple(
            Membership(member=id, term=_term(first, last, last_day))
            for id, first, last in sorted(chain.from_iterable(states for _, (_, states) in found))
        )
        names: dict[str, set[str]] = defaultdict(set)
        for _, (told, states) in found:
            # What a number of several states is called is mostly the name of the last.
            names[states[-1][0]] |= {told.abbreviation, told.name}
        if found:
            whole = alliance_record(
                content_id("alliance", name), file, name, "bloc", [row for row, _ in found], memberships
            )
            members = tuple(with_other_names(one.id, names[one.id]) for one in whole.members)
            yield whole.model_copy(update={"members": members})

    return records


def _term(first: date, last: date, last_day: date | None) -> Term:
    return Term(
        since=None if first == _FIRST_DAY else periods.day(first),
        until=None if last == last_day else periods.day(last),
    )


def _is_gleditsch_ward(text: str) -> bool:
    first = next(table_rows(text.splitlines(keepends=True), "\t", _GLEDITSCH_WARD_COLUMNS), None)
    try:
        return first is not None and bool(_gleditsch_ward(first.values))
    except (KeyError, ValueError):
        return False


COW_STATES = DataSet(
    name="cow-states",
    title="State System Membership, version 2016",
    home="https://correlatesofwar.org/data-sets/state-system-membership/",
    licence="free of charge, with citation",
    citation="Correlates of War Project 2017, State System Membership List, v2016",
    years=(1816, 2016),
    size=243,
    published=date(2017, 2, 1),
    rows=table_rows,
    is_one=has_columns(frozenset(_COW_COLUMNS)),
    records=_members("interstate system (Correlates of War)", System.COW, _cow),
)
GLEDITSCH_WARD_STATES = DataSet(
    name="gleditsch-ward-states",
    title="Independent States",
    home="https://ksgleditsch.com/statelist.html",
    licence="free of charge, with citation",
    citation=(
        "Gleditsch and Ward 1999, A Revised List of Independent States since the Congress of Vienna, International "
        "Interactions 25(4): 393-413"
    ),
    years=(1816, 2017),
    size=220,
    published=date(2017, 12, 31),
    rows=lambda lines: table_rows(lines, "\t", _GLEDITSCH_WARD_COLUMNS),
    is_one=_is_gleditsch_ward,
    records=_members("interstate system (Gleditsch and Ward)", System.GLEDITSCH_WARD, _gleditsch_ward),
)
