"""Named queries and documents, read from a database that may be away."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from neo4j import Driver

from dragoman.api.database import Database
from dragoman.api.metrics import Metrics
from dragoman.graph.errors import DatabaseUnavailable
from dragoman.graph.settings import Settings
from dragoman.queries.answer import Answer
from dragoman.queries.catalogue import Query
from dragoman.queries.run import run_query
from dragoman.queries.texts import DocumentHead, DocumentText, document_text, list_documents

_Read = TypeVar("_Read")


class Graph:
    """Reads the graph in the thread that calls it; every function raises a DatabaseError when that fails.

    Args:
        database: the application's driver.
        settings: name the database within the server, and the time that a question may take.
        metrics: where the time spent with the database is counted.
    """

    def __init__(self, database: Database, settings: Settings, metrics: Metrics) -> None:
        self._database, self._metrics = database, metrics
        self._name, self._timeout = settings.neo4j_database, settings.dragoman_query_timeout

    def ask(self, query: Query, arguments: Mapping[str, str]) -> Answer:
        """The answer of a named query to arguments as text; see `run_query` for what else it raises."""

        def read(driver: Driver) -> Answer:
            with self._metrics.database_seconds.labels(query.name).time():
                return run_query(driver, query, arguments, database=self._name, timeout=self._timeout)

        return self._read(read)

    def document(self, words: str) -> DocumentText:
        """The document that an id or plain words stand for; raises Unresolved when there is none."""
        return self._read(lambda driver: document_text(driver, words, database=self._name, timeout=self._timeout))

    def documents(self, after: str, limit: int) -> list[DocumentHead]:
        """Documents that have a text, by their ids, behind the id `after`."""
        return self._read(
            lambda driver: list_documents(driver, after=after, limit=limit, database=self._name, timeout=self._timeout)
        )

    def _read(self, work: Callable[[Driver], _Read]) -> _Read:
        try:
            return work(self._database.driver())
        except DatabaseUnavailable:
            self._database.lost()
            raise
