"""How Neo4j would carry out the queries: from an index, never by walking the whole graph."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver

from dragoman.queries.catalogue import Query, load_catalogue

QUERIES = Path(__file__).parents[2] / "queries"
LOOK_UPS = sorted((QUERIES / "resolve").glob("*.cypher"))


def operators(plan: Mapping[str, Any]) -> Iterator[str]:
    yield plan["operatorType"].partition("@")[0]
    for child in plan.get("children", []):
        yield from operators(child)


def explain(driver: Driver, cypher: str) -> tuple[set[str], str]:
    with driver.session() as session:
        summary = session.run(f"EXPLAIN {cypher}").consume()
    assert summary.plan is not None
    return set(operators(summary.plan)), summary.query_type or ""


@pytest.mark.parametrize("name", load_catalogue())
def test_no_query_walks_the_whole_graph_or_writes(world: Driver, catalogue: Mapping[str, Query], name: str) -> None:
    found, kind = explain(world, catalogue[name].cypher)
    assert kind == "r"
    assert "AllNodesScan" not in found
    assert any("Seek" in operator or operator == "ProcedureCall" for operator in found)
    # Two unique seeks, one row each, are what `connection` begins with.
    assert "CartesianProduct" not in found or name == "connection"
    # Events and statements without a date have no index to be found by, when nothing is asked of them.
    assert "NodeByLabelScan" not in found or name in {"events", "statements"}


@pytest.mark.parametrize("path", LOOK_UPS, ids=lambda path: path.stem)
def test_looking_up_words_uses_indexes(world: Driver, path: Path) -> None:
    found, kind = explain(world, path.read_text(encoding="utf-8"))
    assert kind == "r"
    assert not found & {"AllNodesScan", "NodeByLabelScan", "CartesianProduct"}
