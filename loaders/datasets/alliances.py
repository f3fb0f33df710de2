"""Alliances and blocs with the terms of their members, since 1945: a list of our own, from public facts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.resources import files

import dragoman.loaders.periods as periods
from dragoman.graph.records import AllianceRecord, DateRange, Membership, Term, content_id
from dragoman.loaders.datasets.dataset import CONFIDENCE, DataSet, Reject, Unmapped, read_rows
from dragoman.loaders.datasets.rows import Row, columns_of, table_rows
from dragoman.loaders.datasets.states import actor_of

_COLUMNS = ("alliance", "type", "member", "from", "to", "treaty")


def _records(file: str, rows: Iterable[Row], reject: Reject) -> Iterator[AllianceRecord]:
    """One alliance for all rows of its name and kind."""
    alliances: dict[tuple[str, str], list[tuple[Row, Membership]]] = defaultdict(list)
    for row, membership in read_rows(_membership, rows, reject):
        alliances[row.values["alliance"], row.values["type"]].append((row, membership))
    for (name, kind), told in alliances.items():
        terms = tuple(one for _, one in told)
        id = content_id("alliance", name, kind)
        yield alliance_record(id, file, name, kind, [row for row, _ in told], terms)


def alliance_record(
    id: str, file: str, name: str | None, kind: str | None, rows: Iterable[Row], memberships: tuple[Membership, ...]
) -> AllianceRecord:
    """The record of an alliance that a list tells member by member.

    Args:
        id: of the record.
        file: name of the file.
        name: of the alliance, where it has one.
        kind: its type ("defense pact"), where it is told.
        rows: those that tell of it.
        memberships: every term of every member; where all have one and the same, it is the alliance's.
    """
    members = tuple(actor_of(id) for id in sorted({one.member for one in memberships}))
    terms = {one.term for one in memberships}
    common = terms.pop() if len(terms) == 1 and len(members) == len(memberships) else None
    return AllianceRecord(
        id=id,
        document=file,
        confidence=CONFIDENCE,
        evidence=tuple(row.evidence() for row in rows),
        rule="list",
        members=members,
        name=name,
        type=kind,
        term=common,
        memberships=() if common else memberships,
    )


def _membership(row: Row) -> Membership:
    try:
        term = Term(since=_date(row.values["from"]), until=_date(row.values["to"]))
        return Membership(member=actor_of(row.values["member"]).id, term=term)
    except (KeyError, ValueError) as error:
        raise Unmapped(f"no actor or day: {error}") from error


def _date(told: str) -> DateRange | None:
    return periods.written(told) if told else None


ALLIANCES = DataSet(
    name="alliances",
    title="Alliances and blocs since 1945",
    home="https://github.com/dragoman-graph/dragoman",
    licence="Apache-2.0",
    citation="dragoman, Alliances and blocs since 1945, a list from public facts",
    years=(1945, None),
    size=1498,
    published=date(2026, 11, 29),
    rows=table_rows,
    is_one=lambda text: tuple(columns_of(text)) == _COLUMNS,
    records=_records,
    file=str(files(__package__) / "alliances.csv"),
)
