"""The command line against the Neo4j under test."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.graph.settings import Settings


class DragomanCommand:
    """Runs `dragoman` in a folder of its own, against the Neo4j under test."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self._folder = folder
        self._environment = {**os.environ, "COLUMNS": "100"}
        if settings.neo4j_uri:
            password = settings.neo4j_password
            self._environment |= {
                "NEO4J_URI": settings.neo4j_uri,
                "NEO4J_USERNAME": settings.neo4j_username,
                "NEO4J_PASSWORD": password.get_secret_value() if password else "",
            }
        else:
            self._environment["DRAGOMAN_HOME"] = str(settings.dragoman_home)

    def __call__(self, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "dragoman.cli.main", *arguments],
            cwd=self._folder,
            env=self._environment,
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def command_of(tmp_path: Path) -> Callable[[Settings], DragomanCommand]:
    """Gives the command for other settings than those of the Neo4j under test."""
    return lambda settings: DragomanCommand(settings, tmp_path)


@pytest.fixture
def dragoman(neo4j_settings: Settings, tmp_path: Path) -> DragomanCommand:
    """The command, in an empty folder."""
    return DragomanCommand(neo4j_settings, tmp_path)
