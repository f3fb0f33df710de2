"""ATOP's members: one alliance an `atopid`, with the terms of its members to the day.

An alliance whose obligations were changed has a row for each member and phase. Phases of one kind are one alliance
here, and terms that meet are one term; phases of different kinds are alliances of one name and two kinds. The kind is
the strongest obligation that a member has: one that promises nothing in return is a member all the same.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from itertools import takewhile
from typing import NamedTuple

import dragoman.loaders.periods as periods
from dragoman.graph.records import AllianceRecord, DateRange, Membership, Term, content_id
from dragoman.loaders.datasets.alliances import alliance_record
from dragoman.loaders.datasets.atop_pledges import KINDS, pledged
from dragoman.loaders.datasets.dataset import Reject, Unmapped, read_rows
from dragoman.loaders.datasets.rows import Row
from dragoman.loaders.datasets.states import System, state_by

_COLUMNS = frozenset({"atopid", "member", "yrent", "moent", "dayent", "yrexit", "moexit", "dayexit", *KINDS})
# "Not known" and "does not apply", as the files write them.
_NONE = frozenset({"", ".", "NA", "0", "-9", "99", "9999"})


class _Told(NamedTuple):
    """What a row tells: a member's term, its obligations, the strongest first, and the row."""

    membership: Membership
    kinds: list[str]
    row: Row


def is_members(columns: Collection[str]) -> bool:
    """Whether these are the columns of members."""
    return {column.lower() for column in columns} >= _COLUMNS


def member_alliances(file: str, rows: Iterable[Row], reject: Reject) -> Iterator[AllianceRecord]:
    """The alliances with their members' terms; a row of an unknown state or day is rejected."""
    phases: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for _, (phase, told) in read_rows(_read, rows, reject):
        phases[phase].append(told)
    alliances: dict[tuple[str, str | None], list[_Told]] = defaultdict(list)
    for (id, _), those in phases.items():
        alliances[id, _strongest(those)] += those
    for (id, kind), those in alliances.items():
        name, rows_of = f"ATOP {id}", [one.row for one in those]
        memberships = _joined(one.membership for one in those)
        yield alliance_record(content_id("alliance", name, kind), file, name, kind, rows_of, memberships)


def _read(row: Row) -> tuple[tuple[str, str], _Told]:
    """A row's alliance and phase, and what it tells of a member."""
    values = {column.lower(): cell for column, cell in row.values.items()}
    since, until = (_date(*(values[part + of] for part in ("yr", "mo", "day"))) for of in ("ent", "exit"))
    if since is None:
        raise Unmapped("has no year of entry")
    if until and until.end < since.start:
        raise Unmapped(f"ends on {until.end}, before it begins on {since.start}")
    code = values["member"]
    # One whose entry is known to the year may have become a state within it; one that entered on its last day is none.
    state = state_by(System.COW, code, since.start) or state_by(System.COW, code, since.end)
    if state is None:
        raise Unmapped(f"no state has the Correlates of War code {code} on {since.start}")
    told = _Told(Membership(member=state, term=Term(since=since, until=until)), pledged(values), row)
    return (values["atopid"], values.get("phase", "")), told


def _date(year: str, month: str, day: str) -> DateRange | None:
    """A day, month or year, as closely as it is known; none for a term that goes on."""
    known = [int(part) for part in takewhile(lambda part: part not in _NONE, (year, month, day))]
    return periods.known(*known) if known else None


def _strongest(told: Iterable[_Told]) -> str | None:
    kinds = {kind for one in told for kind in one.kinds}
    return next((kind for kind in KINDS.values() if kind in kinds), None)


def _joined(memberships: Iterable[Membership]) -> tuple[Membership, ...]:
    """The terms of each member in their order, those that meet made one."""
    joined: list[Membership] = []
    for one in sorted(memberships, key=lambda one: (one.member, _first(one.term))):
        before = joined[-1] if joined and joined[-1].member == one.member else None
        if before and _meet(before.term, one.term):
            until = None if None in (before.term.until, one.term.until) else max(before.term, one.term, key=_last).until
            joined[-1] = Membership(member=one.member, term=Term(since=before.term.since, until=until))
        else:
            joined.append(one)
    return tuple(joined)


def _meet(earlier: Term, later: Term) -> bool:
    return earlier.until is None or _first(later) <= _last(earlier) + timedelta(days=1)


def _first(term: Term) -> date:
    return term.since.start if term.since else date.min


def _last(term: Term) -> date:
    return term.until.end if term.until else date.max
