"""Work done in one transaction, by what writes to a database."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from neo4j import Driver, ManagedTransaction

from dragoman.graph.connection import session_of

_P = ParamSpec("_P")
_R = TypeVar("_R")


class Transacting:
    """Does work in transactions of one database, each of which is done whole or not at all."""

    def __init__(self, driver: Driver, database: str) -> None:
        self._driver = driver
        self._database = database

    def _read(self, work: Callable[Concatenate[ManagedTransaction, _P], _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
        with session_of(self._driver, self._database) as session:
            return session.execute_read(work, *args, **kwargs)

    def _write(
        self, work: Callable[Concatenate[ManagedTransaction, _P], _R], *args: _P.args, **kwargs: _P.kwargs
    ) -> _R:
        with session_of(self._driver, self._database) as session:
            return session.execute_write(work, *args, **kwargs)
