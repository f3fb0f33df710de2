"""Roll calls of the UN General Assembly since 1946, and who voted how (Voeten; Bailey, Strezhnev and Voeten 2017).

Voeten's own table has a row for each state and roll call (`rcid`, `ccode`, `vote`: 1 yes, 2 abstain, 3 no, 8 absent,
9 not a member) and tells of the roll call on every row. The package `unvotes` makes three tables of it: votes, roll
calls and their issues, joined by `rcid`; its table of votes has no days, so that it needs the one of roll calls.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from textwrap import shorten
from typing import Any

import dragoman.loaders.periods as periods
from dragoman.graph.records import DateRange, Evidence, RollCallRecord, content_id
from dragoman.graph.vocabulary import Vote
from dragoman.loaders.datasets.dataset import CONFIDENCE, DataSet, Reject, Unmapped, read_rows
from dragoman.loaders.datasets.parts import part_rows
from dragoman.loaders.datasets.rows import Row
from dragoman.loaders.datasets.states import System, state_by, state_named
from dragoman.loaders.datasets.unga_tables import by_session, is_table

_OF_VOTES = frozenset({"vote", "ccode", "country"})
_MISSING = frozenset({"", "NA"})
_NOT_A_MEMBER = "9"
_VOTES = {"1": Vote.YES, "2": Vote.ABSTAIN, "3": Vote.NO, "8": Vote.ABSENT} | {vote.value: vote for vote in Vote}
# The columns of Voeten's table, by the names that `unvotes` gives them.
_ISSUES = {
    "me": "Palestinian conflict",
    "nu": "Nuclear weapons and nuclear material",
    "di": "Arms control and disarmament",
    "hr": "Human rights",
    "co": "Colonialism",
    "ec": "Economic development",
}
# Some descriptions are a page of the debate.
_LONGEST_NAME = 200


@dataclass
class _RollCall:
    """What the rows of a roll call tell; `about` is of its own row, else of the first row of its votes."""

    about: Mapping[str, Any] = field(default_factory=dict)
    date: DateRange | None = None
    issues: list[str] = field(default_factory=list)
    beside: list[Row] = field(default_factory=list)
    first: Evidence | None = None
    votes: dict[str, tuple[Vote, int]] = field(default_factory=dict)


def _records(file: str, rows: Iterable[Row], reject: Reject) -> Iterator[RollCallRecord]:
    roll_calls: dict[str, _RollCall] = {}

    def enter(row: Row) -> None:
        number = row.values["rcid"]
        if not number.isdecimal():
            raise Unmapped(f"{number!r} is no number of a roll call")
        roll_call = roll_calls.setdefault(number, _RollCall())
        if _OF_VOTES & row.values.keys():
            _enter_vote(roll_call, row)
        else:
            _enter_beside(roll_call, row)

    for _ in read_rows(enter, rows, reject):
        pass
    for number, roll_call in roll_calls.items():
        if roll_call.votes:
            yield _record(file, number, roll_call)
        for row in () if roll_call.votes else roll_call.beside:
            reject(row, f"tells of roll call {number}, of which no vote is given")


def _enter_beside(roll_call: _RollCall, row: Row) -> None:
    """Enter what a row of the other two tables tells of a roll call."""
    if "issue" in row.values:
        roll_call.issues.append(row.values["issue"])
    elif roll_call.about:
        raise Unmapped(f"roll call {row.values['rcid']} is told of already")
    else:
        roll_call.date = _date(row.values)
        roll_call.about = row.values
    roll_call.beside.append(row)


def _enter_vote(roll_call: _RollCall, row: Row) -> None:
    cast = row.values["vote"]
    if cast == _NOT_A_MEMBER:
        return
    if cast not in _VOTES:
        raise Unmapped(f"{cast!r} is no vote")
    when = roll_call.date or _date(row.values)
    state = _state(row.values, when)
    if state in roll_call.votes:
        raise Unmapped(f"{state} has voted already, on line {roll_call.votes[state][1]}")
    roll_call.date = when
    roll_call.about = roll_call.about or row.values
    roll_call.first = roll_call.first or row.evidence()
    roll_call.votes[state] = (_VOTES[cast], row.line)


def _state(values: Mapping[str, Any], when: DateRange) -> str:
    """The state that voted: by the number of the Correlates of War, or by the two letters of ISO 3166.

    Where there are no letters, R writes NA, as it does for Namibia: the name decides.
    """
    if "ccode" in values:
        found = _on(System.COW, values["ccode"], when)
    elif values["country_code"] not in _MISSING:
        found = _on(System.ISO_ALPHA_2, values["country_code"], when)
    else:
        named = state_named(values["country"])
        # Of the day too: "Federal Republic of Germany" is West Germany until 1990.
        found = named and (_on(System.ISO_ALPHA_3, named, when) or named)
    if found is None:
        told = ", ".join(values[column] for column in ("ccode", "country_code", "country") if column in values)
        raise Unmapped(f"no state on {when.end}: {told}")
    return found


def _on(system: System, code: str, when: DateRange) -> str | None:
    return state_by(system, code, when.end) or state_by(system, code, when.start)


def _date(values: Mapping[str, Any]) -> DateRange:
    told, year = values.get("date", ""), values.get("year", "")
    if told not in _MISSING:
        return periods.day(_day(told))
    if year not in _MISSING:
        return periods.year(date(int(year), 1, 1))
    raise Unmapped(f"nothing tells the day of roll call {values['rcid']}: the table of roll calls does")


def _day(told: str) -> date:
    """A day as `unvotes` writes it ("1973-12-06"), or Voeten ("12/6/1973")."""
    try:
        return datetime.strptime(told, "%m/%d/%Y" if "/" in told else "%Y-%m-%d").date()
    except ValueError:
        raise Unmapped(f"{told!r} is no day") from None


def _record(file: str, number: str, roll_call: _RollCall) -> RollCallRecord:
    about, beside = roll_call.about, [row.evidence() for row in roll_call.beside]
    if roll_call.date is None or roll_call.first is None:
        raise Unmapped(f"roll call {number} has no votes")
    description, resolution = _told(about, "descr"), _told(about, "unres")
    name = _told(about, "short") or description or resolution or f"roll call {number}"
    votes: dict[Vote, dict[str, int]] = {}
    for state, (vote, line) in sorted(roll_call.votes.items()):
        votes.setdefault(vote, {})[state] = line
    return RollCallRecord(
        id=content_id("roll-call", "UN General Assembly", number),
        document=file,
        confidence=CONFIDENCE,
        evidence=(*beside, roll_call.first),
        rule="list",
        name=shorten(name, _LONGEST_NAME, placeholder=" …"),
        description=description,
        body="UN General Assembly",
        session=int(session) if (session := _told(about, "session") or "").isdecimal() else None,
        resolution=resolution,
        type="amendment" if about.get("amend") == "1" else "paragraph" if about.get("para") == "1" else None,
        important={"1": True, "0": False}.get(about.get("importantvote", "")),
        issues=tuple(dict.fromkeys(roll_call.issues))
        or tuple(issue for column, issue in _ISSUES.items() if about.get(column) == "1"),
        date=roll_call.date,
        votes=votes,
    )


def _told(values: Mapping[str, Any], column: str) -> str | None:
    told = values.get(column, "").strip()
    return None if told in _MISSING else told


UNGA_VOTES = DataSet(
    name="unga-votes",
    title="United Nations General Assembly Voting Data",
    home="https://doi.org/10.7910/DVN/LEJUQZ",
    licence="CC0 1.0",
    citation="Bailey, Strezhnev and Voeten 2017, Estimating Dynamic State Preferences from United Nations Voting Data, "
    "Journal of Conflict Resolution 61(2): 430-456",
    years=(1946, None),
    size=870109,
    published=date(2021, 2, 21),
    rows=part_rows,
    is_one=is_table,
    records=_records,
    parts=by_session,
)
