"""Reads the rows of a named query one by one: any number of them, in constant memory."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from neo4j import READ_ACCESS, Driver

from dragoman.graph.connection import session_of, translated_errors
from dragoman.queries.catalogue import Query
from dragoman.queries.cursor import open_cursor
from dragoman.queries.reading import begin
from dragoman.queries.run import as_of_instant, read_arguments
from dragoman.queries.version import Version, last_change


@dataclass(frozen=True)
class Stream:
    """Rows that are being read.

    Attributes:
        declared: the query, with its columns.
        rows: one dictionary a row, as in `Answer`; raises DatabaseError when the database goes away underway.
        next: the cursor of what follows after `limit` rows; whether there is any, only the end tells.
        close: ends the reading; to be called in any case.
    """

    declared: Query
    rows: Iterator[dict[str, Any]]
    next: str
    _opened: ExitStack

    def close(self) -> None:
        """End the transaction and give its connection back."""
        with translated_errors():
            self._opened.close()


def stream_query(
    driver: Driver,
    query: Query,
    arguments: Mapping[str, str],
    *,
    database: str = "neo4j",
    timeout: float | None = None,
    version: Version | None = None,
) -> Stream:
    """Begin to read the rows of a named query, as of the instant at which this is called.

    What goes wrong before the first row is raised here. Arguments and errors are those of `run_query`.
    """
    values = read_arguments(query, arguments)
    cursor = open_cursor(query, values)
    with translated_errors(), ExitStack() as attempt:
        session = attempt.enter_context(session_of(driver, database, default_access_mode=READ_ACCESS))
        tx = attempt.enter_context(session.begin_transaction(timeout=timeout))
        instant = cursor.known_at or (version.changed_at if version else last_change(tx))
        # Not as of now, even for a first page: documents that are loaded underway must not come into it.
        reading = begin(tx, query, values, cursor, as_of_instant(values, instant))
        records = iter(tx.run(reading.cypher, reading.sent(reading.limit)))
        first = list(islice(records, 1))
        rows = (reading.row(record) for record in chain(first, records))
        return Stream(query, _translated(rows), reading.following(instant), attempt.pop_all())


def _translated(rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    with translated_errors():
        yield from rows
