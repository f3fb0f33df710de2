"""Loads files of events or of mentions row by row: in constant memory, gone on with where it was broken off."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from dragoman.graph.coded.mention import Mention
from dragoman.graph.coded.store import Batch, CodedStore
from dragoman.graph.records import EventRecord, standing_for
from dragoman.loaders.datasets.cycles import seldom_searched
from dragoman.loaders.datasets.dataset import DataSet, Rejected
from dragoman.loaders.datasets.event_files import opened_events
from dragoman.loaders.datasets.rejects import Rejects
from dragoman.loaders.datasets.rows import Row
from dragoman.loaders.datasets.states import actor_of
from dragoman.loaders.documents.sources import Source
from dragoman.loaders.outcome import Refused, Unreadable

BATCH = 2000


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

    def of_each(self, sources: Iterable[Source | Unreadable], load: Callable[[Source], None]) -> None:
        """Load one input after the other; those that cannot be had or read are noted as failed."""
        for source in sources:
            if isinstance(source, Unreadable):
                self.failed.append(source)
                continue
            try:
                load(source)
            except Refused as refused:
                self.failed.append(refused.as_unreadable(source.name))


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
    with seldom_searched():
        report.of_each(sources, lambda source: _load_file(dataset, source, store, rejects, report, advance, stopped))
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
    with opened_events(dataset, source) as (file, text):
        begun = store.begin(file.id, file.properties)
        if begun.complete:
            report.unchanged += 1
            return
        rejects.keep(source.name, begun.lines)
        reading = _Reading(dataset, source.name, text, begun.lines, rejects)
        read = 0
        for batch, lines, last in _ahead(partial(reading.batch, store)):
            mentions = store.write(file.id, batch, lines)
            rejects.flush()
            report.events += len(batch.rows)
            report.mentions += mentions
            report.unknown += len(batch.mentions) - mentions
            fresh, read = reading.rows - read, reading.rows
            report.rows += fresh
            advance(fresh)
            if not last and stopped():
                return
        store.finish(file.id)
    report.gone_on_with += begun.lines > 0
    report.loaded += begun.lines == 0
    for outdated in store.others_called(file.id, source.name, dataset.name):
        store.retract(outdated)
        report.outdated += 1


class _Reading:
    """A file being read: its rows become batches of records, one after the other."""

    def __init__(self, dataset: DataSet, file: str, lines: Iterable[str], behind: int, rejects: Rejects) -> None:
        self.rows = 0
        self._line = behind
        self._file = file
        self._rejects = rejects
        self._records = dataset.records(file, self._counted(dataset.rows(lines), behind), self._reject)

    def batch(self, store: CodedStore) -> tuple[Batch, int, bool]:
        """The next records ready to be stored, up to which line they go, and whether they are the last."""
        records = list(islice(self._records, BATCH))
        events = [record for record in records if isinstance(record, EventRecord)]
        mentions = [record for record in records if isinstance(record, Mention)]
        standing = [actor_of(id) for id in sorted(standing_for(events))]
        return store.prepare(events, standing, mentions), self._line, len(records) < BATCH

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
        last = False
        coming = pool.submit(batch)
        while not last:
            ready, lines, last = coming.result()
            if not last:
                coming = pool.submit(batch)
            yield ready, lines, last
