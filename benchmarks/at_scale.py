"""`python -m benchmarks.at_scale`: a new store in bulk against Neo4j's importer and against loading row by row; and how
the time of each named query grows with the number of events.

Example: python -m benchmarks.at_scale --bulk 2000000 --sizes 100000 1000000 5000000
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from neo4j import Driver
from psutil import Process
from rich.console import Console
from rich.table import Table

from benchmarks.gdelt_rows import gdelt_rows
from dragoman.graph.coded.import_files import ImportFiles
from dragoman.graph.coded.store import CodedStore
from dragoman.graph.connection import open_driver
from dragoman.graph.local import down
from dragoman.graph.local.admin import run_admin
from dragoman.graph.local.folders import DATABASE, Folders, folders
from dragoman.graph.local.importing import demand_empty_store, import_store
from dragoman.graph.local.process import find_process
from dragoman.graph.schema import apply_schema
from dragoman.graph.settings import Settings
from dragoman.loaders.datasets.bulk import Preparation, complete, load_bulk
from dragoman.loaders.datasets.gdelt import GDELT
from dragoman.loaders.datasets.rejects import Rejects
from dragoman.loaders.datasets.streaming import load_coded
from dragoman.loaders.documents.sources import Source
from dragoman.queries.catalogue import load_catalogue
from dragoman.queries.run import run_query

# What each query is asked, so that the answer is bounded: a page, or a period.
ASKED: dict[str, list[Mapping[str, str]]] = {
    "events": [
        {},
        {"actor": "USA"},
        {"actor": "PRK"},
        {"target": "RUS"},
        {"actor": "USA", "target": "RUS"},
        {"actor": "PRK", "target": "KOR"},
        {"actor": "USA", "target": "RUS", "since": "2010-06-01", "until": "2010-06-30"},
        {"type": "ASSAULT"},
        {"type": "COERCE", "actor": "FRA"},
        {"place": "SYR"},
        {"since": "2001-03-01", "until": "2001-03-01"},
    ],
    "evidence": [{"id": "USA"}, {"id": "gdelt:5000"}],
    "document": [{"document": "events.export.CSV"}],
    "search": [{"q": "korea"}],
    "coincident-events": [{"event": "gdelt:5000"}],
    "same-events": [{"event": "gdelt:5000"}],
    "officials": [{"state": "USA"}],
    "allies": [{"state": "USA"}],
    "allies-who-condemned": [{"state": "USA"}],
    "who-responded-to-event": [{"event": "gdelt:5000"}],
    "response-chain": [{"event": "gdelt:5000"}],
    "statements": [{"state": "USA"}],
    "contested": [{"state": "USA"}],
    "connection": [{"a": "PRK", "b": "PER"}],
    "relation-timeline": [{"a": "PRK", "b": "PER", "since": "2010-06-01", "until": "2010-06-30", "bucket": "day"}],
    "escalation": [{"a": "PRK", "b": "PER", "since": "2010-06-01", "until": "2010-06-30", "bucket": "day"}],
    "reaction-profile": [{"state": "USA", "type": "MOBILIZE"}],
    "voted-together": [{"a": "USA", "b": "RUS"}],
    "most-similar-states": [{"state": "USA"}],
}
# What reads all events of two states, or of a period: their time follows the number of events.
WHOLE: dict[str, list[Mapping[str, str]]] = {
    "relation-timeline": [{"a": "USA", "b": "RUS", "bucket": "year"}],
    "escalation": [{"a": "USA", "b": "RUS", "bucket": "year"}],
    "common-enemies": [
        {"a": "PRK", "b": "PER"},
        {"a": "USA", "b": "RUS", "since": "2010-01-01", "until": "2010-12-31"},
    ],
    "blocs": [{"since": "2010-06-01", "until": "2010-06-30"}, {"since": "2010-01-01", "until": "2010-12-31"}],
}
_ROUNDS, _ROUNDS_OF_ALL = 15, 3
_PAGE = "25"


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bulk", type=int, default=2_000_000, help="events of the comparison of loaders; 0 for none")
    parser.add_argument("--sizes", type=int, nargs="*", default=[100_000, 1_000_000, 5_000_000], help="of the graphs")
    given = parser.parse_args()
    if given.bulk:
        _compare_loaders(given.bulk)
    if given.sizes:
        _compare_sizes(given.sizes)


def _compare_loaders(rows: int) -> None:
    table = Table("what", "seconds", "rows a second", box=None)
    with tempfile.TemporaryDirectory() as folder:
        file = _file(Path(folder), rows)
        with _home() as settings:
            prepared, bare, imported, indexed = _bulk(settings, file)
        with _home() as settings, open_driver(settings) as driver:
            apply_schema(driver, settings.neo4j_database)
            online = _seconds(lambda: _load(driver, file))
    for what, seconds in (
        ("rows made ready for the importer", prepared),
        ("neo4j-admin database import full, on these rows", bare),
        ("the same as dragoman runs it, until the server answers", imported),
        ("constraints, indexes and actors", indexed),
        ("--bulk in all", prepared + imported + indexed),
        ("row by row", online),
    ):
        table.add_row(what, f"{seconds:,.1f}", f"{rows / seconds:,.0f}")
    Console(width=120).print(table)
    Console(width=120).print(
        f"--bulk is {online / (prepared + imported + indexed):.1f} times as fast as row by row; its import has "
        f"{bare / imported:.2f} of the importer's rate, with constraints and indexes {bare / (imported + indexed):.2f}"
    )


def _bulk(settings: Settings, file: Path) -> tuple[float, float, float, float]:
    """Seconds to make the rows ready, of the importer alone on them, of the import, and of what follows on it."""
    arguments: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        rejects = Rejects(Path(folder) / "rejects.csv")
        made = Preparation(GDELT, ImportFiles(Path(folder)), rejects, lambda _: None)
        prepared = _seconds(lambda: arguments.extend(made.read([Source(file.name, str(file))])))
        demand_empty_store(settings)
        bare = _seconds(lambda: _import(folders(settings), arguments))
        imported = _seconds(lambda: import_store(settings, arguments))
        indexed = _seconds(lambda: complete(made, settings))
    return prepared, bare, imported, indexed


def _import(places: Folders, arguments: Sequence[str]) -> None:
    """The importer by itself, into a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        told = f"server.directories.data={folder}/data\n"
        (Path(folder) / "neo4j.conf").write_text(told, encoding="utf-8")
        report = f"--report-file={folder}/import.report"
        run_admin(places, Path(folder), "database", "import", "full", report, *arguments, DATABASE)


