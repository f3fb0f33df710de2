"""The schema is applied once, and a graph that cannot be carried over is left alone."""

from collections.abc import Iterator

import pytest
from neo4j import Driver

from dragoman.graph.errors import DatabaseError
from dragoman.graph.schema import apply_schema


@pytest.fixture
def older_graph(empty_graph: Driver) -> Iterator[Driver]:
    """A graph as the version before the ledger left it."""
    empty_graph.execute_query("MATCH (s:Schema) DELETE s")
    empty_graph.execute_query("CREATE (:Schema {version: 2}) CREATE (:Document {id: 'document:old'})")
    yield empty_graph
    empty_graph.execute_query("MATCH (n) DETACH DELETE n")
    apply_schema(empty_graph, "neo4j")


def test_a_graph_without_ledger_is_refused_and_left_as_it_is(older_graph: Driver) -> None:
    with pytest.raises(DatabaseError, match="older dragoman"):
        apply_schema(older_graph, "neo4j")
    assert older_graph.execute_query("MATCH (d:Document) RETURN d.id").records[0][0] == "document:old"


def test_an_empty_graph_of_an_older_version_is_brought_up(older_graph: Driver) -> None:
    older_graph.execute_query("MATCH (d:Document) DELETE d")
    assert apply_schema(older_graph, "neo4j")
    assert not apply_schema(older_graph, "neo4j")
