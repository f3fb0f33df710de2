"""Storing, storing again, and taking back: what is in the graph is what live documents say."""

from datetime import date
from typing import Any

import pytest
from neo4j import Driver

from dragoman.graph.dump import dump
from dragoman.graph.errors import DragomanError, NotFound
from dragoman.graph.records import (
    Actor,
    AllianceRecord,
    CoincidenceRecord,
    DateRange,
    DocumentRecord,
    DocumentRecords,
    EventRecord,
    Evidence,
    FactRecord,
    OfficialRecord,
    Place,
    ResponseRecord,
    RollCallRecord,
    StatementRecord,
)
from dragoman.graph.store import Store
from dragoman.graph.vocabulary import ActorKind, EventType, Precision, Stance, Vote

KOREA = Actor(id="KOR", name="South Korea", kind=ActorKind.STATE, state="KOR", aliases=("Seoul", "ROK"))
NORTH = Actor(id="PRK", name="North Korea", kind=ActorKind.STATE, state="PRK", aliases=("Pyongyang",))
CHINA = Actor(id="CHN", name="China", kind=ActorKind.STATE, state="CHN", aliases=("Beijing",))


def choi(name: str) -> Actor:
    return Actor(id="official:kor:choi-sang-mok", name=name, kind=ActorKind.OFFICIAL, state="KOR")


def day(number: int) -> DateRange:
    return DateRange(start=date(2025, 1, number), end=date(2025, 1, number), precision=Precision.DAY)


def document(
    name: str, *facts: FactRecord, actors: tuple[Actor, ...] = (KOREA,), publisher: str | None = None
) -> DocumentRecords:
    head = DocumentRecord(
        id=f"document:{name}",
        document=f"{name}.txt",
        title=f"Report {name}",
        published=date(2025, 1, 15),
        publisher=publisher,
        sha256=name,
        text=f"North Korea fired missiles. Seoul condemned it, as {name} and {publisher} say.",
        confidence=1,
        evidence=(),
    )
    return DocumentRecords(document=head, facts=facts, actors=actors)


def common(name: str, confidence: float = 0.8) -> dict[str, Any]:
    sentence = Evidence(sentence="North Korea fired missiles.", start=0, end=27)
    return {"document": f"{name}.txt", "confidence": confidence, "evidence": (sentence,), "rule": "test"}


def launch(name: str) -> EventRecord:
    return EventRecord(
        id="event:launch",
        name="missile launch by North Korea",
        type=EventType.MOBILIZE,
        initiators=(NORTH,),
        date=day(14),
        place=Place(name="Jagang Province", country="PRK", latitude=40.9, longitude=126.6),
        **common(name),
    )


def story(
    name: str, speaker: str = "Choi Sang-mok", publisher: str | None = None, office: str = "Acting President"
) -> DocumentRecords:
    """A launch, its condemnation by a named official of South Korea, and what else a report may hold."""
    person = choi(speaker)
    condemnation = EventRecord(
        id="event:condemnation",
        name="condemnation of North Korea by South Korea",
        type=EventType.ACCUSE,
        initiators=(person,),
        recipients=(NORTH,),
        date=day(15),
        **common(name),
    )
    return document(
        name,
        launch(name),
        condemnation,
        OfficialRecord(
            id=f"official:choi-{office}",
            name=speaker,
            office=office,
            state="KOR",
            actor=person,
            acting=True,
            **common(name),
        ),
        StatementRecord(
            id="statement:violation",
            speaker=person,
            text="the launches violate resolutions",
            quoted=False,
            stance=Stance.CONDEMNED,
            about=("event:launch",),
            date=day(15),
            **common(name),
        ),
        ResponseRecord(
            id="response:condemnation",
            actor=KOREA,
            speaker=person,
            stance=Stance.CONDEMNED,
            event="event:launch",
            reaction="event:condemnation",
            date=day(15),
            **common(name),
        ),
        AllianceRecord(id="alliance:north-china", members=(NORTH, CHINA), **common(name)),
        CoincidenceRecord(id="coincidence:both", events=("event:launch", "event:condemnation"), days=1, **common(name)),
        RollCallRecord(
            id="roll-call:1",
            name="launches by North Korea",
            body="UN General Assembly",
            date=day(16),
            votes={Vote.YES: {"KOR": 2}, Vote.NO: {"PRK": 3}},
            **common(name),
        ),
        publisher=publisher,
    )


@pytest.fixture
def store(empty_graph: Driver) -> Store:
    return Store(empty_graph, "neo4j")


def graph(driver: Driver) -> list[str]:
    """All that is live in the graph."""
    return list(dump(driver, "neo4j"))


def ask(driver: Driver, cypher: str) -> list[dict[str, Any]]:
    with driver.session() as session:
        return session.run(cypher).data()  # type: ignore[arg-type]


