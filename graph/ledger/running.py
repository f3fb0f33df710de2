"""Runs statements that go through rows, and none at all when there are no rows: most changes touch little."""

from collections.abc import Sequence
from typing import Any, LiteralString

from neo4j import ManagedTransaction, Record


def run_rows(tx: ManagedTransaction, cypher: LiteralString, rows: Sequence[Any], **others: Any) -> list[Record]:
    """The records that a statement gives, to which the rows go as `$rows`.

    Args:
        tx: the transaction.
        cypher: a statement that does nothing without rows.
        rows: plain values, or dictionaries of them.
        others: further parameters.
    """
    return list(tx.run(cypher, rows=rows, **others)) if rows else []
