"""Every operation of the OpenAPI document, asked with what it allows and with what it does not."""

import os
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from neo4j import Driver
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from dragoman.api.application import create_app
from dragoman.api.keys import Keys, Scope
from dragoman.graph.local.folders import folders
from dragoman.graph.settings import Settings

# No answer that the document does not tell of: neither its status, nor its kind, nor what is in it.
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES = int(os.environ.get("DRAGOMAN_TEST_EXAMPLES", "15"))
tried = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@pytest.fixture(scope="module")
def keyed(serve: Any, neo4j_settings: Settings, unreachable: Settings, api: httpx.Client) -> httpx.Client:
    """An API over a small graph that asks for keys; its jobs are in a folder of their own."""
    keys = Keys(folders(unreachable).keys_file)
    client: httpx.Client = serve(neo4j_settings, keys=keys)
    client.headers["Authorization"] = f"Bearer {keys.create('reading', {Scope.READ})}"
    return client


@pytest.fixture(scope="module")
def loading(serve: Any, unreachable: Settings) -> httpx.Client:
    """An API that takes documents; that its database is away is no reason not to take them."""
    keys = Keys(folders(unreachable).keys_file)
    client: httpx.Client = serve(unreachable.model_copy(update={"dragoman_job_queue": 100_000}), keys=keys)
    client.headers["Authorization"] = f"Bearer {keys.create('loading', {Scope.READ, Scope.LOAD})}"
    return client


# The document is the same whatever the server: made here, for the operations to be tests by themselves.
NOBODY = Settings(_env_file=None, neo4j_uri="bolt://127.0.0.1:1", neo4j_password="unused")
DOCUMENT = create_app(NOBODY, keys=Keys(Path(os.devnull, "keys.json"))).openapi()
reading = schemathesis.openapi.from_dict(DOCUMENT).include(method="GET")
writing = schemathesis.openapi.from_dict(DOCUMENT).include(path_regex="^/(documents|jobs)")


@reading.parametrize()
@tried
def test_every_operation_that_reads(case: Any, keyed: httpx.Client) -> None:
    case.call_and_validate(
        base_url=str(keyed.base_url), headers={"Authorization": keyed.headers["Authorization"]}, checks=CHECKS
    )


@writing.parametrize()
@tried
def test_every_operation_that_loads(case: Any, loading: httpx.Client) -> None:
    case.call_and_validate(
        base_url=str(loading.base_url), headers={"Authorization": loading.headers["Authorization"]}, checks=CHECKS
    )


def test_nothing_of_this_has_changed_the_graph(api: httpx.Client, neo4j_driver: Driver) -> None:
    (record,) = neo4j_driver.execute_query("MATCH (n:Document) RETURN collect(n.name) AS names").records
    assert record["names"] == ["launch.txt"]
