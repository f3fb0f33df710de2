"""The store: writes what documents state into Neo4j, takes it back, and decides what is one.

A change is one transaction: a reader sees a document whole or not at all. What is loaded again changes nothing, and
the graph depends on the documents and decisions in force alone, not on the order in which they came.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from neo4j import ManagedTransaction

import dragoman.graph.documents as documents
from dragoman.graph.documents import Found, Survey
from dragoman.graph.errors import DragomanError, UsageError
from dragoman.graph.ledger.book import Touched, enter, lock, put_into_the_past, touched_by, withdraw
from dragoman.graph.ledger.decisions import Decision, blocks_of, write_decision
from dragoman.graph.ledger.rebuild import rebuild
from dragoman.graph.records import DocumentRecords, missing_from
from dragoman.graph.transacting import Transacting


@dataclass
class LoadSummary:
    """What a load changed: documents by what became of them, facts that they tell by kind.

    `replaced` documents were read before by an older version; `outdated` ones stood at the address of a newer text,
    `taken_back` ones were corrected by a document of the load, `corrected` ones were passed over since a document in
    the graph corrects them.
    """

    loaded: int = 0
    replaced: int = 0
    unchanged: int = 0
    outdated: int = 0
    taken_back: int = 0
    corrected: int = 0
    facts: Counter[str] = field(default_factory=Counter)

    def add(self, other: "LoadSummary") -> None:
        """Count in what another batch changed."""
        self.loaded += other.loaded
        self.replaced += other.replaced
        self.unchanged += other.unchanged
        self.outdated += other.outdated
        self.taken_back += other.taken_back
        self.corrected += other.corrected
        self.facts.update(other.facts)


class Store(Transacting):
    """Writes to one database; safe to use from several processes at once, each with its own Store."""

    def load(
        self,
        batch: Sequence[DocumentRecords],
        extractor: str,
        *,
        corrects: Collection[str] = (),
        outdated: Collection[str] = (),
    ) -> LoadSummary:
        """Store the documents of a batch in one transaction.

        Args:
            batch: what each document states.
            extractor: name and version of what read them ("rules-1"); a document that this version or a newer one has
                read before is left as it is, one that an older version has read is read anew.
            corrects: ids of documents that those of the batch correct: they are taken back in the same transaction,
                and loading them again does not bring them back while a document of the batch is live.
            outdated: ids of documents in whose place newer texts stand: they are taken back in the same transaction.

        Raises:
            DragomanError: records point at something that they do not contain; nothing of the batch is stored then.
            UsageError: a document is to correct itself.
            DatabaseError: the database is away or refuses the batch; nothing of it is stored then.
        """
        for records in batch:
            if missing := missing_from(records):
                told = ", ".join(missing)
                raise DragomanError(
                    f"{records.document.document}: its records point at {told}, which they do not contain"
                )
        return self._write(_load, batch, extractor, corrects, outdated)

    def survey(self, found: Sequence[Found], extractor: str) -> Survey:
        """What a run that has met these documents needs not read, and what may be outdated by them."""
        return self._read(documents.survey, found, extractor)

    def retract(self, document: str) -> str:
        """Take back all that a document contributed, and nothing else.

        Args:
            document: its id, file name, address or title.

        Returns:
            The id of the document.

        Raises:
            NotFound: no document of that id, name, address or title is in the graph.
            UsageError: several are; the message gives their ids.
        """
        return self._write(_retract_named, document)

    def retract_list(self, address: str) -> list[str]:
        """Take back a published list: the document at its address, or one after the other those of its parts.

        Args:
            address: of the list; those of its parts go on after it with `#`.

        Returns:
            The ids of the documents.

        Raises:
            NotFound: no document of that address is in the graph.
        """
        ids = self._read(documents.parts_at, address) or [self.find_document(address)]
        return [self.retract(id) for id in ids]

    def find_document(self, document: str) -> str:
        """The id of the document in the graph with that id, file name, address or title.

        Raises:
            NotFound: there is none.
            UsageError: there are several; the message gives their ids.
        """
        return self._read(documents.the_one_named, document)

    def decide(self, decisions: Sequence[Decision]) -> None:
        """Put decisions about identity in force, in their order, in one transaction.

        Raises:
            DatabaseError: the database is away or refuses the decision; nothing changes then.
        """
        if decisions:
            self._write(_decide, decisions)


def _load(
    tx: ManagedTransaction,
    batch: Sequence[DocumentRecords],
    extractor: str,
    corrects: Collection[str],
    outdated: Collection[str],
) -> LoadSummary:
    now = lock(tx)
    unique = {records.document.id: records for records in sorted(batch, key=_by_name, reverse=True)}
    if own := unique.keys() & set(corrects):
        raise UsageError(f"{unique[min(own)].document.document} cannot correct itself")
    # A page that shows its older text again: the correction that gives way to it no longer keeps it out.
    stored = documents.standing(tx, list(unique), set(outdated) - unique.keys())
    corrected = {id for id, it in stored.items() if it.corrected}
    fresh = [
        records
        for id, records in unique.items()
        if id not in corrected and not stored[id].is_known(records.document.document, extractor)
    ]
    stale = {records.document.id for records in fresh if stored[records.document.id].extractor is not None}
    live = unique.keys() - corrected
    taken_back = documents.live(tx, corrects) if live else set()
    gone = documents.live(tx, outdated) - unique.keys() | taken_back
    ids = [records.document.id for records in fresh]
    touched = touched_by(tx, stale | gone)
    withdraw(tx, stale | gone)
    put_into_the_past(tx, gone, now)
    enter(tx, fresh, extractor, now)
    documents.forget_corrections(tx, set(ids) - stale)
    documents.mark_corrections(tx, live, corrects if live else ())
    documents.hand_over_corrections(tx, gone - taken_back)
    touched.blocks |= touched_by(tx, ids).blocks
    rebuild(tx, touched, ids, now)
    return LoadSummary(
        loaded=len(fresh) - len(stale),
        replaced=len(stale),
        unchanged=len(batch) - len(fresh) - len(corrected),
        outdated=len(gone - taken_back),
        taken_back=len(taken_back),
        corrected=len(corrected),
        facts=Counter(kind for records in fresh for kind in {fact.id: fact.kind for fact in records.facts}.values()),
    )


def _by_name(records: DocumentRecords) -> str:
    """Of copies under several names the first by alphabet is to win, whatever the order."""
    return records.document.document


def _retract_named(tx: ManagedTransaction, document: str) -> str:
    now = lock(tx)
    id = documents.the_one_named(tx, document)
    touched = touched_by(tx, [id])
    withdraw(tx, [id])
    put_into_the_past(tx, [id], now)
    rebuild(tx, touched, [], now)
    return id


def _decide(tx: ManagedTransaction, decisions: Iterable[Decision]) -> None:
    now = lock(tx)
    ids: set[str] = set()
    for decision in decisions:
        write_decision(tx, decision, now)
        ids |= decision.ids()
    rebuild(tx, Touched(blocks=set(blocks_of(tx, ids).values())), [], now)
