"""What people decided about identity: these ids are one, those are two.

A decision is kept pair by pair, so that what is in force does not depend on how the pairs were decided: all at once or
one after the other.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import product
from typing import Any, LiteralString

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

    `score` and `reasons` are what spoke for and against it when it was made. `group` is the id of the decision that a
    user made as a whole, of which this may be a part; None means that this is the whole.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    verdict: Verdict
    left: tuple[str, ...]
    right: tuple[str, ...]
    score: float | None = None
    reasons: tuple[str, ...] = ()
    group: str | None = None

    def ids(self) -> frozenset[str]:
        """All ids that it is about."""
        return frozenset(self.left + self.right)

    def pairs(self) -> frozenset[frozenset[str]]:
        """What it comes to: each id of the one side with each of the other."""
        return frozenset(frozenset(pair) for pair in product(self.left, self.right) if pair[0] != pair[1])


@dataclass(frozen=True)
class Decided:
    """The decisions in force, ready to be applied: pairs of raw ids that are one, and pairs that are two."""

    together: frozenset[frozenset[str]]
    apart: frozenset[frozenset[str]]

    def partners(self, ids: Collection[str]) -> set[str]:
        """The ids that these ones are to be put together with, directly."""
        return partners(self.together, ids)


def partners(pairs: Iterable[frozenset[str]], ids: Collection[str]) -> set[str]:
    """The ids that stand in a pair with one of these and are none of them."""
    wanted = set(ids)
    return {id for pair in pairs if pair & wanted for id in pair} - wanted


_READ: LiteralString = """
MATCH (decision:Decision)
WITH decision ORDER BY decision.id
RETURN decision {.verdict, .score, .reasons, .group, left: [decision.left], right: [decision.right]} AS decision
"""

_UNDO: LiteralString = """
UNWIND $rows AS row
MATCH (decision:Decision {id: row.id}) WHERE decision.verdict <> row.verdict
CREATE (past:PastDecision)
SET past = properties(decision), past.undone_at = $now
DELETE decision
"""

_WRITE: LiteralString = """
UNWIND $rows AS row
MERGE (decision:Decision {id: row.id})
ON CREATE SET decision += row, decision.decided_at = $now
"""


def read_decisions(tx: ManagedTransaction | Transaction) -> list[Decision]:
    """The decisions in force, one for each pair (of one id a side, the smaller one left), sorted by the pair's id."""
    return [Decision.model_validate(row["decision"]) for row in tx.run(_READ)]


def write_decision(tx: ManagedTransaction, decision: Decision, now: datetime) -> None:
    """Put a decision in force for each of its pairs.

    A pair that is decided so already stays as it is; one that was decided otherwise is kept in the past.
    """
    rows = _rows(decision)
    run_rows(tx, _UNDO, rows, now=now)
    run_rows(tx, _WRITE, rows, now=now)


def _rows(decision: Decision) -> list[dict[str, Any]]:
    common = {
        "verdict": decision.verdict.value,
        "group": decision.group or content_id("decision", *sorted((sorted(decision.left), sorted(decision.right)))),
        "score": decision.score,
        "reasons": list(decision.reasons),
    }
    pairs = sorted(sorted(pair) for pair in decision.pairs())
    return [common | {"id": content_id("decision", left, right), "left": left, "right": right} for left, right in pairs]


def decided(decisions: Iterable[Decision]) -> Decided:
    """The pairs that the decisions in force speak of."""
    pairs: dict[Verdict, set[frozenset[str]]] = {verdict: set() for verdict in Verdict}
    for decision in decisions:
        pairs[decision.verdict] |= decision.pairs()
    return Decided(together=frozenset(pairs[Verdict.MERGE]), apart=frozenset(pairs[Verdict.SPLIT]))


def blocks_of(tx: ManagedTransaction, ids: Iterable[str]) -> dict[str, str]:
    """The blocks of those of the ids that are live in the ledger."""
    cypher: LiteralString = "MATCH (record:Record) WHERE record.raw IN $rows RETURN DISTINCT record.raw, record.block"
    return dict(run_rows(tx, cypher, sorted(ids)))
