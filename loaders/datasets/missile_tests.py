"""Missile tests of North Korea since 1984 (James Martin Center for Nonproliferation Studies), one object a missile."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

import dragoman.loaders.periods as periods
from dragoman.graph.records import DateRange, EventRecord, Place, content_id
from dragoman.graph.vocabulary import EventType
from dragoman.loaders.datasets.dataset import CONFIDENCE, DataSet, Reject, Unmapped, read_rows
from dragoman.loaders.datasets.rows import Row, object_rows
from dragoman.loaders.datasets.states import actor_of

_UNKNOWN = frozenset({"unknown", "na", ""})


def _records(file: str, rows: Iterable[Row], reject: Reject) -> Iterator[EventRecord]:
    """One launch for all missiles fired on a day from one place, as news speak of it."""
    fired: dict[tuple[str, DateRange, str], list[Row]] = defaultdict(list)
    for row, launch in read_rows(_fired, rows, reject):
        fired[launch].append(row)
    for (day, when, facility), missiles in fired.items():
        yield _launch(file, day, when, facility, missiles)


def _fired(row: Row) -> tuple[str, DateRange, str]:
    """When and where a missile was fired: the day as the list writes it and as it is meant, and the facility."""
    day, facility = str(row.values["date"]), str(row.values["facility"])
    when = _date(day)
    if when is None:
        raise Unmapped(f"{row.values['date']!r} is no date")
    return day, when, facility


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
