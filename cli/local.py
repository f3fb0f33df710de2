"""`dragoman up`, `down` and `status`: the local Neo4j, and what is in the graph."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import typer
from neo4j import Driver
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

from dragoman.graph import local
from dragoman.graph.connection import open_driver, translated_errors
from dragoman.graph.local.folders import folders
from dragoman.graph.local.reporting import Progress as ProgressReport
from dragoman.graph.settings import Settings, read_settings

messages = Console(stderr=True, highlight=False, soft_wrap=True)


@dataclass(frozen=True)
class Status:
    """What `dragoman status` tells; sizes in bytes, None where the server is not the local one."""

    version: str
    bolt: str
    browser: str | None
    database: str
    store_bytes: int | None
    nodes: int
    edges: int
    folder: str | None
    log: str | None
    password_file: str | None


def up() -> None:
    """Start the local Neo4j, downloading it (this once) if need be. One that runs already is used.

    Example: dragoman up
    """
    settings = read_settings()
    with _download_progress() as progress:
        server = local.up(settings, _tell, progress)
    places = folders(settings)
    rows = {
        "Neo4j": server.version,
        "Neo4j Browser": server.browser_uri,
        "Bolt": server.bolt_uri,
        "user": server.username,
        "password": f"in {places.password_file}",
    }
    _write(rows)
    if settings.neo4j_uri is not None:
        _tell(f"NEO4J_URI is set: the other commands use {settings.neo4j_uri}, not this server")


def down() -> None:
    """Stop the local Neo4j; what is in the graph stays.

    Example: dragoman down
    """
    stopped = local.down(read_settings(), _tell)
    _tell("The local Neo4j is stopped" if stopped else "The local Neo4j does not run")


def status() -> None:
    """Show the Neo4j in use: version, addresses, store size, node and edge counts. JSON in a pipe.

    Exit status 1 when the local Neo4j does not run.

    Example: dragoman status | jq .nodes
    """
    settings = read_settings()
    server = local.running(settings)
    if settings.neo4j_uri is None and server is None:
        _tell("The local Neo4j does not run; `dragoman up` starts it")
        raise typer.Exit(1)
    with open_driver(settings, _tell) as driver, translated_errors():
        told = _status(driver, settings, server if settings.neo4j_uri is None else None)
    if sys.stdout.isatty():
        _write(_rows(told))
    else:
        sys.stdout.write(json.dumps(asdict(told)) + "\n")


def _status(driver: Driver, settings: Settings, server: local.LocalServer | None) -> Status:
    def one(query: str) -> Any:
        return driver.execute_query(query, database_=settings.neo4j_database).records[0][0]

    places = folders(settings)
    return Status(
        version=one("CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0]"),
        bolt=server.bolt_uri if server else str(settings.neo4j_uri),
        browser=server.browser_uri if server else None,
        database=settings.neo4j_database,
        store_bytes=_size(places.data) if server else None,
        nodes=one("MATCH (node) RETURN count(node)"),
        edges=one("MATCH ()-[edge]->() RETURN count(edge)"),
        folder=str(places.home) if server else None,
        log=str(places.server_log) if server else None,
        password_file=str(places.password_file) if server else None,
    )


def _tell(message: str) -> None:
    messages.print(message, markup=False)


def _size(folder: Path) -> int:
    """What the files below really occupy on the disk; the server may remove some while we look."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_blocks * 512
        except FileNotFoundError:
            continue
    return total


def _rows(told: Status) -> dict[str, str | None]:
    return {
        "Neo4j": told.version,
        "Neo4j Browser": told.browser,
        "Bolt": told.bolt,
        "database": told.database,
        "store": None if told.store_bytes is None else f"{told.store_bytes / 1_000_000:,.1f} MB",
        "nodes": f"{told.nodes:,}",
        "edges": f"{told.edges:,}",
        "folder": told.folder,
        "log": told.log,
        "password": told.password_file and f"in {told.password_file}",
    }


def _write(rows: Mapping[str, str | None]) -> None:
    # Not a table of rich, which cuts an address that is wider than the terminal.
    width = max(map(len, rows)) + 2
    for name, value in rows.items():
        if value is not None:
            sys.stdout.write(f"{name:<{width}}{value}\n")


@contextmanager
def _download_progress() -> Iterator[ProgressReport | None]:
    """A bar on a terminal, once there is something to download; None elsewhere, where plain lines tell it."""
    if not messages.is_terminal:
        yield None
        return
    columns = (TextColumn("Downloading"), BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=messages, transient=True) as bar:
        task = bar.add_task("download", visible=False)
        yield lambda done, total: bar.update(task, completed=done, total=total, visible=done < total)
