"""Who held an office on a day: by the terms that texts tell, by the days of documents, by who acts for whom."""

from pathlib import Path
from typing import Any

import pytest

from dragoman.graph.records import Actor, DateRange, OfficialRecord, Term
from dragoman.graph.vocabulary import ActorKind, Precision
from dragoman.loaders.documents.sources import find_sources
from dragoman.loaders.loading import load_all, read_all

KOREA = Actor(id="KOR", name="South Korea", kind=ActorKind.STATE, state="KOR")
REPORTS = Path(__file__).parents[1] / "actors" / "south_korea"


def day(text: str, precision: Precision = Precision.DAY) -> DateRange:
    last = {Precision.DAY: text, Precision.YEAR: f"{text[:4]}-12-31"}[precision]
    return DateRange.model_validate({"start": text, "end": last, "precision": precision})


def says(telling: Any, name: str, office: str = "president", **fields: Any) -> None:
    """One more sentence of a document: that somebody is (`acting`, `former`, with a `term`) in an office."""
    slug = name.lower().replace(" ", "-")
    person = Actor(id=f"official:kor:{slug}", name=name, kind=ActorKind.OFFICIAL, state="KOR")
    id = f"official:{slug}-{telling.name}-{len(telling.facts)}"
    sentence = f"{name} is {office}, says {telling.name} ({len(telling.facts)})."
    telling.tell(OfficialRecord, id, sentence, name=name, office=office, state="KOR", actor=person, **fields)


def president(graph: Any, on: str) -> list[str]:
    rows = graph.ask("officials", state="KOR", on=on).rows
    return [row["name"] for row in rows if row["office"].lower() in {"president", "acting president"}]


@pytest.fixture
def newspapers(graph: Any) -> Any:
    """Three days' papers, none of which tells a term."""
    for published, people in (
        ("2024-12-02", [("Yoon Suk Yeol", {})]),
        ("2024-12-18", [("Yoon Suk Yeol", {}), ("Han Duck-soo", {"acting": True})]),
        (
            "2025-01-02",
            [("Yoon Suk Yeol", {}), ("Han Duck-soo", {"acting": True}), ("Choi Sang-mok", {"acting": True})],
        ),
        ("2025-01-13", [("Yoon Suk Yeol", {}), ("Choi Sang-mok", {"acting": True})]),
    ):
        paper = graph.telling(f"paper-{published}.txt", published)
        for name, fields in people:
            says(paper, name, "acting president" if fields else "president", **fields)
        graph.load(paper)
    return graph


@pytest.fixture
def history(graph: Any) -> Any:
    """One late document that tells every term."""
    book = graph.telling("history.txt", "2025-03-01")
    says(book, "Yoon Suk Yeol", term=Term(since=day("2022-05-10")))
    acting = {"office": "acting president", "acting": True}
    says(book, "Han Duck-soo", **acting, term=Term(since=day("2024-12-14"), until=day("2024-12-27")))
    says(book, "Choi Sang-mok", **acting, term=Term(since=day("2024-12-27")))
    graph.load(book)
    return graph


HOLDERS = [("2024-12-03", "Yoon Suk Yeol"), ("2024-12-20", "Han Duck-soo"), ("2025-01-14", "Choi Sang-mok")]


@pytest.fixture
def reports(graph: Any) -> Any:
    """Four reports as a newspaper would have them, read and loaded as by `dragoman load`."""
    report = load_all(read_all(find_sources([str(REPORTS)]), None), graph.store, 1, lambda _: None)
    assert not report.failed
    return graph


@pytest.mark.parametrize("source", ["newspapers", "history", "reports"])
def test_who_spoke_for_south_korea(request: pytest.FixtureRequest, source: str) -> None:
    graph = request.getfixturevalue(source)
    assert [(on, president(graph, on)) for on, _ in HOLDERS] == [(on, [name]) for on, name in HOLDERS]
    assert (
        graph.ask("officials", state="KOR", as_of="2024-12-20").rows
        == graph.ask("officials", state="KOR", on="2024-12-20").rows
    )


def test_a_statement_is_made_in_the_office_of_its_day(reports: Any) -> None:
    said = reports.rows("statements", "speaker", "office", state="KOR", since="2024-12-15")
    assert set(said) >= {("Han Duck-soo", "acting president"), ("Choi Sang-mok", "acting president")}


