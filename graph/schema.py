"""Applies `schema.cypher`: constraints, indexes and the full-text index over names."""

import re
from pathlib import Path

from neo4j import Driver

from dragoman.graph.connection import session_of
from dragoman.graph.errors import DatabaseError

# The first version with a ledger: what an earlier one wrote cannot be rebuilt.
_LEDGER = 3
# Seconds; those of five million events take minutes, and a walk that fails says so at once.
_FILLED_WITHIN = 24 * 60 * 60
SCHEMA_FILE = Path(__file__).with_name("schema.cypher")


def statements(cypher: str) -> list[str]:
    """The single statements of a Cypher file, comment lines dropped: the driver takes one statement a call."""
    code = "\n".join(line for line in cypher.splitlines() if not line.lstrip().startswith("//"))
    return [part.strip() for part in code.split(";") if part.strip()]


def schema_version() -> int:
    """The version that `schema.cypher` states in its first line."""
    match = re.match(r"// version = (\d+)", SCHEMA_FILE.read_text(encoding="utf-8"))
    if match is None:
        raise DatabaseError(f"{SCHEMA_FILE}:1: the first line must be `// version = N`")
    return int(match[1])


def applied_version(driver: Driver, database: str) -> int | None:
    """The schema version that the graph records, or None for a graph without one.

    Raises:
        DatabaseError: the database is away; told at once, since nothing is tried again.
    """
    with session_of(driver, database) as session:
        found: int | None = session.run("MATCH (s:Schema) RETURN max(s.version) AS version").single(strict=True)[0]
        return found


def _has_documents(driver: Driver, database: str) -> bool:
    with session_of(driver, database) as session:
        return session.run("MATCH (n:Document) RETURN n LIMIT 1").single() is not None


def apply_schema(driver: Driver, database: str) -> bool:
    """Bring the database's schema up to `schema.cypher`; a second call does nothing.

    Returns:
        Whether anything had to be applied.

    Raises:
        DatabaseError: the graph was written by a newer dragoman or by one before the ledger, or the database refuses
            a statement.
    """
    wanted, found = schema_version(), applied_version(driver, database)
    if found == wanted:
        return False
    if found is not None and found < _LEDGER and _has_documents(driver, database):
        raise DatabaseError(
            f"the graph was written by an older dragoman (schema version {found}) and has no ledger",
            "empty it (`MATCH (n) DETACH DELETE n` in Neo4j Browser) and load the documents again",
        )
    if found is not None and found > wanted:
        raise DatabaseError(
            f"the graph has schema version {found}, this dragoman knows {wanted}", "use a newer dragoman"
        )
    with session_of(driver, database) as session:
        for statement in statements(SCHEMA_FILE.read_text(encoding="utf-8")):
            # What carries an older graph over would walk through the whole of a new one.
            if found is not None or not statement.startswith("MATCH"):
                session.run(statement).consume()
        session.run("CALL db.awaitIndexes($seconds)", seconds=_FILLED_WITHIN).consume()
        session.run(
            "MERGE (s:Schema {version: $version}) ON CREATE SET s.applied_at = datetime()", version=wanted
        ).consume()
    return True
