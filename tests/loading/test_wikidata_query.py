"""Leaders from a query service: what is asked, what becomes of the answers, and how it is asked again."""

import csv
import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dragoman.graph.records import OfficialRecord
from dragoman.loaders.datasets.fetch.query_service import asked
from dragoman.loaders.datasets.fetch.web import Web
from dragoman.loaders.datasets.rows import Row
from dragoman.loaders.datasets.wikidata_leaders import WIKIDATA_LEADERS
from dragoman.loaders.outcome import Unreachable

TODAY = date(2026, 11, 29)
ENTITY = "http://www.wikidata.org/entity/"
HASTY = Web(allow_private_addresses=True, attempts=1)


def results(*found: Mapping[str, str]) -> bytes:
    """An answer in SPARQL 1.1's JSON format."""
    bindings = [{name: {"type": "literal", "value": value} for name, value in one.items()} for one in found]
    return json.dumps({"head": {"vars": []}, "results": {"bindings": bindings}}).encode()


def office(number: int, state: str, iso3: str, label: str) -> dict[str, str]:
    country = {"country": f"{ENTITY}Q{number}", "countryLabel": state, "iso3": iso3}
    return {**country, "position": f"{ENTITY}Q{1000 + number}", "positionLabel": label}


def term(number: int, who: str, start: str, end: str = "", day: str = "11") -> dict[str, str]:
    ended = {"end": f"{end}T00:00:00Z", "endPrecision": day} if end else {}
    held = {"position": f"{ENTITY}Q{1000 + number}", "officeholder": f"{ENTITY}Q9", "officeholderLabel": who}
    return {**held, "start": f"{start}T00:00:00Z", "startPrecision": day, **ended}


OFFICES = [
    office(1, "France", "FRA", "President of France"),
    office(2, "Germany", "DEU", "Federal Chancellor of Germany"),
    *(office(number, "Albania", "ALB", f"Minister {number} of Albania") for number in range(3, 45)),
]
TERMS = {
    "Q1001": [term(1, "Nicolas Sarkozy", "2007-05-16", "2012-05-15"), term(1, "Emmanuel Macron", "2017-05-14")],
    "Q1002": [term(2, "Konrad Adenauer", "1949-01-01", "1963-01-01", "9"), term(2, "Q123", "2001-02-01", day="10")],
}


@pytest.fixture
def service(publishing: Any) -> Any:
    """A query service that knows the offices above and who held them."""

    def answer(query: Mapping[str, list[str]]) -> bytes:
        (text,) = query["query"]
        positions = re.findall(rf"<{ENTITY}(Q\d+)>", text)
        return (
            results(*(one for position in positions for one in TERMS.get(position, [])))
            if positions
            else (results(*OFFICES))
        )

    publishing.answer = answer
    return publishing


@pytest.fixture
def ask(service: Any, tmp_path: Path) -> Callable[..., Path]:
    def once(web: Web = HASTY) -> Path:
        assert WIKIDATA_LEADERS.asked is not None
        return asked("wikidata-leaders", WIKIDATA_LEADERS.asked, f"{service.url}/sparql", tmp_path, TODAY, web)

    return once


def test_offices_are_asked_for_some_at_a_time_and_once_a_day(service: Any, ask: Callable[..., Path]) -> None:
    path = ask()
    assert path.name == "wikidata-leaders-2026-11-29.csv"
    questions = [one.query["query"][0] for one in service.asked]
    asked_for = [set(re.findall(rf"<{ENTITY}(Q\d+)>", question)) for question in questions[1:]]
    assert [len(some) for some in asked_for] == [20, 20, 4]
    assert set.union(*asked_for) == {f"Q{1000 + number}" for number in range(1, 45)}
    assert all("https://" in one.agent for one in service.asked)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["officeholderLabel"], row["iso3"], row["start"], row["end"], row["end_year"]) for row in rows] == [
        ("Nicolas Sarkozy", "FRA", "2007-05-16", "2012-05-15", "2012"),
        ("Emmanuel Macron", "FRA", "2017-05-14", "", ""),
        ("Konrad Adenauer", "DEU", "1949", "1963", "1963"),
        ("Q123", "DEU", "2001-02", "", ""),
    ]
    ask()
    assert len(service.asked) == 4


def test_an_answer_that_breaks_off_is_asked_for_again(service: Any, ask: Callable[..., Path], tmp_path: Path) -> None:
    cut = results(OFFICES[0])[:-20] + b"java.util.concurrent.TimeoutException"
    service.faults["sparql"] = [service.fault(body=cut), service.fault(body=cut)]
    with pytest.raises(Unreachable, match="breaks off"):
        ask()
    assert not list(tmp_path.glob("*.csv"))
    ask(Web(allow_private_addresses=True))
    assert len(list(tmp_path.glob("*.csv"))) == 1


def test_rows_tell_terms_by_the_day_in_the_state_of_their_time(ask: Callable[..., Path]) -> None:
    text = ask().read_text(encoding="utf-8")
    assert WIKIDATA_LEADERS.is_one(text)
    rejected: dict[int, str] = {}

    def reject(row: Row, reason: str) -> None:
        rejected[row.line] = reason

    found = []
    rows = WIKIDATA_LEADERS.rows(text.splitlines(keepends=True))
    for one in WIKIDATA_LEADERS.records("file", rows, reject):
        assert isinstance(one, OfficialRecord)
        assert one.term is not None
        since, until = (when and (str(when.start), when.precision.value) for when in (one.term.since, one.term.until))
        found.append((one.name, one.office, one.state, since, until, one.former))
    assert found == [
        ("Nicolas Sarkozy", "President", "FRA", ("2007-05-16", "day"), ("2012-05-15", "day"), True),
        ("Emmanuel Macron", "President", "FRA", ("2017-05-14", "day"), None, False),
        ("Konrad Adenauer", "Federal Chancellor", "GFR", ("1949-01-01", "year"), ("1963-01-01", "year"), True),
    ]
    assert rejected == {5: "Q123 has no name in English"}
