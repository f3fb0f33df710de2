"""A small world told by three documents, written record by record, so that each answer is known beforehand."""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from neo4j import Driver

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
    Term,
)
from dragoman.graph.settings import Settings
from dragoman.graph.store import Store
from dragoman.graph.vocabulary import ActorKind, EventType, Modality, Precision, Stance, Vote
from dragoman.queries.answer import Answer
from dragoman.queries.catalogue import Query, load_catalogue
from dragoman.queries.run import run_query


def state(code: str, name: str, *aliases: str) -> Actor:
    return Actor(id=code, name=name, kind=ActorKind.STATE, state=code, aliases=aliases)


def person(name: str, code: str) -> Actor:
    slug = name.lower().replace(" ", "-")
    return Actor(id=f"official:{code.lower()}:{slug}", name=name, kind=ActorKind.OFFICIAL, state=code)


PRK = state("PRK", "North Korea", "DPRK", "Pyongyang", "North Korean")
KOR = state("KOR", "South Korea", "ROK", "Seoul", "South Korean")
JPN = state("JPN", "Japan", "Tokyo", "Japanese")
CHN = state("CHN", "China", "Beijing", "Chinese")
USA = state("USA", "United States", "US", "U.S.", "Washington", "American")
CHOI, HAN, YOON = (person(name, "KOR") for name in ("Choi Sang-mok", "Han Duck-soo", "Yoon Suk Yeol"))
HAYASHI, BLINKEN = person("Yoshimasa Hayashi", "JPN"), person("Antony Blinken", "USA")
MADURO = Actor(id="official:ven:nicolas-maduro", name="Nicolás Maduro", kind=ActorKind.OFFICIAL, state="VEN")
VEN = state("VEN", "Venezuela", "Caracas")
RUS = state("RUS", "Russia", "Moscow", "Russian")
ACTORS = (PRK, KOR, JPN, CHN, USA, VEN, RUS, CHOI, HAN, YOON, HAYASHI, BLINKEN, MADURO)


def on(day: str) -> DateRange:
    return DateRange(start=date.fromisoformat(day), end=date.fromisoformat(day), precision=Precision.DAY)


class Telling:
    """One document in the making: every fact gets a sentence of its own in the text."""

    def __init__(self, name: str, title: str, published: str, publisher: str | None) -> None:
        self.name, self.title, self.published, self.publisher = name, title, published, publisher
        self.text = ""
        self.facts: list[FactRecord] = []

    def tell(self, record: type[FactRecord], id: str, sentence: str, confidence: float = 0.9, **fields: Any) -> None:
        evidence = Evidence(sentence=sentence, start=len(self.text), end=len(self.text) + len(sentence))
        self.text += sentence + " "
        told = {"id": id, "document": self.name, "confidence": confidence, "evidence": (evidence,), "rule": "test"}
        self.facts.append(record.model_validate(told | fields))

    def records(self) -> DocumentRecords:
        head = DocumentRecord(
            id=f"document:{self.name}",
            document=self.name,
            title=self.title,
            published=date.fromisoformat(self.published),
            publisher=self.publisher,
            url=f"https://news.example/{self.name}",
            sha256=self.name,
            text=self.text,
            confidence=1,
            evidence=(),
        )
        return DocumentRecords(document=head, facts=tuple(self.facts), actors=ACTORS)


def _launch(**fields: Any) -> dict[str, Any]:
    launch = {"name": "missile launch by North Korea", "type": EventType.MOBILIZE, "initiators": (PRK,)}
    return launch | {"date": on("2025-01-14")} | fields


def _condemned(telling: Telling) -> None:
    telling.tell(
        EventRecord,
        "event:accuse",
        "Acting President Choi Sang-mok condemned the launch as a provocation.",
        name="condemnation of North Korea by Choi Sang-mok",
        type=EventType.ACCUSE,
        initiators=(CHOI,),
        recipients=(PRK,),
        date=on("2025-01-15"),
    )
    telling.tell(
        StatementRecord,
        "statement:choi",
        "“This is a provocation,” Choi said.",
        speaker=CHOI,
        text="This is a provocation",
        quoted=True,
        stance=Stance.CONDEMNED,
        about=("event:launch",),
        date=on("2025-01-15"),
    )
    telling.tell(
        ResponseRecord,
        "response:choi",
        "Seoul condemned the launch on Wednesday.",
        actor=KOR,
        speaker=CHOI,
        stance=Stance.CONDEMNED,
        event="event:launch",
        reaction="event:accuse",
        date=on("2025-01-15"),
    )


