"""Every error as a problem document (RFC 9457): which exception has which status and name stands in one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dragoman.api.asking import NotUnderstood
from dragoman.graph.errors import (
    DatabaseError,
    DatabaseTimeout,
    DatabaseUnavailable,
    DragomanError,
    NotFound,
    UsageError,
)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 5


class UnknownQuery(NotFound):
    """No query of the catalogue has that name."""


class NotAcceptable(UsageError):
    """The `Accept` header admits none of the formats."""


class WrongHost(UsageError):
    """The `Host` header names another host than this server answers for."""


class WrongOrigin(UsageError):
    """A page of another site asks, by its `Origin` header."""


class QueryTooLong(UsageError):
    """The query string is longer than the limit."""


class NoSuchAddress(NotFound):
    """Nothing is served under that path."""


class MethodNotAllowed(UsageError):
    """The path is served, but not by that method; `allowed` names those it is served by."""

    def __init__(self, message: str, allowed: str) -> None:
        super().__init__(message, f"use {allowed}")
        self.headers = (("Allow", allowed),)


class KeyWanted(UsageError):
    """The request has no key that counts."""

    # Two headers: browsers take no second challenge from one.
    headers: ClassVar = (
        ("WWW-Authenticate", 'Bearer realm="dragoman"'),
        ("WWW-Authenticate", 'Basic realm="dragoman: the key as password"'),
    )


class ScopeMissing(UsageError):
    """The key is not for that operation."""


class BodyTooLarge(UsageError):
    """The body of the request is larger than the limit."""


class BodyTooSlow(UsageError):
    """The body of the request did not come in time."""


class TooManyRequests(UsageError):
    """An address or a key asks more often than it may; `seconds` until it may ask again."""

    def __init__(self, seconds: int) -> None:
        super().__init__("too many requests", f"ask again in {seconds} s")
        self.headers = (("Retry-After", str(seconds)),)


class WrongBody(UsageError):
    """The body of the request is not what the operation takes."""


class UnknownBody(UsageError):
    """The body of the request is of a kind that the operation does not take."""


class NoSuchJob(NotFound):
    """No job has that id, or it ended long ago."""


class QueueFull(DragomanError):
    """As many jobs wait as may."""


class UnexpectedError(DragomanError):
    """A mistake of the program itself; its details are in the log, never in the answer."""


@dataclass(frozen=True)
class Meaning:
    """What an error is in HTTP: its status, the last part of its `type` address and its title."""

    status: int
    slug: str
    title: str


MEANINGS: Mapping[type[DragomanError], Meaning] = {
    UsageError: Meaning(400, "wrong-parameter", "A parameter is unknown, missing or has a wrong value"),
    WrongHost: Meaning(400, "wrong-host", "The request is meant for another host"),
    WrongOrigin: Meaning(403, "wrong-origin", "The request comes from a page of another site"),
    WrongBody: Meaning(400, "wrong-body", "The body of the request is not what is taken here"),
    KeyWanted: Meaning(401, "key-wanted", "A key is needed"),
    ScopeMissing: Meaning(403, "scope-missing", "That needs a key with another scope"),
    NotFound: Meaning(404, "nothing-found", "Nothing in the graph answers to that id or name"),
    NotUnderstood: Meaning(404, "not-understood", "No named query answers the question"),
    UnknownQuery: Meaning(404, "unknown-query", "No query has that name"),
    NoSuchAddress: Meaning(404, "no-such-address", "Nothing is served at that address"),
    NoSuchJob: Meaning(404, "no-such-job", "There is no such job"),
    MethodNotAllowed: Meaning(405, "method-not-allowed", "The address does not take that method"),
    NotAcceptable: Meaning(406, "not-acceptable", "None of the accepted formats can be made"),
    BodyTooSlow: Meaning(408, "body-too-slow", "The request did not come in time"),
    BodyTooLarge: Meaning(413, "body-too-large", "The request is too large"),
    QueryTooLong: Meaning(414, "query-too-long", "The query string is too long"),
    UnknownBody: Meaning(415, "unknown-body", "The body of the request is of a kind that is not taken here"),
    TooManyRequests: Meaning(429, "too-many-requests", "More requests than allowed"),
    DragomanError: Meaning(500, "unexpected-error", "The server made a mistake"),
    DatabaseError: Meaning(503, "database-unusable", "The database cannot be used"),
    DatabaseUnavailable: Meaning(503, "database-away", "The database does not answer"),
    QueueFull: Meaning(503, "queue-full", "Too many documents wait to be loaded"),
    DatabaseTimeout: Meaning(504, "query-timeout", "The query took longer than its limit"),
}


class Problem(BaseModel):
    """The body of an error answer (RFC 9457)."""

    type: str = Field(description="Address that names the kind of problem", examples=["/problems/wrong-parameter"])
    title: str = Field(description="The kind of problem in words")
    status: int = Field(description="The HTTP status again", examples=[400])
    detail: str = Field(description="What went wrong in this request, and what to do about it")
    instance: str = Field(description="The address that was asked", examples=["/queries/events"])
    parameter: str | None = Field(default=None, description="The parameter at fault, where there is one")
    request_id: str = Field(description="The `X-Request-ID` under which the server's log has this request")


def problem_router() -> APIRouter:
    """The addresses that problem documents give as their `type`."""
    router = APIRouter(prefix="/problems", include_in_schema=False)
    kinds = {meaning.slug: meaning for meaning in MEANINGS.values()}

    @router.get("/{slug}")
    async def kind(slug: str) -> Meaning:
        if slug not in kinds:
            raise NoSuchAddress(f"there is no kind of problem {slug!r}", f"they are {', '.join(kinds)}")
        return kinds[slug]

    return router


def meaning_of(error: type[DragomanError]) -> Meaning:
    """The entry of the table for an error class, or for the nearest of its ancestors that has one."""
    return next(MEANINGS[ancestor] for ancestor in error.__mro__ if ancestor in MEANINGS)


def problem_response(request: Request, error: DragomanError) -> Response:
    """The answer that tells a client about an error."""
    meaning = meaning_of(type(error))
    problem = Problem(
        type=f"/problems/{meaning.slug}",
        title=meaning.title,
        status=meaning.status,
        detail=str(error),
        instance=request.url.path,
        parameter=getattr(error, "parameter", None),
        request_id=request.state.request_id,
    )
    return with_headers(
        JSONResponse(problem.model_dump(exclude_none=True), meaning.status, media_type=MEDIA_TYPE), error
    )


def with_headers(response: Response, error: DragomanError) -> Response:
    """The answer about an error, with the headers that go with that."""
    for name, value in getattr(error, "headers", ()):
        response.headers.append(name, value)
    if response.status_code == 503:
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def handle_known(request: Request, error: Exception) -> Response:
    """Exception handler for every `DragomanError`."""
    assert isinstance(error, DragomanError)  # noqa: S101 - Starlette's signature is wider than what it calls us with
    return problem_response(request, error)


def routing_error(request: Request, error: HTTPException) -> DragomanError:
    """What the router refuses as an error of our own: a path or a method that is not served."""
    path = request.url.path
    if error.status_code != 405:
        return NoSuchAddress(f"nothing is served at {path}", "see /docs")
    allowed = (error.headers or {}).get("Allow", "GET")
    return MethodNotAllowed(f"{path} does not take {request.method}", allowed)


def documented(*errors: type[DragomanError]) -> dict[int | str, dict[str, Any]]:
    """The `responses` of an OpenAPI operation that may end with these errors."""
    by_status: dict[int | str, dict[str, Any]] = {}
    for meaning in map(meaning_of, errors):
        known = by_status.get(meaning.status)
        title = f"{known['description']}; or: {meaning.title}" if known else meaning.title
        by_status[meaning.status] = {
            "description": title,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    return by_status
