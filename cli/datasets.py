"""`dragoman datasets`, and the loading of one (`dragoman load --dataset`)."""

import json
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import typer
from neo4j import Driver
from rich.console import Console
from rich.table import Table

from dragoman.cli.reporting import counting, messages, name_failed, progress, report_load
from dragoman.graph.coded.store import CodedStore
from dragoman.graph.connection import open_driver
from dragoman.graph.errors import UsageError
from dragoman.graph.schema import apply_schema
from dragoman.graph.settings import read_settings
from dragoman.graph.store import Store
from dragoman.loaders.datasets.bulk import load_bulk
from dragoman.loaders.datasets.catalogue import DATASETS, dataset_named
from dragoman.loaders.datasets.dataset import DataSet
from dragoman.loaders.datasets.files import read_files
from dragoman.loaders.datasets.reader import DataSetReader
from dragoman.loaders.datasets.rejects import Rejects
from dragoman.loaders.datasets.streaming import CodedReport, load_coded
from dragoman.loaders.documents.read import Unreadable
from dragoman.loaders.documents.sources import Source, find_sources
from dragoman.loaders.documents.text import DocumentText
from dragoman.loaders.loading import LoadReport, load_all


def datasets() -> None:
    """List the data sets that `dragoman load --dataset` knows: home, licence, years, size, citation.

    Example: dragoman datasets
    """
    if not sys.stdout.isatty():
        for one in DATASETS.values():
            sys.stdout.write(json.dumps(_described(one)) + "\n")
        return
    table = Table("name", "years", "rows", "licence", "home", box=None, pad_edge=False)
    table.columns[2].justify = "right"
    for one in DATASETS.values():
        table.add_row(one.name, _years(one), f"{one.size:,}", one.licence, one.home)
    Console().print(table)


def load_dataset(name: str, sources: list[str], rejects: Path | None, *, bulk: bool) -> None:
    """Load the files of a data set, and tell what came of their rows.

    Args:
        name: of the data set.
        sources: its files or addresses; none for one that comes with dragoman.
        rejects: where to list the rows that could not be read or mapped; `NAME.rejects.csv` by default.
        bulk: whether to build a new store with Neo4j's importer.

    Raises:
        UsageError: there is no such data set, no file is given, or it cannot be loaded in bulk.
        typer.Exit: a file or a row failed.
    """
    dataset = dataset_named(name)
    if not sources and dataset.file:
        sources = [dataset.file]
    if not sources:
        raise UsageError(f"--dataset {name} needs its file", f"fetch it from {dataset.home}")
    found, rejected = list(find_sources(sources)), Rejects(rejects or Path(f"{name}.rejects.csv"))
    settings = read_settings()
    if bulk:
        with counting("rows") as advance:
            report = load_bulk(dataset, found, settings, rejected, advance, messages.print)
        failed = _tell_events(report, rejected)
    else:
        load, database = _load_events if dataset.coded else _load_list, settings.neo4j_database
        with open_driver(settings, messages.print) as driver:
            apply_schema(driver, database)
            failed = load(dataset, found, driver, database, rejected)
    rejected.close()
    if rejected.count:
        messages.print(f"the rejected rows, with reasons: {rejected.path}", markup=False)
    if failed or rejected.count:
        raise typer.Exit(1)


def _load_list(dataset: DataSet, found: list[Source], driver: Driver, database: str, rejects: Rejects) -> bool:
    """Whether a file of a list failed; each is read and stored whole."""
    reader, store, report = DataSetReader(dataset), Store(driver, database), LoadReport()
    with progress(len(found)) as bars:
        done = partial(bars.advance, bars.add_task("loading", total=None if dataset.parts else len(found)))
        for run in _runs(dataset, read_files(dataset, found)):
            report.add(load_all(run, store, 1, done, reader=reader))
    for rejected in reader.rejected:
        rejects.add(rejected)
    if reader.rows:
        messages.print(f"rows: {reader.rows:,}, of these {rejects.count:,} rejected")
    report_load(report)
    return bool(report.failed)


def _runs(
    dataset: DataSet, texts: Iterable[DocumentText | Unreadable]
) -> Iterable[Iterable[DocumentText | Unreadable]]:
    """Parts by themselves, each in a transaction: 870,000 votes in one take more than the memory of a small server."""
    return ([text] for text in texts) if dataset.parts else [texts]


def _load_events(dataset: DataSet, found: list[Source], driver: Driver, database: str, rejects: Rejects) -> bool:
    """Whether a file of events failed; the rows are stored as they are read."""
    store = CodedStore(driver, database)
    with counting("rows") as advance:
        report = load_coded(dataset, found, store, rejects, advance)
    return _tell_events(report, rejects)


def _tell_events(report: CodedReport, rejects: Rejects) -> bool:
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
    messages.print(f"rows: {report.rows:,}, of these {rejects.count:,} rejected; events: {report.events:,}")
    return bool(report.failed)


def _described(one: DataSet) -> dict[str, object]:
    fields = ("name", "title", "home", "licence", "citation", "years", "size")
    return {field: getattr(one, field) for field in fields} | {"published": one.published.isoformat()}


def _years(one: DataSet) -> str:
    first, last = one.years
    return f"{first}-{last or ''}"
