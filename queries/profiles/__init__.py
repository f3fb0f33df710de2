"""What the pages show beside the answers of the named queries: heads of things, suggestions, places, what there is.

Each statement stands in a `.cypher` file of this folder and takes parameters only. Everything is bounded: a page asks
for no more than it shows.
"""

from pathlib import Path
from typing import Any

from neo4j import READ_ACCESS, Driver, ManagedTransaction, unit_of_work

from dragoman.graph.connection import session_of

# As for named queries: a reader waits for the page.
_RETRY_SECONDS = 1.0


class Profiles:
    """Runs the statements of this folder in read-only transactions.

    Args:
        driver: a connected driver.
        database: the database within the server.
        timeout: seconds after which a transaction is ended; None means the server's own limit.
    """

    def __init__(self, driver: Driver, database: str = "neo4j", timeout: float | None = None) -> None:
        self._driver = driver
        self._database = database
        self._timeout = timeout

    def rows(self, name: str, **values: Any) -> list[dict[str, Any]]:
        """The rows of the statement `<name>.cypher` with these values of its parameters.

        Raises:
            DatabaseError: the database is away, or the statement took too long.
        """
        cypher = Path(__file__).with_name(f"{name}.cypher").read_text(encoding="utf-8")

        def read(tx: ManagedTransaction) -> list[dict[str, Any]]:
            return tx.run(cypher, values).data()

        limits = {"default_access_mode": READ_ACCESS, "max_transaction_retry_time": _RETRY_SECONDS}
        with session_of(self._driver, self._database, **limits) as session:
            return session.execute_read(unit_of_work(timeout=self._timeout)(read))
