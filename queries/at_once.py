"""A first page in one round trip, where it is known what the words mean and in which state the graph has been."""

from collections.abc import Mapping

from neo4j import READ_ACCESS, Driver
from neo4j import Query as Statement

from dragoman.graph.connection import session_of
from dragoman.graph.errors import DatabaseUnavailable
from dragoman.queries.answer import Answer, Resolved
from dragoman.queries.catalogue import Query
from dragoman.queries.cursor import Cursor
from dragoman.queries.reading import Reading
from dragoman.queries.run import as_of_instant, page_arguments
from dragoman.queries.version import Version, bookmark_of


def run_at_once(
    driver: Driver,
    query: Query,
    arguments: Mapping[str, str],
    resolved: Mapping[str, Resolved],
    version: Version,
    *,
    database: str = "neo4j",
    timeout: float | None = None,
) -> Answer | None:
    """The answer that `run_query` would give, if the graph is still in the state that it was in.

    Args:
        driver, query, arguments, database, timeout: as in `run_query`; there is no cursor.
        resolved: what the words of each parameter that is looked up mean in that state.
        version: the state.

    Returns:
        The answer; None when the graph has changed, or the connection was lost: `run_query` tries again.

    Raises:
        ParameterError: an argument is unknown, missing or malformed.
        DatabaseError: the query took too long, or the database refuses it.
    """
    values = page_arguments(query, arguments)
    reading = Reading(query, values, Cursor(), resolved, as_of_instant(values, None))
    # Without a transaction of its own around it, which would be two further round trips; the end of its result tells
    # in which state the graph was.
    statement = Statement(reading.cypher, timeout=timeout)
    try:
        with session_of(driver, database, default_access_mode=READ_ACCESS) as session:
            records = session.run(statement, reading.sent(reading.limit + 1)).data()
            bookmark = bookmark_of(session)
    except DatabaseUnavailable:
        return None
    return reading.answer(records, version.changed_at) if bookmark == version.bookmark else None
