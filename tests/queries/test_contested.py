"""What sources disagree on: both sides, with what each says and its sources."""

from typing import Any

import pytest

from dragoman.graph.records import Actor, AllianceRecord, DateRange, EventRecord, OfficialRecord, ResponseRecord, Term
from dragoman.graph.vocabulary import ActorKind, EventType, Modality, Precision, Stance

RUSSIA, CHINA, UKRAINE = (
    Actor(id=id, name=name, kind=ActorKind.STATE, state=id)
    for id, name in (("RUS", "Russia"), ("CHN", "China"), ("UKR", "Ukraine"))
)
SIDES = ("subject", "about", "side", "says")


def day(text: str, precision: Precision = Precision.DAY) -> DateRange:
    last = {Precision.DAY: text, Precision.YEAR: f"{text[:4]}-12-31"}[precision]
    return DateRange.model_validate({"start": text, "end": last, "precision": precision})


def strike(telling: Any, sentence: str, **fields: Any) -> str:
    id = f"event:strike-{telling.name}"
    told = {"name": "strike on Ukraine by Russia", "type": EventType.ASSAULT, "date": day("2024-03-01")} | fields
    telling.tell(EventRecord, id, sentence, initiators=(RUSSIA,), recipients=(UKRAINE,), **told)
    return id


def answers(telling: Any, event: str, actor: Actor, stance: Stance) -> None:
    id = f"response:{actor.id}-{stance}-{telling.name}"
    sentence = f"{actor.name} {stance} the strike, says {telling.name}."
    telling.tell(ResponseRecord, id, sentence, actor=actor, stance=stance, event=event)


def holds(telling: Any, name: str, term: Term, office: str = "president") -> None:
    slug = name.lower().replace(" ", "-")
    person = Actor(id=f"official:rus:{slug}", name=name, kind=ActorKind.OFFICIAL, state="RUS")
    told = {"name": name, "office": office, "state": "RUS", "actor": person, "term": term}
    telling.tell(OfficialRecord, f"official:{slug}-{telling.name}", f"{name} is {office} ({telling.name}).", **told)


@pytest.fixture
def papers(graph: Any) -> tuple[Any, Any]:
    return graph.telling("kyiv.txt", "2024-03-02"), graph.telling("moscow.txt", "2024-03-03")


def test_it_happened_and_it_did_not(graph: Any, papers: tuple[Any, Any]) -> None:
    kyiv, moscow = papers
    strike(kyiv, "Russia struck Kharkiv in Ukraine with missiles on March 1.")
    strike(moscow, "Russia struck no Kharkiv in Ukraine with missiles on March 1.", modality=Modality.NEGATED)
    graph.load(kyiv, moscow)
    rows = graph.ask("contested").rows
    assert [tuple(row[column] for column in SIDES) for row in rows] == [
        ("occurrence", "strike on Ukraine by Russia", 1, "it happened"),
        ("occurrence", "strike on Ukraine by Russia", 2, "it did not happen"),
    ]
    assert [[piece["document"] for piece in row["evidence"]] for row in rows] == [["kyiv.txt"], ["moscow.txt"]]
    assert len({row["contested_id"] for row in rows}) == 1


def test_a_denial_is_a_side(graph: Any, papers: tuple[Any, Any]) -> None:
    for paper in papers:
        event = strike(paper, "Russia struck Kharkiv in Ukraine with missiles on March 1.")
    answers(papers[1], event, RUSSIA, Stance.DENIED)
    graph.load(*papers)
    assert graph.rows("contested", *SIDES, "sources", "documents", event=event) == [
        ("denial", "strike on Ukraine by Russia", 1, "it is reported", 2, 2),
        ("denial", "strike on Ukraine by Russia", 2, "Russia denies it", 1, 1),
    ]


def test_stances_that_exclude_each_other(graph: Any, papers: tuple[Any, Any]) -> None:
    for paper, stance in zip(papers, (Stance.CONDEMNED, Stance.SUPPORTED), strict=True):
        event = strike(paper, "Russia struck Kharkiv in Ukraine with missiles on March 1.")
        answers(paper, event, CHINA, stance)
        answers(paper, event, UKRAINE, Stance.CONDEMNED)
    graph.load(*papers)
    expected = [
        ("stance", "strike on Ukraine by Russia", 1, "China CONDEMNED it"),
        ("stance", "strike on Ukraine by Russia", 2, "China SUPPORTED it"),
    ]
    assert graph.rows("contested", *SIDES) == expected
    assert graph.rows("contested", *SIDES, actor="China", since="2024-01-01") == expected
    assert graph.rows("contested", *SIDES, actor="Ukraine") == []
    assert graph.rows("contested", *SIDES, until="2023-12-31") == []


@pytest.mark.parametrize(
    ("one", "two", "contested"),
    [
        ((Term(since=day("2000-05-07"), until=day("2008-05-07"))), (Term(since=day("2008-05-07"))), False),
        ((Term(since=day("2000-05-07"), until=day("2008-05-07"))), (Term(since=day("2006-01-01"))), True),
        (Term(until=day("2008-01-01", Precision.YEAR)), Term(since=day("2008-01-01", Precision.YEAR)), False),
    ],
)
def test_two_in_an_office_for_one(graph: Any, papers: tuple[Any, Any], one: Term, two: Term, contested: bool) -> None:
    holds(papers[0], "Ivan One", one)
    holds(papers[1], "Ivan Two", two)
    graph.load(*papers)
    assert [row["subject"] for row in graph.ask("contested", state="RUS").rows] == ["holder"] * 2 * contested


@pytest.mark.parametrize(
    ("since", "other", "contested"),
    [
        (day("2012-05-07"), day("2012-01-01", Precision.YEAR), False),
        (day("2012-05-07"), day("2014-01-01", Precision.YEAR), True),
    ],
)
def test_two_terms_of_one_person(
    graph: Any, papers: tuple[Any, Any], since: DateRange, other: DateRange, contested: bool
) -> None:
    holds(papers[0], "Ivan One", Term(since=since))
    holds(papers[1], "Ivan One", Term(since=other))
    graph.load(*papers)
    told = [
        ("term", "president of Russia", 1, "Ivan One from 2012-05-07"),
        ("term", "president of Russia", 2, "Ivan One from 2014"),
    ]
    assert graph.rows("contested", *SIDES) == (told if contested else [])


@pytest.mark.parametrize("later", [Term(since=day("2012-05-07")), Term(until=day("2012-05-07"))])
def test_an_earlier_and_a_later_term_agree(graph: Any, papers: tuple[Any, Any], later: Term) -> None:
    holds(papers[0], "Ivan One", Term(since=day("2000-05-07"), until=day("2008-05-07")))
    holds(papers[1], "Ivan One", later)
    graph.load(*papers)
    assert graph.ask("contested").rows == []


def test_two_terms_of_an_alliance(graph: Any, papers: tuple[Any, Any]) -> None:
    for paper, year in zip(papers, ("1950-01-01", "1961-01-01"), strict=True):
        pact = {"name": "Treaty of Friendship", "term": Term(since=day(year, Precision.YEAR))}
        paper.tell(AllianceRecord, f"alliance:{year}", f"Allied since {year[:4]}.", members=(RUSSIA, CHINA), **pact)
    graph.load(*papers)
    assert graph.rows("contested", *SIDES, actor="China") == [
        ("term", "Treaty of Friendship", 1, "it held from 1950"),
        ("term", "Treaty of Friendship", 2, "it held from 1961"),
    ]
