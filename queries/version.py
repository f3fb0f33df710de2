"""In which state the graph is: told by one look-up that reads no fact."""

from datetime import date, datetime
from typing import LiteralString, NamedTuple

from neo4j import READ_ACCESS, Driver, ManagedTransaction, Record, Session, Transaction

from dragoman.graph.connection import session_of
from dragoman.graph.errors import DatabaseUnavailable

_STATE: LiteralString = """
MATCH (schema:Schema)
WITH schema ORDER BY schema.version LIMIT 1
RETURN schema.lock AS changes, schema.written_at AS changed_at, toString(date()) AS today
"""

# Read from the end of the index.
_NEWEST: LiteralString = """
MATCH (document:Document) WHERE document.published IS NOT NULL
RETURN document.published AS published ORDER BY published DESC LIMIT 1
"""


class Version(NamedTuple):
    """A state of the graph; the same question has the same answer while it is the same.

    Attributes:
        bookmark: Neo4j's own name for the last transaction that it has applied, whoever wrote it.
        changes: how many changes dragoman has made, as the lock of its writers counts them. A bookmark alone may run
            ahead of a writer that is still being applied; a count alone knows nothing of other tools.
        changed_at: when the last of these was made, None in a graph without any.
        today: the day by which queries go that are asked for no day.
    """

    bookmark: str
    changes: int | None
    changed_at: datetime | None
    today: str


def read_version(driver: Driver, database: str) -> Version:
    """The state that the graph is in now, in one round trip.

    Args:
        driver: a connected driver.
        database: the database within the server.

    Raises:
        DatabaseError: the database is away.
    """
    try:
        record, bookmark = _state(driver, database)
    except DatabaseUnavailable:
        # A connection that the server closed, say when it was restarted; the driver has put it away with its like.
        record, bookmark = _state(driver, database)
    if record is None:
        return Version(bookmark, None, None, "")
    return Version(bookmark, record["changes"], _native(record["changed_at"]), record["today"])


def bookmark_of(session: Session) -> str:
    """Neo4j's name for the last transaction that it had applied when the session's last query ended."""
    return ",".join(sorted(session.last_bookmarks().raw_values))


def last_change(tx: ManagedTransaction | Transaction) -> datetime | None:
    """When dragoman last changed the graph, as this transaction sees it."""
    record = tx.run(_STATE).single()
    return _native(record["changed_at"]) if record else None


def newest_document(driver: Driver, database: str) -> date | None:
    """The day on which the newest document in the graph was published, None in a graph without any.

    Raises:
        DatabaseError: the database is away.
    """
    with session_of(driver, database, default_access_mode=READ_ACCESS) as session:
        record = session.run(_NEWEST).single()
    day: date | None = record["published"].to_native() if record else None
    return day


def _state(driver: Driver, database: str) -> tuple[Record | None, str]:
    # An auto-commit query: the bookmark comes with the end of its result.
    with session_of(driver, database, default_access_mode=READ_ACCESS) as session:
        return session.run(_STATE).single(), bookmark_of(session)


def _native(moment: object) -> datetime | None:
    native: datetime | None = moment.to_native() if moment is not None else None  # type: ignore[attr-defined]
    return native
