"""`dragoman load`, `extract` and `retract`: documents into the graph, onto standard output, and out again."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.dataset_loading import load_dataset
from dragoman.cli.datasets import dataset_names
from dragoman.cli.fetching import Days
from dragoman.cli.reporting import end, messages, name_failed, progress, report_load, tell_left_out
from dragoman.graph.connection import open_driver
from dragoman.graph.errors import ConfigurationError, UsageError
from dragoman.graph.schema import apply_schema
from dragoman.graph.settings import read_settings
from dragoman.graph.store import Store
from dragoman.loaders.documents.read import Unreadable
from dragoman.loaders.documents.sources import Source, find_sources
from dragoman.loaders.dumps import is_dump
from dragoman.loaders.loading import BATCH, OFFLINE, LoadReport, load_all, load_dump, read_all, read_by
from dragoman.loaders.readers import Reader, Reading


class ReaderName(StrEnum):
    """Who reads the documents."""

    OFFLINE = "offline"
    LANGUAGE_MODEL = "language-model"


_SOURCES = typer.Argument(
    help="Files, folders, globs, URLs, or - for standard input.", metavar="SOURCE...", show_default=False
)
Sources = Annotated[list[str], _SOURCES]
OptionalSources = Annotated[list[str] | None, _SOURCES]
Published = Annotated[
    str | None,
    typer.Option(help="Day of publication (YYYY-MM-DD) of documents that do not tell theirs.", metavar="DATE"),
]
Workers = Annotated[
    int | None,
    typer.Option(min=1, help="Documents read at once; by default as many as pay for the number of documents."),
]
ReadBy = Annotated[
    ReaderName,
    typer.Option("--reader", help="Who reads: dragoman itself, or the language model at DRAGOMAN_LLM_URL."),
]
ClusterAddress = Annotated[
    str | None,
    typer.Option(
        "--cluster", help="Have the documents read by the Dask cluster of this scheduler.", metavar="tcp://HOST:PORT"
    ),
]
MinConfidence = Annotated[
    float, typer.Option(help="Leave out facts that are less sure, from 0 to 1.", metavar="NUMBER", show_default=False)
]
Corrects = Annotated[
    str | None,
    typer.Option(help="The document that this one corrects: it is taken back.", metavar="DOCUMENT"),
]
DataSetName = Annotated[
    str | None,
    typer.Option(
        "--dataset",
        help="The published data set that the files are of; see `dragoman datasets`.",
        metavar="NAME",
        autocompletion=dataset_names,
    ),
]
Rejects = Annotated[
    Path | None,
    typer.Option(help="Where to list the rows of a data set that were rejected.", metavar="FILE", show_default=False),
]
Bulk = Annotated[
    bool,
    typer.Option("--bulk", help="Build a new store of a data set of events with Neo4j's importer; the graph is empty."),
]
Since = Annotated[
    str | None,
    typer.Option(help="Fetch a data set's files from its publisher, from this day on (UTC).", metavar="DATE"),
]
Until = Annotated[
    str | None, typer.Option(help="The last day whose files are fetched; by default today.", metavar="DATE")
]
Follow = Annotated[bool, typer.Option("--follow", help="Keep up with what the publisher gives out, until Ctrl-C.")]
Batch = Annotated[int, typer.Option(min=1, max=1000, help="Documents stored in one transaction.")]


def load(
    sources: OptionalSources = None,
    published: Published = None,
    workers: Workers = None,
    corrects: Corrects = None,
    batch: Batch = BATCH,
    reader: ReadBy = ReaderName.OFFLINE,
    cluster: ClusterAddress = None,
    min_confidence: MinConfidence = 0.0,
    dataset: DataSetName = None,
    rejects: Rejects = None,
    bulk: Bulk = False,
    since: Since = None,
    until: Until = None,
    follow: Follow = False,
) -> None:
    """Load documents or a data set into the graph. What is already there is left as it is.

    Text, Markdown (with front matter), HTML, PDF, DOCX, JSON Lines, and what `dragoman dump` printed.
    A newer text at the address of an older one (the same page, the same file) takes its place.

    With --dataset the files are those of a published data set: archigos_4.1.csv. Some can be fetched:
    --dataset gdelt --since 2019-10-24 --until 2019-10-24, or --dataset gdelt --follow.

    Example: dragoman load reports/ "archive/*.pdf" --published 2025-01-15
    """
    _check_confidence(min_confidence)
    days = Days(_day("--since", since), _day("--until", until), follow)
    if dataset is not None:
        if published or workers or corrects or min_confidence or cluster or reader is not ReaderName.OFFLINE:
            raise UsageError(
                "--dataset goes with files, days, --rejects and --bulk alone", "its rows are read as they are"
            )
        load_dataset(dataset, sources or [], days, rejects, bulk=bulk)
        return
    if bulk:
        raise UsageError("--bulk is for a data set of events", "say which with --dataset NAME")
    if any(days):
        raise UsageError("--since, --until and --follow go with --dataset", "say which data set to fetch")
    if not sources:
        raise UsageError("nothing to load", "give files, folders, patterns or addresses, or --dataset NAME")
    found, day = list(find_sources(sources)), _day("--published", published)
    with _reader(reader, cluster, workers) as reading:
        _load_documents(found, day, reading, workers, corrects, batch, min_confidence)


def extract(
    sources: Sources,
    published: Published = None,
    workers: Workers = None,
    reader: ReadBy = ReaderName.OFFLINE,
    cluster: ClusterAddress = None,
    min_confidence: MinConfidence = 0.0,
) -> None:
    """Print what `load` would store, as JSON Lines, one record a line. Needs no database.

    Example: dragoman extract report.txt | jq 'select(.kind == "event") | .name'
    """
    _check_confidence(min_confidence)
    found: list[Source | Unreadable] = list(find_sources(sources))
    report, day = LoadReport(), _day("--published", published)
    with _reader(reader, cluster, workers) as reading, progress(len(found)) as bars:
        bar = bars.add_task("reading", total=len(found))
        for read in read_by(reading, read_all(found, day), workers or reading.workers_for(len(found))):
            if isinstance(read, Reading):
                sure = report.sure(read.records, min_confidence)
                for record in (sure.document, *sure.facts):
                    sys.stdout.write(record.model_dump_json() + "\n")
            else:
                report.failed.append(read)
            bars.advance(bar)
    name_failed(report.failed)
    tell_left_out(report)
    end(report.failed)


def _load_documents(
    found: list[Source],
    day: date | None,
    reading: Reader,
    workers: int | None,
    corrects: str | None,
    batch: int,
    min_confidence: float,
) -> None:
    settings = read_settings()
    dumps = [source for source in found if is_dump(source)]
    others = [source for source in found if source not in dumps] if dumps else found
    with open_driver(settings, messages.print) as driver:
        apply_schema(driver, settings.neo4j_database)
        store = Store(driver, settings.neo4j_database)
        corrected = _corrected(store, corrects, found) if corrects else None
        with progress(len(found)) as bars:
            bar = bars.add_task("loading", total=len(found))
            report = LoadReport()
            for dump in dumps:
                advance = partial(bars.advance, bar)
                report.add(load_dump(dump, store, advance, batch_size=batch, min_confidence=min_confidence))
            report.add(
                load_all(
                    read_all(others, day),
                    store,
                    workers or reading.workers_for(len(found)),
                    partial(bars.advance, bar),
                    batch_size=batch,
                    corrects=corrected,
                    reader=reading,
                    min_confidence=min_confidence,
                )
            )
    report_load(report)
    end(report.failed)


@contextmanager
def _reader(name: ReaderName, cluster: str | None, workers: int | None) -> Iterator[Reader]:
    """The reader of that name; what a model has cost and what it failed at is told at the end, however that comes."""
    if cluster is not None:
        if workers or name is not ReaderName.OFFLINE:
            raise UsageError("--cluster goes without --workers and --reader", "its workers read, all at once, offline")
        with _cluster(cluster) as reader:
            yield reader
        return
    if name is ReaderName.OFFLINE:
        yield OFFLINE
        return
    # Imported only when asked for, as the commands themselves are.
    from dragoman.loaders.documents.language_model import open_reader

    with open_reader(read_settings()) as reader:
        try:
            yield reader
        finally:
            for line in reader.report.lines():
                messages.print(line, markup=False, soft_wrap=True)


def _cluster(address: str) -> AbstractContextManager[Reader]:
    try:
        from dragoman.loaders.cluster.reader import open_cluster
    except ModuleNotFoundError as error:
        raise ConfigurationError("--cluster needs Dask", "pip install 'dragoman[cluster]'") from error
    return open_cluster(address)


def _corrected(store: Store, document: str, sources: list[Source]) -> str:
    """The id of the one document that is corrected."""
    if len(sources) != 1 or is_dump(sources[0]):
        raise UsageError("--corrects takes one document that corrects another", "load the others by themselves")
    return store.find_document(document)


def _check_confidence(confidence: float) -> None:
    # Not by typer's bounds, which let pass what is no number.
    if not 0 <= confidence <= 1:
        raise UsageError(f"--min-confidence {confidence:g} is no confidence", "give a number from 0 to 1")


def _day(option: str, told: str | None) -> date | None:
    if told is None:
        return None
    try:
        return datetime.strptime(told, "%Y-%m-%d").date()
    except ValueError as error:
        raise UsageError(f"{option} {told!r} is no day", "write it as YYYY-MM-DD") from error
