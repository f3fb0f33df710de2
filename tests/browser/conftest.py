"""A small graph in which every question of the guide has an answer, and Neo4j Browser opened at it in Chromium."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from neo4j import Driver
from playwright.sync_api import Page, sync_playwright

from dragoman.graph import browser
from dragoman.graph.coded.batch import batch_of
from dragoman.graph.coded.store import CodedStore
from dragoman.graph.local import LocalServer, running
from dragoman.graph.records import (
    Actor,
    AllianceRecord,
    CoincidenceRecord,
    DateRange,
    DocumentRecord,
    DocumentRecords,
    EventRecord,
    OfficialRecord,
    Place,
    ResponseRecord,
    RollCallRecord,
    StatementRecord,
)
from dragoman.graph.settings import Settings
from dragoman.graph.store import Store
from dragoman.graph.vocabulary import ActorKind, EventType, Modality, Precision, Stance, Vote

TEXT = "North Korea fired missiles from Jagang Province on January 14, and Choi Sang-mok, Japan and China condemned it."
DENIAL = "North Korea fired no missiles from Jagang Province on January 14."
CHROMIUM_ARGUMENTS = [
    "--headless",
    "--no-sandbox",  # without it Chromium refuses to run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def guide() -> lxml.html.HtmlElement:
    return lxml.html.parse(Path(browser.__file__).with_name("guide.html")).getroot()


@pytest.fixture
def small_graph(empty_graph: Driver) -> Driver:
    Store(empty_graph, "neo4j").load([_story(), _denial()], "test")
    _load_row(empty_graph)
    return empty_graph


@pytest.fixture(scope="session")
def local_server(neo4j_settings: Settings, neo4j_driver: Driver) -> LocalServer:
    server = running(neo4j_settings)
    if server is None:
        pytest.skip("the Neo4j under test is not the local one, which alone has our guide in its Browser")
    return server


@pytest.fixture
def page(local_server: LocalServer) -> Iterator[Page]:
    """A page of a fresh Chromium profile."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("no Chromium on this machine (Debian and Ubuntu: apt install chromium)")
    with sync_playwright() as playwright:
        process = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        yield process.new_page(viewport={"width": 1440, "height": 1000})
        process.close()


def _state(code: str, name: str) -> Actor:
    return Actor(id=code, name=name, kind=ActorKind.STATE, state=code)


def _day(number: int) -> DateRange:
    return DateRange(start=date(2025, 1, number), end=date(2025, 1, number), precision=Precision.DAY)


def _story() -> DocumentRecords:
    north, south, japan = _state("PRK", "North Korea"), _state("KOR", "South Korea"), _state("JPN", "Japan")
    china, america = _state("CHN", "China"), _state("USA", "United States")
    choi = Actor(id="official:kor:choi-sang-mok", name="Choi Sang-mok", kind=ActorKind.OFFICIAL, state="KOR")
    told: dict[str, Any] = {
        "document": "launch.txt",
        "confidence": 0.9,
        "evidence": [{"sentence": TEXT, "start": 0, "end": len(TEXT)}],
        "rule": "test",
    }
    launch = EventRecord(
        id="event:launch",
        name="missile launch by North Korea",
        type=EventType.MOBILIZE,
        initiators=(north,),
        date=_day(14),
        place=Place(name="Jagang Province", country="PRK", latitude=40.9, longitude=126.6),
        **told,
    )
    second_launch = launch.model_copy(update={"id": "event:second-launch", "date": _day(16)})
    accusation = EventRecord(
        id="event:accusation",
        name="condemnation of North Korea by South Korea",
        type=EventType.ACCUSE,
        initiators=(choi,),
        recipients=(north,),
        date=_day(15),
        **told,
    )
    another = {"id": "event:rebuke", "name": "condemnation by the United States", "initiators": (america,)}
    rebuke = accusation.model_copy(update=another)
    condemned = {"stance": Stance.CONDEMNED, "event": launch.id, "date": _day(15), **told}
    facts = (
        launch,
        second_launch,
        accusation,
        rebuke,
        OfficialRecord(
            id="official:1", name=choi.name, office="Acting President", state="KOR", actor=choi, acting=True, **told
        ),
        StatementRecord(
            id="statement:1",
            speaker=choi,
            text="a violation of Security Council resolutions",
            quoted=True,
            stance=Stance.CONDEMNED,
            about=(launch.id,),
            **told,
        ),
        ResponseRecord(id="response:1", actor=south, speaker=choi, reaction=accusation.id, **condemned),
        ResponseRecord(id="response:2", actor=japan, **condemned),
        ResponseRecord(id="response:3", actor=china, **condemned),
        ResponseRecord(id="response:4", actor=north, **condemned | {"stance": Stance.DENIED}),
        AllianceRecord(id="alliance:1", members=(north, china), name="Treaty of Friendship", **told),
        CoincidenceRecord(id="coincidence:1", events=(launch.id, accusation.id), days=1, **told),
        _roll_call(told),
    )
    return DocumentRecords(document=_head(), facts=facts, actors=(north, south, japan, china, america, choi))


def _load_row(driver: Driver) -> None:
    """The launch once more, as a row of a data set."""
    launch = next(fact for fact in _story().facts if isinstance(fact, EventRecord))
    rows = CodedStore(driver, "neo4j")
    rows.begin("document:rows", {"name": "rows.tab", "title": "ICEWS", "dataset": "icews", "extractor": "icews-1"})
    rows.write("document:rows", batch_of([launch.model_copy(update={"id": "icews:1"})], []), 2)
    rows.finish("document:rows")


def _roll_call(told: dict[str, Any]) -> RollCallRecord:
    return RollCallRecord(
        id="roll-call:1",
        name="launches by North Korea",
        body="UN General Assembly",
        date=_day(16),
        votes={Vote.YES: {"KOR": 2, "JPN": 3}, Vote.NO: {"PRK": 4}},
        **told,
    )


def _denial() -> DocumentRecords:
    """A second document, which says that there was no such launch."""
    north = _state("PRK", "North Korea")
    told = {"document": "denial.txt", "evidence": [{"sentence": DENIAL, "start": 0, "end": len(DENIAL)}]}
    launch = EventRecord(
        id="event:no-launch",
        name="missile launch by North Korea",
        type=EventType.MOBILIZE,
        initiators=(north,),
        date=_day(14),
        modality=Modality.NEGATED,
        confidence=0.8,
        rule="test",
        **told,
    )
    return DocumentRecords(document=_head("2", "denial.txt", DENIAL), facts=(launch,), actors=(north,))


def _head(number: str = "1", name: str = "launch.txt", text: str = TEXT) -> DocumentRecord:
    return DocumentRecord(
        id=f"document:{number}",
        document=name,
        title="North Korea fires missiles",
        published=date(2025, 1, 15),
        sha256=number,
        text=text,
        confidence=1,
        evidence=(),
    )
