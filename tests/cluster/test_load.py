"""`dragoman load --cluster`: whoever reads, and whatever dies, the graph is the same."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver

from dragoman.graph.errors import ConfigurationError
from dragoman.loaders.cluster.worker import WorkerReader
from dragoman.loaders.documents.text import DocumentText

EXAMPLES = Path(__file__).parents[2] / "examples"

Start = Callable[..., subprocess.Popen[str]]
Dumped = Callable[[], list[str]]


def told(process: subprocess.Popen[str], status: int = 0) -> str:
    """What a command has told on standard error, ended with that status."""
    out, err = process.communicate(timeout=300)
    assert (process.returncode, out) == (status, ""), err
    return err


def stored(driver: Driver) -> int:
    return int(driver.execute_query("MATCH (d:Document) RETURN count(d)").records[0][0])


def wait_until_stored(driver: Driver, count: int, loader: subprocess.Popen[str]) -> None:
    while stored(driver) < count:
        assert loader.poll() is None, told(loader)


def empty(driver: Driver) -> None:
    driver.execute_query("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")


@pytest.fixture(scope="module")
def undisturbed(start: Start, dumped: Dumped, neo4j_driver: Driver, documents: Path) -> list[str]:
    """The dump after a load of the documents without a cluster."""
    empty(neo4j_driver)
    told(start("load", documents))
    return dumped()


def test_a_cluster_gives_the_graph_of_a_load_without_one(
    cluster: Any, start: Start, dumped: Dumped, empty_graph: Driver
) -> None:
    told(start("load", EXAMPLES))
    here = dumped()
    empty(empty_graph)
    cluster.scheduler()
    cluster.worker()
    cluster.worker()
    cluster.wait_for_workers(2)
    assert "8 loaded" in told(start("load", "--cluster", cluster.address, EXAMPLES))
    assert dumped() == here
    assert "8 unchanged" in told(start("load", "--cluster", cluster.address, EXAMPLES))


def test_what_killed_workers_had_is_read_by_others_also_by_such_as_join_later(
    cluster: Any, start: Start, dumped: Dumped, undisturbed: list[str], empty_graph: Driver, documents: Path
) -> None:
    cluster.scheduler()
    workers = [cluster.worker(), cluster.worker()]
    cluster.wait_for_workers(2)
    loader = start("load", "--batch", "1", "--cluster", cluster.address, documents)
    wait_until_stored(empty_graph, 2, loader)
    workers[0].kill()
    wait_until_stored(empty_graph, 4, loader)
    workers[1].kill()
    cluster.worker()
    assert f"{len(list(documents.iterdir()))} loaded" in told(loader)
    assert dumped() == undisturbed


def test_a_scheduler_that_dies_ends_the_load_and_a_second_run_goes_on(
    cluster: Any, start: Start, dumped: Dumped, undisturbed: list[str], empty_graph: Driver, documents: Path
) -> None:
    scheduler = cluster.scheduler()
    workers = [cluster.worker(), cluster.worker()]
    cluster.wait_for_workers(2)
    loader = start("load", "--batch", "1", "--cluster", cluster.address, documents)
    wait_until_stored(empty_graph, 2, loader)
    scheduler.kill()
    assert told(loader, status=1).splitlines() == [
        f"dragoman: the Dask cluster at {cluster.address} is lost: its scheduler does not answer; "
        "what was stored is kept, the same command goes on from there"
    ]
    kept = stored(empty_graph)
    assert 2 <= kept < len(list(documents.iterdir()))
    for worker in workers:
        worker.kill()
        worker.wait()
    scheduler.wait()
    cluster.scheduler()
    cluster.worker()
    assert f"{kept} unchanged" in told(start("load", "--cluster", cluster.address, documents))
    assert dumped() == undisturbed


def test_a_document_that_no_worker_survives_is_named_and_the_others_are_loaded(
    cluster: Any, start: Start, empty_graph: Driver, tmp_path: Path
) -> None:
    poison = tmp_path / "poison.txt"
    poison.write_text("North Korea fired a missile on 14 January 2025. Japan condemned it.", encoding="utf-8")
    deadly = (
        "import os, dragoman.loaders.loading as loading\n"
        "extract = loading.extract\n"
        "loading.extract = lambda text: os._exit(1) if text.name == 'poison.txt' else extract(text)"
    )
    cluster.scheduler()
    for _ in range(5):
        cluster.worker(deadly)
    cluster.wait_for_workers(5)
    told_of = told(start("load", "--cluster", cluster.address, poison, EXAMPLES), status=1)
    assert re.search(r"^poison\.txt: \d workers of the cluster died while they read it", told_of, re.MULTILINE)
    assert "documents: 8 loaded, 1 failed" in told_of


def test_nobody_at_the_address_is_told_soon(start: Start, empty_graph: Driver) -> None:
    message = told(start("load", "--cluster", "tcp://127.0.0.1:1", EXAMPLES, patience=1), status=1)
    assert message.startswith("dragoman: no Dask scheduler answers at tcp://127.0.0.1:1;")
    assert len(message.splitlines()) == 1


@pytest.mark.parametrize("address", ["cluster.example", "tcp://127.0.0.1", "smoke://127.0.0.1:1", "tls://127.0.0.1:1"])
def test_what_is_no_address_is_told(start: Start, address: str) -> None:
    (message,) = told(start("extract", "--cluster", address, EXAMPLES), status=2).splitlines()
    assert message.startswith(f"dragoman: --cluster '{address}': ")


def test_a_cluster_without_workers_is_told(cluster: Any, start: Start) -> None:
    cluster.scheduler()
    cluster.wait_for_scheduler()
    (message,) = told(start("extract", "--cluster", cluster.address, EXAMPLES, patience=5), status=1).splitlines()
    assert message.startswith(
        f"dragoman: the Dask cluster at {cluster.address} has no workers; start some: dask worker"
    )


def test_a_silent_scheduler_is_told(cluster: Any, start: Start, empty_graph: Driver, documents: Path) -> None:
    scheduler = cluster.scheduler()
    cluster.worker()
    cluster.wait_for_workers(1)
    loader = start("load", "--batch", "1", "--cluster", cluster.address, documents, patience=10)
    wait_until_stored(empty_graph, 2, loader)
    scheduler.send_signal(signal.SIGSTOP)
    (message,) = told(loader, status=1).splitlines()
    assert message.startswith(f"dragoman: the Dask cluster at {cluster.address} is lost: its scheduler does not answer")


@pytest.mark.parametrize(
    ("before", "has"),
    [
        ("import dragoman.loaders.documents.extract as read; read.EXTRACTOR = 'reader-0'", "reader-0, dragoman "),
        ("import sys; sys.modules['dragoman'] = None", "no dragoman that reads"),
    ],
)
def test_a_worker_with_another_dragoman_is_refused(cluster: Any, start: Start, before: str, has: str) -> None:
    cluster.scheduler()
    cluster.worker()
    cluster.worker(before)
    cluster.wait_for_workers(2)
    (message,) = told(start("extract", "--cluster", cluster.address, EXAMPLES), status=2).splitlines()
    assert has in message
    assert message.endswith("install the same versions on all machines of the cluster")


def test_a_worker_that_joins_late_with_another_dragoman_refuses_to_read() -> None:
    with pytest.raises(ConfigurationError, match=r"reader-0, dragoman 0\.0"):
        WorkerReader("reader-0, dragoman 0.0").read(DocumentText("late.txt", "Japan condemned the launch."))


def test_without_dask_the_extra_is_named() -> None:
    program = "import sys; sys.modules['distributed'] = None; from dragoman.cli.main import main; main()"
    command = [sys.executable, "-c", program, "extract", "--cluster", "tcp://127.0.0.1:1", str(EXAMPLES)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (2, "dragoman: --cluster needs Dask; pip install 'dragoman[cluster]'\n")


@pytest.mark.parametrize("other", [("--workers", "2"), ("--reader", "language-model")])
def test_what_does_not_go_with_a_cluster_is_told(start: Start, other: tuple[str, str]) -> None:
    message = told(start("extract", "--cluster", "tcp://127.0.0.1:1", *other, EXAMPLES), status=2)
    assert message.startswith("dragoman: --cluster goes without --workers and --reader; ")
