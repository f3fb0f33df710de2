"""The loading of a published data set (`dragoman load --dataset`)."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

import typer
from neo4j import Driver

from dragoman.cli.fetching import Days, Inputs, check, inputs
from dragoman.cli.following import follow
from dragoman.cli.reporting import counting, messages, name_failed, progress, report_load
from dragoman.graph.coded.store import CodedStore
from dragoman.graph.connection import open_driver
from dragoman.graph.schema import apply_schema
from dragoman.graph.settings import read_settings
from dragoman.graph.store import Store
from dragoman.loaders.datasets.bulk import load_bulk
from dragoman.loaders.datasets.catalogue import dataset_named
from dragoman.loaders.datasets.dataset import DataSet
from dragoman.loaders.datasets.files import read_files
from dragoman.loaders.datasets.reader import DataSetReader
from dragoman.loaders.datasets.rejects import Rejects
from dragoman.loaders.datasets.streaming import CodedReport, load_coded
from dragoman.loaders.documents.read import Unreadable
from dragoman.loaders.documents.text import DocumentText
from dragoman.loaders.loading import LoadReport, load_all


def load_dataset(name: str, sources: list[str], days: Days, rejects: Path | None, *, bulk: bool) -> None:
    """Load the files of a data set, and tell what came of their rows.

    Args:
        name: of the data set.
        sources: its files or addresses; none for one that is fetched or comes with dragoman.
        days: those whose files are to be fetched from the publisher.
        rejects: where to list the rows that could not be read or mapped; `NAME.rejects.csv` by default.
        bulk: whether to build a new store with Neo4j's importer.

    Raises:
        UsageError: there is no such data set, no file is given, files and days do not go together, or it cannot be
            loaded in bulk.
        Refused: the publisher does not answer, or has no such file.
        typer.Exit: a file or a row failed.
    """
    dataset = dataset_named(name)
    check(dataset, sources, days, bulk=bulk)
    rejected = Rejects(rejects or Path(f"{name}.rejects.csv"))
    if days.follow:
        follow(dataset, days.since, rejected)
        failed = False
    else:
        failed = _load_once(inputs(dataset, sources, days, read_settings()), rejected, bulk=bulk)
    rejected.close()
    if rejected.count:
        messages.print(f"the rejected rows, with reasons: {rejected.path}", markup=False)
    if failed or (rejected.count and not days.follow):
        raise typer.Exit(1)


def _load_once(found: Inputs, rejects: Rejects, *, bulk: bool) -> bool:
    """Whether a file failed."""
    settings = read_settings()
    if bulk:
        with counting("rows") as advance:
            report = load_bulk(found.dataset, found.files, settings, rejects, advance, messages.print)
        return _tell_events(found.dataset, report, rejects)
    with open_driver(settings, messages.print) as driver:
        apply_schema(driver, settings.neo4j_database)
        load = _load_events if found.dataset.coded else _load_list
        return load(found, driver, settings.neo4j_database, rejects)


def _load_list(found: Inputs, driver: Driver, database: str, rejects: Rejects) -> bool:
    """Whether a file of a list failed; each is read and stored whole."""
    reader, store = DataSetReader(found.dataset), Store(driver, database)
    report, files = LoadReport(), list(found.files)
    with progress(len(files)) as bars:
        done = partial(bars.advance, bars.add_task("loading", total=None if found.dataset.parts else len(files)))
        for run in _runs(found.dataset, read_files(found.dataset, files)):
            report.add(load_all(run, store, 1, done, reader=reader))
    rejects.add(reader.rejected)
    if reader.rows:
        messages.print(f"rows: {reader.rows:,}, of these {rejects.count:,} rejected")
    report_load(report)
    return bool(report.failed)


def _runs(
    dataset: DataSet, texts: Iterable[DocumentText | Unreadable]
) -> Iterable[Iterable[DocumentText | Unreadable]]:
    """Parts by themselves, each in a transaction: 870,000 votes in one take more than the memory of a small server."""
    return ([text] for text in texts) if dataset.parts else [texts]


def _load_events(found: Inputs, driver: Driver, database: str, rejects: Rejects) -> bool:
    """Whether a file of events failed; the rows are stored as they are read."""
    store = CodedStore(driver, database)
    with counting("rows") as advance:
        report = load_coded(found.dataset, found.files, store, rejects, advance)
    return _tell_events(found.dataset, report, rejects)


def _tell_events(dataset: DataSet, report: CodedReport, rejects: Rejects) -> bool:
    """Tell what became of files of events; whether one failed."""
    name_failed(report.failed)
    told = {
        "loaded": report.loaded,
        "gone on with": report.gone_on_with,
        "unchanged": report.unchanged,
        "taken back for a newer one": report.outdated,
        "failed": len(report.failed),
    }
    messages.print("files: " + ", ".join(f"{count} {what}" for what, count in told.items() if count))
    rows = f"rows: {report.rows:,}, of these {rejects.count:,} rejected"
    if dataset.evidence_of:
        unknown = f"of events that are not in the graph: {report.unknown:,}, not stored"
        messages.print(f"{rows}; mentions: {report.mentions:,}; {unknown}")
    else:
        messages.print(f"{rows}; events: {report.events:,}")
    return bool(report.failed)
