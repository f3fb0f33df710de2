"""A graph backed up, changed, restored; and everything that can go wrong on the way leaves the graph as it was."""

import os
import shutil
import signal
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from dragoman.graph import local
from dragoman.graph.connection import open_driver
from dragoman.graph.local.folders import folders
from dragoman.graph.schema import apply_schema
from dragoman.graph.settings import Settings

Command = Callable[..., subprocess.CompletedProcess[str]]
Content = dict[str, list[str]]

EVERYTHING = {
    "nodes": "MATCH (n) RETURN labels(n), properties(n)",
    "edges": "MATCH (a)-[r]->(b) RETURN type(r), properties(r), a.id, b.id",
    "constraints": "SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties",
    "indexes": "SHOW INDEXES YIELD name, type, state, labelsOrTypes, properties",
}


def content(settings: Settings) -> Content:
    with open_driver(settings) as driver:
        return {what: sorted(map(repr, driver.execute_query(query).records)) for what, query in EVERYTHING.items()}


@pytest.fixture(scope="module")
def graph(home: Settings) -> Content:
    """What was in the graph when it was backed up."""
    with open_driver(home) as driver:
        apply_schema(driver, "neo4j")
        driver.execute_query(
            "UNWIND range(1, 500) AS n "
            "CREATE (:State:Actor {id: 'state-' + n})-[:INITIATED {through: []}]->(:Event:Fact {id: 'event-' + n})"
        )
    return content(home)


@pytest.fixture(scope="module")
def dump(home: Settings, graph: Content, dragoman: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of `graph`, made after a kill of the server: the store needs recovery."""
    target = tmp_path_factory.mktemp("backups") / "graph.dump"
    server = local.up(home)
    psutil.Process(server.pid).send_signal(signal.SIGKILL)
    psutil.Process(server.pid).wait()
    done = dragoman("backup", str(target))
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{target}\n"
    assert "1,000 nodes, 500 edges" in done.stderr
    assert local.running(home) is None, "it did not run before"
    return target


def told(done: subprocess.CompletedProcess[str], status: int) -> str:
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()[-1]


def test_only_the_owner_reads_a_backup_and_nothing_unfinished_lies_about(dump: Path) -> None:
    assert stat.S_IMODE(dump.stat().st_mode) == 0o600
    assert list(dump.parent.iterdir()) == [dump]


def test_a_restored_graph_is_the_one_backed_up(home: Settings, dragoman: Command, dump: Path, graph: Content) -> None:
    with open_driver(home) as driver:
        driver.execute_query("MATCH (n:State) DETACH DELETE n")
        driver.execute_query("DROP INDEX actor_names IF EXISTS")
    done = dragoman("restore", str(dump), "--force")
    assert done.returncode == 0, done.stderr
    assert "1,000 nodes, 500 edges" in done.stderr
    assert local.running(home) is not None, "it ran before"
    assert content(home) == graph
    assert not folders(home).restoring.exists()
    assert not folders(home).data_before.exists()


def test_another_machine_gets_the_same_graph(dragoman: Command, dump: Path, graph: Content, tmp_path: Path) -> None:
    other = Settings(_env_file=None, neo4j_uri=None, dragoman_home=tmp_path)
    done = dragoman("restore", str(dump), DRAGOMAN_HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert local.running(other) is None, "it did not run before"
    try:
        assert content(other) == graph
    finally:
        local.down(other)


def test_a_graph_that_is_not_empty_is_replaced_by_force_only(
    home: Settings, dragoman: Command, dump: Path, graph: Content
) -> None:
    assert "holds 1,000 nodes" in told(dragoman("restore", str(dump)), status=2)
    assert content(home) == graph


@pytest.mark.parametrize("damage", ["text", "empty", "absent", "folder", "cut", "altered"])
def test_what_is_no_whole_dump_is_refused_and_the_server_never_stopped(
    home: Settings, dragoman: Command, dump: Path, graph: Content, tmp_path: Path, damage: str
) -> None:
    whole = dump.read_bytes()
    contents = {
        "text": b"North Korea fired missiles.",
        "empty": b"",
        "cut": whole[: len(whole) // 2],
        "altered": whole[: len(whole) // 2] + b"?" * 64 + whole[len(whole) // 2 + 64 :],
    }
    source = tmp_path / "graph.dump"
    if damage in contents:
        source.write_bytes(contents[damage])
    elif damage == "folder":
        source.mkdir()
    before = local.up(home)
    assert str(source) in told(dragoman("restore", str(source), "--force"), status=1)
    assert local.running(home) == before
    assert content(home) == graph
    assert not folders(home).restoring.exists()


def test_an_existing_file_is_replaced_by_force_only(home: Settings, dragoman: Command, dump: Path) -> None:
    before = dump.read_bytes()
    server = local.up(home)
    assert f"{dump} exists" in told(dragoman("backup", str(dump)), status=2)
    assert dump.read_bytes() == before
    assert local.running(home) == server
    assert dragoman("backup", str(dump), "--force").returncode == 0
    assert local.running(home) is not None, "it ran before"
    assert list(dump.parent.iterdir()) == [dump]


def test_a_full_disk_leaves_the_backup_that_was_there(
    home: Settings, dragoman: Command, graph: Content, small_disk: Path
) -> None:
    target = small_disk / "graph.dump"
    target.write_bytes(b"the backup of yesterday")
    (small_disk / "filler").write_bytes(bytes(shutil.disk_usage(small_disk).free - 8192))
    assert "No space left on device" in told(dragoman("backup", str(target), "--force"), status=1)
    assert target.read_bytes() == b"the backup of yesterday"
    assert sorted(path.name for path in small_disk.iterdir()) == ["filler", "graph.dump"]
    assert content(home) == graph


def test_a_place_that_does_not_exist_is_told_before_the_server_is_stopped(home: Settings, dragoman: Command) -> None:
    server = local.up(home)
    assert "nowhere" in told(dragoman("backup", os.devnull + "/nowhere/graph.dump"), status=1)
    assert local.running(home) == server


def test_a_server_that_does_not_start_after_a_restore_gets_its_graph_back(
    home: Settings, dragoman: Command, dump: Path, graph: Content
) -> None:
    with open_driver(home) as driver:
        driver.execute_query("MATCH (n:State) DETACH DELETE n")
    changed = content(home)
    configuration = folders(home).configuration
    aside = configuration.rename(configuration.with_name("aside"))
    configuration.write_text("no folder")
    try:
        told(dragoman("restore", str(dump), "--force"), status=1)
    finally:
        configuration.unlink()
        aside.rename(configuration)
    assert content(home) == changed != graph


def test_a_restore_killed_between_the_stores_is_undone_by_the_next_start(home: Settings) -> None:
    before = content(home)
    local.down(home)
    places = folders(home)
    places.data.rename(places.data_before)
    assert content(home) == before


@pytest.mark.parametrize("words", [["backup"], ["restore", "graph.dump"]])
def test_an_existing_server_is_left_to_its_own_tool(dragoman: Command, words: list[str]) -> None:
    line = told(dragoman(*words, NEO4J_URI="neo4j://graph.example"), status=2)
    assert "neo4j://graph.example" in line
    assert "neo4j-admin database" in line


def test_without_a_graph_there_is_nothing_to_back_up(dragoman: Command, tmp_path: Path) -> None:
    assert "no local graph" in told(dragoman("backup", DRAGOMAN_HOME=str(tmp_path)), status=1)
    assert list(tmp_path.iterdir()) == []
