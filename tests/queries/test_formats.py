"""Answers as JSON, NDJSON, CSV, GraphML and tables, read back by other programs' readers."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from rich.console import Console

from dragoman.graph.errors import UsageError
from dragoman.queries.answer import Answer
from dragoman.queries.formats import render, table

Ask = Callable[..., Answer]
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture
def responses(ask: Ask) -> Answer:
    return ask("who-responded-to-event", event="missile launch 2025-01-14")


def text_of(rendered: str | bytes | Iterator[str]) -> str:
    if isinstance(rendered, bytes):
        return rendered.decode()
    return rendered if isinstance(rendered, str) else "".join(rendered)


def printed(answer: Answer, width: int) -> str:
    console = Console(width=width, file=io.StringIO(), force_terminal=False)
    with console.capture() as captured:
        console.print(table(answer))
    return captured.get()


def test_json_is_the_whole_answer(responses: Answer) -> None:
    told = json.loads(text_of(render(responses, "json")))
    assert list(told) == ["query", "parameters", "resolved", "rows", "next"]
    assert told["resolved"]["event"]["id"] == "event:launch"
    assert told["rows"] == responses.rows


def test_ndjson_has_a_row_a_line(responses: Answer) -> None:
    lines = text_of(render(responses, "ndjson")).splitlines()
    assert [json.loads(line) for line in lines] == responses.rows


def test_csv_has_the_best_evidence_beside_the_columns(responses: Answer) -> None:
    rows = list(csv.DictReader(io.StringIO(text_of(render(responses, "csv")), newline="")))
    assert [row["actor"] for row in rows] == ["Japan", "South Korea", "China", "United States"]
    assert rows[1]["evidence_sentence"] == "Seoul condemned the launch on Wednesday."
    assert rows[1]["evidence_pieces"] == "1"


def test_csv_has_a_header_even_without_rows(responses: Answer) -> None:
    assert text_of(render(replace(responses, rows=[]), "csv")).startswith("actor_id,actor,kind")


@pytest.mark.parametrize("formula", ["=HYPERLINK(1)", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1"])
def test_csv_hands_no_formula_to_a_spreadsheet(responses: Answer, formula: str) -> None:
    wicked = replace(responses, rows=[responses.rows[0] | {"actor": formula, "lag_days": -3}])
    (row,) = csv.DictReader(io.StringIO(text_of(render(wicked, "csv")), newline=""))
    assert row["actor"] == f"'{formula}"
    assert row["lag_days"] == "-3"


def test_graphml_links_actors_to_the_event(responses: Answer) -> None:
    root = ElementTree.fromstring(text_of(render(responses, "graphml")))
    names = {node.get("id"): node.findtext(f"{GRAPHML}data") for node in root.iter(f"{GRAPHML}node")}
    assert names == {
        "JPN": "Japan",
        "KOR": "South Korea",
        "CHN": "China",
        "USA": "United States",
        "event:launch": "missile launch by North Korea",
    }
    edges = [(edge.get("source"), edge.get("target")) for edge in root.iter(f"{GRAPHML}edge")]
    assert edges == [("JPN", "event:launch"), ("KOR", "event:launch"), ("CHN", "event:launch"), ("USA", "event:launch")]


@pytest.mark.parametrize(
    ("name", "arguments", "nodes", "edges"),
    [
        ("events", {"actor": "KOR"}, 5, 4),
        ("statements", {"speaker": "choi"}, 2, 1),
        ("officials", {"state": "JPN", "on": "2025-01-20"}, 3, 2),
        ("allies", {"state": "PRK"}, 2, 1),
        ("coincident-events", {"event": "event:launch"}, 3, 2),
        ("relation-timeline", {"a": "PRK", "b": "KOR"}, 2, 2),
        ("connection", {"a": "choi", "b": "JPN"}, 4, 3),
        ("allies-who-condemned", {"state": "PRK"}, 3, 2),
        ("document", {"document": "reactions.txt"}, 10, 9),
        ("evidence", {"id": "event:launch"}, 3, 2),
        ("contested", {}, 1, 0),
        ("response-chain", {"event": "event:launch"}, 2, 1),
        ("search", {"q": "korea", "kind": "state"}, 2, 0),
        ("voted-together", {"a": "PRK", "b": "CHN"}, 2, 1),
        ("most-similar-states", {"state": "KOR", "at_least": "1"}, 5, 4),
        ("escalation", {"a": "PRK", "b": "KOR"}, 2, 2),
        ("reaction-profile", {"state": "KOR", "type": "MOBILIZE"}, 2, 1),
        ("common-enemies", {"a": "KOR", "b": "USA", "least": "1"}, 0, 0),
        ("blocs", {"since": "2025-01-01", "least": "1"}, 2, 0),
    ],
)
def test_every_query_has_a_graph(ask: Ask, name: str, arguments: dict[str, str], nodes: int, edges: int) -> None:
    root = ElementTree.fromstring(text_of(render(ask(name, **arguments), "graphml")))
    ids = [node.get("id") for node in root.iter(f"{GRAPHML}node")]
    assert len(ids) == len(set(ids)) == nodes
    found = list(root.iter(f"{GRAPHML}edge"))
    assert len(found) == edges
    assert all(edge.get("source") in ids and edge.get("target") in ids for edge in found)


def test_graphml_keeps_out_what_xml_has_no_place_for(responses: Answer) -> None:
    odd = replace(responses, rows=[responses.rows[0] | {"actor": "a\x00\x0bb<&>\ufffe"}])
    ElementTree.fromstring(text_of(render(odd, "graphml")))
    assert "a  b&lt;&amp;&gt;" in text_of(render(odd, "graphml"))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_table_fits_and_has_its_sentences(responses: Answer, width: int) -> None:
    text = printed(responses, width)
    assert max(len(line) for line in text.splitlines()) <= width
    flat = " ".join(text.split())
    for word in ("Seoul condemned the launch on Wednesday.", "launch.txt", "Choi Sang-mok", "This is a provocation"):
        assert word in flat


def test_a_table_breaks_no_word_at_80_columns(responses: Answer) -> None:
    words = printed(responses, 80).split()
    assert {"ACKNOWLEDGED", "CONDEMNED", "2025-01-15", "Hayashi"} <= set(words)


def test_a_table_without_rows_has_its_head(responses: Answer) -> None:
    assert "actor" in printed(replace(responses, rows=[]), 80)


def test_an_unknown_format_is_refused(responses: Answer) -> None:
    with pytest.raises(UsageError, match="json, ndjson, csv, graphml"):
        render(responses, "xml")
