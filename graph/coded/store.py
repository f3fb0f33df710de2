"""Stores the events of a data set's files, batch by batch, and takes them back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from neo4j import Driver, ManagedTransaction

import dragoman.graph.coded.cypher as cypher
from dragoman.graph.coded.batch import MENTION, Batch, with_canonical
from dragoman.graph.coded.links import link, told_near
from dragoman.graph.ledger.book import enter_actors, lock, put_into_the_past, touched_by, withdraw
from dragoman.graph.ledger.entities import raise_entities, settle_entities
from dragoman.graph.ledger.people import canonical_actors
from dragoman.graph.ledger.running import run_rows
from dragoman.graph.records import Actor
from dragoman.graph.rows import Row
from dragoman.graph.transacting import Transacting

_TAKEN_BACK_AT_ONCE = 10_000
_LINKED_AT_ONCE = 500


class Begun(NamedTuple):
    """How far a file was stored before: up to which of its lines, and whether these are all."""

    lines: int
    complete: bool


class CodedStore(Transacting):
    """Writes coded events to one database, one file at a time.

    A batch is one transaction: a file may be seen half, and a load that was broken off goes on behind its last batch.
    """

    def __init__(self, driver: Driver, database: str) -> None:
        super().__init__(driver, database)
        self._extractor = ""
        self._entered: set[str] = set()
        self._days: set[date] = set()

    def begin(self, document: str, properties: Mapping[str, Any]) -> Begun:
        """Enter a file as a document, or find how far it was stored before.

        Args:
            document: its id.
            properties: `name`, `title`, `published`, `url`, `dataset`, `sha256` and `extractor`, the name and version
                of what reads it; `evidence_of` for a file of mentions, the data set of their events: it is begun anew
                once more of these have been stored.
        """
        self._entered.clear()
        self._extractor = properties["extractor"]
        found = self._write(_begin, document, properties)
        if found["leaving"]:
            self.retract(document)
            found = self._write(_begin, document, properties)
        self._days = self._read(_days, document) if found["lines"] and not found["complete"] else set()
        return Begun(found["lines"], found["complete"])

    def write(self, document: str, batch: Batch, lines: int) -> int:
        """Store a batch in one transaction.

        Args:
            document: id of the file.
            batch: the events; those that another file told gain evidence.
            lines: up to which line the file has been read with this batch.

        Returns:
            How many of its mentions are of events in the graph; the others are not stored.
        """
        if batch.officials:
            batch = with_canonical(batch, self._read(canonical_actors, batch.officials.values()))
        fresh = [actor for id, actor in batch.actors.items() if id not in self._entered]
        places = [place for id, place in batch.places.items() if id not in self._entered]
        mentioned = self._write(_write, document, self._extractor, batch, fresh, places, lines)
        self._entered.update(batch.actors, batch.places)
        self._days.update(row["start"] for row in batch.rows)
        return mentioned

    def finish(self, document: str) -> None:
        """Link the events of a file that is stored whole with those of texts that are the same, and note that it is."""
        near = self._read(told_near, self._days)
        for at in range(0, len(near), _LINKED_AT_ONCE):
            self._write(_link, near[at : at + _LINKED_AT_ONCE])
        self._write(_finish, document)

    def enter(self, document: str, actors: Sequence[Actor], extractor: str) -> None:
        """Enter who the actors of an imported file are, which knows them by their ids alone; with that it is whole."""
        self._write(_enter_imported, document, actors, extractor)

    def files_of(self, dataset: str) -> list[str]:
        """Ids of the files of a data set that are in the graph."""
        return self._read(_ids, cypher.OF_DATASET, {"dataset": dataset})

    def last_file(self, dataset: str) -> str | None:
        """Name of the last file of a data set that is whole in the graph, of those named by fourteen digits of time."""
        return self._read(_last, dataset)

    def others_called(self, document: str, name: str, dataset: str) -> list[str]:
        """Ids of other files of that name: earlier releases, in whose place this document stands."""
        return self._read(_ids, cypher.OTHERS, {"document": document, "name": name, "dataset": dataset})

    def holds(self, document: str) -> bool:
        """Whether a document of that id is a file of coded events."""
        return bool(self._read(_ids, cypher.CODED, {"document": document}))

    def retract(self, document: str) -> None:
        """Take back all that a file contributed, in batches; one that is broken off is gone on with."""
        self._write(_leave, document)
        while self._write(_take_back, document) == _TAKEN_BACK_AT_ONCE:
            pass
        self._write(_gone, document)


def _begin(tx: ManagedTransaction, document: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    now = lock(tx)
    if "evidence_of" in properties:
        tx.run(cypher.REOPEN, id=document, evidence_of=properties["evidence_of"], now=now).consume()
    return tx.run(cypher.BEGIN, id=document, properties=properties, now=now).single(strict=True).data()


def _write(
    tx: ManagedTransaction,
    document: str,
    extractor: str,
    batch: Batch,
    actors: Sequence[Actor],
    places: Sequence[Row],
    lines: int,
) -> int:
    now = _enter_actors(tx, document, actors, extractor)
    raise_entities(tx, [], [place["id"] for place in places])
    run_rows(tx, cypher.PLACES, places)
    run_rows(tx, cypher.EVENTS, batch.rows, now=now)
    run_rows(tx, cypher.EVIDENCE, batch.rows, document=document, now=now)
    mentioned = run_rows(tx, cypher.MENTIONS, batch.mentions, document=document, now=now)
    tx.run(cypher.ADVANCE, document=document, lines=lines, now=now).consume()
    return sum(row["told"] for row in mentioned)


def _enter_actors(tx: ManagedTransaction, document: str, actors: Sequence[Actor], extractor: str) -> datetime:
    """Who the actors are, in the ledger and on their nodes; gives the time of the change."""
    now = lock(tx)
    if actors:
        ids = [actor.id for actor in actors]
        enter_actors(tx, document, actors, extractor, now)
        raise_entities(tx, ids, [])
        settle_entities(tx, ids, [], [])
    return now


def _enter_imported(tx: ManagedTransaction, document: str, actors: Sequence[Actor], extractor: str) -> None:
    _enter_actors(tx, document, actors, extractor)
    tx.run(cypher.STAY, document=document).consume()


def _link(tx: ManagedTransaction, events: Sequence[str]) -> None:
    lock(tx)
    link(tx, events)


def _finish(tx: ManagedTransaction, document: str) -> None:
    lock(tx)
    tx.run(cypher.FINISH, document=document).consume()


def _days(tx: ManagedTransaction, document: str) -> set[date]:
    return {row["day"].to_native() for row in tx.run(cypher.DAYS, document=document)}


def _ids(tx: ManagedTransaction, query: Any, parameters: Mapping[str, Any]) -> list[str]:
    return [row["id"] for row in tx.run(query, dict(parameters))]


def _last(tx: ManagedTransaction, dataset: str) -> str | None:
    name: str | None = tx.run(cypher.LAST, dataset=dataset).single(strict=True)["name"]
    return name


def _leave(tx: ManagedTransaction, document: str) -> None:
    tx.run(cypher.LEAVE, document=document).consume()


def _take_back(tx: ManagedTransaction, document: str) -> int:
    asked = {"document": document, "mention": MENTION, "limit": _TAKEN_BACK_AT_ONCE, "now": lock(tx)}
    return int(tx.run(cypher.TAKE_BACK, asked).single(strict=True)[0])


def _gone(tx: ManagedTransaction, document: str) -> None:
    """What is left of a file whose events are gone: its actors, where nothing else names them, and itself."""
    now = lock(tx)
    touched = touched_by(tx, [document])
    withdraw(tx, [document])
    put_into_the_past(tx, [document], now)
    settle_entities(tx, touched.actors, [], [])
    tx.run(cypher.LAY_PLACES).consume()
