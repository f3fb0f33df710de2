"""The life of a local server: started, found, killed, recovered, stopped."""

import json
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psutil
import pytest
from neo4j import GraphDatabase

from dragoman.graph import local
from dragoman.graph.connection import open_driver, translated_errors
from dragoman.graph.errors import DatabaseUnavailable, LocalServerError
from dragoman.graph.local.folders import folders
from dragoman.graph.local.ports import is_free
from dragoman.graph.local.process import has_ended
from dragoman.graph.settings import Settings

Command = Callable[..., subprocess.CompletedProcess[str]]


def node_count(server: local.LocalServer) -> int:
    with GraphDatabase.driver(server.bolt_uri, auth=(server.username, server.password)) as driver:
        count: int = driver.execute_query("MATCH (node) RETURN count(node)").records[0][0]
    return count


@contextmanager
def occupied(port: int) -> Iterator[None]:
    """While somebody else listens there: we, or whoever does already."""
    if not is_free(port):
        yield
        return
    with socket.create_server(("127.0.0.1", port)):
        yield


def test_two_ups_at_once_end_with_one_server(home: Settings, dragoman: Command) -> None:
    with ThreadPoolExecutor() as pool:
        done = [started.result() for started in [pool.submit(dragoman, "up") for _ in range(2)]]
    server = local.running(home)
    assert server is not None
    assert [up.returncode for up in done] == [0, 0]
    assert all(server.bolt_uri in up.stdout for up in done)


def test_a_running_server_is_used(home: Settings) -> None:
    first = local.up(home)
    told: list[str] = []
    assert local.up(home, told.append) == first == local.running(home)
    assert told == []


def test_only_the_loopback_address_is_served(home: Settings) -> None:
    process = psutil.Process(local.up(home).pid)
    listening = [connection.laddr.ip for connection in process.net_connections() if connection.status == "LISTEN"]
    assert listening
    assert all(address.removeprefix("::ffff:") == "127.0.0.1" for address in listening)


def test_nobody_but_the_owner_reads_the_password(home: Settings) -> None:
    server = local.up(home)
    places = folders(home)
    assert stat.S_IMODE(places.password_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(server.folder.stat().st_mode) == 0o700
    assert server.password not in " ".join(psutil.Process(server.pid).cmdline())


def test_a_wrong_password_file_is_told(home: Settings) -> None:
    local.up(home)
    file = folders(home).password_file
    right = file.read_text()
    file.write_text("something else\n")
    try:
        with pytest.raises(LocalServerError, match="refuses the password in"):
            local.up(home)
    finally:
        file.write_text(right)


def test_status_tells_the_graph_as_json_in_a_pipe(home: Settings, dragoman: Command) -> None:
    server = local.up(home)
    with GraphDatabase.driver(server.bolt_uri, auth=(server.username, server.password)) as driver:
        driver.execute_query("CREATE (:State {id: 'KOR'})-[:ALLIED_WITH]->(:State {id: 'USA'})")
    status = dragoman("status")
    told = json.loads(status.stdout)
    assert (told["version"], told["bolt"]) == (server.version, server.bolt_uri)
    assert (told["nodes"], told["edges"]) == (2, 1)
    assert 0 < told["store_bytes"] < 100_000_000


def test_a_killed_server_comes_up_again_with_its_data(home: Settings) -> None:
    before = local.up(home)
    nodes = node_count(before)
    psutil.Process(before.pid).send_signal(signal.SIGKILL)
    psutil.Process(before.pid).wait()
    assert local.running(home) is None
    after = local.up(home)
    assert after.pid != before.pid
    assert node_count(after) == nodes


def test_down_stops_it_once(home: Settings) -> None:
    server = local.up(home)
    assert local.down(home)
    assert has_ended(server.pid)
    assert not local.down(home)
    assert local.running(home) is None


def test_down_stops_a_server_whose_starter_still_runs(home: Settings, dragoman: Command) -> None:
    local.up(home)
    assert dragoman("down").returncode == 0
    assert local.running(home) is None


def test_a_query_to_a_server_that_stopped_meanwhile_is_told(home: Settings) -> None:
    with open_driver(home) as driver:
        local.down(home)
        with driver.session() as session, pytest.raises(DatabaseUnavailable), translated_errors():
            session.run("RETURN 1").consume()


def test_another_program_that_names_the_home_is_not_taken_for_the_server(home: Settings) -> None:
    local.down(home)
    program = [sys.executable, "-c", "input()", f"--home-dir={folders(home).home}"]
    with subprocess.Popen(program, stdin=subprocess.PIPE) as stranger:
        assert local.running(home) is None
        assert not local.down(home)
        assert stranger.poll() is None
        stranger.communicate(b"\n")


def test_status_of_a_stopped_server_says_so(home: Settings, dragoman: Command) -> None:
    local.down(home)
    status = dragoman("status")
    assert status.returncode == 1
    assert "does not run" in status.stderr
    assert status.stdout == ""


def test_a_server_is_found_again_where_it_was(home: Settings) -> None:
    before = local.up(home)
    local.down(home)
    assert local.up(home).bolt_uri == before.bolt_uri


def test_usual_ports_in_use_are_told_and_others_taken(home: Settings) -> None:
    local.down(home)
    folders(home).state_file.unlink()
    told: list[str] = []
    with occupied(7687), occupied(7474):
        server = local.up(home, told.append)
    assert "Port 7687 is in use" in told[0]
    assert "Port 7474 is in use" in told[1]
    assert node_count(server) >= 0


def test_a_store_that_cannot_be_opened_is_told_with_the_log(home: Settings) -> None:
    local.down(home)
    places = folders(home)
    store = places.data / "databases" / "system"
    aside = store.rename(store.with_name("aside"))
    store.write_text("no folder")
    try:
        with pytest.raises(LocalServerError, match=r"(?s)ended while starting.*the whole log is .*console\.log"):
            local.up(home)
    finally:
        store.unlink()
        aside.rename(store)
