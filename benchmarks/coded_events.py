"""Loading events by the million, row by row, against the bare work: a loop over the driver."""

import tempfile
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from neo4j import Driver, ManagedTransaction

import dragoman.graph.coded.cypher as cypher
from benchmarks.gdelt_rows import gdelt_rows
from benchmarks.pairs import Pair, compare
from dragoman.graph.coded.batch import Batch
from dragoman.graph.coded.store import CodedStore
from dragoman.loaders.datasets.gdelt import GDELT
from dragoman.loaders.datasets.making import make
from dragoman.loaders.datasets.rejects import Rejects
from dragoman.loaders.datasets.streaming import BATCH, load_coded
from dragoman.loaders.documents.sources import Source

# Less, and what is done once a file weighs on the ratio: entering its actors, planning the statements.
ROWS = 100_000


def loading(driver: Driver, rows: int = ROWS) -> Iterator[Pair]:
    """Loading a file of GDELT against a loop that writes the same rows, made ready before, in the same batches."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.export.CSV"
        file.write_text("".join(gdelt_rows(rows)), encoding="utf-8")
        batches = list(_batches(file))

        def loaded() -> None:
            rejects = Rejects(Path(folder) / "rejects.csv")
            load_coded(GDELT, [Source(file.name, str(file))], CodedStore(driver, "neo4j"), rejects, lambda _: None)
            rejects.close()

        def written() -> None:
            with driver.session() as session:
                session.run("CREATE (:Document {id: 'document:bare'})").consume()
                for batch in batches:
                    session.execute_write(partial(_write, batch))

        yield compare(
            f"load {rows:,} rows of GDELT",
            loaded,
            "bare driver loop, same rows",
            written,
            rounds=3,
            before=lambda: clear(driver),
        )


def clear(driver: Driver) -> None:
    """Empty the graph."""
    with driver.session() as session:
        removed = "MATCH (n) WHERE NOT n:Schema CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
        session.run(removed).consume()


def _batches(file: Path) -> Iterator[Batch]:
    with file.open(encoding="utf-8") as lines:
        rows = GDELT.rows(lines)
        while some := list(islice(rows, BATCH)):
            yield make(GDELT.name, file.name, some).batch


def _write(batch: Batch, tx: ManagedTransaction) -> None:
    tx.run("UNWIND $rows AS id MERGE (:Actor {id: id})", rows=[*batch.actors]).consume()
    tx.run(cypher.PLACES, rows=[*batch.places.values()]).consume()
    now = tx.run("RETURN datetime() AS now").single(strict=True)["now"]
    tx.run(cypher.EVENTS, rows=batch.rows, now=now).consume()
    tx.run(cypher.EVIDENCE, rows=batch.rows, document="document:bare", now=now).consume()