def _compare_sizes(sizes: list[int]) -> None:
    answers = {size: dict(_measured(size)) for size in sizes}
    for title, asked in (("a bounded answer", ASKED), ("all events of two states or a period", WHOLE)):
        table = Table(title, *(f"{size:,}" for size in sizes), "growth", box=None)
        for name in _named(asked):
            times = [answers[size][name] for size in sizes]
            table.add_row(name, *(f"{seconds * 1000:.1f} ms" for seconds in times), f"{times[-1] / times[0]:.2f}")
        Console(width=160).print(table)


def _named(asked: Mapping[str, list[Mapping[str, str]]]) -> dict[str, tuple[str, Mapping[str, str]]]:
    """Each question by what it is called in the tables: its query and arguments."""
    return {
        " ".join([query, *(f"{name}={value}" for name, value in arguments.items())]): (query, arguments)
        for query, several in asked.items()
        for arguments in several
    }


def _measured(rows: int) -> Iterator[tuple[str, float]]:
    """Median seconds of each query in a graph of so many rows; prints what the graph takes of disk and memory."""
    with tempfile.TemporaryDirectory() as folder, _home() as settings:
        file = _file(Path(folder), rows)
        rejects = Rejects(Path(folder) / "rejects.csv")
        events = load_bulk(GDELT, [Source(file.name, str(file))], settings, rejects, lambda _: None).events
        size = sum(part.stat().st_size for part in folders(settings).data.rglob("*") if part.is_file())
        catalogue = load_catalogue()
        with open_driver(settings) as driver:
            for name, (query, arguments) in _named(ASKED).items():
                yield name, _median(partial(run_query, driver, catalogue[query], arguments | {"limit": _PAGE}), _ROUNDS)
            for name, (query, arguments) in _named(WHOLE).items():
                yield name, _median(partial(run_query, driver, catalogue[query], arguments), _ROUNDS_OF_ALL)
        server = find_process(folders(settings))
        memory = server.memory_info().rss / 2**20 if server else 0
        Console(width=120).print(
            f"{rows:,} rows: {events:,} events, {size / events:,.0f} bytes each on disk; server {memory:,.0f} MB, "
            f"this process {Process().memory_info().rss / 2**20:,.0f} MB"
        )


def _median(ask: Callable[[], object], rounds: int) -> float:
    """After as many rounds more, in which the server learns its plans and compiles them."""
    return median([_seconds(ask) for _ in range(2 * rounds)][rounds:])


def _load(driver: Driver, file: Path) -> None:
    rejects = Rejects(file.with_suffix(".rejects"))
    load_coded(GDELT, [Source(file.name, str(file))], CodedStore(driver, "neo4j"), rejects, lambda _: None)
    rejects.close()


def _file(folder: Path, rows: int) -> Path:
    file = folder / "events.export.CSV"
    with file.open("w", encoding="utf-8") as out:
        out.writelines(gdelt_rows(rows))
    return file


@contextmanager
def _home() -> Iterator[Settings]:
    """A local Neo4j of its own, stopped and removed at the end."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(_env_file=None, neo4j_uri=None, dragoman_home=Path(folder))
        try:
            yield settings
        finally:
            down(settings)


def _seconds(action: Callable[[], object]) -> float:
    start = perf_counter()
    action()
    return perf_counter() - start


if __name__ == "__main__":
    main()
