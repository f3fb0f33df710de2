"""Many rows, row by row: in constant memory, and the same ones however the graph changes meanwhile."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from neo4j import Driver

from dragoman.graph.settings import Settings
from dragoman.queries.catalogue import Query, load_catalogue

ROWS = 1_000_000
NUMBERS = """// ---
// summary = "Numbers"
// description = "Counts, and says so in words that take room."
// example = {}
// [columns]
// number = { type = "integer", description = "A number" }
// words = { description = "What there is to say of it" }
// ---
UNWIND range(1, 1000000) AS number
WITH number, $as_of AS as_of, $known_at AS known_at, $min_confidence AS min_confidence
SKIP $skip LIMIT $limit
RETURN number, 'number ' + number + reduce(text = '', word IN range(1, 10) | text + ' and more') AS words,
  [] AS evidence
"""
# Fails at the row 100,000, when the first ones are with the client.
BROKEN = NUMBERS.replace("RETURN number,", "RETURN 1 / (100000 - number) AS number,").replace("Numbers", "Broken")


@pytest.fixture(scope="module")
def numbers(serve: Any, neo4j_settings: Settings, neo4j_driver: Driver, tmp_path_factory: Any) -> httpx.Client:
    return serve(neo4j_settings, own_catalogue(tmp_path_factory.mktemp("catalogue")))


def own_catalogue(folder: Path) -> Mapping[str, Query]:
    common = next(iter(load_catalogue().values())).path.with_name("common.toml")
    (folder / "common.toml").write_text(common.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "numbers.cypher").write_text(NUMBERS, encoding="utf-8")
    (folder / "broken.cypher").write_text(BROKEN, encoding="utf-8")
    return load_catalogue(folder)


def test_a_million_rows_take_no_more_memory_than_a_few(numbers: httpx.Client) -> None:
    process = psutil.Process()
    numbers.get("/queries/numbers?format=ndjson&limit=20000").raise_for_status()
    before = process.memory_info().rss
    most, last = 0, ""
    with numbers.stream("GET", f"/queries/numbers?format=ndjson&limit={ROWS}") as answer:
        for count, line in enumerate(answer.iter_lines(), start=1):
            last = line
            if count % 50_000 == 0:
                most = max(most, process.memory_info().rss)
    assert (count, json.loads(last)["number"]) == (ROWS, ROWS)
    # The answer has 150 MB; server and client are both in this process.
    assert most - before < 30_000_000


def test_a_stream_goes_on_by_its_link(numbers: httpx.Client) -> None:
    first = numbers.get("/queries/numbers?format=csv&limit=1500")
    following = numbers.get(first.links["next"]["url"])
    both = [*csv.DictReader(first.text.splitlines()), *csv.DictReader(following.text.splitlines())]
    assert [int(row["number"]) for row in both] == list(range(1, 3001))


def test_a_stream_that_fails_underway_is_seen_to_be_broken(numbers: httpx.Client) -> None:
    with (
        pytest.raises(httpx.RemoteProtocolError),
        numbers.stream("GET", "/queries/broken?format=ndjson&limit=200000") as answer,
    ):
        for _ in answer.iter_lines():
            pass
    assert answer.status_code == 200
    assert numbers.get("/queries/numbers?limit=1").status_code == 200


def test_a_client_that_goes_away_frees_its_connection(numbers: httpx.Client, neo4j_driver: Driver) -> None:
    with numbers.stream("GET", f"/queries/numbers?format=ndjson&limit={ROWS}") as answer:
        assert json.loads(next(answer.iter_lines()))["number"] == 1
    running = "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS 'and more' RETURN count(*) AS running"
    # Its own transaction is one that has those words.
    while (left := neo4j_driver.execute_query(running).records[0]["running"]) > 1:
        pass
    assert left == 1


@pytest.mark.parametrize("format", ["json", "graphml"])
def test_what_is_made_whole_has_a_lower_ceiling(numbers: httpx.Client, format: str) -> None:
    refused = numbers.get(f"/queries/numbers?limit=1001&format={format}")
    assert (refused.status_code, refused.json()["parameter"]) == (400, "limit")
    assert "ndjson" in refused.json()["detail"]


def test_there_is_a_ceiling_for_streams_too(numbers: httpx.Client) -> None:
    assert numbers.get("/queries/numbers?limit=1000001&format=csv").status_code == 400
