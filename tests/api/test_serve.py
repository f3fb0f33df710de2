"""`dragoman serve` as a process of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from dragoman.graph.settings import Settings

DRAGOMAN = Path(sys.executable).with_name("dragoman")


@contextmanager
def served(settings: Settings, *options: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """The running command and what it said up to the line that tells how to stop it."""
    environment = {**os.environ, "NEO4J_URI": settings.neo4j_uri or "", "NEO4J_PASSWORD": "unused"}
    with subprocess.Popen(
        [DRAGOMAN, "serve", *options], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stderr
        said = []
        for line in process.stderr:
            said.append(line)
            if "Ctrl-C" in line:
                break
        try:
            yield process, said
        finally:
            process.kill()


def address(said: list[str]) -> str:
    match = re.search(r"Start page\s+(\S+)", "".join(said))
    assert match, said
    return match[1]


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_its_address_answers_and_stops_in_order(unreachable: Settings, stop: signal.Signals) -> None:
    with served(unreachable, "--port", "0") as (process, said):
        assert httpx.get(f"{address(said)}health/live").json() == {"status": "alive"}
        process.send_signal(stop)
        out, err = process.communicate(timeout=30)
        assert (process.returncode, out) == (0, "")
        assert "stopped" in err
        assert "Traceback" not in err


def test_a_port_in_use_is_told_and_another_taken(unreachable: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with served(unreachable, "--port", str(port)) as (_, said):
            assert f"Port {port} is in use" in "".join(said)
            assert httpx.get(f"{address(said)}health/live").status_code == 200


def test_other_machines_are_let_in_only_when_asked_for(unreachable: Settings) -> None:
    refused = subprocess.run([DRAGOMAN, "serve", "--host", "0.0.0.0"], capture_output=True, text=True)
    assert refused.returncode == 2
    assert "--allow-remote" in refused.stderr
    with served(unreachable, "--host", "0.0.0.0", "--port", "0", "--allow-remote") as (_, said):
        port = address(said).rstrip("/").rpartition(":")[2]
        answer = httpx.get(f"http://127.0.0.1:{port}/health/live", headers={"Host": "dragoman.example"})
        assert answer.status_code == 200
