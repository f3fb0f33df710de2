"""ATOP's dyad-years: one alliance for each two states and kind of obligation, with a term for each run of years.

**Time.** A year is in the file when the alliance was in effect at some time of it, so terms begin and end to the year.
A term that reaches the file's last year has no end, as it still held when the data ended; one from the file's first
year on has no beginning, as nobody told whether it began then or long before. The file is asked, not the data set:
parts of it are in use (2010 to 2018), and "since 2010" would be wrong for nearly all their alliances. An alliance
without either supports one of the same two states and kind whose dates another list knows.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

import dragoman.loaders.periods as periods
from dragoman.graph.records import AllianceRecord, Membership, Term, content_id
from dragoman.loaders.datasets.alliances import alliance_record
from dragoman.loaders.datasets.atop_pledges import KINDS, pledged
from dragoman.loaders.datasets.dataset import Reject, Unmapped, read_rows
from dragoman.loaders.datasets.rows import Row
from dragoman.loaders.datasets.states import System, state_in

# The columns of the two states, in small letters, and what those of the obligations begin with.
_LAYOUTS = (("statea", "stateb", ""), ("mem1", "mem2", ""), ("ccode1", "ccode2", "atop_"))


class _Pact(NamedTuple):
    """Two states, the smaller id first, and what they are obliged to."""

    one: str
    other: str
    kind: str


def is_dyads(columns: Collection[str]) -> bool:
    """Whether these are the columns of dyad-years."""
    return _layout(columns) is not None


def dyad_alliances(file: str, rows: Iterable[Row], reject: Reject) -> Iterator[AllianceRecord]:
    """The alliances of all pairs of states; a row of unknown states, year or obligations is rejected."""
    pacts: dict[_Pact, dict[int, list[Row]]] = defaultdict(lambda: defaultdict(list))
    years: set[int] = set()
    for row, (year, found) in read_rows(_read, rows, reject):
        years.add(year)
        for pact in found:
            pacts[pact][year].append(row)
    for pact, told in pacts.items():
        yield _alliance(file, pact, told, (min(years), max(years)))


def _layout(columns: Collection[str]) -> tuple[str, str, str] | None:
    named = {column.lower() for column in columns}
    for one, other, prefix in _LAYOUTS:
        if named >= {one, other, "year", *(prefix + obligation for obligation in KINDS)}:
            return one, other, prefix
    return None


def _read(row: Row) -> tuple[int, list[_Pact]]:
    """The year of a row, and what its two states were obliged to."""
    values = {column.lower(): cell for column, cell in row.values.items()}
    one, other, prefix = _layout(values) or _LAYOUTS[0]
    year = int(values["year"])
    first, second = sorted(_state(values[column], year) for column in (one, other))
    return year, [_Pact(first, second, kind) for kind in pledged(values, prefix)]


def _state(code: str, year: int) -> str:
    state = state_in(System.COW, code, year)
    if state is None:
        raise Unmapped(f"no state has the Correlates of War code {code} in {year}")
    return state


def _alliance(file: str, pact: _Pact, told: Mapping[int, list[Row]], covered: tuple[int, int]) -> AllianceRecord:
    runs = _runs(told)
    terms = [_term(first, last, covered) for first, last in runs]
    # The rows of a term's ends are its evidence: one for each of its years, in both directions, are 18 for 9 years.
    rows = [row for run in runs for year in sorted(set(run)) for row in told[year]]
    memberships = tuple(Membership(member=state, term=term) for term in terms for state in (pact.one, pact.other))
    return alliance_record(content_id("alliance", "ATOP", *pact), file, None, pact.kind, rows, memberships)


def _runs(years: Iterable[int]) -> list[tuple[int, int]]:
    """The first and last years of each run of years without a gap."""
    runs: list[tuple[int, int]] = []
    for year in sorted(years):
        if runs and runs[-1][1] == year - 1:
            runs[-1] = (runs[-1][0], year)
        else:
            runs.append((year, year))
    return runs


def _term(first: int, last: int, covered: tuple[int, int]) -> Term:
    since = None if first == covered[0] else periods.year(date(first, 1, 1))
    until = None if last == covered[1] else periods.year(date(last, 1, 1))
    return Term(since=since, until=until)
