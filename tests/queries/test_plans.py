"""How Neo4j would carry out the queries: from an index, never by walking the whole graph."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver

from dragoman.queries.catalogue import Query, load_catalogue
from dragoman.queries.past import with_past

QUERIES = Path(__file__).parents[2] / "queries"
LOOK_UPS = sorted((QUERIES / "resolve").glob("*.cypher"))


# Asked of everything, they begin with all that has no date, or with all that somebody denied.
ALL_OF_A_LABEL = {"events", "statements", "contested"}
SCANS = {"NodeByLabelScan", "UnionNodeByLabelsScan"}


@pytest.fixture(scope="module", autouse=True)
def crowd(world: Driver) -> None:
    """As many events, responses and documents as make a scan dear: among a few nodes Neo4j finds it cheap."""
    world.execute_query(
        "UNWIND range(1, 3000) AS i "
        "CREATE (d:Document {id: 'document:' + i})<-[:REPORTED_IN]-(e:Fact:Event:Told {id: 'event:crowd-' + i}) "
        "CREATE (d)<-[:REPORTED_IN]-(r:Fact:Response {id: 'response:crowd-' + i})-[:TO]->(e)"
    )
    world.execute_query("CALL db.prepareForReplanning()")


def operators(plan: Mapping[str, Any]) -> Iterator[str]:
    yield plan["operatorType"].partition("@")[0]
    for child in plan.get("children", []):
        yield from operators(child)


def explain(driver: Driver, cypher: str) -> tuple[set[str], str]:
    with driver.session() as session:
        summary = session.run(f"EXPLAIN {cypher}").consume()
    assert summary.plan is not None
    return set(operators(summary.plan)), summary.query_type or ""


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("name", load_catalogue())
def test_no_query_walks_the_whole_graph_or_writes(
    world: Driver, catalogue: Mapping[str, Query], name: str, known: bool
) -> None:
    found, kind = explain(world, catalogue[name].cypher_known if known else catalogue[name].cypher)
    assert kind == "r"
    assert "AllNodesScan" not in found
    assert any("Seek" in operator or operator == "ProcedureCall" for operator in found) or name == "contested"
    # Two unique seeks, one row each, are what `connection` begins with.
    assert "CartesianProduct" not in found or name == "connection"
    assert not found & SCANS or name in ALL_OF_A_LABEL


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("path", LOOK_UPS, ids=lambda path: path.stem)
def test_looking_up_words_uses_indexes(world: Driver, path: Path, known: bool) -> None:
    cypher = path.read_text(encoding="utf-8")
    found, kind = explain(world, with_past(cypher) if known else cypher)
    assert kind == "r"
    assert not found & {"AllNodesScan", "CartesianProduct", *SCANS}
