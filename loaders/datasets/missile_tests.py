"""Missile tests of North Korea since 1984 (James Martin Center for Nonproliferation Studies), one object a missile."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

import dragoman.loaders.periods as periods
from dragoman.graph.records import DateRange, EventRecord, Place, content_id
from dragoman.graph.vocabulary import EventType
from dragoman.loaders.datasets.dataset import CONFIDENCE, DataSet, Reject
from dragoman.loaders.datasets.rows import Row, object_rows
from dragoman.loaders.datasets.states import actor_of

_UNKNOWN = frozenset({"unknown", "na", ""})


def _records(file: str, rows: Iterable[Row], reject: Reject) -> Iterator[EventRecord]:
    """One launch for all missiles fired on a day from one place, as news speak of it."""
    fired: dict[tuple[str, DateRange, str], list[Row]] = defaultdict(list)
    for row in rows:
        day = str(row.values["date"])
        when = _date(day)
        if when is None:
            reject(row, f"{row.values['date']!r} is no date")
        else:
            fired[day, when, str(row.values["facility"])].append(row)
    for (day, when, facility), missiles in fired.items():
        yield _launch(file, day, when, facility, missiles)


def _launch(file: str, day: str, when: DateRange, facility: str, fired: list[Row]) -> EventRecord:
    missiles = ", ".join(sorted({str(row.values["missile"]) for row in fired} - _UNKNOWN)) or "missile"
    count = f"{len(fired)} missiles ({missiles})" if len(fired) > 1 else f"a missile ({missiles})"
    return EventRecord(
        id=content_id("event", "missile test", day, facility),
        document=file,
        confidence=CONFIDENCE,
        evidence=tuple(row.evidence() for row in fired),
        rule="list",
        name=f"launch of {count} by North Korea",
        type=EventType.MOBILIZE,
        mode="launch",
        initiators=(actor_of("PRK"),),
        date=when,
        place=None if facility in _UNKNOWN else Place(name=facility.replace("-", " ").title(), country="PRK"),
    )


def _date(told: str) -> DateRange | None:
    """A day, or where the list knows no better the month."""
    parts = told.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) not in (2, 3):
        return None
    first = periods.calendar_day(int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) == 3 else 1)
    if first is None:
        return None
    return periods.day(first) if len(parts) == 3 else periods.month(first)


MISSILE_TESTS = DataSet(
    name="cns-missile-tests",
    title="The CNS North Korea Missile Test Database",
    home="https://www.nti.org/analysis/articles/cns-north-korea-missile-test-database/",
    licence="Apache-2.0 (the JSON edition of nagix/nk-missile-tests)",
    citation="James Martin Center for Nonproliferation Studies, The CNS North Korea Missile Test Database",
    years=(1984, None),
    size=339,
    published=date(2026, 4, 30),
    rows=lambda lines: object_rows(lines, "missile"),
    is_one=lambda text: '"timeBins"' in text[:1000] and '"missile"' in text,
    records=_records,
)
