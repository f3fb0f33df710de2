"""The picture of the graph names all that the schema and a real graph have, also for those who do not see it."""

import re
import runpy
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from neo4j import Driver

from dragoman.graph.settings import Settings
from dragoman.graph.store import Store
from dragoman.loaders.documents.sources import find_sources
from dragoman.loaders.loading import load_all, read_all

ROOT = Path(__file__).parents[2]
EDGE_TYPE = re.compile(r"\[\w*:([A-Z][A-Z_|]+)")
LABEL = re.compile(r"\((?:\w+)?:([A-Z]\w+(?:[:|]\w+)*)")


@pytest.fixture(scope="module")
def picture() -> Any:
    """The script that draws it, as its names."""
    return runpy.run_path(str(ROOT / "docs" / "pictures" / "model.py"))


def named(picture: Any) -> tuple[set[str], set[str]]:
    """The labels and the edge types in the picture."""
    labels = {label for node in picture["NODES"] for label in (node.label, *node.others.split(" · ")) if label}
    return labels, {type for edge in (*picture["EDGES"], *picture["LOOPS"]) for type in edge.types}


def test_the_picture_is_what_its_script_draws(picture: Any) -> None:
    shown = (ROOT / "docs" / "pictures" / "model.svg").read_text("utf-8")
    assert shown == picture["drawn"](), "draw it anew: python docs/pictures/model.py"
    svg = etree.fromstring(shown.encode())
    texts = {" ".join(text.itertext()) for text in svg.iter("{*}text")}
    labels, types = named(picture)
    assert types <= {type for text in texts for type in text.split(" · ")}
    assert labels - {"each box of this colour"} <= {label for text in texts for label in text.split(" · ")}
    assert svg.get("role") == "img"
    assert svg.find("{*}title").text
    assert svg.find("{*}desc").text


def test_every_label_and_edge_type_that_is_written_is_in_the_picture(picture: Any) -> None:
    labels, types = named(picture)
    files = (*(ROOT / "graph").rglob("*.cypher"), *(ROOT / "graph").rglob("*.py"))
    written = "\n".join(path.read_text("utf-8") for path in files)
    assert {type for found in EDGE_TYPE.findall(written) for type in found.split("|") if type} == types
    used = {label.removeprefix("Past") for found in LABEL.findall(written) for label in re.split("[:|]", found)}
    assert used <= labels


def test_what_is_between_what_in_a_real_graph_is_in_the_picture(
    picture: Any, empty_graph: Driver, neo4j_settings: Settings
) -> None:
    texts = read_all(find_sources([str(ROOT / "examples" / "2025-01-14-short-range-launches.md")]), None)
    assert not load_all(texts, Store(empty_graph, neo4j_settings.neo4j_database), 1, lambda _: None).failed
    drawn = {(edge.source, type, edge.target) for edge in (*picture["EDGES"], *picture["LOOPS"]) for type in edge.types}
    kinds = "MATCH (a)-[edge]->(b) RETURN DISTINCT labels(a) AS source, type(edge) AS type, labels(b) AS target"
    found = empty_graph.execute_query(kinds, database_=neo4j_settings.neo4j_database).records
    assert len(found) > 20
    assert not [
        tuple(record)
        for record in found
        if not any(
            (source, record["type"], target) in drawn for source in record["source"] for target in record["target"]
        )
    ]
    tokens = empty_graph.execute_query("CALL db.labels()", database_=neo4j_settings.neo4j_database).records
    assert {token["label"].removeprefix("Past") for token in tokens} <= named(picture)[0]
