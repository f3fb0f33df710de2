"""Answers that a client or the server has already: right as long as the graph stays the same, and no longer."""

import httpx
from neo4j import Driver

RESPONSES = "/queries/who-responded-to-event?event=north+korea+missile+launch+january+2025"


def counted(api: httpx.Client, source: str, query: str = "who-responded-to-event") -> float:
    """How many answers of a query came from there, as `/metrics` tells."""
    name = f'dragoman_answers_total{{query="{query}",source="{source}"}} '
    lines = api.get("/metrics").text.splitlines()
    return sum(float(line.removeprefix(name)) for line in lines if line.startswith(name))


def test_what_a_client_has_is_not_sent_again(api: httpx.Client) -> None:
    first = api.get(RESPONSES)
    read = counted(api, "database") + counted(api, "memory")
    again = api.get(RESPONSES, headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert counted(api, "database") + counted(api, "memory") == read
    assert api.get(RESPONSES, headers={"If-None-Match": '"other"'}).status_code == 200


def test_each_question_and_form_has_a_tag_of_its_own(api: httpx.Client) -> None:
    addresses = [RESPONSES, f"{RESPONSES}&limit=1", f"{RESPONSES}&format=csv", f"{RESPONSES}&format=graph"]
    assert len({api.get(address).headers["etag"] for address in addresses}) == len(addresses)


def test_a_repeated_question_is_answered_from_memory_until_the_graph_changes(
    api: httpx.Client, neo4j_driver: Driver
) -> None:
    address = "/queries/events?actor=North+Korea"
    first = api.get(address)
    read = counted(api, "database", "events")
    assert api.get(address).text == first.text
    assert counted(api, "database", "events") == read
    # By hand, as somebody does in Neo4j Browser: no writer of dragoman's takes part.
    rename = "MATCH (e:Event {id: 'event:api-launch'}) SET e.name = $name"
    neo4j_driver.execute_query(rename, name="launch of two missiles")
    changed = api.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert changed.status_code == 200
    assert changed.json()["rows"][0]["name"] == "launch of two missiles"
    neo4j_driver.execute_query(rename, name="missile launch by North Korea")
    assert api.get(address).json() == first.json()


def test_answers_are_packed_for_those_who_can_unpack(api: httpx.Client) -> None:
    packed = api.get(RESPONSES, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    plain = api.get(RESPONSES, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()
    assert int(packed.headers["content-length"]) < len(plain.content)
