"""Reads for somebody who waits: one read-only transaction, and statements that stand in files beside their module."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from neo4j import READ_ACCESS, Driver, ManagedTransaction, unit_of_work

from dragoman.graph.connection import session_of

# One further try after a connection that the server closed, not half a minute of them.
_RETRY_SECONDS = 1.0
_Read = TypeVar("_Read")


def read_only(
    driver: Driver, database: str, timeout: float | None, work: Callable[[ManagedTransaction], _Read]
) -> _Read:
    """What some work reads in a read-only transaction.

    Args:
        driver: a connected driver.
        database: the database within the server.
        timeout: seconds after which the transaction is ended; None means the server's own limit.
        work: is given the transaction.

    Raises:
        DatabaseError: the database is away, or reading took too long.
    """
    limits = {"default_access_mode": READ_ACCESS, "max_transaction_retry_time": _RETRY_SECONDS}
    with session_of(driver, database, **limits) as session:
        return session.execute_read(unit_of_work(timeout=timeout)(work))


@cache
def statement(folder: Path, name: str) -> str:
    """The text of `<name>.cypher` in a folder of the package, read once."""
    return (folder / f"{name}.cypher").read_text(encoding="utf-8")
