"""`dragoman serve` as a process of its own."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from dragoman.api.keys import Keys, Scope
from dragoman.graph.local.folders import folders
from dragoman.graph.settings import Settings

DRAGOMAN = Path(sys.executable).with_name("dragoman")


@contextmanager
def served(settings: Settings, *options: str, **more: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """The running command and what it said up to the line that tells how to stop it."""
    environment = {**os.environ, "NEO4J_URI": settings.neo4j_uri or "", "NEO4J_PASSWORD": "unused", **more}
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


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_its_address_answers_and_stops_in_order(
    unreachable: Settings, stop: signal.Signals, workers: str
) -> None:
    with served(unreachable, "--port", "0", "--workers", workers) as (process, said):
        assert httpx.get(f"{address(said)}health/live").json() == {"status": "alive"}
        process.send_signal(stop)
        out, err = process.communicate(timeout=60)
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
    open_to_all = subprocess.run(
        [DRAGOMAN, "serve", "--host", "0.0.0.0", "--allow-remote", "--no-keys"], capture_output=True, text=True
    )
    assert open_to_all.returncode == 2
    assert "--no-keys" in open_to_all.stderr
    home = {"DRAGOMAN_HOME": str(unreachable.dragoman_home)}
    with served(unreachable, "--host", "0.0.0.0", "--port", "0", "--allow-remote", **home) as (_, said):
        assert "dragoman keys create" in "".join(said)
        base = f"http://127.0.0.1:{address(said).rstrip('/').rpartition(':')[2]}"
        assert httpx.get(f"{base}/health/live", headers={"Host": "dragoman.example"}).status_code == 200
        assert httpx.get(f"{base}/queries").status_code == 401
        # Made while the server runs.
        make = [DRAGOMAN, "keys", "create", "reader"]
        key = subprocess.run(
            make, capture_output=True, text=True, check=True, env={**os.environ, **home}
        ).stdout.strip()
        assert httpx.get(f"{base}/queries", headers={"X-API-Key": key}).status_code == 200


def test_workers_count_together(unreachable: Settings) -> None:
    with served(unreachable, "--port", "0", "--workers", "2", DRAGOMAN_RATE_LIMIT="60") as (_, said):
        # A connection for each request, so that both workers have their share.
        statuses = [httpx.get(f"{address(said)}queries").status_code for _ in range(70)]
        assert 60 <= statuses.count(200) <= 62
        assert statuses.count(429) == 70 - statuses.count(200)
        assert statuses[0] == 200


def test_metrics_are_of_all_workers(unreachable: Settings) -> None:
    with served(unreachable, "--port", "0", "--workers", "2") as (_, said):
        for _ in range(40):
            httpx.get(f"{address(said)}queries")
        counted = httpx.get(f"{address(said)}metrics").text
        assert 'dragoman_requests_total{route="/queries",status="200"} 40.0' in counted
        assert "dragoman_database_up 0.0" in counted


def test_the_log_is_json_where_nobody_looks_on(unreachable: Settings) -> None:
    with served(unreachable, "--port", "0") as (process, said):
        httpx.get(f"{address(said)}queries?token=secret", headers={"X-Request-ID": "mine-1"})
        httpx.get(f"{address(said)}nowhere", headers={"X-Request-ID": "mine-2"})
        process.terminate()
        _, err = process.communicate(timeout=60)
    records = [json.loads(line) for line in err.splitlines() if line.startswith("{")]
    told = {record["request_id"]: record for record in records if "request_id" in record}
    first, second = told["mine-1"], told["mine-2"]
    assert (first["method"], first["path"], first["status"], first["route"]) == ("GET", "/queries", 200, "/queries")
    assert first["level"] == "INFO" and first["seconds"] >= 0 and "timestamp" in first
    assert second["status"] == 404
    assert "secret" not in err


def test_a_request_under_way_is_answered_when_the_server_stops(unreachable: Settings) -> None:
    home = {"DRAGOMAN_HOME": str(unreachable.dragoman_home)}
    key = Keys(folders(unreachable).keys_file).create("stopping", {Scope.READ, Scope.LOAD})
    authorized = {"Authorization": f"Bearer {key}"}
    with served(unreachable, "--port", "0", "--keys", **home) as (process, said):
        url = urlsplit(address(said))
        assert url.hostname and url.port
        body = b'{"url": "http://127.0.0.1/"}'
        head = (
            f"POST /documents HTTP/1.1\r\nHost: {url.netloc}\r\nAuthorization: Bearer {key}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        with socket.create_connection((url.hostname, url.port)) as client:
            client.sendall(head.encode() + body[:3])
            # That it has the beginning of the request is seen by what it counts.
            with httpx.Client(base_url=address(said), headers=authorized, timeout=30) as other:
                while "dragoman_requests_in_flight 2.0" not in other.get("/metrics").text:
                    assert process.poll() is None
            process.terminate()
            client.sendall(body[3:])
            answer = client.recv(65536)
        assert answer.startswith(b"HTTP/1.1 202"), answer
        assert process.wait(timeout=60) == 0
