"""The graph for language models: asked with the protocol's own client, over HTTP and over standard input and output."""

import json
import os
import sys
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import anyio
import httpx
import pytest
from mcp import Client, MCPError, StdioServerParameters
from mcp_types import CallToolResult, TextContent, TextResourceContents
from neo4j import Driver

from dragoman.graph.records import Actor, DateRange, DocumentRecord, DocumentRecords, EventRecord, Evidence
from dragoman.graph.settings import Settings
from dragoman.graph.store import Store
from dragoman.graph.vocabulary import ActorKind, EventType, Precision
from dragoman.queries.catalogue import load_catalogue

from .conftest import CONDEMNED, LAUNCHED

DRAGOMAN = Path(sys.executable).with_name("dragoman")
HEADERS = {"Accept": "application/json, text/event-stream"}
LIST_TOOLS = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
LAUNCH = {"event": "north korea missile launch january 2025"}
EVENTS, WORDS_OF_A_SENTENCE, LONGEST_ANSWER = 60, 300, 50_000

Got = TypeVar("Got")


def talk(server: str | StdioServerParameters, say: Callable[[Client], Awaitable[Got]], mode: str = "auto") -> Got:
    """What comes of a conversation with a server."""

    async def conversation() -> Got:
        async with Client(server, mode=mode) as client:
            return await say(client)

    return anyio.run(conversation)


def call(server: str | StdioServerParameters, name: str, **arguments: Any) -> CallToolResult:
    return talk(server, lambda client: client.call_tool(name, arguments))


def told(result: CallToolResult) -> str:
    (block,) = result.content
    assert isinstance(block, TextContent)
    return block.text


@pytest.fixture(scope="module")
def address(api: httpx.Client) -> str:
    return f"{api.base_url}/mcp"


@pytest.fixture(scope="module")
def command(neo4j_settings: Settings, neo4j_driver: Driver) -> StdioServerParameters:
    """The command as a host starts it, with the Neo4j under test."""
    told = {key: value for key, value in os.environ.items() if not key.startswith("NEO4J_")}
    if neo4j_settings.neo4j_uri and neo4j_settings.neo4j_password:
        told["NEO4J_URI"] = neo4j_settings.neo4j_uri
        told["NEO4J_PASSWORD"] = neo4j_settings.neo4j_password.get_secret_value()
    if neo4j_settings.dragoman_home:
        told["DRAGOMAN_HOME"] = str(neo4j_settings.dragoman_home)
    return StdioServerParameters(command=str(DRAGOMAN), args=["mcp"], env=told)


@pytest.fixture(scope="module")
def crowd(api: httpx.Client, neo4j_driver: Driver) -> None:
    """Beside the launch, a document so long that neither it nor an answer with its sentences can be given whole."""
    france = Actor(id="FRA", name="France", kind=ActorKind.STATE, state="FRA")
    sentences = [f"On day {number} France " + "protested " * WORDS_OF_A_SENTENCE for number in range(EVENTS)]
    text = " ".join(sentences)
    head = DocumentRecord(
        id="document:crowd", document="crowd.txt", sha256="crowd", text=text, confidence=1, evidence=()
    )
    events = []
    for number, sentence in enumerate(sentences):
        day, start = date(2020, 1, 1) + timedelta(days=number), text.index(sentence)
        event = EventRecord(
            id=f"event:crowd-{number}",
            document="crowd.txt",
            name=f"protest {number} by France",
            type=EventType.PROTEST,
            initiators=(france,),
            date=DateRange(start=day, end=day, precision=Precision.DAY),
            confidence=0.9,
            evidence=(Evidence(sentence=sentence, start=start, end=start + len(sentence)),),
            rule="test",
        )
        events.append(event)
    Store(neo4j_driver, "neo4j").load([DocumentRecords(document=head, facts=tuple(events), actors=())], "test")


