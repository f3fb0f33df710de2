"""The API on a real socket, in front of a real Neo4j."""

import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack
from datetime import date
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from neo4j import Driver

from dragoman.api.application import create_app
from dragoman.graph.records import (
    Actor,
    DateRange,
    DocumentRecord,
    DocumentRecords,
    EventRecord,
    Evidence,
    ResponseRecord,
)
from dragoman.graph.settings import Settings
from dragoman.graph.store import Store
from dragoman.graph.vocabulary import ActorKind, EventType, Precision, Stance
from dragoman.queries.catalogue import Query

Serve = Callable[..., httpx.Client]
Served = Callable[[FastAPI], AbstractContextManager[str]]

NORTH = Actor(id="PRK", name="North Korea", kind=ActorKind.STATE, state="PRK", aliases=("Pyongyang",))
SOUTH = Actor(id="KOR", name="South Korea", kind=ActorKind.STATE, state="KOR", aliases=("Seoul",))
JAPAN = Actor(id="JPN", name="Japan", kind=ActorKind.STATE, state="JPN", aliases=("Tokyo",))
LAUNCHED = "North Korea fired missiles on Tuesday."
CONDEMNED = "South Korea and Japan condemned <the> launch."
ON_THE_DAY = DateRange(start=date(2025, 1, 14), end=date(2025, 1, 14), precision=Precision.DAY)
LAUNCH_ID = "event:api-launch"


def _evidence(sentence: str) -> dict[str, Any]:
    start = f"{LAUNCHED} {CONDEMNED}".index(sentence)
    quoted = Evidence(sentence=sentence, start=start, end=start + len(sentence))
    return {"document": "launch.txt", "confidence": 0.9, "evidence": (quoted,), "rule": "test"}


def _told() -> DocumentRecords:
    head = DocumentRecord(
        id="document:api-launch",
        document="launch.txt",
        title="A launch",
        published=date(2025, 1, 15),
        url="https://example.org/launch",
        sha256="api-launch",
        text=f"{LAUNCHED} {CONDEMNED}",
        confidence=1,
        evidence=(),
    )
    launch = EventRecord(
        id=LAUNCH_ID,
        name="missile launch by North Korea",
        type=EventType.MOBILIZE,
        initiators=(NORTH,),
        date=ON_THE_DAY,
        **_evidence(LAUNCHED),
    )
    responses = [
        ResponseRecord(
            id=f"response:api-{actor.id}",
            actor=actor,
            stance=Stance.CONDEMNED,
            event=LAUNCH_ID,
            date=ON_THE_DAY,
            **_evidence(CONDEMNED),
        )
        for actor in (SOUTH, JAPAN)
    ]
    return DocumentRecords(document=head, facts=(launch, *responses), actors=())


@pytest.fixture(scope="module")
def serve(served: Served) -> Iterator[Serve]:
    """Start an API for settings (and a catalogue, keys, rates); it is stopped after the module's tests."""
    with ExitStack() as stack:

        def start(settings: Settings, catalogue: Mapping[str, Query] | None = None, **protection: Any) -> httpx.Client:
            address = stack.enter_context(served(create_app(settings, catalogue=catalogue, **protection)))
            return stack.enter_context(httpx.Client(base_url=address, timeout=60))

        yield start


@pytest.fixture(scope="module")
def unreachable(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings that name a port of the loopback address on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    home = tmp_path_factory.mktemp("unreachable")
    return Settings(_env_file=None, neo4j_uri=f"bolt://127.0.0.1:{port}", neo4j_password="unused", dragoman_home=home)


@pytest.fixture(scope="module")
def away(serve: Serve, unreachable: Settings) -> httpx.Client:
    """An API whose Neo4j does not answer."""
    return serve(unreachable)


@pytest.fixture(scope="module")
def api(serve: Serve, neo4j_settings: Settings, neo4j_driver: Driver) -> httpx.Client:
    """An API over a graph of one launch that two states condemned."""
    with neo4j_driver.session() as session:
        session.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n").consume()
    Store(neo4j_driver, neo4j_settings.neo4j_database).load([_told()], "test")
    return serve(neo4j_settings)
