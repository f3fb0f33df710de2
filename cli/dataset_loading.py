"""The loading of a published data set (`dragoman load --dataset`)."""

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
from dragoman.loaders.datasets.catalogue import dataset_named
from dragoman.loaders.datasets.files import read_files
from dragoman.loaders.datasets.reader import DataSetReader
from dragoman.loaders.datasets.rejects import Rejects
from dragoman.loaders.datasets.streaming import load_coded
from dragoman.loaders.loading import load_all


def load_dataset(name: str, sources: list[str], days: Days, rejects: Path | None) -> None:
    """Load the files of a data set, and tell what came of their rows.

    Args:
        name: of the data set.
        sources: its files or addresses; none for one that is fetched or comes with dragoman.
        days: those whose files are to be fetched from the publisher.
        rejects: where to list the rows that could not be read or mapped; `NAME.rejects.csv` by default.

    Raises:
        UsageError: there is no such data set, no file is given, or files and days do not go together.
        Refused: the publisher does not answer, or has no such file.
        typer.Exit: a file or a row failed.
    """
    dataset = dataset_named(name)
    check(dataset, sources, days)
    rejected = Rejects(rejects or Path(f"{name}.rejects.csv"))
    if days.follow:
        follow(dataset, days.since, rejected)
        failed = False
    else:
        failed = _load_once(inputs(dataset, sources, days, read_settings()), rejected)
    rejected.close()
    if rejected.count:
        messages.print(f"the rejected rows, with reasons: {rejected.path}", markup=False)
    if failed or (rejected.count and not days.follow):
        raise typer.Exit(1)


def _load_once(found: Inputs, rejects: Rejects) -> bool:
    """Whether a file failed."""
    settings = read_settings()
    with open_driver(settings, messages.print) as driver:
        apply_schema(driver, settings.neo4j_database)
        load = _load_events if found.dataset.coded else _load_list
        return load(found, driver, settings.neo4j_database, rejects)


def _load_list(found: Inputs, driver: Driver, database: str, rejects: Rejects) -> bool:
    """Whether a file of a list failed; each is read and stored whole."""
    reader, files = DataSetReader(found.dataset), list(found.files)
    with progress(len(files)) as bars:
        done = partial(bars.advance, bars.add_task("loading", total=len(files)))
        report = load_all(read_files(found.dataset, files), Store(driver, database), 1, done, reader=reader)
    for rejected in reader.rejected:
        rejects.add(rejected)
    if reader.rows:
        messages.print(f"rows: {reader.rows:,}, of these {rejects.count:,} rejected")
    report_load(report)
    return bool(report.failed)


def _load_events(found: Inputs, driver: Driver, database: str, rejects: Rejects) -> bool:
    """Whether a file of events failed; the rows are stored as they are read."""
    store = CodedStore(driver, database)
    with counting("rows") as advance:
        report = load_coded(found.dataset, found.files, store, rejects, advance)
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
    if found.dataset.evidence_of:
        unknown = f"of events that are not in the graph: {report.unknown:,}, not stored"
        messages.print(f"{rows}; mentions: {report.mentions:,}; {unknown}")
    else:
        messages.print(f"{rows}; events: {report.events:,}")
    return bool(report.failed)
