"""A scheduler and workers of Dask as processes of their own, and the command that has documents read by them."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from distributed import Client
from neo4j import Driver

from dragoman.graph.dump import dump
from dragoman.graph.settings import Settings

STATES = (
    "Japan",
    "France",
    "Germany",
    "Canada",
    "Australia",
    "Poland",
    "Italy",
    "Spain",
    "Norway",
    "Sweden",
    "Finland",
)
Process = subprocess.Popen[str]


class Cluster:
    """A scheduler at a free port of the loopback address, and workers with one thread each."""

    def __init__(self, processes: ExitStack, folder: Path) -> None:
        self._processes = processes
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = str(free.getsockname()[1])
        self.address = f"tcp://127.0.0.1:{self._port}"

    def scheduler(self) -> Process:
        """Start the scheduler."""
        main = "from distributed.cli.dask_scheduler import main; main()"
        return self.start(main, "--host", "127.0.0.1", "--port", self._port, "--no-dashboard")

    def worker(self, before: str = "") -> Process:
        """Start a worker.

        Args:
            before: what it does first of all.
        """
        main = f"{before}\nfrom distributed.cli.dask_worker import main; main()"
        return self.start(main, self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--death-timeout", "9")

    def start(self, program: str, *words: str) -> Process:
        """Start Python on a program of one text; it is killed at the end of the test."""
        log = (self._folder / "dask.log").open("a")
        self._processes.enter_context(log)
        command = [sys.executable, "-c", program, *words]
        process = self._processes.enter_context(subprocess.Popen(command, stderr=log, text=True, cwd=self._folder))
        self._processes.callback(process.kill)
        return process

    def wait_for_scheduler(self) -> None:
        """Return when the scheduler answers."""
        Client(self.address, timeout=60, set_as_default=False).close()

    def wait_for_workers(self, count: int) -> None:
        """Return when so many workers have registered."""
        with Client(self.address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(count, timeout=60)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A cluster of which nothing is started yet."""
    with ExitStack() as processes:
        yield Cluster(processes, tmp_path)


@pytest.fixture(scope="session")
def start(neo4j_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Process]:
    """Starts the command `dragoman` against the Neo4j under test and does not wait for it.

    `patience` is Dask's own limit of time for connections, in seconds.
    """

    folder = tmp_path_factory.mktemp("loader")

    def process(*words: str | Path, patience: int = 60) -> Process:
        environment = {**os.environ, "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": str(patience)}
        if neo4j_settings.neo4j_uri:
            password = neo4j_settings.neo4j_password
            environment |= {
                "NEO4J_URI": neo4j_settings.neo4j_uri,
                "NEO4J_USERNAME": neo4j_settings.neo4j_username,
                "NEO4J_PASSWORD": password.get_secret_value() if password else "",
            }
        else:
            environment["DRAGOMAN_HOME"] = str(neo4j_settings.dragoman_home)
        return subprocess.Popen(
            [sys.executable, "-m", "dragoman.cli.main", *words],
            cwd=folder,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    return process


@pytest.fixture(scope="session")
def dumped(neo4j_driver: Driver, neo4j_settings: Settings) -> Callable[[], list[str]]:
    """Gives the dump of the graph."""
    return lambda: list(dump(neo4j_driver, neo4j_settings.neo4j_database))


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of texts, each of which tells of the one launch and of one state's reaction."""
    folder = tmp_path_factory.mktemp("documents")
    for state in STATES:
        text = (
            f"{state} reacts to missile launch\n\n2025-01-15\n\nNorth Korea fired several ballistic "
            f"missiles into the Sea of Japan on January 14, 2025. {state} condemned the launch on Wednesday.\n"
        )
        (folder / f"{state}.txt").write_text(text, encoding="utf-8")
    return folder
