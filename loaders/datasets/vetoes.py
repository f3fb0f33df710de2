"""Vetoes in the UN Security Council since 1946 (World Politics Data Lab)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime

import dragoman.loaders.periods as periods
from dragoman.graph.records import EventRecord, FactRecord, content_id
from dragoman.graph.vocabulary import EventType
from dragoman.loaders.datasets.dataset import CONFIDENCE, DataSet, Reject, Unmapped, by_row
from dragoman.loaders.datasets.rows import Row, has_columns, table_rows
from dragoman.loaders.datasets.states import actor_of

_COLUMNS = frozenset({"date", "draft", "agenda_item", "member_veto1", "member_veto2", "member_veto3"})
# The permanent members by the list's names; the Soviet Union's seat is Russia's.
_MEMBERS = {"China": "CHN", "France": "FRA", "Russia": "RUS", "USSR": "RUS", "UK": "GBR", "USA": "USA"}


def _records(file: str, rows: Iterable[Row], reject: Reject) -> Iterator[FactRecord]:
    # Several drafts fell in one meeting, some of them under one name.
    votes: Counter[tuple[str, ...]] = Counter()

    def told(file: str, row: Row) -> Iterator[EventRecord]:
        vote = tuple(row.values[column] for column in ("draft", "date", "agenda_item"))
        votes[vote] += 1
        return _vetoes(file, row, (*vote, votes[vote]))

    return by_row(told)(file, rows, reject)


def _vetoes(file: str, row: Row, vote: tuple[object, ...]) -> Iterator[EventRecord]:
    """One rejection for each member that vetoed the draft."""
    when = periods.day(datetime.strptime(row.values["date"], "%m/%d/%Y").date())
    for column in ("member_veto1", "member_veto2", "member_veto3"):
        if name := row.values[column]:
            if name not in _MEMBERS:
                raise Unmapped(f"{name} has no veto")
            member = actor_of(_MEMBERS[name])
            yield EventRecord(
                id=content_id("event", "veto", member.id, *vote),
                document=file,
                confidence=CONFIDENCE,
                evidence=(row.evidence(),),
                rule="list",
                name=f"veto of {row.values['draft']} by {member.name}: {row.values['agenda_item']}",
                type=EventType.REJECT,
                mode="veto",
                initiators=(member,),
                recipients=(actor_of("UNSC"),),
                date=when,
            )


VETOES = DataSet(
    name="unsc-vetoes",
    title="Vetoes in the UN Security Council, 1946 to September 2022",
    home="https://github.com/world-politics-datalab/vetoes-un-security-council",
    licence="MIT",
    citation="World Politics Data Lab 2022, Vetoes in the UN Security Council",
    years=(1946, 2022),
    size=214,
    published=date(2022, 9, 30),
    rows=table_rows,
    is_one=has_columns(_COLUMNS),
    records=_records,
)
