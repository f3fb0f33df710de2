"""A server of the tests' own to load into and to kill, and documents that tell of the same and of different events."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman.graph import local
from dragoman.graph.connection import open_driver
from dragoman.graph.dump import dump
from dragoman.graph.local.folders import folders
from dragoman.graph.local.installation import provide_jars
from dragoman.graph.local.reporting import in_tenths
from dragoman.graph.settings import Settings

Start = Callable[..., subprocess.Popen[str]]

# Not the server's best pace, but half the work to start it: Java's first compiler only, and the plain collector.
QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
REACTING = {
    "Japan": "Haruto Nakagawa",
    "South Korea": "Kim Do-hyun",
    "France": "Claire Fontenay",
    "Germany": "Anna Hartwig",
    "Canada": "Peter Lawson",
    "Australia": "Emma Whitlock",
    "Poland": "Jan Zielony",
    "Italy": "Marco Bellini",
    "Spain": "Lucia Ferrero",
    "Norway": "Ingrid Solberget",
    "Sweden": "Karin Ekstrand",
    "Finland": "Mikko Lehtola",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of a local server that the tests of one module may start, kill and stop."""
    provide_jars(folders(Settings(_env_file=None, dragoman_home=None)), print, in_tenths(print, "Downloading"))
    settings = Settings(_env_file=None, neo4j_uri=None, dragoman_home=tmp_path_factory.mktemp("resilience"))
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("JDK_JAVA_OPTIONS", QUICK_START)
        yield settings
        local.down(settings)


@pytest.fixture(scope="module")
def start(home: Settings) -> Start:
    """Starts the command `dragoman` with the module's home and does not wait for it."""
    program = Path(sys.executable).with_name("dragoman")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}

    def process(*words: str | Path) -> subprocess.Popen[str]:
        environment = {**inherited, "DRAGOMAN_HOME": str(home.dragoman_home)}
        return subprocess.Popen(
            [program, *words], env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    return process


@pytest.fixture(scope="module")
def dumped(home: Settings) -> Callable[[], list[str]]:
    """Gives the dump of the module's graph; starts the server if it does not run."""

    def lines() -> list[str]:
        with open_driver(home) as driver:
            return list(dump(driver, "neo4j"))

    return lines


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Twelve texts: each tells of one launch, of one state's reaction to it, and of a meeting of two of the states."""
    folder = tmp_path_factory.mktemp("documents")
    states = list(REACTING)
    paths = []
    for number, (state, minister) in enumerate(REACTING.items()):
        text = f"""{state} reacts to missile launch

2025-01-15

North Korea fired several ballistic missiles into the Sea of Japan on January 14, 2025. {state} condemned the launch.
Foreign Minister {minister} of {state} said the launch violated resolutions of the Security Council.
{states[number - 1]} and {state} signed a defence agreement on January {number + 1}, 2025.
"""
        path = folder / f"report-{number:02}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths
