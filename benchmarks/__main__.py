"""`make bench`: what dragoman adds to the parser, the driver and the function call that it stands on.

On the example documents, in a Neo4j of its own in a temporary folder.
"""

import itertools
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

import httpx
import uvicorn
from neo4j import Driver
from rich.console import Console
from rich.live import Live
from rich.table import Table

from benchmarks.cluster import reading_on_clusters
from benchmarks.coded_events import clear, loading
from benchmarks.http import serving
from benchmarks.pairs import Pair, compare
from dragoman.api.application import LOOPBACK_NAMES, create_app
from dragoman.graph.connection import open_driver
from dragoman.graph.ledger.book import enter, lock
from dragoman.graph.local import down
from dragoman.graph.schema import apply_schema
from dragoman.graph.settings import Settings
from dragoman.graph.store import Store
from dragoman.loaders.documents.extract import EXTRACTOR, extract
from dragoman.loaders.documents.parse import parse
from dragoman.loaders.documents.sources import find_sources
from dragoman.loaders.documents.text import DocumentText
from dragoman.loaders.loading import extract_all, load_all, read_all
from dragoman.queries.catalogue import load_catalogue
from dragoman.queries.run import run_query

EXAMPLES = Path(__file__).parents[1] / "examples"
COPIES = 8
_numbers = itertools.count()
EVENT = "north korea missile launch 14 january 2025"


def main() -> None:
    """Measure and print the table."""
    texts = [text for text in read_all(find_sources([str(EXAMPLES)]), None) if isinstance(text, DocumentText)]
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(_env_file=None, neo4j_uri=None, dragoman_home=Path(folder))
        try:
            with open_driver(settings) as driver:
                apply_schema(driver, settings.neo4j_database)
                pairs = chain(
                    reading(texts),
                    reading_on_clusters(lambda: copies(texts)),
                    storing(texts, driver),
                    asking(driver, settings),
                    serving(driver, settings),
                    loading(driver),
                )
                _show(pairs)
        finally:
            down(settings)


def reading(texts: list[DocumentText]) -> Iterator[Pair]:
    """Extraction against the parse that it needs, and two processes against one."""
    yield compare(
        f"extract {len(texts)} documents",
        lambda: [extract(text) for text in texts],
        "spaCy's parse alone",
        lambda: [parse(text.text) for text in texts],
    )
    many = copies(texts)
    yield compare(
        f"extract {len(many)} documents in 2 processes",
        lambda: list(extract_all(many, 2)),
        "in this process",
        lambda: list(extract_all(many, 1)),
        rounds=3,
    )


def copies(texts: list[DocumentText]) -> list[DocumentText]:
    """The texts several times over, each time as new documents of another day, and new ones with every call."""
    made = []
    for _ in range(COPIES):
        number = next(_numbers)
        for text in texts:
            day = (text.published or date(2025, 1, 1)) - timedelta(days=number)
            made.append(DocumentText(name=f"{number}-{text.name}", text=f"{text.text}\n\n{number}", published=day))
    return made


def storing(texts: list[DocumentText], driver: Driver) -> Iterator[Pair]:
    """A load with identity, evidence and history against one without, and a second load against the first.

    Without means: read, and entered record by record; whatever a store does, it writes that much. Each load goes into
    an empty graph: the copies tell all the same, and the more of them are there the less they are like real documents.
    """
    store = Store(driver, "neo4j")

    def loaded() -> None:
        load_all(copies(texts), store, 1, lambda _count: None)

    def entered() -> None:
        records = [extract(text) for text in copies(texts)]
        with driver.session() as session:
            session.execute_write(lambda tx: enter(tx, records, EXTRACTOR, lock(tx)))

    count = len(texts) * COPIES
    yield compare(
        f"load {count} documents, with identity and history",
        loaded,
        "without",
        entered,
        rounds=5,
        before=lambda: clear(driver),
    )
    load_all(texts, store, 1, lambda _count: None)
    yield compare(
        "load them again, unchanged",
        lambda: load_all(texts, store, 1, lambda _count: None),
        "extract them",
        lambda: [extract(text) for text in texts],
    )


def asking(driver: Driver, settings: Settings) -> Iterator[Pair]:
    """A named query against its bare Cypher, and over HTTP against the function call."""
    query = load_catalogue()["who-responded-to-event"]

    def asked() -> object:
        return run_query(driver, query, {"event": EVENT}, database=settings.neo4j_database)

    with _served(settings) as client:
        yield compare(
            "who-responded-to-event over HTTP",
            lambda: client.get("/queries/who-responded-to-event", params={"event": EVENT}).raise_for_status(),
            "run_query",
            asked,
            rounds=30,
        )
    yield compare(
        "run_query, plain words looked up",
        asked,
        "one round trip to Neo4j",
        lambda: driver.execute_query("RETURN 1"),
        rounds=30,
    )


@contextmanager
def _served(settings: Settings) -> Iterator[httpx.Client]:
    server = uvicorn.Server(
        uvicorn.Config(create_app(settings, allowed_hosts=LOOPBACK_NAMES), port=0, log_level="error")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        yield client
    server.should_exit = True
    thread.join()


def _show(pairs: Iterable[Pair]) -> None:
    """A table that grows: what was measured is seen even when a later measurement fails."""
    table = Table("what", "median", "against", "median", "ratio", box=None)
    with Live(table, console=Console(width=140)):
        for pair in pairs:
            table.add_row(
                pair.name,
                f"{pair.seconds * 1000:,.1f} ms",
                pair.against,
                f"{pair.against_seconds * 1000:,.1f} ms",
                f"{pair.ratio:.2f}",
            )


if __name__ == "__main__":
    main()
