"""What people decided about identity: these ids are one, those are two."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import product
from typing import LiteralString

from neo4j import ManagedTransaction, Transaction
from pydantic import BaseModel, ConfigDict

from dragoman.graph.ledger.running import run_rows
from dragoman.graph.records import content_id


class Verdict(StrEnum):
    """Whether two sides are one or two."""

    MERGE = "merge"
    SPLIT = "split"


class Decision(BaseModel):
    """A decision about two sides, each a set of ids as `extract` prints them (of events, or of persons).

    `score` and `reasons` are what spoke for and against it when it was made.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    verdict: Verdict
    left: tuple[str, ...]
    right: tuple[str, ...]
    score: float | None = None
    reasons: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The same two sides have the same id, whatever is decided of them."""
        return content_id("decision", *sorted((sorted(self.left), sorted(self.right))))

    def ids(self) -> frozenset[str]:
        """All ids that it is about."""
        return frozenset(self.left + self.right)


@dataclass(frozen=True)
class Decided:
    """The decisions in force, ready to be applied: pairs of raw ids that are one, and pairs that are two."""

    together: frozenset[frozenset[str]]
    apart: frozenset[frozenset[str]]

    def partners(self, ids: Collection[str]) -> set[str]:
        """The ids that these ones are to be put together with, directly."""
        wanted = set(ids)
        return {id for pair in self.together if pair & wanted for id in pair} - wanted


_READ: LiteralString = """
MATCH (decision:Decision)
RETURN decision {.verdict, .left, .right, .score, .reasons} AS decision
ORDER BY decision.number
"""

_WRITE: LiteralString = """
OPTIONAL MATCH (other:Decision)
WITH coalesce(max(other.number), 0) + 1 AS number
MERGE (decision:Decision {id: $id})
SET decision += $properties, decision.number = number, decision.decided_at = $now
"""

_KEEP: LiteralString = """
MATCH (decision:Decision {id: $id})
CREATE (past:PastDecision)
SET past = properties(decision), past.undone_at = $now
"""

_REMOVE: LiteralString = "MATCH (decision:Decision {id: $id}) DELETE decision"


def read_decisions(tx: ManagedTransaction | Transaction) -> list[Decision]:
    """The decisions in force, the oldest first."""
    return [Decision.model_validate(row["decision"]) for row in tx.run(_READ)]


def write_decision(tx: ManagedTransaction, decision: Decision, now: datetime) -> None:
    """Put a decision in force; what it contradicts entirely is kept in the past."""
    covered = _pairs(decision)
    for other in read_decisions(tx):
        if other.id == decision.id or _pairs(other) <= covered:
            tx.run(_KEEP, id=other.id, now=now).consume()
            tx.run(_REMOVE, id=other.id).consume()
    properties = decision.model_dump(mode="json") | {"left": sorted(decision.left), "right": sorted(decision.right)}
    tx.run(_WRITE, id=decision.id, properties=properties, now=now).consume()


def decided(decisions: Sequence[Decision]) -> Decided:
    """The pairs that the decisions speak of; of two decisions about the same pair the later one counts."""
    verdicts: dict[frozenset[str], Verdict] = {}
    for decision in decisions:
        verdicts |= dict.fromkeys(_pairs(decision), decision.verdict)
    return Decided(
        together=frozenset(pair for pair, verdict in verdicts.items() if verdict is Verdict.MERGE),
        apart=frozenset(pair for pair, verdict in verdicts.items() if verdict is Verdict.SPLIT),
    )


def _pairs(decision: Decision) -> set[frozenset[str]]:
    return {frozenset(pair) for pair in product(decision.left, decision.right) if pair[0] != pair[1]}


def blocks_of(tx: ManagedTransaction, ids: Iterable[str]) -> dict[str, str]:
    """The blocks of those of the ids that are live in the ledger."""
    cypher: LiteralString = "MATCH (record:Record) WHERE record.raw IN $rows RETURN DISTINCT record.raw, record.block"
    return dict(run_rows(tx, cypher, sorted(ids)))
