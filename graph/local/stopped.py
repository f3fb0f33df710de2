"""What needs the local server stopped: its store is copied, or another one is put in its place."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dragoman.graph.connection import connect, translated_errors
from dragoman.graph.errors import DatabaseError, LocalServerError, UsageError
from dragoman.graph.local.exchange import take_back, take_in
from dragoman.graph.local.folders import DATABASE, Folders
from dragoman.graph.local.process import find_process
from dragoman.graph.local.readiness import LocalServer
from dragoman.graph.local.reporting import Report, in_tenths
from dragoman.graph.local.server import provide_server, start_server, stop_server
from dragoman.graph.settings import Settings

KEPT = "the graph is as it was"


@dataclass(frozen=True)
class Contents:
    """How much a graph holds; the record of its schema's version is not counted."""

    nodes: int
    edges: int


@contextmanager
def as_found(places: Folders, report: Report) -> Iterator[LocalServer]:
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
            stop(places, report)
        elif find_process(places) is None:
            start_server(places, report, downloading)


def stop(places: Folders, report: Report) -> None:
    """Stop the server if it runs."""
    if find_process(places) is not None:
        report("Stopping the local Neo4j")
        stop_server(places)


def put_in_place(fresh: Path, places: Folders, report: Report) -> Contents:
    """Start the server with another store; when it does not start, the one before is there again.

    Args:
        fresh: a data folder that holds the database.
        places: of the server.
        report: takes what happens, line by line.

    Returns:
        What the graph holds now.

    Raises:
        LocalServerError: the server does not start with it.
    """
    stop(places, report)
    take_in(fresh, places)
    try:
        return contents(start_server(places, report, in_tenths(report, "Downloading Neo4j")))
    except (DatabaseError, OSError) as error:
        stop(places, report)
        take_back(places)
        raise LocalServerError(f"Neo4j does not start with it: {error}", KEPT) from error


def contents(server: LocalServer) -> Contents:
    """What the graph of a server holds."""
    with (
        connect(server.bolt_uri, (server.username, server.password), DATABASE) as driver,
        translated_errors(),
        driver.session(database=DATABASE) as session,
    ):
        nodes = session.run("MATCH (node) WHERE NOT node:Schema RETURN count(node)").single(strict=True)[0]
        edges = session.run("MATCH ()-[edge]->() RETURN count(edge)").single(strict=True)[0]
        return Contents(nodes=nodes, edges=edges)


def demand_local(settings: Settings, instead: str) -> None:
    """Refuse where `NEO4J_URI` names another server.

    Args:
        settings: name the server.
        instead: what its owner can use there.

    Raises:
        UsageError: they do.
    """
    if settings.neo4j_uri is not None:
        raise UsageError(
            f"NEO4J_URI names the Neo4j at {settings.neo4j_uri}, whose files dragoman does not manage",
            f"use its own tool there (`{instead}`, or Aura's snapshots), or unset NEO4J_URI for the local graph",
        )


def demand_empty(server: LocalServer, hint: str) -> None:
    """Refuse a graph that holds something.

    Raises:
        UsageError: it does; the hint tells what to do about it.
    """
    if nodes := contents(server).nodes:
        raise UsageError(f"the graph in {server.folder} holds {nodes:,} nodes", hint)
