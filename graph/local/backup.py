"""Backup and restore of the local graph, in the format of Neo4j's own `database dump` and `load`.

The community edition dumps a database only while it is stopped, so the local server is stopped and started again.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dragoman.graph.connection import connect, translated_errors
from dragoman.graph.errors import DatabaseError, LocalServerError, NotFound, SourceError, UsageError
from dragoman.graph.local.admin import run_admin
from dragoman.graph.local.disk import disk_errors_told
from dragoman.graph.local.exchange import take_back, take_in
from dragoman.graph.local.folders import DATABASE, Folders, folders
from dragoman.graph.local.process import find_process
from dragoman.graph.local.readiness import LocalServer
from dragoman.graph.local.reporting import Report, in_tenths, silent
from dragoman.graph.local.server import alone, provide_server, start_server, stop_server
from dragoman.graph.settings import Settings

_DUMP_BEGINS = (b"DZV1", b"DGV1")
"""The first bytes of a dump, packed with Zstandard or gzip (Neo4j's class StandardCompressionFormat)."""


_KEPT = "the graph is as it was"


@dataclass(frozen=True)
class Contents:
    """How much a graph holds; the record of its schema's version is not counted."""

    nodes: int
    edges: int


def backup(settings: Settings, target: Path, *, force: bool = False, report: Report = silent) -> Contents:
    """Write the whole local graph into one file, readable by its owner only.

    The file stands there only once it is complete: whatever goes wrong before leaves what was there.

    Args:
        settings: tell the local server.
        target: the file.
        force: replace a file that exists.
        report: takes what happens, line by line.

    Returns:
        What the graph held.

    Raises:
        UsageError: `NEO4J_URI` names another server, or the file exists.
        NotFound: there is no local graph yet.
        LocalServerError: the file cannot be written, or the server fails to stop or start.
    """
    _demand_local(settings, "neo4j-admin database dump neo4j --to-path=FOLDER")
    places = folders(settings)
    if target.exists() and not force:
        raise UsageError(f"{target} exists", "name another file, or replace it with --force")
    if not (places.data.exists() or places.data_before.exists()):
        raise NotFound(f"there is no local graph in {places.home} to back up", "load something first: `dragoman load`")
    with disk_errors_told(places), alone(places, report), _as_found(places, report) as server:
        contents = _contents(server)
        with _written_whole(target) as unfinished:
            _stop(places, report)
            report(f"Writing {target}")
            run_admin(places, places.configuration, "database", "dump", f"--to-path={unfinished.parent}", DATABASE)
    return contents


def restore(settings: Settings, source: Path, *, force: bool = False, report: Report = silent) -> Contents:
    """Put the graph of a backup in the place of the present one.

    The backup is unpacked and checked beside the present graph, which stays in use until then; when anything goes
    wrong, the present graph stays.

    Args:
        settings: tell the local server; one that has never run is set up first.
        source: what `backup` wrote, or a dump of a community or enterprise server of the same version.
        force: replace a graph that is not empty.
        report: takes what happens, line by line.

    Returns:
        What the graph holds now.

    Raises:
        UsageError: `NEO4J_URI` names another server, or the present graph is not empty.
        SourceError: the file cannot be read, is no dump, or is damaged.
        LocalServerError: the disk is full, or the server fails to stop or start.
    """
    _demand_local(settings, "neo4j-admin database load neo4j --from-path=FOLDER")
    _demand_dump(source)
    places = folders(settings)
    with disk_errors_told(places), alone(places, report), _as_found(places, report) as server:
        _demand_empty(server, force)
        report(f"Unpacking and checking {source}")
        with _unpacked(source, places) as fresh:
            _stop(places, report)
            take_in(fresh, places)
        try:
            return _contents(start_server(places, report, in_tenths(report, "Downloading Neo4j")))
        except (DatabaseError, OSError) as error:
            _stop(places, report)
            take_back(places)
            raise SourceError(f"Neo4j does not start with the graph of {source}: {error}", _KEPT) from error


@contextmanager
def _as_found(places: Folders, report: Report) -> Iterator[LocalServer]:
    """The server, answering; afterwards it runs if it ran before, and is stopped if it was.

    Started even for a backup: a store that a kill left is recovered, and its dump would need recovery too.
    """
    ran = find_process(places) is not None
    downloading = in_tenths(report, "Downloading Neo4j")
    server = provide_server(places, report, downloading)
    try:
        yield server
    finally:
        if not ran:
            _stop(places, report)
        elif find_process(places) is None:
            start_server(places, report, downloading)


def _stop(places: Folders, report: Report) -> None:
    if find_process(places) is not None:
        report("Stopping the local Neo4j")
        stop_server(places)


@contextmanager
def _written_whole(target: Path) -> Iterator[Path]:
    """The path to write to, in a folder beside the target, which it replaces at the end; on failure it is removed.

    A path and not a stream: `dump --to-stdout` of 5.26 ends with status 0 when the disk is full (tried).
    """
    folder = target.with_name(f".{target.name}.partial")
    unfinished = folder / f"{DATABASE}.dump"
    try:
        shutil.rmtree(folder, ignore_errors=True)  # what a killed backup left
        folder.mkdir(mode=0o700)
        yield unfinished
        unfinished.chmod(0o600)
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.replace(target)
    except (OSError, LocalServerError) as error:
        reason = error.strerror if isinstance(error, OSError) else error.message
        raise LocalServerError(f"the backup cannot be written to {target}: {reason}", "name another place") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _unpacked(source: Path, places: Folders) -> Iterator[Path]:
    """A data folder that holds the database of a dump, checked; what is left of it at the end is removed.

    Raises:
        SourceError: the dump is damaged, or holds no consistent database of this version.
    """
    fresh = places.restoring / "data"
    configuration = f"server.directories.data={fresh}\n"
    try:
        shutil.rmtree(places.restoring, ignore_errors=True)  # what a killed restore left
        places.restoring.mkdir()
        (places.restoring / "neo4j.conf").write_text(configuration, encoding="utf-8")
        with source.open("rb") as dump:
            run_admin(places, places.restoring, "database", "load", "--from-stdin", DATABASE, standard_input=dump)
        report_path = f"--report-path={places.restoring}"
        run_admin(places, places.restoring, "database", "check", report_path, DATABASE)
        yield fresh
    except LocalServerError as error:
        raise SourceError(f"{source} cannot be restored: {error.message}", _KEPT) from error
    finally:
        shutil.rmtree(places.restoring, ignore_errors=True)


def _contents(server: LocalServer) -> Contents:
    with (
        connect(server.bolt_uri, (server.username, server.password), DATABASE) as driver,
        translated_errors(),
        driver.session(database=DATABASE) as session,
    ):
        nodes = session.run("MATCH (node) WHERE NOT node:Schema RETURN count(node)").single(strict=True)[0]
        edges = session.run("MATCH ()-[edge]->() RETURN count(edge)").single(strict=True)[0]
        return Contents(nodes=nodes, edges=edges)


def _demand_local(settings: Settings, instead: str) -> None:
    if settings.neo4j_uri is not None:
        raise UsageError(
            f"NEO4J_URI names the Neo4j at {settings.neo4j_uri}, whose files dragoman does not manage",
            f"use its own tool there (`{instead}`, or Aura's snapshots), or unset NEO4J_URI for the local graph",
        )


def _demand_dump(source: Path) -> None:
    try:
        with source.open("rb") as file:
            begins = file.read(len(_DUMP_BEGINS[0]))
    except OSError as error:
        raise SourceError(f"{source} cannot be read: {error.strerror}") from error
    if begins not in _DUMP_BEGINS:
        raise SourceError(f"{source} is no dump of a Neo4j database", "name a file that `dragoman backup` wrote")


def _demand_empty(server: LocalServer, force: bool) -> None:
    nodes = 0 if force else _contents(server).nodes
    if nodes:
        raise UsageError(
            f"the graph in {server.folder} holds {nodes:,} nodes",
            "keep them by `dragoman backup` first, then replace them with --force",
        )