def test_each_named_query_is_a_tool_that_only_reads(address: str) -> None:
    listed = talk(address, lambda client: client.list_tools())
    tools = {tool.name: tool for tool in listed.tools}
    assert tools.keys() == load_catalogue().keys()
    for name, query in load_catalogue().items():
        tool = tools[name]
        assert tool.annotations and tool.annotations.read_only_hint
        assert tool.input_schema["properties"].keys() == query.parameters.keys()
        assert tool.output_schema
        row = tool.output_schema["properties"]["rows"]["items"]
        assert list(row["properties"]) == [*query.columns, "evidence"]
    assert tools["allies"].input_schema["required"] == ["state"]
    assert tools["events"].input_schema["properties"]["since"]["format"] == "date"
    assert tools["events"].input_schema["properties"]["limit"]["maximum"] == 1000


# The client holds every answer against the output schema of its tool, and fails when they differ.
@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_an_answer_has_its_rows_and_the_sentences_that_say_so(address: str, mode: str) -> None:
    result = talk(address, lambda client: client.call_tool("who-responded-to-event", LAUNCH), mode)
    answer = result.structured_content
    assert not result.is_error
    assert {row["actor"]: row["stance"] for row in answer["rows"]} == {
        "South Korea": "CONDEMNED",
        "Japan": "CONDEMNED",
    }
    assert {row["evidence"][0]["sentence"] for row in answer["rows"]} == {CONDEMNED}
    assert answer["resolved"]["event"]["name"] == "missile launch by North Korea"
    assert (answer["next"], answer["note"]) == (None, None)
    assert json.loads(told(result)) == answer


def test_every_query_answers_its_example_as_its_schema_says(address: str) -> None:
    async def ask_all(client: Client) -> dict[str, CallToolResult]:
        return {name: await client.call_tool(name, dict(it.example)) for name, it in load_catalogue().items()}

    for name, result in talk(address, ask_all).items():
        # The graph is small: what an example names may not be in it.
        assert not result.is_error or "nothing in the graph is called" in told(result), name


@pytest.mark.usefixtures("crowd")
def test_an_answer_that_is_too_long_is_cut_and_goes_on(address: str) -> None:
    async def read_all(client: Client) -> list[dict[str, Any]]:
        pages, cursor = [], None
        while not pages or cursor:
            result = await client.call_tool("events", {"actor": "FRA", "limit": EVENTS, "cursor": cursor})
            assert len(told(result)) < LONGEST_ANSWER
            pages.append(result.structured_content)
            cursor = pages[-1]["next"]
        return pages

    pages = talk(address, read_all)
    assert len(pages) > 1
    assert f"cursor={pages[0]['next']}" in pages[0]["note"]
    assert "cut" in pages[0]["note"]
    names = [row["name"] for page in pages for row in page["rows"]]
    assert names == [f"protest {number} by France" for number in reversed(range(EVENTS))]


@pytest.mark.parametrize(
    ("name", "arguments", "advice"),
    [
        ("who-condemned", {}, "allies-who-condemned"),
        ("allies", {}, "needs the parameter state"),
        ("allies", {"state": "Atlantis"}, "nothing in the graph is called 'Atlantis'"),
        ("allies", {"state": "KOR", "on": "tomorrow"}, "write it as YYYY-MM-DD"),
        ("allies", {"state": ["KOR", "PRK"]}, "give one string or number"),
        ("events", {"colour": "red"}, "it takes actor, target"),
        ("events", {"type": "LAUNCH"}, "use one of AGREE"),
        ("events", {"limit": 2.5}, "not a whole number"),
        ("events", {"limit": True}, "give one string or number"),
    ],
)
def test_a_mistake_is_answered_with_what_to_do(address: str, name: str, arguments: dict[str, Any], advice: str) -> None:
    result = call(address, name, **arguments)
    assert result.is_error
    assert advice in told(result)


def test_a_database_that_is_away_is_told(away: httpx.Client) -> None:
    async def ask(client: Client) -> tuple[CallToolResult, str]:
        with pytest.raises(MCPError) as refused:
            await client.list_resources()
        return await client.call_tool("events"), str(refused.value)

    result, refused = talk(f"{away.base_url}/mcp", ask)
    assert result.is_error
    assert "call again" in told(result)
    assert "bolt://" in refused


