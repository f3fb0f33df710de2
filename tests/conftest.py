"""A real Neo4j for every test that wants one, started once a run and stopped after it."""

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from fastapi import FastAPI
from neo4j import Driver
from playwright.sync_api import Browser, sync_playwright

from dragoman.graph.connection import open_driver
from dragoman.graph.local import down
from dragoman.graph.local.folders import folders
from dragoman.graph.local.installation import provide_jars
from dragoman.graph.local.lock import neo4j_version, read_lock
from dragoman.graph.local.reporting import in_tenths
from dragoman.graph.schema import apply_schema
from dragoman.graph.settings import Settings

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of annotated documents and real data sets that lies beside a developer's checkout."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def neo4j_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of the Neo4j under test: a local one of this run's own, or one in a container by a switch."""
    if os.environ.get("DRAGOMAN_TEST_NEO4J") == "testcontainers":
        from testcontainers.community.neo4j import Neo4jContainer

        with Neo4jContainer(f"neo4j:{neo4j_version(read_lock())}-community") as container:
            yield Settings(
                neo4j_uri=container.get_connection_url(),
                neo4j_username=container.username,
                neo4j_password=container.password,
            )
        return
    # Into the machine's own cache, so that the server is downloaded once and not once a run.
    provide_jars(folders(Settings(_env_file=None, dragoman_home=None)), print, in_tenths(print, "Downloading"))
    settings = Settings(_env_file=None, neo4j_uri=None, dragoman_home=tmp_path_factory.mktemp("home"))
    yield settings
    down(settings)


@pytest.fixture(scope="session")
def neo4j_driver(neo4j_settings: Settings) -> Iterator[Driver]:
    """A driver of the Neo4j under test, the schema applied."""
    with open_driver(neo4j_settings) as driver:
        apply_schema(driver, neo4j_settings.neo4j_database)
        yield driver


@pytest.fixture
def empty_graph(neo4j_driver: Driver) -> Driver:
    """The driver, with nothing in the graph but the schema."""
    with neo4j_driver.session() as session:
        session.run("MATCH (n) WHERE NOT n:Schema CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
    return neo4j_driver


@contextmanager
def _served(app: FastAPI) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(app, log_config=None))
    # Already listening: a client's first request waits in the socket's queue until the server takes it.
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="session")
def served() -> Callable[[FastAPI], AbstractContextManager[str]]:
    """Serve an application on a real socket within a block, which is given its address."""
    return _served


# Not for the whole session: while Playwright runs, nothing else in this process can run an event loop.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Chromium, as the machine has it."""
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()
