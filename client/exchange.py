"""Requests and answers, the same for both clients; no input or output of its own."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from importlib.metadata import version
from typing import Any

import httpx

from dragoman.client.answers import Value
from dragoman.client.errors import ApiProblem, ServerUnreachable

DEFAULT_ADDRESS = "http://127.0.0.1:8420"
# A query may take 30 seconds by default; the server tells that it took too long before the client gives up.
DEFAULT_TIMEOUT = 60.0


def headers(key: str | None) -> dict[str, str]:
    """The headers of every request."""
    told = {"Accept": "application/json", "User-Agent": f"dragoman-client/{version('dragoman')}"}
    return told | ({"Authorization": f"Bearer {key}"} if key else {})


def written(parameters: Mapping[str, Value]) -> dict[str, str]:
    """Parameters as text, without those that are None."""
    return {
        name: value.isoformat() if isinstance(value, date) else str(value)
        for name, value in parameters.items()
        if value is not None
    }


def content_of(response: httpx.Response) -> Any:
    """What the server answered.

    Raises:
        ApiProblem: it answered with an error.
        ServerUnreachable: what answered is no dragoman server.
    """
    if not response.is_success:
        raise _problem(response)
    try:
        return response.json()
    except ValueError as error:
        hint = "is it the address that `dragoman serve` printed?"
        raise ServerUnreachable(f"what answers at {response.url} speaks no JSON", hint) from error


@contextmanager
def translated(address: str) -> Iterator[None]:
    """Within it, failures of the connection are ours.

    Raises:
        ServerUnreachable: the server cannot be reached, or its answer does not come to its end.
    """
    try:
        yield
    except httpx.TimeoutException as error:
        raise ServerUnreachable(f"{address} does not answer in time", "ask for less, or raise `timeout`") from error
    except (httpx.TransportError, httpx.InvalidURL) as error:
        raise ServerUnreachable(f"no server answers at {address}: {error}", "is `dragoman serve` running?") from error


def _problem(response: httpx.Response) -> ApiProblem:
    try:
        told = response.json()
    except ValueError:
        told = {}
    told = told if isinstance(told, dict) else {}
    wait = response.headers.get("retry-after", "")
    return ApiProblem(
        response.status_code,
        str(told.get("type", "unknown")).rpartition("/")[2],
        told.get("title") or response.reason_phrase,
        told.get("detail") or "the answer has no details",
        parameter=told.get("parameter"),
        request_id=told.get("request_id"),
        retry_after=float(wait) if wait.isdecimal() else None,
    )
