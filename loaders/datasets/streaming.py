"""Loads files of events or of mentions row by row: in constant memory, gone on with where it was broken off."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import Self

from dragoman.graph.coded.store import CodedStore
from dragoman.loaders.datasets.cycles import seldom_searched
from dragoman.loaders.datasets.dataset import DataSet
from dragoman.loaders.datasets.event_files import opened_events
from dragoman.loaders.datasets.making import Made, in_order, make, worker_processes
from dragoman.loaders.datasets.rejects import Rejects
from dragoman.loaders.datasets.rows import Row
from dragoman.loaders.documents.sources import Source
from dragoman.loaders.outcome import Refused, Unreadable

# Rows of one transaction; of GDELT's some 2,000 are events of known actors.
BATCH = 3000
# While one part is stored, one is made ready, and one waits.
_PARTS_AT_ONCE = 3
# The part with which a process is started: a 15 minutes' file of GDELT is over before.
_LONG = 2


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
    with seldom_searched(), _Making() as making:
        report.of_each(
            sources, lambda source: _load_file(dataset, source, store, rejects, report, advance, stopped, making)
        )
    return report


def _load_file(
    dataset: DataSet,
    source: Source,
    store: CodedStore,
    rejects: Rejects,
    report: CodedReport,
    advance: Callable[[int], None],
    stopped: Callable[[], bool],
    making: "_Making",
) -> None:
    with opened_events(dataset, source) as (file, text):
        begun = store.begin(file.id, file.properties)
        if begun.complete:
            report.unchanged += 1
            return
        rejects.keep(source.name, begun.lines)
        behind = (row for row in dataset.rows(text) if row.line > begun.lines)
        parts = in_order(behind, BATCH, partial(making.begin, dataset.name, source.name), _PARTS_AT_ONCE)
        for number, (rows, made) in enumerate(parts):
            if number and stopped():
                return
            # Before they are passed over for good: what is listed too early, a load that goes on lists anew.
            rejects.add(made.rejected)
            mentions = store.write(file.id, made.batch, rows[-1].line)
            report.rows += len(rows)
            report.events += len(made.batch.rows)
            report.mentions += mentions
            report.unknown += len(made.batch.mentions) - mentions
            advance(len(rows))
        store.finish(file.id)
    report.gone_on_with += begun.lines > 0
    report.loaded += begun.lines == 0
    for outdated in store.others_called(file.id, source.name, dataset.name):
        store.retract(outdated)
        report.outdated += 1


class _Making:
    """Makes rows ready while those before are being stored: in a thread, and in a process once one has started.

    In one process Python does one thing at a time, making rows or sending them. But a process takes a second or two to
    start, in which a short file is through.
    """

    def __init__(self) -> None:
        self._opened = ExitStack()
        self._pool: Executor = self._opened.enter_context(ThreadPoolExecutor(1))
        self._parts = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def begin(self, dataset: str, file: str, rows: Sequence[Row]) -> Future[Made]:
        """Begin to make some rows of a file ready."""
        self._parts += 1
        if self._parts == _LONG:
            process = self._opened.enter_context(worker_processes(1))
            process.submit(_nothing).add_done_callback(lambda _: self._go_over_to(process))
        return self._pool.submit(make, dataset, file, rows)

    def _go_over_to(self, process: Executor) -> None:
        self._pool = process


def _nothing() -> None:
    """What a process does to have started."""
