"""Whatever kills a load: a rerun ends with the graph of an undisturbed one, and nobody ever reads half a document.

`DRAGOMAN_TEST_KILLS=30` kills the loader and the server so often; by default fewer, for `make test` to end soon.
"""

import os
import random
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from neo4j import Driver

from dragoman.graph import local
from dragoman.graph.connection import open_driver
from dragoman.graph.settings import Settings

Start = Callable[..., subprocess.Popen[str]]
Dumped = Callable[[], list[str]]

KILLS = int(os.environ.get("DRAGOMAN_TEST_KILLS", "8"))
DOCUMENTS = 12
# The graph can be looked at about so often while one of the documents is stored.
LOOKS_PER_DOCUMENT = 40
FACTS_BY_DOCUMENT = (
    "MATCH (document:Document) OPTIONAL MATCH (document)<-[told:REPORTED_IN]-(:Fact) "
    "RETURN document.id AS id, count(DISTINCT told.record) AS facts"
)


def finish(process: subprocess.Popen[str]) -> None:
    _, told = process.communicate()
    assert process.returncode == 0, told


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def kill_server(home: Settings) -> None:
    server = psutil.Process(local.up(home).pid)
    server.send_signal(signal.SIGKILL)
    server.wait()


def empty(driver: Driver) -> None:
    driver.execute_query("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")


def facts_by_document(driver: Driver) -> dict[str, int]:
    return {row["id"]: row["facts"] for row in driver.execute_query(FACTS_BY_DOCUMENT).records}


def moments(kills: int) -> list[tuple[int, int]]:
    """Moments of a load, the same in every run: so many documents stored, and so many looks at the graph later."""
    chosen = random.Random(20250114)
    return [(number % DOCUMENTS, chosen.randrange(LOOKS_PER_DOCUMENT)) for number in range(kills)]


def watch_until(driver: Driver, loader: subprocess.Popen[str], stored: int, looks: int) -> None:
    """Return at that moment of the load, or when the load is over."""
    while looks > 0 and loader.poll() is None:
        if driver.execute_query("MATCH (d:Document) RETURN count(d)").records[0][0] >= stored:
            looks -= 1


@pytest.fixture(scope="module")
def undisturbed(home: Settings, start: Start, dumped: Dumped, documents: list[Path]) -> list[str]:
    """The dump after a load of all documents that nothing disturbed."""
    finish(start("load", *documents))
    with open_driver(home) as driver:
        assert len(facts_by_document(driver)) == DOCUMENTS
    return dumped()


@pytest.fixture(scope="module")
def records(undisturbed: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents with what was read from them, to be loaded without reading them again."""
    path = tmp_path_factory.mktemp("dump") / "graph.jsonl"
    path.write_text("".join(f"{line}\n" for line in undisturbed), encoding="utf-8")
    return path


@pytest.mark.parametrize(("stored", "looks"), moments(KILLS))
def test_a_killed_loader_run_again_ends_with_the_same_graph(
    home: Settings, start: Start, dumped: Dumped, records: Path, undisturbed: list[str], stored: int, looks: int
) -> None:
    with open_driver(home) as driver:
        empty(driver)
        loader = start("load", "--batch", "1", records)
        watch_until(driver, loader, stored, looks)
        kill(loader)
    finish(start("load", records))
    assert dumped() == undisturbed


@pytest.mark.parametrize(("stored", "looks"), moments(KILLS))
def test_after_a_kill_of_server_and_loader_a_rerun_ends_with_the_same_graph(
    home: Settings, start: Start, dumped: Dumped, records: Path, undisturbed: list[str], stored: int, looks: int
) -> None:
    with open_driver(home) as driver:
        empty(driver)
        loader = start("load", "--batch", "1", records)
        watch_until(driver, loader, stored, looks)
        kill_server(home)
        kill(loader)
    finish(start("load", records))
    assert dumped() == undisturbed


def test_a_load_goes_on_by_itself_when_the_server_comes_back_soon(
    home: Settings, start: Start, dumped: Dumped, records: Path, undisturbed: list[str]
) -> None:
    with open_driver(home) as driver:
        empty(driver)
        loader = start("load", "--batch", "1", records)
        watch_until(driver, loader, stored=3, looks=5)
        kill_server(home)
    local.up(home)
    finish(loader)
    assert dumped() == undisturbed


def test_a_load_whose_server_stays_away_is_told_and_a_rerun_goes_on(
    home: Settings, start: Start, dumped: Dumped, records: Path, undisturbed: list[str]
) -> None:
    with open_driver(home) as driver:
        empty(driver)
        loader = start("load", "--batch", "1", records)
        watch_until(driver, loader, stored=3, looks=5)
        kill_server(home)
    _, told = loader.communicate()
    assert loader.returncode == 1
    assert told.splitlines() == ["dragoman: Neo4j does not answer any more; see `dragoman status`"]
    finish(start("load", records))
    assert dumped() == undisturbed


def test_two_loaders_of_the_same_documents_at_once_end_with_the_same_graph(
    home: Settings, start: Start, dumped: Dumped, documents: list[Path], undisturbed: list[str]
) -> None:
    with open_driver(home) as driver:
        empty(driver)
    both = [start("load", "--batch", "1", *order) for order in (documents, documents[::-1])]
    for loader in both:
        finish(loader)
    assert dumped() == undisturbed


def test_a_reader_never_sees_half_a_document(
    home: Settings, start: Start, records: Path, undisturbed: list[str]
) -> None:
    with open_driver(home) as driver:
        empty(driver)
        loader = start("load", "--batch", "1", records)
        seen = []
        while loader.poll() is None:
            look, again = facts_by_document(driver), facts_by_document(driver)
            # Neo4j isolates queries at "read committed": one that runs while a load commits may miss rows of it. What
            # is half written would still be so at the next look.
            if look == again:
                seen.append(look)
        finish(loader)
        whole = facts_by_document(driver)
    assert len(whole) == DOCUMENTS
    assert all(facts.items() <= whole.items() for facts in seen)
    assert any(0 < len(facts) < DOCUMENTS for facts in seen), "the load was seen while it went on"
