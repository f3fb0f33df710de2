"""Whether the server answers: told by connecting to it, or by what its log says when it ended."""

import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psutil
from neo4j import GraphDatabase, NotificationMinimumSeverity
from neo4j.exceptions import AuthError, DatabaseError, DriverError, Neo4jError

from dragoman.graph.errors import LocalServerError
from dragoman.graph.local.folders import Folders
from dragoman.graph.local.process import has_ended

_START_SECONDS = 180
_POLL_SECONDS = 0.2
_TAIL_LINES = 12
_MUST_BE_RESTARTED = "needs to be restarted"
"""What Neo4j 5 answers to every transaction once it could not write its log (no code of its own tells it)."""


@dataclass(frozen=True)
class LocalServer:
    """A local Neo4j that runs.

    Attributes:
        bolt_uri: where drivers connect.
        http_uri: where its HTTP interface answers.
        browser_uri: Neo4j Browser, with the address and the user filled in.
        username, password: what it asks for.
        pid: its process.
        version: of Neo4j.
        folder: its home, with the data and the password file.
    """

    bolt_uri: str
    http_uri: str
    browser_uri: str
    username: str
    password: str
    pid: int
    version: str
    folder: Path


class DatabaseStopped(LocalServerError):
    """The server runs, but its database stopped after a critical error, such as a full disk: it must be restarted."""


def wait_until_ready(server: LocalServer, places: Folders) -> None:
    """Return once the server answers a query.

    Raises:
        DatabaseStopped: its database met a critical error.
        LocalServerError: it ended, refuses its own password, or does not answer within three minutes.
    """
    limit = time.monotonic() + _START_SECONDS
    while not _answers(server, places):
        # Not by its command line: that of a process just started may still read as empty on a busy machine.
        if has_ended(server.pid):
            raise LocalServerError(
                f"the local Neo4j ended while starting:\n{_tail(places.server_log)}",
                f"the whole log is {places.server_log}",
            )
        if time.monotonic() > limit:
            raise LocalServerError(
                f"the local Neo4j does not answer after {_START_SECONDS} s:\n{_tail(places.server_log)}",
                f"end it by `dragoman down`; the whole log is {places.server_log}",
            )
        time.sleep(_POLL_SECONDS)


def _answers(server: LocalServer, places: Folders) -> bool:
    # A driver would wait and log for what a bare connection tells at once.
    if not (_listens(server, server.bolt_uri) and _listens(server, server.http_uri)):
        return False
    try:
        with GraphDatabase.driver(
            server.bolt_uri,
            auth=(server.username, server.password),
            notifications_min_severity=NotificationMinimumSeverity.OFF,
        ) as driver:
            driver.execute_query("RETURN 1", database_="neo4j")
    except AuthError as error:
        raise LocalServerError(
            f"the local Neo4j refuses the password in {places.password_file}",
            f"put the right one there, or `dragoman down` and remove {places.home} to begin with an empty graph",
        ) from error
    except DatabaseError as error:
        if _MUST_BE_RESTARTED not in str(error.message):
            return False
        raise DatabaseStopped(
            "the local Neo4j has stopped its database after a critical error",
            f"see {places.logs / 'debug.log'}, then `dragoman down` and `dragoman up`",
        ) from error
    except (DriverError, Neo4jError):  # it listens already, but its database is not open yet
        return False
    return True


def _listens(server: LocalServer, uri: str) -> bool:
    """Whether the server itself listens there: another program may have taken the port since it was chosen."""
    try:
        connections = psutil.Process(server.pid).net_connections("tcp")
    except psutil.NoSuchProcess:
        return False
    port = urlsplit(uri).port
    return any(one.status == psutil.CONN_LISTEN and one.laddr.port == port for one in connections)


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-_TAIL_LINES:])
