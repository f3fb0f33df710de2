"""The graph of the application, read from a database that may be away."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from neo4j import Driver

from dragoman.api.database import Database
from dragoman.api.metrics import Metrics
from dragoman.api.tracing import Tracing
from dragoman.graph.errors import DatabaseUnavailable
from dragoman.graph.settings import Settings
from dragoman.queries.answer import Answer, Resolved
from dragoman.queries.at_once import run_at_once
from dragoman.queries.catalogue import Query
from dragoman.queries.profiles import profile_rows
from dragoman.queries.run import run_query
from dragoman.queries.stream import Stream, stream_query
from dragoman.queries.texts import DocumentHead, DocumentText, document_text, list_documents
from dragoman.queries.version import Version, read_version

_Read = TypeVar("_Read")


class Graph:
    """Reads the graph in the thread that calls it; every function raises a DatabaseError when that fails.

    Args:
        database: the application's driver.
        settings: name the database within the server, and the time that a question may take.
        metrics, tracing: where to count, and to tell what took how long.
    """

    def __init__(self, database: Database, settings: Settings, metrics: Metrics, tracing: Tracing) -> None:
        self._database, self._metrics, self._tracing = database, metrics, tracing
        self._name, self._timeout = settings.neo4j_database, settings.dragoman_query_timeout
        self._stream_timeout = settings.dragoman_stream_timeout

    def ask(self, query: Query, arguments: Mapping[str, str], version: Version | None = None) -> Answer:
        """The answer of a named query to arguments as text; see `run_query` for what else it raises."""
        return self._measured(
            query,
            lambda driver: run_query(
                driver, query, arguments, database=self._name, timeout=self._timeout, version=version
            ),
        )

    def ask_at_once(
        self, query: Query, arguments: Mapping[str, str], meanings: Mapping[str, Resolved], version: Version
    ) -> Answer | None:
        """The answer in one round trip, None where the graph is no longer in that state; see `run_at_once`."""
        return self._measured(
            query,
            lambda driver: run_at_once(
                driver, query, arguments, meanings, version, database=self._name, timeout=self._timeout
            ),
        )

    def stream(self, query: Query, arguments: Mapping[str, str], version: Version) -> Stream:
        """The rows of an answer, to be read one by one; see `stream_query`."""
        return self._measured(
            query,
            lambda driver: stream_query(
                driver, query, arguments, database=self._name, timeout=self._stream_timeout, version=version
            ),
        )

    def version(self) -> Version:
        """The state that the graph is in now."""
        return self.read(lambda driver: read_version(driver, self._name))

    def rows(self, profile: str, **values: Any) -> list[dict[str, Any]]:
        """The rows of one of the statements that the pages show beside named queries; see `profile_rows`."""
        return self.read(
            lambda driver: profile_rows(driver, profile, values, database=self._name, timeout=self._timeout)
        )

    def document(self, words: str) -> DocumentText:
        """The document that an id or plain words stand for; raises Unresolved when there is none."""
        return self.read(lambda driver: document_text(driver, words, database=self._name, timeout=self._timeout))

    def documents(self, after: str, limit: int) -> list[DocumentHead]:
        """Documents that have a text, by their ids, behind the id `after`."""
        return self.read(
            lambda driver: list_documents(driver, after=after, limit=limit, database=self._name, timeout=self._timeout)
        )

    def read(self, work: Callable[[Driver], _Read]) -> _Read:
        """What some work gives with the driver; a server that went away is looked for anew at the next question."""
        try:
            return work(self._database.driver())
        except DatabaseUnavailable:
            self._database.lost()
            raise

    def _measured(self, query: Query, work: Callable[[Driver], _Read]) -> _Read:
        with self._tracing.query(query.name), self._metrics.database_seconds.labels(query.name).time():
            return self.read(work)
