"""Runs a named query: checks the arguments, looks up what plain words mean, reads one page."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import cast

from neo4j import Driver, ManagedTransaction

from dragoman.queries.answer import Answer
from dragoman.queries.catalogue import Query
from dragoman.queries.cursor import Cursor, open_cursor
from dragoman.queries.parameter import ParameterError, Value
from dragoman.queries.reading import begin
from dragoman.queries.transaction import read_only
from dragoman.queries.version import Version, last_change

# More would be held in memory whole, here and by whoever asked.
PAGE_ROWS = 1000


def run_query(
    driver: Driver,
    query: Query,
    arguments: Mapping[str, str],
    *,
    database: str = "neo4j",
    timeout: float | None = None,
    version: Version | None = None,
) -> Answer:
    """The answer of a named query, read in one read-only transaction.

    Args:
        driver: a connected driver.
        query: one of the catalogue.
        arguments: values as text, by parameter; ids or plain words where a parameter is looked up.
        database: the database within the server.
        timeout: seconds after which the transaction is ended; None means the server's own limit.
        version: the state of the graph as just looked up, if it was; saves a round trip.

    Raises:
        ParameterError: an argument is unknown, missing or malformed.
        Unresolved: nothing in the graph answers to an id or name.
        DatabaseError: the database is away, or the query took too long.
    """
    values = page_arguments(query, arguments)
    return read_only(driver, database, timeout, lambda tx: _answer(tx, query, values, version))


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
    _check_order(values)
    return values


def _check_order(values: Mapping[str, Value | None]) -> None:
    since, until = values.get("since"), values.get("until")
    if isinstance(since, date) and isinstance(until, date) and since > until:
        raise ParameterError("until", f"until: {until} lies before since={since}", "change the two")


def page_arguments(query: Query, arguments: Mapping[str, str]) -> dict[str, Value | None]:
    """What `read_arguments` gives, for an answer that is made whole.

    Raises:
        ParameterError: also when more rows are wanted than a page may have.
    """
    values = read_arguments(query, arguments)
    if cast(int, values["limit"]) > PAGE_ROWS:
        raise ParameterError(
            "limit",
            f"limit: a page has at most {PAGE_ROWS} rows",
            "go on with its cursor; as ndjson and csv, over HTTP and in the terminal, there may be more",
        )
    return values


def as_of_instant(values: Mapping[str, Value | None], instant: datetime | None) -> datetime | None:
    """The earlier one of the instant that a user asks about and of that at which the first page was read."""
    known_at = cast(datetime | None, values["known_at"])
    return min((moment for moment in (known_at, instant) if moment), default=None)


def _answer(tx: ManagedTransaction, query: Query, values: dict[str, Value | None], version: Version | None) -> Answer:
    cursor = open_cursor(query, values)
    changed_at = version.changed_at if version else last_change(tx)
    instant = cursor.known_at or changed_at
    if cursor.known_at in (None, changed_at):
        answer = _page(tx, query, values, cursor, as_of_instant(values, None), instant)
        alone = cursor.known_at is None and answer.next is None
        if alone or (now := last_change(tx)) == instant:
            return answer
        # The graph was changed in between: read again, as of one instant.
        instant = cursor.known_at or now
    return _page(tx, query, values, cursor, as_of_instant(values, instant), instant)


def _page(
    tx: ManagedTransaction,
    query: Query,
    values: dict[str, Value | None],
    cursor: Cursor,
    known_at: datetime | None,
    instant: datetime | None,
) -> Answer:
    reading = begin(tx, query, values, cursor, known_at)
    # One row more than the page tells whether another page follows.
    return reading.answer(tx.run(reading.cypher, reading.sent(reading.limit + 1)).data(), instant)
