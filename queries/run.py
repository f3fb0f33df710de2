"""Runs a named query: checks the arguments, looks up what plain words mean, reads one page."""

from collections.abc import Mapping

from neo4j import Driver

from dragoman.queries.answer import Answer
from dragoman.queries.catalogue import Query


def run_query(
    driver: Driver,
    query: Query,
    arguments: Mapping[str, str],
    *,
    database: str = "neo4j",
    timeout: float | None = None,
) -> Answer:
    """The answer of a named query, read in one read-only transaction.

    Args:
        driver: a connected driver.
        query: one of the catalogue.
        arguments: values as text, by parameter; ids or plain words where a parameter is looked up.
        database: the database within the server.
        timeout: seconds after which the transaction is ended; None means the server's own limit.

    Raises:
        ParameterError: an argument is unknown, missing or malformed.
        NotFound: nothing in the graph answers to an id or name.
        DatabaseError: the database is away, or the query took too long.
    """
    raise NotImplementedError
