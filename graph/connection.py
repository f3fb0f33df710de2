"""One way to a Neo4j: the server that `NEO4J_URI` names, or the local one; and its failures in plain words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from neo4j import Driver, GraphDatabase, Neo4jDriver, NotificationMinimumSeverity, Session
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from dragoman.graph import local
from dragoman.graph.errors import DatabaseError, DatabaseTimeout, DatabaseUnavailable
from dragoman.graph.local.reporting import Report, silent
from dragoman.graph.settings import Settings

OLDEST_VERSION = (5, 26)
"""The long-term release that dragoman is made for; the calendar versions (2025.01 and on) are newer."""

_SCHEMES = {f"{protocol}{security}" for protocol in ("bolt", "neo4j") for security in ("", "+s", "+ssc")}
_CONNECT_SECONDS = 10
# What Neo4j reports when the disk is full, by how far the write had come.
_WRITE_CODES = {
    "Neo.DatabaseError.Transaction.TransactionLogError",
    "Neo.DatabaseError.Transaction.TransactionCommitFailed",
}
_TIMEOUT_CODES = {
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
}


@contextmanager
def open_driver(settings: Settings, report: Report | None = None) -> Iterator[Driver]:
    """A driver to the server in force, checked to be one that dragoman can work with; closed at the end.

    Without `NEO4J_URI` the local server is used, and started if it does not run.

    Args:
        settings: name the server.
        report: takes what the local server's start tells.

    Raises:
        DatabaseUnavailable: nothing answers at the address.
        DatabaseError: the address is malformed, the credentials are refused, the database does not exist, or the
            server is too old.
    """
    auth: tuple[str, str] | None
    if settings.neo4j_uri is None:
        server = local.up(settings, report or silent)
        address, auth = server.bolt_uri, (server.username, server.password)
    else:
        password = settings.neo4j_password
        address = settings.neo4j_uri
        auth = (settings.neo4j_username, password.get_secret_value()) if password else None
    with connect(address, auth, settings.neo4j_database) as driver:
        yield driver


@contextmanager
def connect(address: str, auth: tuple[str, str] | None, database: str) -> Iterator[Driver]:
    """A checked driver to the server at this address; see `open_driver`.

    Args:
        address: `bolt://`, `neo4j://`, or with `+s` or `+ssc` for TLS.
        auth: user name and password, or None where the server asks for none.
        database: the one that must exist there.
    """
    _demand_scheme(address)
    with _connection_errors_told(address, database):
        driver = GraphDatabase.driver(
            address,
            auth=auth,
            connection_timeout=_CONNECT_SECONDS,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
        )
    with driver:
        # An auto-commit query, since the driver would try a managed one again for half a minute.
        with _connection_errors_told(address, database), driver.session(database=database) as session:
            demand_version(session.run("RETURN 1").consume().server.agent, address)
        yield driver


@contextmanager
def translated_errors() -> Iterator[None]:
    """Within it, what the driver raises becomes one of dragoman's own errors.

    Raises:
        DatabaseTimeout: the transaction ran into its time limit.
        DatabaseUnavailable: the server went away, or cannot serve at the moment.
        DatabaseError: it refused the credentials, or failed otherwise.
    """
    try:
        yield
    except (ServiceUnavailable, SessionExpired) as error:
        raise DatabaseUnavailable("Neo4j does not answer any more", "see `dragoman status`") from error
    except AuthError as error:
        raise DatabaseError("Neo4j refuses the credentials", _CREDENTIALS_HINT) from error
    except Neo4jError as error:
        raise _translated(error) from error
    except DriverError as error:
        raise DatabaseError(f"the connection to Neo4j failed: {_first_line(error)}") from error


@contextmanager
def session_of(driver: Driver, database: str, **configuration: Any) -> Iterator[Session]:
    """A session whose failures are dragoman's own errors.

    It sees what earlier sessions of the same driver wrote, whichever member of a cluster answers: with an address for
    routing (`neo4j://`) all of them hand on their bookmarks (Neo4j Python Driver Manual, "Coordinate parallel
    transactions").

    Args:
        driver: a connected driver.
        database: the database within the server.
        configuration: further settings of the driver's session.

    Raises:
        DatabaseError: see `translated_errors`.
    """
    # One server needs none, and would wait for what its store, restored from a backup meanwhile, will never reach.
    bookmarks = driver.execute_query_bookmark_manager if isinstance(driver, Neo4jDriver) else None
    with translated_errors(), driver.session(database=database, bookmark_manager=bookmarks, **configuration) as session:
        yield session


_CREDENTIALS_HINT = "set NEO4J_USERNAME and NEO4J_PASSWORD to those of the server"
_ADDRESS_HINT = "write it like neo4j+s://host, neo4j://host:7687 or bolt://host:7687"


def _translated(error: Neo4jError) -> DatabaseError:
    if error.code in _TIMEOUT_CODES:
        return DatabaseTimeout("the query ran longer than its time limit", "narrow it, or raise DRAGOMAN_QUERY_TIMEOUT")
    if isinstance(error, TransientError):
        return DatabaseUnavailable(f"Neo4j cannot serve at the moment: {_first_line(error)}", "try again")
    if error.code in _WRITE_CODES:
        return DatabaseUnavailable(
            "Neo4j cannot write to its store", "its disk is full or failing: free some space and try again"
        )
    return DatabaseError(f"Neo4j reports {error.code}: {_first_line(error)}")


@contextmanager
def _connection_errors_told(address: str, database: str) -> Iterator[None]:
    try:
        yield
    except ServiceUnavailable as error:
        raise DatabaseUnavailable(
            f"no Neo4j answers at {address}", "start it, correct NEO4J_URI, or unset that to use the local server"
        ) from error
    except AuthError as error:
        raise DatabaseError(f"the Neo4j at {address} refuses the credentials", _CREDENTIALS_HINT) from error
    except (ConfigurationError, ValueError) as error:
        raise DatabaseError(f"NEO4J_URI is {address}: {_first_line(error)}", _ADDRESS_HINT) from error
    except ClientError as error:
        if error.code != "Neo.ClientError.Database.DatabaseNotFound":
            raise _translated(error) from error
        raise DatabaseError(
            f"the Neo4j at {address} has no database {database!r}", "set NEO4J_DATABASE to one it has"
        ) from error
    except Neo4jError as error:
        raise _translated(error) from error
    except DriverError as error:
        raise DatabaseUnavailable(f"no connection to {address}: {_first_line(error)}", "check NEO4J_URI") from error


def demand_version(agent: str, address: str) -> None:
    """Refuse a server that dragoman cannot work with.

    Args:
        agent: what the server calls itself, such as `Neo4j/5.26.30`.
        address: of the server, for the message.

    Raises:
        DatabaseError: it is older than 5.26, or not Neo4j.
    """
    match = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    if match is None or (int(match[1]), int(match[2])) < OLDEST_VERSION:
        raise DatabaseError(
            f"the server at {address} is {agent}", "dragoman needs Neo4j 5.26 or newer: upgrade it or name another"
        )


def _demand_scheme(address: str) -> None:
    # The driver takes http:// too, as a preview that lacks what dragoman needs.
    scheme, _, host = address.partition("://")
    if scheme not in _SCHEMES or not host:
        raise DatabaseError(f"NEO4J_URI is {address}, which is no address of a Neo4j", _ADDRESS_HINT)


def _first_line(error: Exception) -> str:
    message = error.message if isinstance(error, Neo4jError) else None
    return (message or str(error)).partition("\n")[0]
