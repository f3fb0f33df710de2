"""Answers over HTTP from a small graph in a real Neo4j."""

import csv
import io
import json

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from dragoman.queries.catalogue import load_catalogue

LAUNCH_ID = "event:api-launch"
CONDEMNED = "South Korea and Japan condemned <the> launch."


def responses(api: httpx.Client, **more: str) -> httpx.Response:
    answer = api.get(
        "/queries/who-responded-to-event", params={"event": "north korea missile launch january 2025", **more}
    )
    assert answer.status_code == 200, answer.text
    return answer


def test_who_responded_with_the_sentence_that_says_so(api: httpx.Client) -> None:
    answer = responses(api).json()
    assert answer["query"] == "who-responded-to-event"
    assert answer["resolved"]["event"]["id"] == LAUNCH_ID
    assert {(row["actor_id"], row["stance"], row["date"]) for row in answer["rows"]} == {
        ("KOR", "CONDEMNED", "2025-01-14"),
        ("JPN", "CONDEMNED", "2025-01-14"),
    }
    piece = answer["rows"][0]["evidence"][0]
    assert (piece["sentence"], piece["url"]) == (CONDEMNED, "https://example.org/launch")


def test_the_answer_is_what_openapi_says(api: httpx.Client) -> None:
    columns = api.get("/queries").json()
    expected = next(entry["columns"] for entry in columns if entry["name"] == "who-responded-to-event")
    assert all(list(row) == [*expected, "evidence"] for row in responses(api).json()["rows"])


def test_the_same_rows_in_every_format(api: httpx.Client) -> None:
    rows = responses(api).json()["rows"]
    lines = responses(api, format="ndjson")
    assert lines.headers["content-type"].startswith("application/x-ndjson")
    assert [json.loads(line) for line in lines.text.splitlines()] == rows
    table = responses(api, format="csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert [row["actor_id"] for row in csv.DictReader(io.StringIO(table.text))] == [row["actor_id"] for row in rows]
    graph = responses(api, format="graphml")
    assert graph.headers["content-type"].startswith("application/graphml+xml")
    assert etree.fromstring(graph.content).tag == "{http://graphml.graphdrawing.org/xmlns}graphml"


def test_the_graph_of_an_answer(api: httpx.Client) -> None:
    answer = responses(api, format="graph")
    assert answer.headers["content-type"] == "application/vnd.dragoman.graph+json"
    graph = answer.json()
    names = {"KOR": "South Korea", "JPN": "Japan", LAUNCH_ID: "missile launch by North Korea"}
    assert {node["id"]: node["name"] for node in graph["nodes"]} == names
    links = {(edge["source"], edge["type"], edge["target"]) for edge in graph["edges"]}
    assert links == {("KOR", "CONDEMNED", LAUNCH_ID), ("JPN", "CONDEMNED", LAUNCH_ID)}
    assert all(graph["rows"][edge["row"]]["actor_id"] == edge["source"] for edge in graph["edges"])
    refused = api.get("/queries/search", params={"q": "korea", "format": "graph"})
    assert (refused.status_code, refused.json()["parameter"]) == (400, "format")


def test_the_accept_header_chooses_the_format(api: httpx.Client) -> None:
    answer = api.get("/queries/events", headers={"Accept": "text/csv"})
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["vary"] == "Accept"


def test_pages_follow_each_other_without_gap(api: httpx.Client) -> None:
    first = responses(api, limit="1")
    assert len(first.json()["rows"]) == 1
    following = api.get(first.links["next"]["url"]).json()
    assert following["next"] is None
    seen = [row["actor_id"] for row in (*first.json()["rows"], *following["rows"])]
    assert seen == [row["actor_id"] for row in responses(api).json()["rows"]]


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("/queries/events?since=yesterday", "since"),
        ("/queries/events?limit=0", "limit"),
        ("/queries/events?limit=many", "limit"),
        ("/queries/events?min_confidence=1.5", "min_confidence"),
        ("/queries/events?cursor=made-up", "cursor"),
        ("/queries/events?colour=red", "colour"),
        ("/queries/allies", "state"),
        ("/queries/relation-timeline?a=PRK&b=KOR&bucket=week", "bucket"),
    ],
)
def test_a_wrong_parameter_is_named(api: httpx.Client, address: str, parameter: str) -> None:
    answer = api.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json"), answer.text
    assert answer.json()["parameter"] == parameter


def test_words_for_which_nothing_is_found(api: httpx.Client) -> None:
    answer = api.get("/queries/allies", params={"state": "Atlantis of the deep"})
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/nothing-found")


def test_ready_and_measured(api: httpx.Client) -> None:
    assert api.get("/health/ready").json() == {"status": "ready"}
    responses(api)
    assert 'dragoman_database_seconds_count{query="who-responded-to-event"}' in api.get("/metrics").text


WORDS = st.text(max_size=40) | st.sampled_from(
    [
        "KOR",
        LAUNCH_ID,
        "2025-01-14",
        "2025-02-30",
        "0",
        "-1",
        "1",
        "99999999999999999999",
        '"',
        "a~",
        "AND",
        "*",
        "\x00",
        "2025-01-14T09:29:11-23:13",
        "0001-01-01T00:00:00+05:00",
    ]
)


@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_no_arguments_make_the_server_fail(api: httpx.Client, data: st.DataObject) -> None:
    query = data.draw(st.sampled_from(sorted(load_catalogue())))
    names = [*load_catalogue()[query].parameters, "format", "unknown"]
    arguments = data.draw(st.dictionaries(st.sampled_from(names), WORDS, max_size=4))
    answer = api.get(f"/queries/{query}", params=arguments)
    assert answer.status_code in {200, 400, 404}, (query, arguments, answer.text)
