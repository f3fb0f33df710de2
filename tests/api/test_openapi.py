"""The OpenAPI document and the pages: what a reader learns without asking the database."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from openapi_spec_validator import validate

from dragoman.graph.settings import Settings
from dragoman.queries.catalogue import load_catalogue

TRIVIAL = """// ---
// summary = "Numbers up to a bound"
// description = "Counts."
// example = { bound = "3" }
// [parameters]
// bound = { type = "integer", description = "The last number", example = "3", minimum = 1, maximum = 9 }
// [columns]
// number = { type = "integer", description = "A number" }
// ---
UNWIND range(1, $bound) AS number
WITH number, $as_of AS as_of, $known_at AS known_at, $min_confidence AS min_confidence
RETURN number, [] AS evidence
ORDER BY number SKIP $skip LIMIT $limit
"""


@pytest.fixture
def document(away: httpx.Client) -> dict[str, Any]:
    answer: dict[str, Any] = away.get("/openapi.json").json()
    return answer


def test_the_document_is_valid_openapi(document: dict[str, Any]) -> None:
    validate(document)


def test_every_query_is_an_operation_with_its_parameters_and_columns(document: dict[str, Any]) -> None:
    for query in load_catalogue().values():
        operation = document["paths"][f"/queries/{query.name}"]["get"]
        parameters = {parameter["name"]: parameter for parameter in operation["parameters"]}
        assert parameters.keys() == {*query.parameters, "format"}
        assert {name for name, parameter in parameters.items() if parameter["required"]} == {
            name for name, parameter in query.parameters.items() if not parameter.optional
        }
        assert all(parameters[name]["example"] == value for name, value in query.example.items())
        answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
        assert list(answer["properties"]["rows"]["items"]["properties"]) == [*query.columns, "evidence"]


def test_types_and_bounds_of_parameters_are_told(document: dict[str, Any]) -> None:
    parameters = {p["name"]: p["schema"] for p in document["paths"]["/queries/relation-timeline"]["get"]["parameters"]}
    assert parameters["since"]["format"] == "date"
    assert parameters["bucket"]["enum"] == ["day", "month", "year"]
    assert (parameters["limit"]["type"], parameters["limit"]["maximum"]) == ("integer", 1_000_000)
    sure = parameters["min_confidence"]
    assert (sure["type"], sure["minimum"], sure["maximum"], sure["examples"]) == ("number", 0, 1, [0.6])
    assert parameters["format"]["enum"] == ["json", "ndjson", "csv", "graphml", "graph"]


def test_every_operation_on_the_graph_documents_its_problems(document: dict[str, Any]) -> None:
    for path, methods in document["paths"].items():
        if path.startswith("/queries/"):
            responses = methods["get"]["responses"]
            assert {"400", "404", "406", "503", "504"} <= responses.keys()
            assert "application/problem+json" in responses["400"]["content"]


def test_the_graph_form_is_offered_where_there_is_one(document: dict[str, Any]) -> None:
    media_type = "application/vnd.dragoman.graph+json"
    for query in load_catalogue().values():
        content = document["paths"][f"/queries/{query.name}"]["get"]["responses"]["200"]["content"]
        assert (media_type in content) == bool(query.graph)


def test_a_new_file_is_a_new_operation(serve: Any, unreachable: Settings, tmp_path: Path) -> None:
    common = Path(next(iter(load_catalogue().values())).path).with_name("common.toml")
    (tmp_path / "common.toml").write_text(common.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "count.cypher").write_text(TRIVIAL, encoding="utf-8")
    client = serve(unreachable, load_catalogue(tmp_path))
    assert [entry["name"] for entry in client.get("/queries").json()] == ["count"]
    parameters = client.get("/openapi.json").json()["paths"]["/queries/count"]["get"]["parameters"]
    assert {"type": "integer", "minimum": 1, "maximum": 9, "examples": [3]} in [p["schema"] for p in parameters]


def test_the_catalogue_lists_every_query_with_where_to_ask_it(away: httpx.Client) -> None:
    entries = {entry["name"]: entry for entry in away.get("/queries").json()}
    assert entries.keys() == load_catalogue().keys()
    assert entries["allies"]["href"] == "/queries/allies"
    assert entries["allies"]["parameters"]["required"] == ["state"]
    assert list(entries["allies"]["columns"])[:2] == ["ally_id", "ally"]


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_a_page_takes_everything_it_needs_from_here(away: httpx.Client, path: str) -> None:
    page = away.get(path)
    assert page.headers["content-type"].startswith("text/html")
    needed = re.findall(r'(?:src|(?<=<link)[^>]*href)="([^"]+)"', page.text)
    assert len(needed) >= 3
    for address in needed:
        assert urlsplit(address).netloc == "", address
        assert away.get(address).status_code == 200, address


def test_the_start_page_leads_to_a_form_for_every_query(away: httpx.Client) -> None:
    page = away.get("/").text
    for name in load_catalogue():
        assert f'href="/ask/{name}"' in page
        assert f'action="/ask/{name}"' in away.get(f"/ask/{name}").text


def test_the_guide_is_given_to_the_browser_of_a_local_neo4j_only(away: httpx.Client) -> None:
    near = away.get("/browser/guide.html", headers={"Origin": "http://localhost:7474"})
    assert near.headers["access-control-allow-origin"] == "http://localhost:7474"
    far = away.get("/browser/style.grass", headers={"Origin": "http://example.org"})
    assert far.status_code == 200
    assert "access-control-allow-origin" not in far.headers
    assert away.get("/browser/__init__.py").status_code == 404
