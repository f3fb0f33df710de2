"""The one driver of the application: opened when Neo4j answers, kept while it does."""

import logging
import time
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import ExitStack
from threading import Lock

from neo4j import Driver

from dragoman.graph import local
from dragoman.graph.connection import open_driver
from dragoman.graph.errors import DatabaseUnavailable, DragomanError
from dragoman.graph.schema import apply_schema
from dragoman.graph.settings import Settings

logger = logging.getLogger(__name__)

# A server that is up answers well within this; one that is being started takes several times as long, and the
# client is told to come back rather than kept waiting.
PATIENCE_SECONDS = 2.0
# Neo4j shuts a user out for a while after several refused passwords in a row, so requests do not each try again.
PAUSE_SECONDS = 1.0


class Database:
    """Opens the driver in the background, so that the application starts and answers while Neo4j is away.

    Without `NEO4J_URI` opening means starting the local server: a local server that died is thereby started again.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._opened = ExitStack()
        self._opening: Future[Driver] | None = None
        self._attempted = 0.0
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")

    def open(self) -> Future[Driver]:
        """Begin to open the driver, unless it is open or being opened; an attempt that failed is made anew."""
        with self._lock:
            if self._opening is None or self._worth_another_attempt(self._opening):
                self._opening = self._worker.submit(self._open)
                self._attempted = time.monotonic()
            return self._opening

    def driver(self) -> Driver:
        """The open driver.

        Raises:
            DatabaseError: Neo4j is away, is still being started, or cannot be used.
        """
        try:
            return self.open().result(PATIENCE_SECONDS)
        except FutureTimeout as error:
            raise DatabaseUnavailable("Neo4j does not answer yet", "ask again in some seconds") from error

    def lost(self) -> None:
        """Take note that Neo4j stopped answering: the local server may come back at another address."""
        if self._settings.neo4j_uri is None and local.running(self._settings) is None:
            with self._lock:
                self._opening = None

    def close(self) -> None:
        """Close every driver that was opened."""
        self._worker.shutdown(cancel_futures=True)
        self._opened.close()

    def _worth_another_attempt(self, attempt: Future[Driver]) -> bool:
        failed = attempt.done() and attempt.exception() is not None
        return failed and time.monotonic() - self._attempted > PAUSE_SECONDS

    def _open(self) -> Driver:
        try:
            with ExitStack() as attempt:
                driver = attempt.enter_context(open_driver(self._settings))
                apply_schema(driver, self._settings.neo4j_database)
                self._opened.enter_context(attempt.pop_all())
        except DragomanError as error:
            logger.warning("Neo4j cannot be used: %s", error)
            raise
        return driver
