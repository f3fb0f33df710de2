"""Documents in the graph: which are live, which correct which, and what stands at an address."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString

from neo4j import ManagedTransaction

from dragoman.graph.records import DocumentRecord

_STANDING: LiteralString = """
UNWIND $ids AS id
OPTIONAL MATCH (document:Document {id: id})
RETURN id, document.extractor AS extractor,
       document IS NULL AND EXISTS { (:PastDocument {id: id})<-[:CORRECTS]-(:Document) } AS corrected
"""

_NAMED: LiteralString = """
OPTIONAL MATCH (a:Document {id: $it})
OPTIONAL MATCH (b:Document {name: $it})
OPTIONAL MATCH (c:Document {url: $it})
OPTIONAL MATCH (d:Document {title: $it})
WITH collect(a.id) + collect(b.id) + collect(c.id) + collect(d.id) AS ids UNWIND ids AS id
WITH DISTINCT id ORDER BY id
RETURN collect(id) AS ids
"""

_AT_ADDRESSES: LiteralString = """
UNWIND $addresses AS address
MATCH (document:Document {address: address})
WHERE document.loaded_at < $begun
RETURN collect(DISTINCT document.id) AS ids
"""

_CORRECTS: LiteralString = """
MATCH (document:Document) WHERE document.id IN $documents
MERGE (past:PastDocument {id: $corrected})
MERGE (document)-[:CORRECTS]->(past)
"""


@dataclass(frozen=True)
class Standing:
    """How a document stands in the graph.

    Attributes:
        extractor: the version that read it; None when it is not live.
        corrected: whether it was taken back because a document corrects it which is still live.
    """

    extractor: str | None
    corrected: bool


def standing(tx: ManagedTransaction, ids: Collection[str]) -> dict[str, Standing]:
    """How each of these documents stands."""
    found = tx.run(_STANDING, ids=sorted(ids))
    return {row["id"]: Standing(row["extractor"], row["corrected"]) for row in found}


def named(tx: ManagedTransaction, words: str) -> list[str]:
    """Ids of the live documents with that id, file name, address or title, sorted."""
    ids: list[str] = tx.run(_NAMED, it=words).single(strict=True)["ids"]
    return ids


def at_addresses_of(tx: ManagedTransaction, documents: Sequence[DocumentRecord], begun: datetime) -> set[str]:
    """Ids of live documents that were loaded before `begun` and stand where one of these stands now."""
    addresses = sorted({document.address for document in documents if document.address})
    if not addresses:
        return set()
    return set(tx.run(_AT_ADDRESSES, addresses=addresses, begun=begun).single(strict=True)["ids"])


def mark_correction(tx: ManagedTransaction, documents: Collection[str], corrected: str) -> None:
    """Remember that these documents correct one that was taken back: loading it again does not bring it back."""
    tx.run(_CORRECTS, documents=sorted(documents), corrected=corrected).consume()


def is_older(version: str, than: str) -> bool:
    """Whether an extractor's version is older: the numbers in it are compared as numbers ("rules-9" < "rules-10")."""
    return _parts(version) < _parts(than)


def _parts(version: str) -> tuple[tuple[int, ...], str]:
    return tuple(int(digits) for digits in re.findall(r"\d+", version)), version
