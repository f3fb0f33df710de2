"""Recomputes the edges that follow from facts, for whatever a load or a retraction touched.

Each `.cypher` file beside this one makes one kind of edge, in the order of their names: it takes away the derived
edges of the nodes named in `$events`, `$actors` and `$offices` and makes them again from the facts that are live. So
the result depends on what is in the graph alone, never on the order in which it came.
"""

from collections.abc import Collection
from pathlib import Path

from neo4j import ManagedTransaction

FOLDER = Path(__file__).parent


def derive(tx: ManagedTransaction, events: Collection[str], actors: Collection[str], offices: Collection[str]) -> None:
    """Recompute names and derived edges of these events, actors and offices, inside the caller's transaction."""
    for file in sorted(FOLDER.glob("*.cypher")):
        touched = {"events": sorted(events), "actors": sorted(actors), "offices": sorted(offices)}
        tx.run(file.read_text(encoding="utf-8"), touched).consume()
