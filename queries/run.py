"""Runs a named query: checks the arguments, looks up what plain words mean, reads one page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from neo4j import READ_ACCESS, Driver, ManagedTransaction, unit_of_work

from dragoman.graph.connection import session_of
from dragoman.queries.answer import Answer, Resolved
from dragoman.queries.catalogue import EVIDENCE, Query
from dragoman.queries.cursor import open_cursor, seal_cursor
from dragoman.queries.parameter import ParameterError, ParameterType, Value, json_ready
from dragoman.queries.resolve import lucene_query, resolve

# A reader waits for an answer: one further try after a connection that the server closed, not half a minute of them.
_RETRY_SECONDS = 1.0


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
        Unresolved: nothing in the graph answers to an id or name.
        DatabaseError: the database is away, or the query took too long.
    """
    values = read_arguments(query, arguments)
    limits = {"default_access_mode": READ_ACCESS, "max_transaction_retry_time": _RETRY_SECONDS}
    with session_of(driver, database, **limits) as session:
        return session.execute_read(unit_of_work(timeout=timeout)(_answer), query, values)


def read_arguments(query: Query, arguments: Mapping[str, str]) -> dict[str, Value | None]:
    """The values of all parameters of a query, defaults filled in, None where one is left out.

    Raises:
        ParameterError: an argument is unknown, missing or malformed.
    """
    for name in arguments:
        if name not in query.parameters:
            known = ", ".join(query.parameters)
            raise ParameterError(name, f"{query.name} has no parameter {name!r}", f"it takes {known}")
    values: dict[str, Value | None] = {}
    for name, parameter in query.parameters.items():
        text = arguments.get(name, parameter.default)
        if text is None and not parameter.optional:
            hint = f"for example {name}={parameter.example!r}" if parameter.example else None
            raise ParameterError(name, f"{query.name} needs the parameter {name}: {parameter.description}", hint)
        values[name] = None if text is None else parameter.parse(text)
    return values


def _answer(tx: ManagedTransaction, query: Query, values: dict[str, Value | None]) -> Answer:
    known_at = cast(datetime | None, values["known_at"])
    resolved = {
        name: resolve(tx, parameter, str(values[name]), known_at)
        for name, parameter in query.parameters.items()
        if parameter.resolved and values[name] is not None
    }
    skip, limit = open_cursor(query, values), cast(int, values["limit"])
    # One row more than the page tells whether another page follows.
    sent = _cypher_values(query, values, resolved) | {"skip": skip, "limit": limit + 1}
    records = tx.run(query.cypher_known if known_at else query.cypher, sent).data()
    return Answer(
        declared=query,
        query=query.name,
        parameters={name: json_ready(value) for name, value in values.items() if value is not None},
        resolved=resolved,
        rows=[_row(query, record) for record in records[:limit]],
        next=seal_cursor(query, values, skip + limit) if len(records) > limit else None,
    )


def _cypher_values(
    query: Query, values: Mapping[str, Value | None], resolved: Mapping[str, Resolved]
) -> dict[str, Value | None]:
    sent: dict[str, Value | None] = {}
    for name, value in values.items():
        if name in resolved:
            sent[name] = resolved[name].id
        elif query.parameters[name].type is ParameterType.WORDS:
            sent[name] = lucene_query(str(value), every=True)
        else:
            sent[name] = value
    return sent


def _row(query: Query, record: Mapping[str, Any]) -> dict[str, Any]:
    """The columns in the declared order, in the types of JSON."""
    row = {name: json_ready(record[name]) for name in query.columns}
    row[EVIDENCE] = [{name: json_ready(value) for name, value in piece.items()} for piece in record[EVIDENCE]]
    return row
