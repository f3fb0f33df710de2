"""Documents in the graph: which are live, which correct which, and what stands at an address."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import LiteralString, NamedTuple

from neo4j import ManagedTransaction

from dragoman.graph.errors import NotFound, UsageError
from dragoman.graph.ledger.running import run_rows

# A correction of a correction holds too: the last one is live, and those between were taken back for it.
_STANDING: LiteralString = """
UNWIND $rows AS id
OPTIONAL MATCH (document:Document {id: id})
RETURN id, document.extractor AS extractor, document.name AS name,
       document IS NULL AND EXISTS {
         MATCH (:PastDocument {id: id})<-[:CORRECTS]-{1,9}(by:Document) WHERE NOT by.id IN $leaving
       } AS corrected
"""

_NAMED: LiteralString = """
OPTIONAL MATCH (a:Document {id: $it})
OPTIONAL MATCH (b:Document {name: $it})
OPTIONAL MATCH (c:Document {url: $it})
OPTIONAL MATCH (d:Document {title: $it})
OPTIONAL MATCH (e:Document {address: $it})
WITH collect(a.id) AS exact, collect(b.id) + collect(c.id) + collect(d.id) + collect(e.id) AS named
UNWIND CASE WHEN exact <> [] THEN exact ELSE named END AS id
WITH DISTINCT id ORDER BY id
RETURN collect(id) AS ids
"""

_LIVE: LiteralString = "MATCH (document:Document) WHERE document.id IN $rows RETURN document.id AS id"

_AT_ADDRESSES: LiteralString = """
UNWIND $rows AS address
MATCH (document:Document {address: address})
RETURN DISTINCT document.id AS id
"""

_PARTS_AT: LiteralString = """
MATCH (document:Document) WHERE document.address STARTS WITH $address + '#'
RETURN document.id AS id ORDER BY document.address, id
"""

_CORRECTS: LiteralString = """
UNWIND $rows AS corrected
MERGE (past:PastDocument {id: corrected})
WITH past
MATCH (document:Document) WHERE document.id IN $documents
MERGE (document)-[:CORRECTS]->(past)
"""

_FORGET: LiteralString = """
MATCH (past:PastDocument)-[correction:CORRECTS]->() WHERE past.id IN $rows
DELETE correction
"""

_HAND_OVER: LiteralString = """
UNWIND $rows AS id
MATCH (outdated:PastDocument {id: id})-[:CORRECTS]->(past:PastDocument)
MATCH (document:Document {address: outdated.address}) WHERE document.id <> past.id
MERGE (document)-[:CORRECTS]->(past)
"""

# How versions of language models as readers begin: "language-model-1:gpt-5".
_LANGUAGE_MODEL = "language-model-"


class Found(NamedTuple):
    """A document that a run has met: its id, file name and address."""

    id: str
    name: str
    address: str | None


class Survey(NamedTuple):
    """What is known of documents that a run has met.

    `known` are ids of those that need not be read; `beside` ids of live documents that stand at the address of one of
    them: they are outdated unless the run meets them too.
    """

    known: set[str]
    beside: set[str]


@dataclass(frozen=True)
class Standing:
    """How a document stands in the graph.

    Attributes:
        extractor: the version that read it; None when it is not live.
        name: its file name; None when it is not live.
        corrected: whether it was taken back because a document corrects it which is still live.
    """

    extractor: str | None
    name: str | None
    corrected: bool

    def is_known(self, name: str, extractor: str) -> bool:
        """Whether it need not be read: a newer version has, or the same one under a name not later in the alphabet."""
        if self.extractor is None or self.name is None or is_older(self.extractor, extractor):
            return False
        return self.extractor != extractor or self.name <= name


def standing(tx: ManagedTransaction, ids: Collection[str], leaving: Collection[str] = ()) -> dict[str, Standing]:
    """How each of these documents stands, once those that are `leaving` no longer correct any."""
    found = run_rows(tx, _STANDING, sorted(ids), leaving=sorted(leaving))
    return {row["id"]: Standing(row["extractor"], row["name"], row["corrected"]) for row in found}


def survey(tx: ManagedTransaction, found: Sequence[Found], extractor: str) -> Survey:
    """What a run that has met these documents needs not read, and what may be outdated by them."""
    stored = standing(tx, [one.id for one in found])
    addresses = sorted({one.address for one in found if one.address and not stored[one.id].corrected})
    return Survey(
        known={one.id for one in found if stored[one.id].is_known(one.name, extractor)},
        beside={row["id"] for row in run_rows(tx, _AT_ADDRESSES, addresses)} - {one.id for one in found},
    )


def the_one_named(tx: ManagedTransaction, words: str) -> str:
    """The id of the one live document with that id, or else with that file name, address or title.

    Raises:
        NotFound: there is none.
        UsageError: there are several.
    """
    ids: list[str] = tx.run(_NAMED, it=words).single(strict=True)["ids"]
    if not ids:
        raise NotFound(f"no document {words!r} in the graph", "list them with `dragoman query search q=…`")
    if len(ids) > 1:
        raise UsageError(f"{words!r} means {len(ids)} documents", f"give the id of one: {', '.join(ids)}")
    return ids[0]


def parts_at(tx: ManagedTransaction, address: str) -> list[str]:
    """Ids of the live documents that are the parts of what stands at an address."""
    return [row["id"] for row in tx.run(_PARTS_AT, address=address)]


def live(tx: ManagedTransaction, ids: Collection[str]) -> set[str]:
    """Those of the ids that are of live documents."""
    return {row["id"] for row in run_rows(tx, _LIVE, sorted(ids))}


def mark_corrections(tx: ManagedTransaction, documents: Collection[str], corrected: Collection[str]) -> None:
    """Remember that these documents correct others: loading those again does not bring them back."""
    run_rows(tx, _CORRECTS, sorted(corrected), documents=sorted(documents))


def forget_corrections(tx: ManagedTransaction, documents: Collection[str]) -> None:
    """Documents that come anew correct nothing, whatever they corrected before they were taken back."""
    run_rows(tx, _FORGET, sorted(documents))


def hand_over_corrections(tx: ManagedTransaction, outdated: Collection[str]) -> None:
    """What an outdated document corrects, the newer text at its address corrects."""
    run_rows(tx, _HAND_OVER, sorted(outdated))


def is_older(version: str, than: str) -> bool:
    """Whether an extractor's version is older: the numbers in it are compared as numbers ("rules-9" < "rules-10").

    What a language model has read is newer than any offline reading: it was asked for and paid for. The order is one
    of all versions, so that the graph does not depend on who read first.
    """
    return _parts(version) < _parts(than)


def _parts(version: str) -> tuple[bool, tuple[int, ...], str]:
    numbers = tuple(int(digits) for digits in re.findall(r"\d+", version))
    return version.startswith(_LANGUAGE_MODEL), numbers, version
