"""The loading loop: reads sources, extracts in worker processes, stores in batches.

Memory stays flat whatever the number of documents: only a bounded window of them is between reading and storing.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, islice
from multiprocessing import get_context
from typing import TypeVar

from dragoman.graph.documents import Found
from dragoman.graph.errors import ConfigurationError
from dragoman.graph.ledger.decisions import Decision
from dragoman.graph.records import DocumentRecords, missing_from
from dragoman.graph.store import LoadSummary, Store
from dragoman.loaders.documents.extract import EXTRACTOR, extract
from dragoman.loaders.documents.read import Unreadable, read
from dragoman.loaders.documents.sources import Source
from dragoman.loaders.documents.text import DocumentText
from dragoman.loaders.dumps import DumpedDocument, read_dump
from dragoman.loaders.least_confidence import at_least
from dragoman.loaders.readers import IN_FLIGHT_PER_WORKER, Pending, Pool, Reader, Reading

BATCH = 50
# A worker takes three seconds to load its parser; below this many documents each one process alone is done sooner.
DOCUMENTS_PER_WORKER = 25

Extracted = DocumentRecords | Unreadable
Item = TypeVar("Item")


@dataclass
class LoadReport:
    """What became of a load: the store's changes, the inputs that failed, the number of facts left out as not sure."""

    stored: LoadSummary = field(default_factory=LoadSummary)
    failed: list[Unreadable] = field(default_factory=list)
    left_out: int = 0

    def add(self, other: "LoadReport") -> None:
        """Count in what another load did."""
        self.stored.add(other.stored)
        self.failed.extend(other.failed)
        self.left_out += other.left_out

    def sure(self, records: DocumentRecords, confidence: float) -> DocumentRecords:
        """What a document states with at least this confidence; the rest is counted as left out."""
        kept = at_least(records, confidence)
        self.left_out += len(records.facts) - len(kept.facts)
        return kept


