"""Neo4j's own administration tool (`neo4j-admin`), run from the jars of the local server."""

import os
import re
import subprocess
from pathlib import Path
from typing import IO

from dragoman.graph.errors import LocalServerError
from dragoman.graph.local.folders import Folders
from dragoman.graph.local.installation import provide_jars
from dragoman.graph.local.java import find_java
from dragoman.graph.local.memory import available_memory, sized_to
from dragoman.graph.local.process import JAVA_OPTIONS
from dragoman.graph.local.reporting import in_tenths, silent

# Not Neo4jAdminCommand, which is a launcher: it starts this one in a second Java that a kill of ours would not reach.
_MAIN_CLASS = "org.neo4j.cli.AdminTool"
_REASON = re.compile(r"Failed to \w+ database '\w+': (?:Unable to \w+ database: )?(.+)")
_LINES_THAT_TELL_NOTHING = ("Run with '--verbose'", "Files: ")


def run_admin(places: Folders, configuration: Path, *words: str, standard_input: IO[bytes] | None = None) -> None:
    """Run the tool and wait for it.

    Args:
        places: of the server whose jars are used.
        configuration: the folder of the `neo4j.conf` that names the data to work on.
        words: sub-command, options and arguments.
        standard_input: what the tool reads; nothing by default.

    Raises:
        LocalServerError: it failed; the message is the tool's own reason, in one line.
    """
    jars = provide_jars(places, silent, in_tenths(silent, ""))
    ran = subprocess.run(
        [find_java(silent), f"-Xmx{sized_to(available_memory()).heap}m", *JAVA_OPTIONS, _MAIN_CLASS, *words],
        env={
            **os.environ,
            "CLASSPATH": os.pathsep.join(map(str, jars)),
            "NEO4J_HOME": str(places.home),
            "NEO4J_CONF": str(configuration),
        },
        stdin=standard_input or subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if ran.returncode != 0:
        raise LocalServerError(_reason(ran.stdout))


def _reason(output: str) -> str:
    """The line in which the tool says why it failed."""
    match = _REASON.search(output)
    if match is not None:
        return match[1].strip()
    lines = [line.strip() for line in output.splitlines() if not line.startswith(_LINES_THAT_TELL_NOTHING)]
    return next((line for line in reversed(lines) if line), "Neo4j's administration tool gave no reason")