def _agency() -> DocumentRecords:
    it = Telling("launch.txt", "North Korea fires missiles", "2025-01-15", "Agency")
    it.tell(
        EventRecord,
        "event:launch",
        "North Korea fired missiles from Jagang Province on January 14.",
        **_launch(place=Place(name="Jagang Province", country="PRK", latitude=41, longitude=126)),
    )
    it.tell(
        EventRecord,
        "event:hypersonic",
        "On January 6 it had tested a hypersonic missile.",
        **_launch(name="hypersonic missile test by North Korea", date=on("2025-01-06")),
    )
    _condemned(it)
    it.tell(
        ResponseRecord,
        "response:japan",
        "Japan's Yoshimasa Hayashi confirmed the launch.",
        actor=JPN,
        speaker=HAYASHI,
        stance=Stance.ACKNOWLEDGED,
        event="event:launch",
        date=on("2025-01-14"),
    )
    for who, code, office in ((CHOI, "KOR", "acting president"), (HAYASHI, "JPN", "chief cabinet secretary")):
        sentence = f"{who.name} is {office}."
        it.tell(OfficialRecord, f"official:{code}", sentence, name=who.name, office=office, state=code, actor=who)
    it.tell(
        EventRecord,
        "event:inauguration",
        "The launch came days before the inauguration in Washington.",
        name="inauguration in the United States",
        type=EventType.CONSULT,
        initiators=(USA,),
    )
    it.tell(
        CoincidenceRecord,
        "coincidence:stated",
        "The timing before the inauguration was no accident.",
        events=("event:launch", "event:inauguration"),
    )
    return it.records()


def _dealings(telling: Telling) -> None:
    telling.tell(
        EventRecord,
        "event:talks",
        "Seoul and Pyongyang may talk in February.",
        name="talks between South Korea and North Korea",
        type=EventType.CONSULT,
        initiators=(KOR,),
        recipients=(PRK,),
        date=DateRange(start=date(2025, 2, 1), end=date(2025, 2, 28), precision=Precision.MONTH),
        modality=Modality.HYPOTHETICAL,
    )
    telling.tell(
        EventRecord,
        "event:aid",
        "South Korea sent rice to North Korea on February 3.",
        name="aid by South Korea to North Korea",
        type=EventType.AID,
        initiators=(KOR,),
        recipients=(PRK,),
        date=on("2025-02-03"),
    )


def _paper() -> DocumentRecords:
    it = Telling("reactions.txt", "Reactions to the missiles", "2025-01-20", "Paper")
    # The agency's launch again: in the graph the two are one.
    it.tell(EventRecord, "event:launch-again", "North Korea fired missiles into the sea.", 0.7, **_launch())
    it.tell(
        ResponseRecord,
        "response:china",
        "China condemned its neighbour.",
        0.8,
        actor=CHN,
        stance=Stance.CONDEMNED,
        event="event:launch-again",
        date=on("2025-01-16"),
    )
    it.tell(EventRecord, "event:tests", "The tests go on.", **_launch(name="missile tests by North Korea", date=None))
    it.tell(
        ResponseRecord,
        "response:usa",
        "Antony Blinken condemned the tests.",
        actor=USA,
        speaker=BLINKEN,
        stance=Stance.CONDEMNED,
        event="event:tests",
    )
    it.tell(
        AllianceRecord,
        "alliance:pact",
        "China and North Korea are bound by the treaty of 1961.",
        members=(CHN, PRK),
        name="Treaty of 1961",
        type="defense pact",
        term=Term(since=on("1961-07-11")),
    )
    _dealings(it)
    it.tell(
        OfficialRecord,
        "official:yoon-former",
        "Former president Yoon Suk Yeol said nothing.",
        name=YOON.name,
        office="president",
        state="KOR",
        actor=YOON,
        former=True,
    )
    it.tell(
        ResponseRecord,
        "response:denial",
        "Pyongyang denied that any rice had come.",
        actor=PRK,
        stance=Stance.DENIED,
        event="event:aid",
    )
    return it.records()


