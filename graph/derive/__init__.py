"""Recomputes the edges that follow from facts, for whatever a load or a retraction touched.

Each `.cypher` file beside this one makes one kind of edge, in the order of their names: it takes away the derived
edges of the nodes named in `$events` and `$actors` and makes them again from the facts that are live. So the result
depends on what is in the graph alone, never on the order in which it came.
"""

from collections.abc import Collection
from pathlib import Path

from neo4j import ManagedTransaction

FOLDER = Path(__file__).parent


def derive(tx: ManagedTransaction, events: Collection[str], actors: Collection[str]) -> None:
    """Recompute every derived edge at these events and among these actors, inside the caller's transaction."""
    for file in sorted(FOLDER.glob("*.cypher")):
        tx.run(file.read_text(encoding="utf-8"), events=sorted(events), actors=sorted(actors)).consume()
