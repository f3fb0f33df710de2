"""A question in plain words over HTTP: what it was taken for, and the answer."""

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

QUESTION = "Who condemned the North Korean missile launch in January 2025?"


def test_a_question_is_answered_with_what_it_was_taken_for(api: httpx.Client) -> None:
    answer = api.get("/ask", params={"q": QUESTION}).json()
    assert answer["question"] == QUESTION
    assert answer["query"] == "who-responded-to-event"
    assert answer["parameters"]["stance"] == "CONDEMNED"
    assert answer["resolved"]["event"]["name"] == "missile launch by North Korea"
    assert {row["actor"] for row in answer["rows"]} == {"Japan", "South Korea"}
    assert all(row["evidence"] for row in answer["rows"])


def test_one_state_can_be_asked_for(api: httpx.Client) -> None:
    answer = api.get("/ask", params={"q": "how did japan react to the north korean launch on 14 january 2025"}).json()
    assert [(row["actor"], row["stance"]) for row in answer["rows"]] == [("Japan", "CONDEMNED")]


def test_the_named_query_answers_the_same_at_its_address(api: httpx.Client) -> None:
    asked = api.get("/ask", params={"q": QUESTION}).json()
    address = urlsplit(asked["href"])
    assert address.path == "/queries/who-responded-to-event"
    assert parse_qs(address.query)["stance"] == ["CONDEMNED"]
    named = api.get(asked["href"]).json()
    assert named == {name: value for name, value in asked.items() if name not in ("question", "href")}


@pytest.mark.parametrize(
    ("query", "status", "kind", "told"),
    [
        ("q=what+is+the+capital+of+France%3F", 404, "not-understood", "who-responded-to-event"),
        ("q=who+are+the+allies+of+Atlantis", 404, "nothing-found", "atlantis"),
        ("q=", 400, "wrong-parameter", "one question"),
        ("", 400, "wrong-parameter", "one question"),
        ("q=a&q=b", 400, "wrong-parameter", "one question"),
        ("q=who&limit=3", 400, "wrong-parameter", "limit"),
        (f"q={'who+' * 200}", 400, "wrong-parameter", "at most 500"),
        ("q=%400+~3+%407", 404, "not-understood", "can be asked"),
    ],
)
def test_what_cannot_be_answered_is_a_problem_document(
    api: httpx.Client, query: str, status: int, kind: str, told: str
) -> None:
    answer = api.get(f"/ask?{query}")
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{kind}")
    assert told in answer.json()["detail"]


def test_a_database_that_is_away_is_told(away: httpx.Client) -> None:
    answer = away.get("/ask", params={"q": QUESTION})
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/database-away")
