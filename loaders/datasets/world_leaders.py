"""Heads of state and of government on a day, as a daily snapshot of Wikipedia and Wikidata has them."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

import dragoman.loaders.periods as periods
from dragoman.graph.records import FactRecord, OfficialRecord
from dragoman.loaders.datasets.dataset import DataSet, Reject, Unmapped, by_row
from dragoman.loaders.datasets.people import holder, occupancy
from dragoman.loaders.datasets.rows import Row, object_rows
from dragoman.loaders.datasets.states import System, state_by

# Bodies have codes of the list's own.
_BODIES = {"EU": "EU", "AU_AF": "AU"}


def _records(file: str, rows: Iterable[Row], reject: Reject) -> Iterator[FactRecord]:
    """The holders of a country's offices; each is told by the object of his office."""
    for country in rows:
        code = str(country.values["country"]["iso_code"])
        state = _BODIES.get(code) or state_by(System.ISO_ALPHA_2, code)
        if state is None:
            reject(country, f"no state has the ISO code {code}")
            continue
        yield from by_row(partial(_told, state=state))(file, _offices(country), reject)


def _offices(country: Row) -> Iterator[Row]:
    for inner in object_rows([country.text], "current_holder"):
        line = country.line + inner.line - 1
        yield Row(line, country.start + inner.start, inner.text, inner.values)


def _told(file: str, row: Row, state: str) -> Iterator[OfficialRecord]:
    person = row.values["current_holder"]
    if person is None:
        return
    if not person["name_en"]:
        raise Unmapped("nobody is named")
    since = date.fromisoformat(person["since"]) if person["since"] else None
    actor = holder(state, person["name_en"], since, None)
    yield occupancy(file, row, actor, row.values["title_en"], periods.day(since) if since else None, None)


WORLD_LEADERS = DataSet(
    name="world-leaders",
    title="World leaders, snapshot of 22 August 2026",
    home="https://github.com/open-data-archive/world-leaders-current",
    licence="CC BY-SA 4.0",
    citation="Open Data Archive 2026, World leaders, from Wikipedia and Wikidata",
    years=(1967, None),
    size=62,
    published=date(2026, 8, 22),
    rows=lambda lines: object_rows(lines, "positions"),
    is_one=lambda text: '"countries"' in text[:2000] and '"current_holder"' in text,
    records=_records,
)
