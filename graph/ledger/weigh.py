"""How much evidence a thing has: the number of independent sources, and what they come to together."""

from collections.abc import Mapping, Sequence
from typing import LiteralString

from neo4j import ManagedTransaction

from dragoman.graph.identity.sources import Source, combined_confidence, independent
from dragoman.graph.ledger.running import run_rows
from dragoman.graph.rows import Row

_SOURCES: LiteralString = """
MATCH (document:Document) WHERE document.id IN $rows
RETURN document.id AS id, document.publisher AS publisher, document.sketch AS sketch
"""


def weigh(tx: ManagedTransaction, pieces: Mapping[str, Sequence[tuple[str, float]]]) -> dict[str, Row]:
    """The number of independent sources of each thing, and the confidence that they give it together.

    Args:
        tx: the transaction.
        pieces: for each id, the pieces of evidence: id of the document, and confidence.

    Returns:
        For each id `sources` and `confidence`.
    """
    documents = {id: sorted({document for document, _ in told}) for id, told in pieces.items()}
    wanted = sorted({document for several in documents.values() if len(several) > 1 for document in several})
    sources = {
        row["id"]: Source(row["id"], row["publisher"], tuple(row["sketch"] or ()))
        for row in run_rows(tx, _SOURCES, wanted)
    }
    weights = {}
    for id, told in pieces.items():
        # Most facts are told by one document: nothing to compare then.
        alone = len(documents[id]) == 1
        groups = dict.fromkeys(documents[id], 0) if alone else independent(sources[one] for one in documents[id])
        weights[id] = {
            "sources": len(set(groups.values())),
            "confidence": combined_confidence((groups[document], confidence) for document, confidence in told),
        }
    return weights
