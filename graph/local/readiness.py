"""Whether the server answers: told by connecting to it, or by what its log says when it ended."""

import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psutil
from neo4j import Driver, GraphDatabase, NotificationMinimumSeverity
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from dragoman.graph.errors import LocalServerError
from dragoman.graph.local.folders import DATABASE, Folders
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
    """The server runs, but its database does not: it met a critical error, such as a full disk, or cannot be opened."""


def wait_until_ready(server: LocalServer, places: Folders) -> None:
    """Return once the server answers a query.

    Raises:
        DatabaseStopped: its database met a critical error, or cannot be opened.
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
    with GraphDatabase.driver(
        server.bolt_uri,
        auth=(server.username, server.password),
        notifications_min_severity=NotificationMinimumSeverity.OFF,
    ) as driver:
        try:
            # Auto-commit, since the driver would try a managed one again for half a minute.
            with driver.session(database=DATABASE) as session:
                session.run("RETURN 1").consume()
        except AuthError as error:
            raise LocalServerError(
                f"the local Neo4j refuses the password in {places.password_file}",
                f"put the right one there, or `dragoman down` and remove {places.home} to begin with an empty graph",
            ) from error
        except (DriverError, Neo4jError) as error:  # it listens already, but its database is not open yet, or no more
            if not (_MUST_BE_RESTARTED in str(error) or _database_failed(driver)):
                return False
            raise DatabaseStopped(
                "the local Neo4j cannot open its database, or had to close it",
                f"see {places.logs / 'debug.log'}; `dragoman up` tries again",
            ) from error
    return True


def _database_failed(driver: Driver) -> bool:
    """Whether the server itself says that it could not open the database."""
    try:
        with driver.session(database="system") as session:
            told = session.run(f"SHOW DATABASE {DATABASE} YIELD currentStatus, statusMessage").single(strict=True)
    except (DriverError, Neo4jError):
        return False
    return told["currentStatus"] == "offline" and bool(told["statusMessage"])


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
