"""The loading of a published data set (`dragoman load --dataset`)."""

from functools import partial
from pathlib import Path

import typer
from neo4j import Driver

from dragoman.cli.reporting import counting, messages, name_failed, progress, report_load
from dragoman.graph.coded.store import CodedStore
from dragoman.graph.connection import open_driver
from dragoman.graph.errors import UsageError
from dragoman.graph.schema import apply_schema
from dragoman.graph.settings import read_settings
from dragoman.graph.store import Store
from dragoman.loaders.datasets.catalogue import dataset_named
from dragoman.loaders.datasets.dataset import DataSet
from dragoman.loaders.datasets.files import read_files
from dragoman.loaders.datasets.reader import DataSetReader
from dragoman.loaders.datasets.rejects import Rejects
from dragoman.loaders.datasets.streaming import load_coded
from dragoman.loaders.documents.sources import Source, find_sources
from dragoman.loaders.loading import load_all


def load_dataset(name: str, sources: list[str], rejects: Path | None) -> None:
    """Load the files of a data set, and tell what came of their rows.

    Args:
        name: of the data set.
        sources: its files or addresses; none for one that comes with dragoman.
        rejects: where to list the rows that could not be read or mapped; `NAME.rejects.csv` by default.

    Raises:
        UsageError: there is no such data set, or no file is given.
        typer.Exit: a file or a row failed.
    """
    dataset = dataset_named(name)
    if not sources and dataset.file:
        sources = [dataset.file]
    if not sources:
        raise UsageError(f"--dataset {name} needs its file", f"fetch it from {dataset.home}")
    found, rejected = list(find_sources(sources)), Rejects(rejects or Path(f"{name}.rejects.csv"))
    with open_driver(read_settings(), messages.print) as driver:
        apply_schema(driver, read_settings().neo4j_database)
        load = _load_events if dataset.coded else _load_list
        failed = load(dataset, found, driver, read_settings().neo4j_database, rejected)
    rejected.close()
    if rejected.count:
        messages.print(f"the rejected rows, with reasons: {rejected.path}", markup=False)
    if failed or rejected.count:
        raise typer.Exit(1)


def _load_list(dataset: DataSet, found: list[Source], driver: Driver, database: str, rejects: Rejects) -> bool:
    """Whether a file of a list failed; each is read and stored whole."""
    reader = DataSetReader(dataset)
    with progress(len(found)) as bars:
        done = partial(bars.advance, bars.add_task("loading", total=len(found)))
        report = load_all(read_files(dataset, found), Store(driver, database), 1, done, reader=reader)
    for rejected in reader.rejected:
        rejects.add(rejected)
    if reader.rows:
        messages.print(f"rows: {reader.rows:,}, of these {rejects.count:,} rejected")
    report_load(report)
    return bool(report.failed)


def _load_events(dataset: DataSet, found: list[Source], driver: Driver, database: str, rejects: Rejects) -> bool:
    """Whether a file of events failed; the rows are stored as they are read."""
    store = CodedStore(driver, database)
    with counting("rows") as advance:
        report = load_coded(dataset, found, store, rejects, advance)
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
