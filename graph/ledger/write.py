"""Brings the facts of the graph to what they are to be, and keeps what they were.

A fact whose content or evidence changes is copied into the past first; a fact that nothing supports any more goes
there itself. Evidence that is merely added makes no new version: the evidence tells since when it is known.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from datetime import datetime
from typing import Any, LiteralString

from neo4j import ManagedTransaction

from dragoman.graph.ledger.cypher import KINDS
from dragoman.graph.ledger.facts import Fact, evidence_rows
from dragoman.graph.ledger.running import run_rows
from dragoman.graph.ledger.weigh import weigh
from dragoman.graph.rows import Row

_BEFORE: LiteralString = """
UNWIND $rows AS id
MATCH (fact:Fact {id: id})
RETURN id, fact.digest AS digest, [label IN labels(fact) WHERE label <> 'Fact'] AS labels,
       COLLECT {
         MATCH (fact)-[told:REPORTED_IN]->(document:Document|PastDocument)
         RETURN [document.id, told.record, told.start, told.end, told.extractor, told.loaded_at]
       } AS evidence
"""

_INTO_THE_PAST: LiteralString = """
UNWIND $rows AS row
MATCH (fact:Fact {id: row.id})
CALL (fact) {
  MATCH (fact)-[derived]-()
  WHERE derived.facts IS NOT NULL AND type(derived) <> 'CONTRADICTS'
  DELETE derived
}
REMOVE fact:Fact, fact.digest
REMOVE fact:$(row.labels)
SET fact:PastFact, fact:$(row.past), fact.known_to = $now
"""

# Copies: the live node stays where it is, for the facts that point at it. Derived edges are those of now, but for
# contradictions, which follow from the two events alone, as do links to coded events. A neighbour that was past before
# had nothing to do with this version.
_KEEP: LiteralString = """
UNWIND $rows AS row
MATCH (fact:Fact {id: row.id})
WHERE fact.known_from < $now
CREATE (past:PastFact:$(row.past))
SET past = properties(fact), past.known_to = $now
REMOVE past.digest
WITH fact, past
CALL (fact, past) {
  MATCH (fact)-[edge]->(end)
  WHERE (edge.facts IS NULL OR type(edge) = 'CONTRADICTS') AND coalesce(end.known_to = $now, true)
  CREATE (past)-[copy:$(type(edge))]->(end)
  SET copy = properties(edge)
}
CALL (fact, past) {
  MATCH (fact)<-[edge]-(start)
  WHERE (edge.facts IS NULL OR type(edge) = 'CONTRADICTS') AND coalesce(start.known_to = $now, true)
  CREATE (past)<-[copy:$(type(edge))]-(start)
  SET copy = properties(edge)
}
"""

# What a fact itself says: all its edges but those by which other facts point at it, its evidence and derived ones.
_CLEAR: LiteralString = """
UNWIND $rows AS row
MATCH (fact:Fact {id: row.id})
CALL (fact) {
  MATCH (fact)-[edge:INITIATED|TARGETED|BETWEEN|OCCURRED_IN|MADE|GIVEN_BY|SPOKEN_BY|HOLDER|POST|MEMBER_OF|VOTED]-()
  DELETE edge
}
CALL (fact) {
  MATCH (fact)-[edge:ABOUT|TO|CONSISTS_IN|JOINS]->()
  DELETE edge
}
SET fact = {id: row.id}
"""

_DROP_EVIDENCE: LiteralString = """
UNWIND $rows AS row
MATCH (fact:Fact {id: row.id})-[told:REPORTED_IN]->(document)
WHERE NOT [document.id, told.record, told.start, told.end, told.extractor, told.loaded_at] IN row.keep
DELETE told
"""

_EVIDENCE: LiteralString = """
UNWIND $rows AS row
MATCH (document:Document {id: row.document})
MATCH (fact:Fact {id: row.fact})
CREATE (fact)-[told:REPORTED_IN]->(document)
SET told = row.properties
"""

_FINISH: LiteralString = """
UNWIND $rows AS row
MATCH (fact:Fact {id: row.id})
SET fact.digest = row.digest, fact.known_from = coalesce(fact.known_from, $now),
    fact.sources = row.sources, fact.confidence = row.confidence
"""

Key = tuple[object, ...]


def bring(tx: ManagedTransaction, desired: Mapping[str, Fact], before: Collection[str], now: datetime) -> None:
    """Make the facts say what is desired.

    Args:
        tx: the transaction.
        desired: the facts that are to be, by id; their actors are in the graph.
        before: ids of facts that may be in the graph; those not desired go into the past.
        now: the time of the change.
    """
    old = {row["id"]: row.data() for row in run_rows(tx, _BEFORE, sorted({*before, *desired}))}
    evidence = {id: evidence_rows(fact) for id, fact in desired.items()}
    known = {id: {_native(key) for key in row["evidence"]} for id, row in old.items()}
    changed = {
        id
        for id, fact in desired.items()
        if id in old and (old[id]["digest"] != fact.digest or _is_moved(known[id], evidence[id].keys(), now))
    }
    _retire(tx, [old[id] for id in sorted(old.keys() - desired.keys())], now)
    _renew(tx, [old[id] | {"keep": [list(key) for key in evidence[id]]} for id in sorted(changed)], now)
    _write(tx, [fact for id, fact in desired.items() if id not in old or id in changed])
    fresh = [row for id, rows in evidence.items() for key, row in rows.items() if key not in known.get(id, set())]
    run_rows(tx, _EVIDENCE, fresh)
    pieces = {
        id: [(row["document"], row["properties"]["confidence"]) for row in rows.values()]
        for id, rows in evidence.items()
    }
    weights = weigh(tx, pieces)
    rows = [{"id": id, "digest": desired[id].digest} | weights[id] for id in sorted(desired)]
    run_rows(tx, _FINISH, rows, now=now)


def _is_moved(before: Set[Key], after: Set[Key], now: datetime) -> bool:
    """Whether evidence was taken away, or came from another fact: the evidence does not tell since when, then."""
    return not before <= after or any(key[5] != now for key in after - before)


def _native(key: Sequence[Any]) -> Key:
    return (*key[:5], key[5].to_native())


def _retire(tx: ManagedTransaction, old: Sequence[Row], now: datetime) -> None:
    rows = [{"id": row["id"], "labels": row["labels"], "past": _past(row["labels"])} for row in old]
    run_rows(tx, _INTO_THE_PAST, rows, now=now)


def _renew(tx: ManagedTransaction, old: Sequence[Row], now: datetime) -> None:
    rows = [{"id": row["id"], "past": _past(row["labels"]), "keep": row["keep"]} for row in old]
    run_rows(tx, _KEEP, rows, now=now)
    run_rows(tx, _CLEAR, rows)
    run_rows(tx, _DROP_EVIDENCE, rows)


def _past(labels: Iterable[str]) -> list[str]:
    return [f"Past{label}" for label in labels]


def _write(tx: ManagedTransaction, facts: Sequence[Fact]) -> None:
    for kind, cypher in KINDS.items():
        rows = sorted((fact.row for fact in facts if fact.kind == kind), key=lambda row: str(row["id"]))
        run_rows(tx, cypher, rows)
