"""`dragoman datasets`, and the loading of one (`dragoman load --dataset`)."""

import csv
import json
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from dragoman.cli.reporting import messages, progress, report_load
from dragoman.graph.connection import open_driver
from dragoman.graph.errors import UsageError
from dragoman.graph.schema import apply_schema
from dragoman.graph.settings import read_settings
from dragoman.graph.store import Store
from dragoman.loaders.datasets.catalogue import DATASETS, dataset_named
from dragoman.loaders.datasets.dataset import DataSet, Rejected
from dragoman.loaders.datasets.files import read_files
from dragoman.loaders.datasets.reader import DataSetReader
from dragoman.loaders.documents.read import Unreadable
from dragoman.loaders.documents.sources import find_sources
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
    reader, settings, found = DataSetReader(dataset), read_settings(), list(find_sources(sources))
    with open_driver(settings, messages.print) as driver:
        apply_schema(driver, settings.neo4j_database)
        with progress(len(found)) as bars:
            bar = bars.add_task("loading", total=None if dataset.parts else len(found))
            report, store = LoadReport(), Store(driver, settings.neo4j_database)
            for run in _runs(dataset, read_files(dataset, found)):
                report.add(load_all(run, store, 1, partial(bars.advance, bar), reader=reader))
    if reader.rows:
        messages.print(f"rows: {reader.rows:,}, of these {len(reader.rejected):,} rejected")
    report_load(report)
    if reader.rejected:
        _list_rejects(reader.rejected, rejects or Path(f"{name}.rejects.csv"))
    if report.failed or reader.rejected:
        raise typer.Exit(1)


def _runs(
    dataset: DataSet, texts: Iterable[DocumentText | Unreadable]
) -> Iterable[Iterable[DocumentText | Unreadable]]:
    """Parts by themselves, each in a transaction: 870,000 votes in one take more than the memory of a small server."""
    return ([text] for text in texts) if dataset.parts else [texts]


def _list_rejects(rejected: list[Rejected], file: Path) -> None:
    try:
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(Rejected._fields)
            writer.writerows(rejected)
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}", "say with --rejects where to list the rejected rows") from error
    messages.print(f"the rejected rows, with reasons: {file}", markup=False)


def _described(one: DataSet) -> dict[str, object]:
    fields = ("name", "title", "home", "licence", "citation", "years", "size")
    return {field: getattr(one, field) for field in fields} | {"published": one.published.isoformat()}


def _years(one: DataSet) -> str:
    first, last = one.years
    return f"{first}-{last or ''}"
