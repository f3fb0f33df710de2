"""Backup and restore of the local graph, in the format of Neo4j's own `database dump` and `load`.

The community edition dumps a database only while it is stopped, so the local server is stopped and started again.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.graph.errors import LocalServerError, NotFound, SourceError, UsageError
from dragoman.graph.local.admin import run_admin
from dragoman.graph.local.disk import disk_errors_told
from dragoman.graph.local.folders import DATABASE, Folders, folders
from dragoman.graph.local.reporting import Report, silent
from dragoman.graph.local.server import alone
from dragoman.graph.local.stopped import (
    KEPT,
    Contents,
    as_found,
    contents,
    demand_empty,
    demand_local,
    put_in_place,
    stop,
)
from dragoman.graph.settings import Settings

_DUMP_BEGINS = (b"DZV1", b"DGV1")
"""The first bytes of a dump, packed with Zstandard or gzip (Neo4j's class StandardCompressionFormat)."""


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
    demand_local(settings, "neo4j-admin database dump neo4j --to-path=FOLDER")
    places = folders(settings)
    if target.exists() and not force:
        raise UsageError(f"{target} exists", "name another file, or replace it with --force")
    if not (places.data.exists() or places.data_before.exists()):
        raise NotFound(f"there is no local graph in {places.home} to back up", "load something first: `dragoman load`")
    with disk_errors_told(places), alone(places, report), as_found(places, report) as server:
        held = contents(server)
        with _written_whole(target) as unfinished:
            stop(places, report)
            report(f"Writing {target}")
            run_admin(places, places.configuration, "database", "dump", f"--to-path={unfinished.parent}", DATABASE)
    return held


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
    demand_local(settings, "neo4j-admin database load neo4j --from-path=FOLDER")
    _demand_dump(source)
    places = folders(settings)
    with disk_errors_told(places), alone(places, report), as_found(places, report) as server:
        if not force:
            demand_empty(server, "keep them by `dragoman backup` first, then replace them with --force")
        report(f"Unpacking and checking {source}")
        with _unpacked(source, places) as fresh:
            return put_in_place(fresh, places, report)


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
        raise SourceError(f"{source} cannot be restored: {error.message}", KEPT) from error
    finally:
        shutil.rmtree(places.restoring, ignore_errors=True)


def _demand_dump(source: Path) -> None:
    try:
        with source.open("rb") as file:
            begins = file.read(len(_DUMP_BEGINS[0]))
    except OSError as error:
        raise SourceError(f"{source} cannot be read: {error.strerror}") from error
    if begins not in _DUMP_BEGINS:
        raise SourceError(f"{source} is no dump of a Neo4j database", "name a file that `dragoman backup` wrote")
