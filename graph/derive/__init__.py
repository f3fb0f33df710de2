"""Recomputes the edges that follow from facts, for whatever a change touched.

Each `.cypher` file beside this one makes one kind of edge, in the order of their names: it takes away the derived
edges of the events in `$events` and of the facts in `$facts` and makes them again from what is live. So the result
depends on what is in the graph alone, never on the order in which it came.
"""

from collections.abc import Collection
from pathlib import Path
from typing import LiteralString

from neo4j import ManagedTransaction

from dragoman.graph.ledger.running import run_rows
from dragoman.graph.ledger.weigh import weigh

FOLDER = Path(__file__).parent

_EVIDENCE: LiteralString = """
UNWIND $rows AS id
MATCH (:Fact {id: id})-[told:REPORTED_IN]->(document:Document)
RETURN id, collect([document.id, told.confidence]) AS pieces
"""

_WEIGHT: LiteralString = """
UNWIND $rows AS row
MATCH ()-[edge]->() WHERE elementId(edge) = row.id
SET edge.sources = row.sources, edge.confidence = row.confidence
"""


def derive(
    tx: ManagedTransaction,
    events: Collection[str],
    facts: Collection[str],
    regrouped: Collection[str],
    contradictions: Collection[tuple[str, str]],
) -> None:
    """Recompute the derived edges at these events and facts, inside the caller's transaction.

    Args:
        tx: the transaction.
        events: ids of the events that changed or that a changed fact points at, before or after.
        facts: ids of the facts that changed.
        regrouped: ids of the events about which it was decided anew what they are made of.
        contradictions: pairs of these that are at odds: one is told to have happened and one not.
    """
    touched = {
        "events": sorted(events),
        "facts": sorted(facts),
        "regrouped": sorted(regrouped),
        "contradictions": sorted(list(pair) for pair in contradictions),
    }
    several: dict[str, list[str]] = {}
    for file in sorted(FOLDER.glob("*.cypher")):
        cypher = file.read_text(encoding="utf-8")
        if not any(ids for name, ids in touched.items() if f"${name}" in cypher):
            continue
        made = tx.run(cypher, touched)
        several |= {row["edge"]: row["facts"] for row in made if len(row["facts"]) > 1}
    _weigh_again(tx, several)


def _weigh_again(tx: ManagedTransaction, several: dict[str, list[str]]) -> None:
    """An edge that follows from several facts has all their evidence: a source of two of them counts once."""
    ids = sorted({id for facts in several.values() for id in facts})
    evidence = {row["id"]: row["pieces"] for row in run_rows(tx, _EVIDENCE, ids)}
    pieces = {
        edge: [(document, confidence) for id in facts for document, confidence in evidence[id]]
        for edge, facts in several.items()
    }
    rows = [{"id": edge} | weight for edge, weight in weigh(tx, pieces).items()]
    run_rows(tx, _WEIGHT, rows)
