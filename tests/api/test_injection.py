"""Attempts to have something else run than the named query: in every parameter of every query."""

from typing import Any

import httpx
import pytest
from neo4j import Driver

from dragoman.queries.catalogue import load_catalogue

QUERIES = load_catalogue()
CHANGES = [
    "' DETACH DELETE n //",
    '" MATCH (n) DETACH DELETE n //',
    "KOR'}) DETACH DELETE n RETURN 1 //",
    "1 SKIP 0 LIMIT 1 UNION MATCH (n) SET n.name = 'taken' RETURN n //",
    "*/ CREATE (:Actor {id: 'X'}) /*",
    "') CALL db.labels() YIELD label RETURN label //",
    "`) SET n:Taken //",
    "{{7*7}} ${7*7}",
    "$skip; CALL apoc.load.json('http://127.0.0.1') YIELD value RETURN value",
    "name:* OR id:*",
    "x\\' OR 1=1",
    "../../etc/passwd",
    "\u2028' RETURN 1 //",
]
WHOLE = (
    "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS nodes, count(r) AS edges, "
    "collect(DISTINCT labels(n)) AS labels, collect(DISTINCT n.name) AS names"
)


def whole(driver: Driver) -> tuple[Any, ...]:
    (record,) = driver.execute_query(WHOLE).records
    return record["nodes"], record["edges"], sorted(map(sorted, record["labels"])), sorted(record["names"])


@pytest.mark.parametrize("name", QUERIES)
def test_no_argument_changes_anything_or_reads_anything_else(
    api: httpx.Client, neo4j_driver: Driver, name: str
) -> None:
    query = QUERIES[name]
    before = whole(neo4j_driver)
    columns = {*query.columns, "evidence"}
    for number, parameter in enumerate([*query.parameters, "format"]):
        # A third of them for each parameter, in turn: every attempt meets every kind of parameter many times.
        for attempt in CHANGES[number % 3 :: 3]:
            arguments = {**query.example, parameter: attempt}
            answer = api.get(f"/queries/{name}", params=arguments)
            assert answer.status_code in (200, 400, 404), (arguments, answer.text)
            if answer.status_code == 200:
                assert all(row.keys() == columns for row in answer.json()["rows"])
                assert "passwd" not in answer.json()["rows"]
    assert whole(neo4j_driver) == before