def test_numbers_may_be_numbers(address: str) -> None:
    result = call(address, "events", limit=1.0, min_confidence=0.2, actor="PRK", cursor=None)
    assert [row["name"] for row in result.structured_content["rows"]] == ["missile launch by North Korea"]


def test_the_model_the_catalogue_and_the_documents_can_be_read(address: str) -> None:
    async def read_all(client: Client) -> dict[str, str]:
        listed = (await client.list_resources()).resources
        texts = {}
        for resource in listed:
            (content,) = (await client.read_resource(resource.uri)).contents
            assert isinstance(content, TextResourceContents)
            texts[resource.name] = content.text
        return texts

    texts = talk(address, read_all)
    assert "MOBILIZE" in texts["model"]
    assert "## who-responded-to-event" in texts["queries"]
    assert texts["launch.txt"] == f"{LAUNCHED} {CONDEMNED}"


def test_evidence_leads_to_the_text_it_stands_in(address: str) -> None:
    row = call(address, "who-responded-to-event", **LAUNCH).structured_content["rows"][0]
    piece = row["evidence"][0]
    content = talk(address, lambda client: client.read_resource(f"dragoman://documents/{piece['document']}"))
    assert content.contents[0].text[piece["start"] : piece["end"]] == piece["sentence"]


@pytest.mark.usefixtures("crowd")
def test_a_long_document_is_read_in_parts(address: str) -> None:
    async def read(client: Client) -> list[str]:
        parts, begin = [], 0
        while True:
            result = await client.read_resource(f"dragoman://documents/crowd.txt?from={begin}")
            text, cut, rest = result.contents[0].text.partition("\n[cut: ")
            parts.append(text)
            if not cut:
                return parts
            begin = int(rest.rpartition("?from=")[2].rstrip("]"))

    parts = talk(address, read)
    assert len(parts) > 1
    assert "".join(parts).count("protested ") == EVENTS * WORDS_OF_A_SENTENCE


@pytest.mark.parametrize(
    ("uri", "advice"),
    [
        ("dragoman://documents/no-such-report.txt", "no-such-report.txt"),
        ("dragoman://documents/launch.txt?from=here", "?from="),
        ("dragoman://secrets", "resources/list"),
        ("file:///etc/passwd", "resources/list"),
    ],
)
def test_what_is_not_there_cannot_be_read(address: str, uri: str, advice: str) -> None:
    async def refused(client: Client) -> str:
        with pytest.raises(MCPError) as told:
            await client.read_resource(uri)
        return str(told.value)

    assert advice in talk(address, refused)


def test_pages_of_other_sites_and_other_hosts_are_refused(api: httpx.Client) -> None:
    other_site = api.post("/mcp", json=LIST_TOOLS, headers={**HEADERS, "Origin": "https://example.org"})
    assert (other_site.status_code, other_site.json()["type"]) == (403, "/problems/wrong-origin")
    rebound = api.post("/mcp", json=LIST_TOOLS, headers={**HEADERS, "Host": "example.org"})
    assert (rebound.status_code, rebound.json()["type"]) == (400, "/problems/wrong-host")
    own = {"Origin": str(api.base_url).rstrip("/")}
    assert api.post("/mcp", json=LIST_TOOLS, headers={**HEADERS, **own}).status_code == 200


def test_too_much_is_refused_and_nothing_is_kept_open(api: httpx.Client) -> None:
    assert api.post("/mcp", json={**LIST_TOOLS, "params": {"x": "x" * 100_000}}, headers=HEADERS).status_code == 413
    for method in ("GET", "DELETE"):
        answer = api.request(method, "/mcp", headers=HEADERS)
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
        assert "use POST" in answer.json()["detail"]


@pytest.mark.usefixtures("api")
def test_over_standard_input_and_output(command: StdioServerParameters) -> None:
    async def ask(client: Client) -> tuple[list[str], CallToolResult]:
        tools = await client.list_tools()
        return [tool.name for tool in tools.tools], await client.call_tool("who-responded-to-event", LAUNCH)

    names, result = talk(command, ask)
    assert names == list(load_catalogue())
    assert len(result.structured_content["rows"]) == 2