def test_a_former_minister_held_the_ministers_office(reports: Any) -> None:
    held = {
        on: [
            row["from"] or row["to"]
            for row in reports.ask("officials", state="KOR", on=on).rows
            if "Defence" in row["office"]
        ]
        for on in ("2024-12-04", "2024-12-20")
    }
    assert held == {"2024-12-04": ["2024-12-05"], "2024-12-20": []}


def test_the_term_is_told_beside_the_office(history: Any) -> None:
    (han,) = history.ask("officials", state="KOR", on="2024-12-20").rows
    assert (han["office"], han["from"], han["to"]) == ("acting president", "2024-12-14", "2024-12-27")
    assert [piece["sentence"] for piece in han["evidence"]] == [
        "Han Duck-soo is acting president, says history.txt (1)."
    ]


def test_a_new_president_ends_the_acting_ones_time(newspapers: Any) -> None:
    paper = newspapers.telling("paper-june.txt", "2025-06-10")
    says(paper, "Lee Jae-myung", term=Term(since=day("2025-06-04")))
    says(paper, "Yoon Suk Yeol", former=True)
    newspapers.load(paper)
    assert president(newspapers, "2025-06-03") == ["Choi Sang-mok"]
    assert president(newspapers, "2025-06-05") == ["Lee Jae-myung"]
    assert president(newspapers, "2025-07-01") == ["Lee Jae-myung"]


def test_a_term_with_an_end_stands_beside_the_acting_holder(history: Any) -> None:
    verdict = history.telling("verdict.txt", "2025-04-05")
    says(verdict, "Yoon Suk Yeol", former=True, term=Term(since=day("2022-05-10"), until=day("2025-04-04")))
    history.load(verdict)
    assert president(history, "2024-12-20") == ["Han Duck-soo", "Yoon Suk Yeol"]
    assert president(history, "2025-05-01") == ["Choi Sang-mok"]


def test_a_year_reaches_from_its_first_day_to_its_last(graph: Any) -> None:
    book = graph.telling("book.txt", "2020-01-01")
    years = Term(since=day("2013-01-01", Precision.YEAR), until=day("2017-01-01", Precision.YEAR))
    says(book, "Park Geun-hye", former=True, term=years)
    graph.load(book)
    held = {on: president(graph, on) for on in ("2012-12-31", "2013-01-01", "2017-12-31", "2018-01-01")}
    assert [on for on, names in held.items() if names] == ["2013-01-01", "2017-12-31"]


def test_a_person_can_come_back(graph: Any) -> None:
    old, new = graph.telling("old.txt", "2021-02-01"), graph.telling("new.txt", "2025-02-01")
    says(old, "Kim One", term=Term(since=day("2017-01-20"), until=day("2021-01-20")))
    says(old, "Kim Two", term=Term(since=day("2021-01-20")))
    says(new, "Kim One", term=Term(since=day("2025-01-20")))
    says(new, "Kim Two", former=True)
    graph.load(old, new)
    assert [president(graph, on) for on in ("2019-01-01", "2023-01-01", "2025-03-01")] == [
        ["Kim One"],
        ["Kim Two"],
        ["Kim One"],
    ]


def test_an_office_for_many_has_many_holders(graph: Any) -> None:
    paper = graph.telling("paper.txt", "2025-01-01")
    for name in ("Lee Ann", "Lee Ben"):
        says(paper, name, "deputy foreign minister")
    says(paper, "Lee Cal", "minister of defense")
    later = graph.telling("later.txt", "2025-02-01")
    says(later, "Lee Dan", "minister of defense")
    graph.load(paper, later)
    assert graph.rows("officials", "name", state="KOR", on="2025-03-01") == [("Lee Ann",), ("Lee Ben",), ("Lee Dan",)]


def test_what_was_not_known_by_then_gives_no_holder(newspapers: Any, history: Any) -> None:
    # Both fixtures fill the same graph: the papers first, then the book.
    told = newspapers.ask("evidence", id="official:kor:choi-sang-mok").rows
    before = max(row["loaded_at"] for row in told if row["document"].startswith("paper"))
    assert newspapers.rows("officials", "from", state="KOR", on="2025-01-14") == [("2024-12-27",)]
    assert newspapers.rows("officials", "from", state="KOR", on="2025-01-14", known_at=before) == [(None,)]
