"""The law on documents as they are: any order, batches of any size, half of them taken back."""

import random
from pathlib import Path

import pytest
from neo4j import Driver

from dragoman.graph.dump import dump
from dragoman.graph.records import DocumentRecords
from dragoman.graph.store import Store
from dragoman.loaders.documents.extract import EXTRACTOR
from dragoman.loaders.documents.sources import find_sources
from dragoman.loaders.loading import extract_all, read_all

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def readings(shared: Path) -> list[DocumentRecords]:
    """Readouts of a few weeks, which tell much of the same, annotated news and the examples, as they are read."""
    readouts = sorted((shared / "docs" / "white-house-readouts").glob("2022-03-*.md"))
    paths = [*readouts, *sorted((shared / "gold" / "dev").glob("*.txt")), *sorted(EXAMPLES.glob("*.*"))]
    read = extract_all(read_all(find_sources([str(path) for path in paths]), None), workers=2)
    found = [reading for reading in read if isinstance(reading, DocumentRecords)]
    assert len(found) >= len(paths)
    return found


def loaded(driver: Driver, readings: list[DocumentRecords], batch: int) -> list[str]:
    driver.execute_query("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")
    store = Store(driver, "neo4j")
    for first in range(0, len(readings), batch):
        store.load(readings[first : first + batch], EXTRACTOR)
    return list(dump(driver, "neo4j"))


def test_neither_order_nor_size_of_batches_shows(empty_graph: Driver, readings: list[DocumentRecords]) -> None:
    dumps = []
    for seed, batch in enumerate((5, 23, 1000)):
        order = random.Random(seed).sample(readings, len(readings))
        dumps.append(loaded(empty_graph, order, batch))
    assert dumps[0] == dumps[1] == dumps[2]


def test_half_of_the_documents_taken_back_leave_the_other_half(
    empty_graph: Driver, readings: list[DocumentRecords]
) -> None:
    never = loaded(empty_graph, readings[::2], 1000)
    assert loaded(empty_graph, readings, 1000) != never
    for reading in readings[1::2]:
        Store(empty_graph, "neo4j").retract(reading.document.id)
    assert list(dump(empty_graph, "neo4j")) == never
