"""A new store for the local graph, by Neo4j's own importer."""

import shutil
from collections.abc import Sequence

from dragoman.graph.errors import LocalServerError
from dragoman.graph.local.admin import run_admin
from dragoman.graph.local.disk import disk_errors_told
from dragoman.graph.local.folders import DATABASE, Folders, folders
from dragoman.graph.local.reporting import Report, silent
from dragoman.graph.local.server import alone, up
from dragoman.graph.local.stopped import KEPT, Contents, as_found, demand_empty, demand_local, put_in_place
from dragoman.graph.settings import Settings

_HINT = "load without --bulk, which adds to it; or keep it by `dragoman backup` and begin with another DRAGOMAN_HOME"


def demand_empty_store(settings: Settings, report: Report = silent) -> None:
    """Refuse to import where there is a graph, or where the files of its server are not ours.

    Raises:
        UsageError: `NEO4J_URI` names another server, or the local graph is not empty.
    """
    _demand_local(settings)
    # The server is left running: it is needed again for the import, and for what follows on that.
    demand_empty(up(settings, report), _HINT)


def import_store(settings: Settings, arguments: Sequence[str], report: Report = silent) -> Contents:
    """Build the local graph anew from files; the server runs afterwards if it ran before.

    Args:
        settings: tell the local server.
        arguments: what the importer reads: `--nodes=…`, `--relationships=…`.
        report: takes what happens, line by line.

    Returns:
        What the graph holds.

    Raises:
        UsageError: as `demand_empty_store`.
        LocalServerError: the importer fails, the disk is full, or the server fails to stop or start.
    """
    _demand_local(settings)
    places = folders(settings)
    with disk_errors_told(places), alone(places, report), as_found(places, report) as server:
        demand_empty(server, _HINT)
        try:
            return _imported(places, arguments, report)
        finally:
            shutil.rmtree(places.restoring, ignore_errors=True)


def _imported(places: Folders, arguments: Sequence[str], report: Report) -> Contents:
    shutil.rmtree(places.restoring, ignore_errors=True)  # what a killed import left
    places.restoring.mkdir()
    fresh = places.restoring / "data"
    (places.restoring / "neo4j.conf").write_text(f"server.directories.data={fresh}\n", encoding="utf-8")
    report("Importing")
    told = [f"--report-file={places.restoring / 'import.report'}", *arguments, DATABASE]
    try:
        run_admin(places, places.restoring, "database", "import", "full", *told)
    except LocalServerError as error:
        raise LocalServerError(f"the import failed: {error.message}", KEPT) from error
    return put_in_place(fresh, places, report)


def _demand_local(settings: Settings) -> None:
    demand_local(settings, "neo4j-admin database import full neo4j")
