"""Neo4j goes away and comes back, or takes too long, while the API runs."""

import json
import os
import select
import signal
import socket
import socketserver
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from neo4j import Driver

from dragoman.graph import local
from dragoman.graph.settings import Settings
from dragoman.queries.catalogue import load_catalogue

# Counting to that many takes any machine longer than the time limits below.
ENDLESS = """// ---
// summary = "Counts for a very long time"
// description = "Counts."
// example = {}
// [columns]
// number = { type = "integer", description = "A number" }
// ---
UNWIND range(1, 1000000000000) AS counted
WITH count(counted % 7) AS number, $as_of AS as_of, $known_at AS known_at, $min_confidence AS min_confidence
RETURN number, [] AS evidence
ORDER BY number SKIP $skip LIMIT $limit
"""

NUMBERS = """// ---
// summary = "Numbers"
// description = "Counts."
// example = {}
// [columns]
// number = { type = "integer", description = "A number" }
// ---
UNWIND range(1, 1000000) AS number
WITH number, $as_of AS as_of, $known_at AS known_at, $min_confidence AS min_confidence
SKIP $skip LIMIT $limit
RETURN number, [] AS evidence
"""


class _Relay(socketserver.BaseRequestHandler):
    """Passes bytes to and fro between a client and the real server."""

    server: "_RelayServer"

    def handle(self) -> None:
        with socket.create_connection(self.server.target) as upstream:
            ends = {self.request: upstream, upstream: self.request}
            self.server.open_sockets.append(self.request)
            while True:
                for source in select.select(list(ends), [], [])[0]:
                    data = source.recv(65536)
                    if not data:
                        return
                    ends[source].sendall(data)

    def finish(self) -> None:
        self.server.open_sockets.remove(self.request)


class _RelayServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    target: tuple[str, int]
    open_sockets: list[socket.socket]


@contextmanager
def relay(port: int, target: tuple[str, int]) -> Iterator[None]:
    """A path to the real Neo4j that exists within the block only."""
    with _RelayServer(("127.0.0.1", port), _Relay) as server:
        server.target, server.open_sockets = target, []
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()
            for connection in [*server.open_sockets]:
                connection.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def by_address(neo4j_settings: Settings, neo4j_driver: Driver) -> Settings:
    """The Neo4j under test, named by its address as an existing server is."""
    if neo4j_settings.neo4j_uri is not None:
        return neo4j_settings
    server = local.running(neo4j_settings)
    assert server is not None
    return Settings(_env_file=None, neo4j_uri=server.bolt_uri, neo4j_password=server.password)


def until(client: httpx.Client, status: int) -> httpx.Response:
    """Ask for readiness again and again, as a load balancer does, until it is as expected."""
    for _ in range(10_000):
        answer = client.get("/health/ready")
        if answer.status_code == status:
            return answer
    raise AssertionError(f"never became {status}: {answer.text}")


def test_the_api_starts_without_neo4j_and_recovers(serve: Any, by_address: Settings, unreachable: Settings) -> None:
    real, away = urlsplit(str(by_address.neo4j_uri)), urlsplit(str(unreachable.neo4j_uri))
    assert real.hostname and real.port and away.port
    client = serve(by_address.model_copy(update={"neo4j_uri": unreachable.neo4j_uri}))
    assert client.get("/health/ready").status_code == 503
    assert client.get("/queries/events").status_code == 503
    with relay(away.port, (real.hostname, real.port)):
        assert until(client, 200).json() == {"status": "ready"}
        assert client.get("/queries/events").status_code == 200
    assert client.get("/queries/events").status_code == 503
    assert client.get("/health/live").status_code == 200
    with relay(away.port, (real.hostname, real.port)):
        until(client, 200)
        assert client.get("/queries/events").status_code == 200


def test_a_stream_breaks_off_with_the_database_and_the_next_one_does_not(
    serve: Any, by_address: Settings, tmp_path: Path
) -> None:
    real = urlsplit(str(by_address.neo4j_uri))
    assert real.hostname and real.port
    common = next(iter(load_catalogue().values())).path.with_name("common.toml")
    (tmp_path / "common.toml").write_text(common.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "numbers.cypher").write_text(NUMBERS, encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    client = serve(by_address.model_copy(update={"neo4j_uri": f"bolt://127.0.0.1:{port}"}), load_catalogue(tmp_path))
    address = "/queries/numbers?format=ndjson&limit=1000000"
    with ExitStack() as path:
        path.enter_context(relay(port, (real.hostname, real.port)))
        until(client, 200)
        with client.stream("GET", address) as answer:
            lines = answer.iter_lines()
            assert json.loads(next(lines))["number"] == 1
            path.close()
            with pytest.raises(httpx.RemoteProtocolError):
                for _ in lines:
                    pass
    assert client.get(address).status_code == 503
    with relay(port, (real.hostname, real.port)):
        until(client, 200)
        assert len(client.get("/queries/numbers?limit=1000").json()["rows"]) == 1000


def test_a_slow_query_delays_nobody_and_is_ended(serve: Any, by_address: Settings, tmp_path: Path) -> None:
    common = next(iter(load_catalogue().values())).path.with_name("common.toml")
    (tmp_path / "common.toml").write_text(common.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "endless.cypher").write_text(ENDLESS, encoding="utf-8")
    client = serve(by_address.model_copy(update={"dragoman_query_timeout": 3.0}), load_catalogue(tmp_path))
    until(client, 200)
    with ThreadPoolExecutor() as pool:
        slow = [pool.submit(client.get, "/queries/endless") for _ in range(3)]
        while "dragoman_requests_in_flight 4.0" not in client.get("/metrics").text:
            assert not any(query.done() for query in slow)
        for _ in range(20):
            assert client.get("/health/live").status_code == 200
        assert not any(query.done() for query in slow)
        for answer in (query.result() for query in slow):
            assert (answer.status_code, answer.json()["type"]) == (504, "/problems/query-timeout")


def test_a_local_neo4j_that_dies_is_started_again(serve: Any, tmp_path: Path) -> None:
    settings = Settings(_env_file=None, neo4j_uri=None, dragoman_home=tmp_path)
    server = local.up(settings)
    try:
        client = serve(settings)
        until(client, 200)
        os.kill(server.pid, signal.SIGKILL)
        until(client, 503)
        until(client, 200)
        assert client.get("/queries/events").json()["rows"] == []
    finally:
        local.down(settings)
