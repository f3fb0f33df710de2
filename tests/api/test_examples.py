"""Every example that the OpenAPI document gives has an answer in the example documents, and so has the notebook."""

import copy
from pathlib import Path
from typing import Any

import httpx
import nbformat
import pytest
from nbclient import NotebookClient
from neo4j import Driver
from openapi_schema_validator import OAS31Validator

from dragoman.graph.settings import Settings
from dragoman.graph.store import Store
from dragoman.loaders.documents.sources import find_sources
from dragoman.loaders.loading import load_all, read_all
from dragoman.queries.catalogue import load_catalogue

# What they ask about is in data sets that a user loads.
OF_DATA_SETS = {"most-similar-states", "same-events", "voted-together"}
ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"


@pytest.fixture(scope="module")
def examples(serve: Any, neo4j_settings: Settings, neo4j_driver: Driver) -> httpx.Client:
    """An API over the example documents."""
    with neo4j_driver.session() as session:
        session.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n").consume()
    store = Store(neo4j_driver, neo4j_settings.neo4j_database)
    report = load_all(read_all(find_sources([str(EXAMPLES)]), None), store, 1, lambda _: None)
    assert not report.failed
    client: httpx.Client = serve(neo4j_settings)
    return client


@pytest.mark.parametrize("name", sorted(load_catalogue()))
def test_an_example_is_answered_as_described(examples: httpx.Client, name: str) -> None:
    document = examples.get("/openapi.json").json()
    operation = document["paths"][f"/queries/{name}"]["get"]
    arguments = {
        parameter["name"]: parameter["example"] for parameter in operation["parameters"] if "example" in parameter
    }
    answer = examples.get(f"/queries/{name}", params=arguments)
    assert answer.status_code == 200, answer.text
    assert answer.json()["rows"] or name in OF_DATA_SETS, (name, arguments)
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    # The components go along, since the schema refers to them by their place in the document.
    validator = OAS31Validator({**schema, "components": document["components"]})
    assert [error.message for error in validator.iter_errors(answer.json())] == []


def test_the_notebook_shows_what_it_gets(examples: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = nbformat.read(NOTEBOOK, as_version=4)
    monkeypatch.setenv("DRAGOMAN_ADDRESS", str(examples.base_url))
    run = NotebookClient(copy.deepcopy(stored), timeout=600, kernel_name="python3").execute()
    assert _shown(run) == _shown(stored), "run it anew: make demo, jupyter execute --inplace docs/notebook.ipynb"


def _shown(notebook: Any) -> list[str]:
    """What the cells print, and the text of what they end with."""
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", []))
    return [output["data"]["text/plain"] if "data" in output else output["text"] for output in outputs]