def _old_paper() -> DocumentRecords:
    it = Telling("yoon.txt", "President Yoon", "2024-11-01", "Paper")
    it.tell(
        OfficialRecord,
        "official:yoon",
        "President Yoon Suk Yeol met Nicolás Maduro.",
        name=YOON.name,
        office="president",
        state="KOR",
        actor=YOON,
    )
    it.tell(
        OfficialRecord,
        "official:han",
        "Prime Minister Han Duck-soo was there too.",
        name=HAN.name,
        office="prime minister",
        state="KOR",
        actor=HAN,
    )
    it.tell(
        RollCallRecord,
        "roll-call:sanctions",
        "Resolution 79/1 was put to the vote.",
        name="sanctions",
        body="UN General Assembly",
        session=79,
        issues=("Human rights",),
        date=on("2024-10-31"),
        votes={Vote.YES: {"JPN": 1, "KOR": 1, "USA": 1}, Vote.NO: {"PRK": 1}, Vote.ABSTAIN: {"CHN": 1}},
    )
    return it.records()


@pytest.fixture(scope="session")
def catalogue() -> Mapping[str, Query]:
    return load_catalogue()


@pytest.fixture(scope="module")
def world(neo4j_driver: Driver) -> Driver:
    """The driver of a graph that holds the three documents and nothing else; questions do not change it."""
    neo4j_driver.execute_query("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")
    Store(neo4j_driver, "neo4j").load([_agency(), _paper(), _old_paper()], "test-1")
    return neo4j_driver


Ask = Callable[..., Answer]


@pytest.fixture
def ask(world: Driver, catalogue: Mapping[str, Query]) -> Ask:
    """Runs a named query on the small world: `ask("events", actor="KOR")`."""

    def run(name: str, **arguments: str) -> Answer:
        return run_query(world, catalogue[name], arguments)

    return run


class Graph:
    """A graph that a test fills step by step, and asks."""

    def __init__(self, driver: Driver, catalogue: Mapping[str, Query]) -> None:
        self.driver, self.catalogue = driver, catalogue
        self.store = Store(driver, "neo4j")

    def telling(self, name: str, published: str, publisher: str | None = None) -> Telling:
        return Telling(name, f"Title of {name}", published, publisher or f"Publisher of {name}")

    def load(self, *tellings: Telling) -> str:
        """Load the documents; the instant after it, for `known_at`."""
        self.store.load([telling.records() for telling in tellings], "test-1")
        return datetime.now(UTC).isoformat()

    def retract(self, name: str) -> str:
        """Take the document back; the instant after it, for `known_at`."""
        self.store.retract(name)
        return datetime.now(UTC).isoformat()

    def ask(self, name: str, **arguments: str) -> Answer:
        return run_query(self.driver, self.catalogue[name], arguments)

    def rows(self, name: str, *columns: str, **arguments: str) -> list[tuple[Any, ...]]:
        """The answer's rows, of each the columns named."""
        return [tuple(row[column] for column in columns) for row in self.ask(name, **arguments).rows]


@pytest.fixture
def graph(empty_graph: Driver, catalogue: Mapping[str, Query]) -> Graph:
    return Graph(empty_graph, catalogue)


@pytest.fixture
def environment(neo4j_settings: Settings, world: Driver) -> dict[str, str]:
    """What makes the command use the Neo4j under test."""
    told = {key: value for key, value in os.environ.items() if not key.startswith("NEO4J_")} | {"COLUMNS": "80"}
    if neo4j_settings.neo4j_uri and neo4j_settings.neo4j_password:
        told["NEO4J_URI"] = neo4j_settings.neo4j_uri
        told["NEO4J_PASSWORD"] = neo4j_settings.neo4j_password.get_secret_value()
    if neo4j_settings.dragoman_home:
        told["DRAGOMAN_HOME"] = str(neo4j_settings.dragoman_home)
    return told