def test_a_story_is_read_in_the_graph_as_people_say_it(store: Store, empty_graph: Driver) -> None:
    store.load([story("a")], "test-1")
    edges = {
        (row["who"], row["how"], row["what"])
        for row in ask(
            empty_graph,
            "MATCH (a)-[r]->(b) WHERE NOT type(r) IN ['REPORTED_IN', 'NAMED_IN'] "
            "RETURN coalesce(a.name, a.text, a.id) AS who, type(r) AS how, coalesce(b.name, b.text, b.id) AS what",
        )
    }
    launches = "missile launch by North Korea"
    assert edges >= {
        ("North Korea", "INITIATED", launches),
        (launches, "OCCURRED_IN", "Jagang Province"),
        ("South Korea", "CONDEMNED", launches),
        ("Choi Sang-mok", "CONDEMNED", launches),
        ("South Korea", "INITIATED", "condemnation of North Korea by South Korea"),
        ("condemnation of North Korea by South Korea", "TARGETED", "North Korea"),
        ("condemnation of North Korea by South Korea", "RESPONDS_TO", launches),
        ("Choi Sang-mok", "HELD", "Acting President"),
        ("Acting President", "OF", "South Korea"),
        ("Choi Sang-mok", "MADE", "the launches violate resolutions"),
        ("the launches violate resolutions", "ABOUT", launches),
        ("China", "ALLIED_WITH", "North Korea"),
        ("South Korea", "VOTED", "launches by North Korea"),
        ("North Korea", "VOTED", "launches by North Korea"),
    }
    assert ask(empty_graph, "MATCH ()-[r:RESPONDS_TO]->() RETURN r.lag_days AS days") == [{"days": 1}]
    assert ask(empty_graph, "MATCH ()-[r:COINCIDES_WITH]->() RETURN r.days AS days") == [{"days": 1}]


def test_loading_twice_changes_nothing_and_says_so(store: Store, empty_graph: Driver) -> None:
    first = store.load([story("a")], "test-1")
    before = graph(empty_graph)
    again = store.load([story("a")], "test-1")
    assert (first.loaded, first.unchanged) == (1, 0)
    assert (again.loaded, again.unchanged, sum(again.facts.values())) == (0, 1, 0)
    assert graph(empty_graph) == before


def test_a_newer_extractor_replaces_what_the_older_one_found(store: Store, empty_graph: Driver) -> None:
    store.load([story("a")], "test-1")
    summary = store.load([document("a", launch("a"), actors=())], "test-2")
    assert (summary.loaded, summary.replaced) == (0, 1)
    assert ask(empty_graph, "MATCH (f:Fact) RETURN collect(f.id) AS ids") == [{"ids": ["event:launch"]}]


def test_a_page_that_shows_its_corrected_text_again_has_it(store: Store, empty_graph: Driver) -> None:
    store.load([story("a")], "test-1")
    before = graph(empty_graph)
    store.load([story("b")], "test-1", corrects=["document:a"])
    back = store.load([story("a")], "test-1", outdated=["document:b"])
    assert (back.loaded, back.outdated, back.corrected) == (1, 1, 0)
    assert graph(empty_graph) == before


def test_the_order_of_loading_does_not_show(store: Store, empty_graph: Driver) -> None:
    stories = [
        story("a"),
        story("b", "Choi Sang Mok", office="acting president"),
        document("c", launch("c"), actors=()),
    ]
    store.load(stories, "test-1")
    together = graph(empty_graph)
    for records in stories:
        store.retract(records.document.id)
    for records in reversed(stories):
        store.load([records], "test-1")
    assert graph(empty_graph) == together


@pytest.mark.parametrize("gone", ["a", "b", "c"])
def test_retraction_leaves_the_graph_as_if_the_document_had_never_come(
    store: Store, empty_graph: Driver, gone: str
) -> None:
    stories = {
        "a": story("a"),
        "b": story("b", "Choi Sang Mok", "Yonhap", "acting president"),
        "c": document("c", launch("c"), actors=()),
    }
    store.load([records for name, records in stories.items() if name != gone], "test-1")
    without = graph(empty_graph)
    store.load([stories[gone]], "test-1")
    assert graph(empty_graph) != without
    store.retract(f"{gone}.txt")
    assert graph(empty_graph) == without


def test_the_last_retraction_leaves_nothing(store: Store, empty_graph: Driver) -> None:
    store.load([story("a")], "test-1")
    store.retract("Report a")
    assert len(graph(empty_graph)) == 2


def test_several_publishers_count_as_several_sources(store: Store, empty_graph: Driver) -> None:
    store.load([story("a", publisher="Yonhap"), story("b", publisher="Yonhap"), story("c", publisher="NHK")], "test-1")
    sources = ask(empty_graph, "MATCH (:State)-[r:CONDEMNED]->() RETURN r.sources AS sources")
    assert sources == [{"sources": 2}]


def test_retracting_an_unknown_document_says_so(store: Store) -> None:
    with pytest.raises(NotFound, match=r"nobody\.txt"):
        store.retract("nobody.txt")


def test_records_that_point_at_nothing_are_refused_before_anything_is_written(
    store: Store, empty_graph: Driver
) -> None:
    whole = story("a")
    dangling = DocumentRecords(
        document=whole.document, facts=tuple(f for f in whole.facts if f.id != "event:launch"), actors=whole.actors
    )
    with pytest.raises(DragomanError, match="event:launch"):
        store.load([story("b"), dangling], "test-1")
    assert len(graph(empty_graph)) == 2
