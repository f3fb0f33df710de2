"""Alliances and blocs with the terms of their members, since 1945: a list of our own, from public facts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.resources import files

import dragoman.loaders.periods as periods
from dragoman.graph.records import AllianceRecord, DateRange, Membership, Term, content_id
from dragoman.loaders.datasets.dataset import CONFIDENCE, DataSet, Reject
from dragoman.loaders.datasets.rows import Row, columns_of, table_rows
from dragoman.loaders.datasets.states import actor_of

_COLUMNS = ("alliance", "type", "member", "from", "to", "treaty")


def _records(file: str, rows: Iterable[Row], reject: Reject) -> Iterator[AllianceRecord]:
    """One alliance for all rows of its name and kind."""
    alliances: dict[tuple[str, str], list[tuple[Row, Membership]]] = defaultdict(list)
    for row in rows:
        try:
            membership = Membership(member=actor_of(row.values["member"]).id, term=_term(row))
        except (KeyError, ValueError) as error:
            reject(row, f"no actor or day: {error}")
        else:
            alliances[row.values["alliance"], row.values["type"]].append((row, membership))
    for (name, kind), told in alliances.items():
        yield _alliance(file, name, kind, [row for row, _ in told], tuple(one for _, one in told))


def _alliance(file: str, name: str, kind: str, rows: list[Row], memberships: tuple[Membership, ...]) -> AllianceRecord:
    members = tuple(actor_of(id) for id in sorted({one.member for one in memberships}))
    terms = {one.term for one in memberships}
    common = terms.pop() if len(terms) == 1 and len(members) == len(memberships) else None
    return AllianceRecord(
        id=content_id("alliance", name, kind),
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


def _term(row: Row) -> Term:
    return Term(since=_date(row.values["from"]), until=_date(row.values["to"]))


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
