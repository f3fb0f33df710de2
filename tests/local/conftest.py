"""Homes of local servers: each test's own data, the jars from the machine's cache."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman.graph import local
from dragoman.graph.local.folders import Folders, folders
from dragoman.graph.local.installation import provide_jars
from dragoman.graph.local.reporting import in_tenths
from dragoman.graph.settings import Settings

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def filled_cache() -> Folders:
    """The machine's own cache, holding every jar of the server."""
    machine = folders(Settings(_env_file=None, dragoman_home=None))
    provide_jars(machine, print, in_tenths(print, "Downloading"))
    return machine


@pytest.fixture(scope="module")
def home(filled_cache: Folders, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of a local server that the tests of one module may start, kill and stop."""
    settings = Settings(_env_file=None, neo4j_uri=None, dragoman_home=tmp_path_factory.mktemp("local"))
    yield settings
    local.down(settings)


@pytest.fixture(scope="module")
def dragoman(home: Settings) -> Command:
    """Runs the command `dragoman` with the module's home; further environment by keyword."""

    program = Path(sys.executable).with_name("dragoman")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}

    def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        there = {**inherited, "DRAGOMAN_HOME": str(home.dragoman_home), **environment}
        return subprocess.run([program, *words], capture_output=True, text=True, env=there)

    return run


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of 20 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", disk], capture_output=True)
    if mounted.returncode != 0:
        pytest.skip("only root may mount a small disk")
    yield disk
    subprocess.run(["umount", disk], check=True)