class OfflineReader:
    """Reads by what comes with dragoman: nothing leaves the machine."""

    version: str = EXTRACTOR

    def workers_for(self, documents: int) -> int:
        """How many worker processes pay for this many documents on this machine."""
        return max(1, min(os.cpu_count() or 1, documents // DOCUMENTS_PER_WORKER))

    def pool(self, workers: int) -> Pool | None:
        """Worker processes."""
        # spawn: a forked child would inherit the driver's sockets and locks in whatever state they are.
        return ProcessPoolExecutor(workers, mp_context=get_context("spawn")) if workers > 1 else None

    def in_flight(self, workers: int) -> int:
        """A few for each process."""
        return workers * IN_FLIGHT_PER_WORKER

    def read(self, text: DocumentText) -> Reading:
        """All that a document states."""
        return Reading(extract(text), EXTRACTOR)


OFFLINE = OfflineReader()


def read_all(sources: Iterable[Source | Unreadable], published: date | None) -> Iterator[DocumentText | Unreadable]:
    """Read every source in turn; an input that cannot be read comes out as its reason."""
    for source in sources:
        if isinstance(source, Unreadable):
            yield source
        else:
            yield from read(source, published)


def extract_all(texts: Iterable[DocumentText | Unreadable], workers: int) -> Iterator[Extracted]:
    """Extract every text offline, in the order given.

    Args:
        texts: what reading yields; the unreadable ones are passed through.
        workers: number of worker processes; 1 works in this process.
    """
    for item in read_by(OFFLINE, texts, workers):
        yield item.records if isinstance(item, Reading) else item


def read_by(reader: Reader, texts: Iterable[DocumentText | Unreadable], workers: int) -> Iterator[Reading | Unreadable]:
    """Have every text read, in the order given.

    Args:
        reader: by whom.
        texts: what reading files yields; the unreadable ones are passed through.
        workers: how many documents are read at once.

    Raises:
        ConfigurationError: the reader can read nothing as things are set.
        ClusterError: the cluster that reads is lost.
    """
    pool = reader.pool(workers)
    if pool is None:
        yield from (_read_one(reader, text) for text in texts)
        return
    try:
        window: deque[Pending] = deque()
        for text in texts:
            window.append(pool.submit(_read_one, reader, text))
            while len(window) >= reader.in_flight(workers):
                yield window.popleft().result()
        while window:
            yield window.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def load_all(
    texts: Iterable[DocumentText | Unreadable],
    store: Store,
    workers: int,
    done: Callable[[int], None],
    *,
    batch_size: int = BATCH,
    corrects: str | None = None,
    reader: Reader = OFFLINE,
    min_confidence: float = 0.0,
) -> LoadReport:
    """Extract and store every text; documents that this version has already read are passed over.

    Args:
        texts: what reading yields.
        store: where to.
        workers: number of worker processes.
        done: called with the number of inputs finished since the last call.
        batch_size: number of documents stored in one transaction.
        corrects: id of a document that these ones correct.
        reader: by whom the texts are read.
        min_confidence: facts that are less sure are left out.

    Raises:
        ConfigurationError: the reader can read nothing as things are set; whole batches before are stored.
        ClusterError: the cluster that reads is lost; whole batches before are stored, and a second run goes on.
        DatabaseError: the database is away; whole batches before it are stored, and a second run goes on from there.
    """
    run = _Run(store, done, reader.version)
    batches = _batches(read_by(reader, run.fresh(texts, also_known=corrects is not None), workers), batch_size)
    batch = next(batches, [])
    while batch:
        following = next(batches, [])
        readings = run.readable(batch)
        # Only the end of a run tells what it has not met; with the last batch the older texts go.
        outdated = set() if following else run.outdated()
        correcting = [corrects] if corrects else []
        # What a model failed at was read offline, and stands as such, so that the next run tries the model again.
        by_version = {
            extractor: [run.report.sure(one.records, min_confidence) for one in readings if one.extractor == extractor]
            for extractor in sorted({reader.version, *(one.extractor for one in readings)})
        }
        for extractor, records in by_version.items():
            run.report.stored.add(store.load(records, extractor, corrects=correcting, outdated=outdated))
        done(len(batch))
        batch = following
    if outdated := run.outdated():
        run.report.stored.add(store.load([], reader.version, outdated=outdated))
    return run.report


def load_dump(
    source: Source,
    store: Store,
    done: Callable[[int], None],
    *,
    batch_size: int = BATCH,
    min_confidence: float = 0.0,
) -> LoadReport:
    """Store what a dump holds: its documents as they were read then, and its decisions.

    Args:
        source: the dump.
        store: where to.
        done: called with 1 when all of it is stored.
        batch_size: number of documents stored in one transaction.
        min_confidence: facts that are less sure are left out.

    Raises:
        DragomanError: the dump was written by a newer dragoman.
        DatabaseError: the database is away; whole batches before it are stored, and a second run goes on from there.
    """
    report = LoadReport()
    for batch in _batches(read_dump(source), batch_size):
        report.failed.extend(item for item in batch if isinstance(item, Unreadable))
        store.decide([item for item in batch if isinstance(item, Decision)])
        documents = [item for item in batch if isinstance(item, DumpedDocument)]
        for (extractor, corrects), same in groupby(documents, lambda item: (item.extractor, item.corrects)):
            records = [report.sure(item.records, min_confidence) for item in same]
            report.stored.add(store.load(records, extractor, corrects=corrects))
    done(1)
    return report


class _Run:
    """One run of the loader: what it has met, and what it has to tell."""

    def __init__(self, store: Store, done: Callable[[int], None], version: str) -> None:
        self.report = LoadReport()
        self._store = store
        self._version = version
        self._done = done
        self._met: set[str] = set()
        self._beside: set[str] = set()

    def fresh(
        self, texts: Iterable[DocumentText | Unreadable], also_known: bool
    ) -> Iterator[DocumentText | Unreadable]:
        """The texts without those that the store has from this version of the extractor: reading costs 0.2 s each.

        Args:
            texts: what reading yields.
            also_known: let those pass too; a document that corrects another does so when it has been read before.
        """
        for batch in _batches(texts, BATCH):
            found = [Found(text.id, text.name, text.address) for text in batch if isinstance(text, DocumentText)]
            known, beside = self._store.survey(found, self._version)
            self._met.update(one.id for one in found)
            self._beside |= beside
            fresh = [text for text in batch if also_known or isinstance(text, Unreadable) or text.id not in known]
            self.report.stored.unchanged += len(batch) - len(fresh)
            self._done(len(batch) - len(fresh))
            yield from fresh

    def readable(self, batch: Iterable[Reading | Unreadable]) -> list[Reading]:
        """What could be read of a batch; the rest is noted."""
        items = list(batch)
        self.report.failed.extend(item for item in items if isinstance(item, Unreadable))
        return [item for item in items if isinstance(item, Reading)]

    def outdated(self) -> set[str]:
        """Ids of documents at the addresses of those met which were not met: newer texts stand in their place.

        Several documents of one run may stand at one address (rows of a live page): they stay.
        """
        beside, self._beside = self._beside - self._met, set()
        return beside


def _read_one(reader: Reader, text: DocumentText | Unreadable) -> Reading | Unreadable:
    if isinstance(text, Unreadable):
        return text
    try:
        reading = reader.read(text)
    except ConfigurationError:
        raise
    except Exception as error:  # noqa: BLE001 - one document that trips a rule must not take the others with it
        return Unreadable(
            name=text.name,
            reason=f"could not be coded: {type(error).__name__}: {error}",
            hint="a defect of dragoman: please report it with the document",
            line=None,
        )
    if missing := missing_from(reading.records):
        return Unreadable(text.name, f"its records lack {', '.join(missing)}", "a defect of dragoman: please report it")
    return reading


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
