"""What the pages show beside the answers of the named queries: heads of things, suggestions, places, what there is.

Each statement stands in a `.cypher` file of this folder and takes parameters only. Everything is bounded: a page asks
for no more than it shows.
"""

from pathlib import Path
from typing import Any

from neo4j import Driver

from dragoman.queries.transaction import read_only, statement

_HERE = Path(__file__).parent


def profile_rows(
    driver: Driver,
    name: str,
    values: dict[str, Any],
    *,
    database: str = "neo4j",
    timeout: float | None = None,
) -> list[dict[str, Any]]:
    """The rows of the statement `<name>.cypher` of this folder.

    Args:
        driver, database, timeout: as in `read_only`.
        name: of the statement.
        values: of its parameters.

    Raises:
        DatabaseError: the database is away, or the statement took too long.
    """
    cypher = statement(_HERE, name)
    return read_only(driver, database, timeout, lambda tx: tx.run(cypher, values).data())
