"""Who spoke for South Korea on a day, from reports written for this test about December 2024 and January 2025."""

from datetime import date
from pathlib import Path

import pytest

from dragoman.graph.records import DateRange, OfficialRecord
from dragoman.loaders.documents.extract import extract
from dragoman.loaders.documents.read import read
from dragoman.loaders.documents.sources import find_sources
from dragoman.loaders.documents.text import DocumentText

REPORTS = Path(__file__).parent / "south_korea"


@pytest.fixture(scope="module")
def officials() -> list[OfficialRecord]:
    """What the reports say of officials, in the order of their days."""
    outcomes = [outcome for source in find_sources([str(REPORTS)]) for outcome in read(source)]
    documents = [outcome for outcome in outcomes if isinstance(outcome, DocumentText)]
    assert len(documents) == 4
    facts = (fact for document in documents for fact in extract(document).facts)
    return [fact for fact in facts if isinstance(fact, OfficialRecord)]


def lasted(record: OfficialRecord, day: date) -> bool:
    """Whether the term that a record tells includes the day, as far as it tells its ends."""
    term = record.term
    if term is None:
        return False
    began = term.since is None or term.since.end <= day
    return began and (term.until is None or day < term.until.start)


@pytest.mark.parametrize(
    ("day", "name", "acting"),
    [
        (date(2024, 12, 3), "Yoon Suk Yeol", False),
        (date(2024, 12, 20), "Han Duck-soo", True),
        (date(2025, 1, 14), "Choi Sang-mok", True),
    ],
)
def test_who_was_president_on_a_day(officials: list[OfficialRecord], day: date, name: str, acting: bool) -> None:
    korean = [record for record in officials if record.state == "KOR"]
    presidents = [record for record in korean if record.office.lower().endswith("president")]
    dated = [record for record in presidents if record.term and record.term.since and lasted(record, day)]
    over = {record.name for record in presidents if record.term and record.term.until and not lasted(record, day)}
    assert {(record.name, record.acting) for record in dated if record.name not in over} == {(name, acting)}


def shown(when: DateRange | None) -> str:
    """A date as closely as it is known: `2022`, `2022-05`, `2022-05-10`; empty where there is none."""
    return when.start.isoformat()[: {"day": 10, "month": 7, "year": 4}[when.precision]] if when else ""


def told(officials: list[OfficialRecord], name: str, office: str) -> set[tuple[str, str]]:
    """Beginning and end of the terms."""
    terms = [one.term for one in officials if one.name == name and one.office.lower() == office and one.term]
    return {(shown(term.since), shown(term.until)) for term in terms}


@pytest.mark.parametrize(
    ("name", "office", "terms"),
    [
        ("Yoon Suk Yeol", "president", {("2022-05", ""), ("", "2024-12-14")}),
        ("Han Duck-soo", "acting president", {("2024-12-14", ""), ("", "2024-12-27"), ("2024-12-14", "2024-12-27")}),
        ("Han Duck-soo", "prime minister", {("2007", "2008"), ("2022-05", ""), ("", "2024-12-27")}),
        ("Choi Sang-mok", "acting president", {("2024-12-27", "")}),
        ("Choi Sang-mok", "finance minister", {("2023-12", "")}),
        ("Choi Sang-mok", "deputy prime minister", {("2023-12", "")}),
        ("Cho Tae-yul", "foreign minister", {("2024-01", "")}),
        ("Park Geun-hye", "former president", {("2013-02", "2017-03")}),
        ("Kim Yong-hyun", "former defence minister", {("", "2024-12-05")}),
        ("Shigeru Ishiba", "prime minister", {("2024-10-01", "")}),
        ("Bashar al-Assad", "president", {("", "2024-12-08")}),
        ("Antony Blinken", "secretary of state", set()),
    ],
)
def test_terms_from_natural_wordings(
    officials: list[OfficialRecord], name: str, office: str, terms: set[tuple[str, str]]
) -> None:
    assert told(officials, name, office) == terms


def test_each_is_of_the_right_state_and_known_as_former_afterwards(officials: list[OfficialRecord]) -> None:
    states = {record.name: record.state for record in officials}
    assert states["Choi Sang-mok"] == states["Lee Jae-myung"] == "KOR"
    assert (states["Mao Ning"], states["Bashar al-Assad"], states["Joe Biden"]) == ("CHN", "SYR", "USA")
    last = officials[-7:]
    assert {record.name for record in last if record.former} == {"Han Duck-soo", "Yoon Suk Yeol", "Bashar al-Assad"}


def test_acting_holders_are_told_from_others(officials: list[OfficialRecord]) -> None:
    assert {record.name for record in officials if record.acting} == {"Han Duck-soo", "Choi Sang-mok"}
    assert {record.office.lower() for record in officials if record.acting} == {"acting president"}
