"""Loads the files of a data set of events row by row: in constant memory, gone on with where it was broken off."""

import csv
import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import IO, NamedTuple

from dragoman.graph.coded.mention import Mention
from dragoman.graph.coded.store import Batch, CodedStore
from dragoman.graph.records import EventRecord, content_id, standing_for
from dragoman.loaders.datasets.content import bytes_of, head_of, text_of
from dragoman.loaders.datasets.dataset import DataSet, Rejected
from dragoman.loaders.datasets.rejects import Rejects
from dragoman.loaders.datasets.rows import Row
from dragoman.loaders.datasets.states import actor_of
from dragoman.loaders.documents.read.outcome import Refused, Unreadable
from dragoman.loaders.documents.sources import Source

# Raise it when the records that the same rows give change.
_VERSION = 1
BATCH = 2000
_BLOCK = 1 << 20


@dataclass
class CodedReport:
    """What became of a load: files by what was done with them, rows read, what they told, inputs that failed.

    `mentions` are those that were stored, `unknown` those of events that are not in the graph.
    """

    loaded: int = 0
    gone_on_with: int = 0
    unchanged: int = 0
    outdated: int = 0
    rows: int = 0
    events: int = 0
    mentions: int = 0
    unknown: int = 0
    failed: list[Unreadable] = field(default_factory=list)


def load_coded(
    dataset: DataSet,
    sources: Iterable[Source | Unreadable],
    store: CodedStore,
    rejects: Rejects,
    advance: Callable[[int], None],
    stopped: Callable[[], bool] = lambda: False,
) -> CodedReport:
    """Load files of events or of mentions; one that was loaded before is passed over, one half loaded is gone on with.

    Args:
        dataset: of which they are.
        sources: files or addresses, plain or zipped; what could not be fetched is counted as failed.
        store: where to.
        rejects: takes the rows that cannot be read or mapped.
        advance: called with the number of rows read since the last call.
        stopped: asked after each batch whether to leave the rest to a later run.

    Raises:
        DatabaseError: the database is away; whole batches before are stored, and a second run goes on from there.
    """
    report = CodedReport()
    for source in sources:
        if isinstance(source, Unreadable):
            report.failed.append(source)
            continue
        try:
            _load_file(dataset, source, store, rejects, report, advance, stopped)
        except Refused as refused:
            report.failed.append(refused.as_unreadable(source.name))
    return report


def _load_file(
    dataset: DataSet,
    source: Source,
    store: CodedStore,
    rejects: Rejects,
    report: CodedReport,
    advance: Callable[[int], None],
    stopped: Callable[[], bool],
) -> None:
    with bytes_of(source) as content:
        document = _document_of(dataset, content)
        if not dataset.is_one(head_of(content)):
            raise Refused(f"is no file of {dataset.name}", f"{dataset.name} comes from {dataset.home}")
        begun = store.begin(document.id, {**document.properties, "name": source.name})
        if begun.complete:
            report.unchanged += 1
            return
        rejects.keep(source.name, begun.lines)
        # Kept until the content is closed: once nobody held it, it would close the content itself.
        text = text_of(content)
        reading, rows = _Reading(dataset, source.name, text, begun.lines, rejects), report.rows
        for batch, lines, complete in _ahead(partial(reading.batch, store)):
            mentions = store.write(document.id, batch, lines, complete=complete)
            rejects.flush()
            report.events += len(batch.rows)
            report.mentions += mentions
            report.unknown += len(batch.mentions) - mentions
            advance(rows + reading.rows - report.rows)
            report.rows = rows + reading.rows
            if not complete and stopped():
                break
        if not complete:
            return
    report.gone_on_with += begun.lines > 0
    report.loaded += begun.lines == 0
    for outdated in store.others_called(document.id, source.name, dataset.name):
        store.retract(outdated)
        report.outdated += 1


class _Document(NamedTuple):
    id: str
    properties: dict[str, object]


def _document_of(dataset: DataSet, content: IO[bytes]) -> _Document:
    """A file as a document: known by its content, as every other."""
    digest = hashlib.sha256()
    while block := content.read(_BLOCK):
        digest.update(block)
    properties: dict[str, object] = {
        "title": dataset.title,
        "published": dataset.published,
        "url": dataset.home,
        "language": "en",
        "dataset": dataset.name,
        "extractor": f"{dataset.name}-{_VERSION}",
        "sha256": digest.hexdigest(),
    }
    if dataset.evidence_of:
        properties["evidence_of"] = dataset.evidence_of
    return _Document(
        content_id("document", digest.hexdigest(), dataset.published.isoformat(), None, dataset.home), properties
    )


class _Reading:
    """A file being read: its rows become batches of events, one after the other."""

    def __init__(self, dataset: DataSet, file: str, lines: Iterable[str], behind: int, rejects: Rejects) -> None:
        self.rows = 0
        self._line = behind
        self._file = file
        self._rejects = rejects
        self._records = dataset.records(file, self._counted(dataset.rows(lines), behind), self._reject)

    def batch(self, store: CodedStore) -> tuple[Batch, int, bool]:
        """The next events ready to be stored, up to which line they go, and whether they are the last.

        Raises:
            Refused: the file breaks its format in a way that no row of it can be told any more.
        """
        try:
            told = islice(self._records, BATCH)
            records = [record for record in told if isinstance(record, EventRecord | Mention)]
        except csv.Error as error:
            raise Refused(
                f"is no table from line {self._line + 1} on: {error}", "mend it there", self._line + 1
            ) from error
        events = [record for record in records if isinstance(record, EventRecord)]
        standing = [actor_of(id) for id in sorted(standing_for(events))]
        return store.prepare(records, standing), self._line, len(records) < BATCH

    def _counted(self, rows: Iterable[Row], behind: int) -> Iterator[Row]:
        for row in rows:
            if row.line > behind:
                self.rows += 1
                self._line = row.line
                yield row

    def _reject(self, row: Row, reason: str) -> None:
        self._rejects.add(Rejected(self._file, row.line, row.text, reason))


def _ahead(batch: Callable[[], tuple[Batch, int, bool]]) -> Iterator[tuple[Batch, int, bool]]:
    """The batches, each made ready while the one before is being stored: the database and Python work at once."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(batch)
        complete = False
        while not complete:
            now = coming.result()
            complete = now[2]
            if not complete:
                coming = pool.submit(batch)
            yield now
