"""A new store out of a data set of events: made ready in worker processes, built by Neo4j's own importer."""

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from dragoman.graph.coded.import_files import Encoded, ImportFiles, encode
from dragoman.graph.coded.store import CodedStore
from dragoman.graph.connection import open_driver
from dragoman.graph.errors import UsageError
from dragoman.graph.local.folders import folders
from dragoman.graph.local.importing import demand_empty_store, import_store
from dragoman.graph.local.reporting import Report, silent
from dragoman.graph.records import Actor
from dragoman.graph.schema import apply_schema
from dragoman.graph.settings import Settings
from dragoman.loaders.datasets.cycles import seldom_searched
from dragoman.loaders.datasets.dataset import DataSet, Rejected
from dragoman.loaders.datasets.event_files import EventFile, opened_events
from dragoman.loaders.datasets.making import in_order, make, worker_processes
from dragoman.loaders.datasets.rejects import Rejects
from dragoman.loaders.datasets.rows import Row
from dragoman.loaders.datasets.streaming import CodedReport
from dragoman.loaders.documents.sources import Source
from dragoman.loaders.outcome import Unreadable

_ROWS_AT_ONCE = 5000
_IN_FLIGHT_PER_WORKER = 3


class _Made(NamedTuple):
    """What a worker made of some rows."""

    encoded: Encoded
    digests: list[int]
    actors: Mapping[str, Actor]
    rejected: list[Rejected]


def load_bulk(
    dataset: DataSet,
    sources: Iterable[Source | Unreadable],
    settings: Settings,
    rejects: Rejects,
    advance: Callable[[int], None],
    told: Report = silent,
) -> CodedReport:
    """Build the local graph out of files of events; it must be empty.

    Args:
        dataset: of which they are.
        sources: files or addresses, plain or zipped; what could not be fetched is counted as failed.
        settings: tell the local server.
        rejects: takes the rows that cannot be read or mapped.
        advance: called with the number of rows read since the last call.
        told: takes what happens to the server, line by line.

    Raises:
        UsageError: the graph is not empty or not a local one, or the data set is none of events.
        LocalServerError: the import fails; the graph is as it was.
    """
    if not dataset.coded:
        raise UsageError(f"--bulk is for events by the million; {dataset.name} is a list", "load it without --bulk")
    if dataset.evidence_of:
        raise UsageError(
            f"--bulk is for events; {dataset.name} tells of events that are in the graph already",
            f"load {dataset.evidence_of} with --bulk, and then these without",
        )
    demand_empty_store(settings, told)
    with TemporaryDirectory(prefix="import-", dir=folders(settings).home) as folder:
        made = Preparation(dataset, ImportFiles(Path(folder)), rejects, advance)
        arguments = made.read(sources)
        if made.report.loaded:
            import_store(settings, arguments, told)
            complete(made, settings, told)
    return made.report


def complete(made: "Preparation", settings: Settings, told: Report = silent) -> None:
    """Give an imported graph its constraints and indexes, and enter who its actors are.

    Args:
        made: what was made ready for the import.
        settings: tell the local server.
        told: takes what happens to the server, line by line.
    """
    with open_driver(settings, told) as driver:
        apply_schema(driver, settings.neo4j_database)
        store = CodedStore(driver, settings.neo4j_database)
        for file, actors in made.actors.items():
            store.enter(file, list(actors.values()), made.dataset.version)


class Preparation:
    """Makes an import of one data set ready; afterwards tells what came of the files, and who their actors are.

    Attributes:
        dataset: of which the files are.
        report: what became of the files.
        actors: by the id of each file its actors, for the ledger.
    """

    def __init__(self, dataset: DataSet, files: ImportFiles, rejects: Rejects, advance: Callable[[int], None]) -> None:
        """
        Args:
            dataset: of which the files are.
            files: where to.
            rejects: takes the rows that cannot be read or mapped.
            advance: called with the number of rows read since the last call.
        """
        self.dataset = dataset
        self.report = CodedReport()
        self.actors: dict[str, Mapping[str, Actor]] = {}
        self._files, self._rejects, self._advance = files, rejects, advance
        self._now = datetime.now(UTC)
        # Digests, since the ids of five million events would take half a gigabyte.
        self._known: set[int] = set()

    def read(self, sources: Iterable[Source | Unreadable]) -> list[str]:
        """Write the events of files or addresses, plain or zipped, as the importer reads them; gives its arguments."""
        workers = os.cpu_count() or 1
        most = workers * _IN_FLIGHT_PER_WORKER
        with seldom_searched(), worker_processes(workers) as pool:
            self.report.of_each(sources, lambda source: self._read_source(source, pool, most))
        return self._files.close()

    def _read_source(self, source: Source, pool: Executor, most: int) -> None:
        with opened_events(self.dataset, source) as (file, lines):
            self._read_file(file, lines, pool, most)

    def _read_file(self, file: EventFile, lines: Iterable[str], pool: Executor, most: int) -> None:
        if file.id in self.actors:
            self.report.unchanged += 1
            return
        origin = _Origin(self.dataset.name, str(file.properties["name"]), file.id, self._now)
        entered: Mapping[str, Actor] = {}
        last = 0
        parts = in_order(self.dataset.rows(lines), _ROWS_AT_ONCE, lambda some: pool.submit(_make, origin, some), most)
        for rows, made in parts:
            if repeated := self._known.intersection(made.digests):
                made = _make(origin, rows, repeated)
            self._known.update(made.digests)
            self._files.add(made.encoded, made.actors)
            entered = {**made.actors, **entered}
            self._rejects.add(made.rejected)
            self.report.rows += len(rows)
            self.report.events += len(made.digests)
            self._advance(len(rows))
            last = rows[-1].line
        self._files.add_document(file.id, file.properties, last, self._now)
        self.actors[file.id] = entered
        self.report.loaded += 1


class _Origin(NamedTuple):
    """What rows are of: the data set, the name and id of the file, and when they were read."""

    dataset: str
    name: str
    document: str
    now: datetime


def _make(origin: _Origin, rows: Sequence[Row], known: Collection[int] = ()) -> _Made:
    """What a worker makes of some rows; of events whose digest is known only the evidence."""
    batch, rejected = make(origin.dataset, origin.name, rows)
    digests = {row["id"]: _digest(row["id"]) for row in batch.rows}
    before = {id for id, digest in digests.items() if digest in known}
    encoded = encode(origin.document, batch.rows, origin.now, before)
    return _Made(encoded, list(digests.values()), batch.actors, rejected)


def _digest(id: str) -> int:
    return int.from_bytes(blake2b(id.encode(), digest_size=8).digest())
