"""The Python client against a real server, synchronously and asynchronously."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import anyio
import httpx
import pytest

from dragoman.client import Answer, ApiProblem, Asked, AsyncClient, Client, Row, ServerUnreachable
from dragoman.queries.catalogue import load_catalogue

from .conftest import CONDEMNED, LAUNCH_ID

LAUNCH = "north korea missile launch january 2025"
KEY = "a-key"


class _Gateway(BaseHTTPRequestHandler):
    """A proxy on the way: lets nobody through without the key, and speaks HTML to everybody."""

    def do_GET(self) -> None:
        status = 200 if self.headers["Authorization"] == f"Bearer {KEY}" else 502
        self.send_response(status)
        self.end_headers()
        self.wfile.write(b"<html>Welcome</html>")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def client(api: httpx.Client) -> Iterator[Client]:
    with Client(str(api.base_url)) as client:
        yield client


@pytest.fixture
def gateway() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Gateway) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_an_answer_has_its_rows_and_what_words_were_taken_for(client: Client) -> None:
    answer = client.query("who-responded-to-event", event=LAUNCH, stance="CONDEMNED", min_confidence=0.5)
    assert isinstance(answer, Answer)
    assert (answer.query, answer.next, answer.parameters["stance"]) == ("who-responded-to-event", None, "CONDEMNED")
    assert (answer.resolved["event"].id, answer.resolved["event"].alternatives) == (LAUNCH_ID, ())
    assert [row["actor"] for row in answer.rows] == ["Japan", "South Korea"]
    assert answer.rows[0]["evidence"][0]["sentence"] == CONDEMNED


def test_rows_go_on_over_all_pages(client: Client) -> None:
    rows = client.rows("who-responded-to-event", event=LAUNCH, limit=1)
    assert [row["actor"] for row in rows] == ["Japan", "South Korea"]


def test_days_and_none_are_written_as_the_server_wants_them(client: Client) -> None:
    held = client.query("events", since=date(2025, 1, 14), until=date(2025, 1, 14), actor=None, limit=5)
    assert [row["event_id"] for row in held.rows] == [LAUNCH_ID]
    assert client.query("events", since=date(2025, 1, 15)).rows == []


def test_a_frame_has_columns_and_the_best_sentence(client: Client) -> None:
    frame = client.frame("who-responded-to-event", event=LAUNCH, limit=1)
    assert frame["actor"].tolist() == ["Japan", "South Korea"]
    assert frame["evidence_sentence"].tolist() == [CONDEMNED, CONDEMNED]
    assert frame["evidence_pieces"].tolist() == [1, 1]
    assert "evidence" not in frame.columns


def test_an_empty_frame_has_no_rows(client: Client) -> None:
    assert client.frame("events", since=date(2030, 1, 1)).empty


def test_plain_words_and_the_catalogue(client: Client) -> None:
    asked = client.ask("who condemned the north korean missile launch in january 2025?")
    assert isinstance(asked, Asked)
    assert (asked.query, len(asked.rows)) == ("who-responded-to-event", 2)
    assert asked.href.startswith("/queries/who-responded-to-event?")
    assert {entry["name"] for entry in client.queries()} == set(load_catalogue())


def test_asynchronously_it_is_the_same(api: httpx.Client) -> None:
    async def ask() -> tuple[list[Row], int, Asked, int]:
        async with AsyncClient(str(api.base_url)) as client:
            rows = [row async for row in client.rows("who-responded-to-event", event=LAUNCH, limit=1)]
            frame = await client.frame("who-responded-to-event", event=LAUNCH)
            asked = await client.ask("who condemned the north korean missile launch in january 2025?")
            return rows, len(frame), asked, len(await client.queries())

    rows, frame_rows, asked, queries = anyio.run(ask)
    assert [row["actor"] for row in rows] == ["Japan", "South Korea"]
    assert (frame_rows, asked.rows, queries) == (2, rows, len(load_catalogue()))


@pytest.mark.parametrize(
    ("name", "parameters", "status", "kind", "parameter"),
    [
        ("events", {"since": "tomorrow"}, 400, "wrong-parameter", "since"),
        ("events", {"colour": "red"}, 400, "wrong-parameter", "colour"),
        ("allies", {"state": "Atlantis"}, 404, "nothing-found", "state"),
        ("no-such-query", {}, 404, "unknown-query", None),
        ("../health/live", {}, 404, "no-such-address", None),
    ],
)
def test_a_problem_document_is_an_exception(
    client: Client, name: str, parameters: dict[str, str], status: int, kind: str, parameter: str | None
) -> None:
    with pytest.raises(ApiProblem) as raised:
        client.query(name, **parameters)
    problem = raised.value
    assert (problem.status, problem.kind, problem.parameter) == (status, kind, parameter)
    assert problem.detail in str(problem)
    assert problem.request_id


def test_asynchronously_a_problem_is_an_exception_too(away: httpx.Client) -> None:
    async def ask() -> None:
        async with AsyncClient(str(away.base_url)) as client:
            await client.query("events")

    with pytest.raises(ApiProblem, match="bolt://") as raised:
        anyio.run(ask)
    assert (raised.value.kind, raised.value.retry_after) == ("database-away", 5)


def test_a_server_that_is_not_there_is_told() -> None:
    with Client("http://127.0.0.1:9") as client, pytest.raises(ServerUnreachable, match="dragoman serve"):
        client.query("events")


def test_what_is_no_dragoman_server_is_told(gateway: str) -> None:
    with Client(gateway) as client, pytest.raises(ApiProblem) as refused:
        client.query("events")
    assert refused.value.status == 502
    with Client(gateway, key=KEY) as client, pytest.raises(ServerUnreachable, match="speaks no JSON"):
        client.query("events")


def test_it_needs_neither_the_driver_nor_the_server_nor_pandas() -> None:
    heavy = "{'neo4j', 'fastapi', 'spacy', 'pandas', 'mcp'}"
    code = f"import sys, dragoman.client; print(sorted({heavy} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
