"""What many documents tell is one fact with all its evidence, and nobody's evidence counts twice."""

from datetime import date
from typing import Any

import pytest
from neo4j import Driver

from dragoman.graph.records import DocumentRecords
from dragoman.graph.store import Store
from dragoman.loaders.documents.extract import extract
from dragoman.loaders.documents.text import DocumentText

AGENCY = """North Korea fired several ballistic missiles toward the Sea of Japan on Tuesday, South Korea's military
said. South Korea condemned the launch. The missiles flew 250 kilometers before they fell into the water."""
PAPER = """North Korea launched ballistic missiles into waters off its east coast on Tuesday, days before the
inauguration. South Korea condemned the launch on Tuesday and called it a grave provocation."""
LATER = "North Korea fired a ballistic missile into the Sea of Japan on Friday."


def told(text: str, name: str, publisher: str, published: date = date(2025, 1, 15)) -> DocumentRecords:
    return extract(DocumentText(name=name, text=text, published=published, publisher=publisher))


@pytest.fixture
def store(empty_graph: Driver) -> Store:
    return Store(empty_graph, "neo4j")


def launches(driver: Driver) -> list[dict[str, Any]]:
    return driver.execute_query(
        "MATCH (e:Event {type: 'MOBILIZE', modality: 'factual'}) "
        "RETURN toString(e.start) AS day, e.sources AS sources, round(e.confidence, 3) AS confidence, "
        "  COLLECT { MATCH (e)-[t:REPORTED_IN]->(d) RETURN DISTINCT d.name ORDER BY d.name } AS documents, "
        "  COLLECT { MATCH (e)-[t:REPORTED_IN]->(d) RETURN t.confidence } AS pieces ORDER BY day"
    )[0]  # type: ignore[return-value]


def test_two_articles_about_one_launch_share_their_event_and_a_third_about_another_does_not(
    store: Store, empty_graph: Driver
) -> None:
    store.load([told(AGENCY, "agency", "Agency"), told(PAPER, "paper", "Paper")], "test-1")
    store.load([told(LATER, "later", "Paper", date(2025, 1, 18))], "test-1")
    first, second = launches(empty_graph)
    assert (first["day"], first["documents"], first["sources"]) == ("2025-01-14", ["agency", "paper"], 2)
    one, other = first["pieces"]
    assert first["confidence"] == pytest.approx(1 - (1 - one) * (1 - other), abs=0.002)
    assert (second["day"], second["documents"], second["sources"]) == ("2025-01-17", ["later"], 1)


def test_an_agencys_text_counts_once_whoever_prints_it(store: Store, empty_graph: Driver) -> None:
    printed = [told(AGENCY, "agency", "Agency"), told(f"(Agency) {AGENCY}", "daily", "Daily")]
    store.load(printed, "test-1")
    [launch] = launches(empty_graph)
    assert (launch["documents"], launch["sources"]) == (["agency", "daily"], 1)
    assert launch["confidence"] == pytest.approx(max(launch["pieces"]), abs=0.002)


@pytest.mark.parametrize(("first", "second"), [("rules-9", "rules-10"), ("rules-10", "rules-9")])
def test_the_newest_version_that_has_read_a_document_counts(
    store: Store, empty_graph: Driver, first: str, second: str
) -> None:
    readings = {"rules-9": told(AGENCY, "agency", "Agency"), "rules-10": told(AGENCY, "agency", "Agency")}
    readings["rules-9"] = readings["rules-9"].model_copy(update={"facts": ()})
    for version in (first, second):
        store.load([readings[version]], version)
    assert len(launches(empty_graph)) == 1
