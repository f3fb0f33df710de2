"""Errors, as a client meets them: problem documents that name what is at fault."""

from typing import Any

import httpx

from dragoman.graph.settings import Settings

PROBLEM = "application/problem+json"


def problem(response: httpx.Response, status: int) -> dict[str, Any]:
    assert (response.status_code, response.headers["content-type"]) == (status, PROBLEM), response.text
    body: dict[str, Any] = response.json()
    assert body.keys() >= {"type", "title", "status", "detail", "instance"}
    assert body["status"] == status
    assert body["request_id"] == response.headers["x-request-id"]
    return body


def test_an_unknown_query_names_the_nearest(away: httpx.Client) -> None:
    body = problem(away.get("/queries/official"), 404)
    assert body["type"] == "/problems/unknown-query"
    assert "officials" in body["detail"]


def test_an_address_that_does_not_exist(away: httpx.Client) -> None:
    assert problem(away.get("/nowhere"), 404)["instance"] == "/nowhere"


def test_a_method_that_is_not_served(away: httpx.Client) -> None:
    response = away.post("/queries/events")
    assert problem(response, 405)["type"] == "/problems/method-not-allowed"
    assert response.headers["allow"] == "GET"


def test_a_format_that_does_not_exist(away: httpx.Client) -> None:
    assert problem(away.get("/queries/events?format=xml"), 400)["parameter"] == "format"


def test_a_media_type_that_cannot_be_made(away: httpx.Client) -> None:
    assert problem(away.get("/queries/events", headers={"Accept": "image/png"}), 406)


def test_a_parameter_given_twice(away: httpx.Client) -> None:
    assert problem(away.get("/queries/allies?state=KOR&state=PRK"), 400)["parameter"] == "state"


def test_a_query_string_that_is_too_long(away: httpx.Client) -> None:
    assert "8192" in problem(away.get("/queries/search", params={"q": "x" * 10_000}), 414)["detail"]


def test_another_host_name_is_refused(away: httpx.Client) -> None:
    problem(away.get("/queries", headers={"Host": "attacker.example"}), 400)
    assert away.get("/queries", headers={"Host": "localhost:8420"}).status_code == 200
    assert away.get("/queries", headers={"Host": "[::1]:8420"}).status_code == 200


def test_the_kind_of_a_problem_can_be_looked_up(away: httpx.Client) -> None:
    body = problem(away.get("/queries/nothing-like-it"), 404)
    assert away.get(body["type"]).json()["title"] == body["title"]


def test_database_away(away: httpx.Client) -> None:
    response = away.get("/queries/allies?state=KOR")
    assert problem(response, 503)["type"] == "/problems/database-away"
    assert int(response.headers["retry-after"]) > 0
    problem(away.get("/health/ready"), 503)
    assert away.get("/health/live").json() == {"status": "alive"}


def test_a_request_keeps_a_harmless_id_and_loses_another(away: httpx.Client) -> None:
    assert away.get("/health/live", headers={"X-Request-ID": "abc-123"}).headers["x-request-id"] == "abc-123"
    given = away.get("/health/live", headers={"X-Request-ID": "two words\u00e9".encode()}).headers["x-request-id"]
    assert given.isalnum()


def test_requests_are_counted_by_route_and_status(serve: Any, unreachable: Settings) -> None:
    client = serve(unreachable)
    client.get("/health/live")
    client.get("/nowhere/at/all")
    counted = client.get("/metrics").text
    assert 'dragoman_requests_total{route="/health/live",status="200"} 1.0' in counted
    assert 'dragoman_requests_total{route="other",status="404"} 1.0' in counted
