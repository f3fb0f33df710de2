"""The store: writes what documents state into Neo4j, takes it back, and decides what is one.

A change is one transaction: a reader sees a document whole or not at all. What is loaded again changes nothing, and
the graph depends on the documents and decisions in force alone, not on the order in which they came.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar

from neo4j import Driver, ManagedTransaction

import dragoman.graph.documents as documents
from dragoman.graph.connection import translated_errors
from dragoman.graph.errors import DragomanError, NotFound, UsageError
from dragoman.graph.ledger.book import Touched, enter, lock, put_into_the_past, touched_by, withdraw
from dragoman.graph.ledger.decisions import Decision, blocks_of, write_decision
from dragoman.graph.ledger.rebuild import rebuild
from dragoman.graph.records import DocumentRecords, EventRecord, standing_for

_P = ParamSpec("_P")
_R = TypeVar("_R")


@dataclass
class LoadSummary:
    """What a load changed: documents by what became of them, facts that they tell by kind.

    `replaced` documents were read before by an older version; `outdated` ones stood at the address of a newer text,
    `corrected` ones were passed over since a document in the graph corrects them.
    """

    loaded: int = 0
    replaced: int = 0
    unchanged: int = 0
    outdated: int = 0
    corrected: int = 0
    facts: Counter[str] = field(default_factory=Counter)

    def add(self, other: "LoadSummary") -> None:
        """Count in what another batch changed."""
        self.loaded += other.loaded
        self.replaced += other.replaced
        self.unchanged += other.unchanged
        self.outdated += other.outdated
        self.corrected += other.corrected
        self.facts.update(other.facts)


class Store:
    """Writes to one database; safe to use from several processes at once, each with its own Store."""

    def __init__(self, driver: Driver, database: str) -> None:
        self._driver = driver
        self._database = database

    def load(
        self,
        batch: Sequence[DocumentRecords],
        extractor: str,
        *,
        corrects: str | None = None,
        begun: datetime | None = None,
    ) -> LoadSummary:
        """Store the documents of a batch in one transaction.

        Args:
            batch: what each document states.
            extractor: name and version of what read them ("rules-1"); a document that this version or a newer one has
                read before is left as it is, one that an older version has read is read anew.
            corrects: id of a document that those of the batch correct: it is taken back in the same transaction.
            begun: when the run began of which the batch is part. An older text at the address of a document of the
                batch is taken back, unless the same run loaded it: several documents may stand at one address. None
                means now.

        Raises:
            DragomanError: records point at something that they do not contain; nothing of the batch is stored then.
            UsageError: a document is to correct itself.
            DatabaseError: the database is away or refuses the batch; nothing of it is stored then.
        """
        for records in batch:
            _check_complete(records)
        return self._write(_load, batch, extractor, corrects, begun)

    def known(self, documents: Sequence[str], extractor: str) -> set[str]:
        """Which of these document ids need not be read: this version or a newer one has."""
        return self._read(_known, documents, extractor)

    def retract(self, document: str) -> list[str]:
        """Take back all that a document contributed, and nothing else.

        Args:
            document: its id, file name, address or title.

        Returns:
            The ids of the documents retracted (several where one file name was loaded with different texts).

        Raises:
            NotFound: no document of that id, name, address or title is in the graph.
        """
        found = self._write(_retract_named, document)
        if not found:
            raise NotFound(f"no document {document!r} in the graph", "list them with `dragoman query search q=…`")
        return found

    def find_documents(self, document: str) -> list[str]:
        """Ids of the documents in the graph with that id, file name, address or title, sorted."""
        return self._read(documents.named, document)

    def decide(self, decisions: Sequence[Decision]) -> None:
        """Put decisions about identity in force, in their order, in one transaction.

        Raises:
            DatabaseError: the database is away or refuses the decision; nothing changes then.
        """
        if decisions:
            self._write(_decide, decisions)

    def _read(self, work: Callable[Concatenate[ManagedTransaction, _P], _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
        with translated_errors(), self._driver.session(database=self._database) as session:
            return session.execute_read(work, *args, **kwargs)

    def _write(
        self, work: Callable[Concatenate[ManagedTransaction, _P], _R], *args: _P.args, **kwargs: _P.kwargs
    ) -> _R:
        with translated_errors(), self._driver.session(database=self._database) as session:
            return session.execute_write(work, *args, **kwargs)


def _check_complete(records: DocumentRecords) -> None:
    """Refuse records that point at something which is not among them: it would be dropped without a word."""
    events = {fact.id for fact in records.facts if isinstance(fact, EventRecord)}
    pointed_at = {id for fact in records.facts for id in fact.events_named()}
    states = standing_for(records.facts) - {actor.id for actor in records.actors}
    if states or not pointed_at <= events:
        missing = ", ".join(sorted(states | (pointed_at - events)))
        raise DragomanError(f"{records.document.document}: its records point at {missing}, which they do not contain")


def _known(tx: ManagedTransaction, ids: Sequence[str], extractor: str) -> set[str]:
    return {
        id
        for id, stored in documents.standing(tx, ids).items()
        if stored.extractor is not None and not documents.is_older(stored.extractor, extractor)
    }


def _load(
    tx: ManagedTransaction,
    batch: Sequence[DocumentRecords],
    extractor: str,
    corrects: str | None,
    begun: datetime | None,
) -> LoadSummary:
    now = lock(tx)
    unique = {records.document.id: records for records in batch}
    if corrects in unique:
        raise UsageError(f"{unique[corrects].document.document} cannot correct itself")
    stored = documents.standing(tx, list(unique))
    corrected = {id for id, it in stored.items() if it.corrected}
    known = _known(tx, list(unique), extractor)
    fresh = [records for id, records in unique.items() if id not in known | corrected]
    stale = {records.document.id for records in fresh if stored[records.document.id].extractor is not None}
    gone = documents.at_addresses_of(tx, [records.document for records in fresh], begun or now)
    gone |= set(documents.named(tx, corrects)) if corrects else set()
    gone -= unique.keys()
    touched = touched_by(tx, stale | gone)
    withdraw(tx, stale | gone)
    put_into_the_past(tx, gone, now)
    enter(tx, fresh, extractor, now)
    ids = [records.document.id for records in fresh]
    if corrects:
        documents.mark_correction(tx, unique.keys() - corrected, corrects)
    touched.blocks |= touched_by(tx, ids).blocks
    rebuild(tx, touched, ids, now)
    return LoadSummary(
        loaded=len(fresh) - len(stale),
        replaced=len(stale),
        unchanged=len(batch) - len(fresh) - len(corrected),
        outdated=len(gone),
        corrected=len(corrected),
        facts=Counter(kind for records in fresh for kind in {fact.id: fact.kind for fact in records.facts}.values()),
    )


def _retract_named(tx: ManagedTransaction, document: str) -> list[str]:
    now = lock(tx)
    found = documents.named(tx, document)
    touched = touched_by(tx, found)
    withdraw(tx, found)
    put_into_the_past(tx, found, now)
    rebuild(tx, touched, [], now)
    return found


def _decide(tx: ManagedTransaction, decisions: Iterable[Decision]) -> None:
    now = lock(tx)
    touched = Touched()
    for decision in decisions:
        write_decision(tx, decision, now)
        touched.blocks.update(blocks_of(tx, decision.ids()).values())
    rebuild(tx, touched, [], now)
