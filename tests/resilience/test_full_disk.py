"""A disk that fills up under the server: what was stored stays, and once there is space a rerun does the rest."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from dragoman.graph import local
from dragoman.graph.local.folders import folders
from dragoman.graph.settings import Settings

Start = Callable[..., subprocess.Popen[str]]
Dumped = Callable[[], list[str]]

SPACE_LEFT = 200_000
"""Bytes: a few transactions fit, twelve documents do not."""


@pytest.fixture(scope="module")
def disk(home: Settings) -> Iterator[Path]:
    """The server's home, on a disk of its own that is small enough to be filled."""
    place = folders(home).home
    place.mkdir(parents=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300m", "tmpfs", place], capture_output=True)
    if mounted.returncode != 0:
        pytest.skip("only root may mount a small disk")
    yield place
    local.down(home)
    subprocess.run(["umount", place], check=True)


@pytest.fixture
def filler(disk: Path) -> Iterator[Path]:
    """A file that leaves hardly any space on the disk."""
    path = disk / "filler"
    with path.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(disk).free - SPACE_LEFT)
    yield path
    path.unlink(missing_ok=True)


def told(process: subprocess.Popen[str], status: int) -> str:
    _, errors = process.communicate()
    assert process.returncode == status, errors
    assert "Traceback" not in errors
    return errors.splitlines()[-1]


@pytest.fixture(scope="module")
def loaded(disk: Path, start: Start, documents: list[Path], dumped: Dumped) -> list[str]:
    """The graph of one document, stored while there was space."""
    told(start("load", documents[0]), status=0)
    return dumped()


def test_a_restore_without_space_leaves_the_graph(
    home: Settings, start: Start, loaded: list[str], dumped: Dumped, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    local.up(home)
    told(start("backup", tmp_path / "graph.dump"), status=0)
    request.getfixturevalue("filler")
    line = told(start("restore", "--force", tmp_path / "graph.dump"), status=1)
    assert "No space left on device" in line
    assert "the graph is as it was" in line
    assert not folders(home).restoring.exists()
    assert dumped() == loaded


def test_a_load_without_space_is_told_and_a_rerun_with_space_does_the_rest(
    start: Start, loaded: list[str], dumped: Dumped, documents: list[Path], filler: Path
) -> None:
    assert "its disk is full or failing" in told(start("load", "--batch", "1", *documents), status=1)
    assert "MB are needed" in told(start("load", *documents), status=1)
    filler.unlink()
    told(start("load", *documents), status=0)
    assert sum('"kind": "document"' in line for line in dumped()) == len(documents)


def test_garbage_at_the_end_of_the_transaction_log_costs_the_last_document_only(
    home: Settings, start: Start, loaded: list[str], dumped: Dumped, documents: list[Path]
) -> None:
    told(start("load", "--batch", "1", *documents), status=0)
    whole = dumped()
    server = psutil.Process(local.up(home).pid)
    server.send_signal(signal.SIGKILL)
    server.wait()
    log = folders(home).data / "transactions" / "neo4j" / "neostore.transaction.db.0"
    with log.open("r+b") as file:
        file.seek(-9000, os.SEEK_END)
        file.write(b"\xff" * 3000)
    told(start("load", *documents), status=0)
    assert dumped() == whole
