"""From what a user names to a decision: these two are one, or two."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, LiteralString

from neo4j import Driver, ManagedTransaction

from dragoman.graph.candidates import comparison
from dragoman.graph.connection import session_of
from dragoman.graph.errors import NotFound, UsageError
from dragoman.graph.ledger.decisions import Decision, Verdict, partners, read_decisions

_SIDE: LiteralString = """
MATCH (record:Record) WHERE (record.raw = $id OR record.fact = $id) AND record.kind IN ['event', 'actor']
WITH DISTINCT record.fact AS fact, record.kind AS kind
MATCH (record:Record {fact: fact, kind: kind})
RETURN kind, fact, collect(DISTINCT record.raw) AS raws, max(coalesce(record.known, false)) AS known,
       max(record.state) AS state, max(record.actor_kind) AS actor_kind
"""

_Sides = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class _Side:
    """An event or person in the graph: `fact` is its id there, `raws` the ids that it is made of."""

    kind: str
    fact: str
    raws: tuple[str, ...]
    known: bool
    state: str | None
    actor_kind: str | None


def decision_on(driver: Driver, database: str, verdict: Verdict, left: str, right: str) -> Decision:
    """What is to be decided when a user says that two ids are one, or two.

    Merging takes both nodes with all that they are made of. Splitting takes a merging back; where the two are one
    without anybody having said so, it parts the two ids that are given, as `evidence` and `extract` print them.

    Args:
        driver: a connected driver.
        database: the database within the server.
        verdict: merge or split.
        left: id of an event or person, in the graph or raw.
        right: another one of the same kind.

    Raises:
        NotFound: an id is not in the graph.
        UsageError: the two are of different kinds, are decided so already, or are known to be two (states, bodies,
            persons with different known ids), or would stay one for another merge.
        DatabaseError: the database is away.
    """
    with session_of(driver, database) as session:
        return session.execute_read(_decision_on, verdict, left, right)


def _decision_on(tx: ManagedTransaction, verdict: Verdict, left: str, right: str) -> Decision:
    one, other = (_side(tx, id) for id in (left, right))
    if one.kind != other.kind:
        raise UsageError(f"{left} and {right} are of different kinds", "give two events or two officials")
    if verdict is Verdict.MERGE:
        sides = _to_merge(one, other)
    elif one.fact != other.fact:
        sides = one.raws, other.raws
    else:
        sides = _to_part(one, left, right, read_decisions(tx))
    compared = comparison(tx, *(sides if one.fact != other.fact else ((left,), (right,))))
    told: dict[str, Any] = {"score": compared.score, "reasons": compared.reasons} if compared else {}
    return Decision(verdict=verdict, left=sides[0], right=sides[1], **told)


def _side(tx: ManagedTransaction, id: str) -> _Side:
    row = tx.run(_SIDE, id=id).single()
    if row is None:
        raise NotFound(f"no event or official {id!r} in the graph", "`dragoman candidates` and `search` give ids")
    return _Side(**row.data() | {"raws": tuple(sorted(row["raws"]))})


def _to_merge(one: _Side, other: _Side) -> _Sides:
    if one.fact == other.fact:
        raise UsageError(f"they are one already: {one.fact}")
    persons = one.actor_kind == other.actor_kind == "official"
    if one.kind == "actor" and not persons:
        raise UsageError(f"{one.fact} and {other.fact} are known to be two", "only events and officials can be merged")
    if one.known and other.known:
        raise UsageError(f"{one.fact} and {other.fact} are both in the list of known persons", "they stay two")
    if persons and one.state and other.state and one.state != other.state:
        raise UsageError(f"{one.fact} and {other.fact} serve different states", "they stay two")
    return one.raws, other.raws


def _to_part(whole: _Side, left: str, right: str, decisions: Iterable[Decision]) -> _Sides:
    """The sides of the merge that has joined the two ids, or else the two alone."""
    if left == right or not {left, right} <= set(whole.raws):
        parts = ", ".join(whole.raws)
        raise UsageError(f"{left} and {right} are the same event or person", f"part two of what it is made of: {parts}")
    merges = [decision for decision in decisions if decision.verdict is Verdict.MERGE]
    groups = {merge.group for merge in merges if merge.ids() == {left, right}}
    pairs = [merge.ids() for merge in merges if merge.group in groups]
    one, other = {left}, {right}
    # The pairs of a merge do not tell which of their ids were on one side: those that have a partner in common.
    while (wider := (one | partners(pairs, other), other | partners(pairs, one))) != (one, other):
        one, other = wider
    _demand_parted({merge.ids() for merge in merges}, one, other)
    return tuple(sorted(one)), tuple(sorted(other))


def _demand_parted(merged: Iterable[frozenset[str]], one: set[str], other: set[str]) -> None:
    """Refuse a split that would change nothing: what is merged with both sides holds them together."""
    kept = [pair for pair in merged if not (pair & one and pair & other)]
    reached: set[str] = set()
    while new := partners(kept, one | reached):
        reached |= new
    if reached & other:
        between = min(partners(kept, other) & reached)
        raise UsageError(f"they would stay one: both are merged with {between}", "split one of them from that first")
