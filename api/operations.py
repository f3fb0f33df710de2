"""One operation for each named query, made from the catalogue: a new `.cypher` file is a new operation."""

import difflib
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from dragoman.api.answering import Answering
from dragoman.api.problems import (
    NotAcceptable,
    QueryTooLong,
    UnexpectedError,
    UnknownQuery,
    WrongHost,
    documented,
)
from dragoman.api.schemas import QueryDescription, answer_content, describe, parameter_objects
from dragoman.graph.errors import DatabaseError, DatabaseTimeout, DatabaseUnavailable, NotFound, UsageError
from dragoman.queries.catalogue import Query

PROBLEMS = (
    UsageError,
    WrongHost,
    NotFound,
    NotAcceptable,
    QueryTooLong,
    UnexpectedError,
    DatabaseError,
    DatabaseUnavailable,
    DatabaseTimeout,
)
UNCHANGED: Mapping[int | str, dict[str, Any]] = {
    304: {"description": "The answer is still the one that `If-None-Match` names"}
}


def query_router(catalogue: Mapping[str, Query], answering: Answering) -> APIRouter:
    """The catalogue and the named queries as operations."""
    router = APIRouter(prefix="/queries", tags=["queries"])
    descriptions = [describe(query) for query in catalogue.values()]

    @router.get("", summary="The named queries, with their parameters and columns", operation_id="queries")
    async def queries() -> list[QueryDescription]:
        return descriptions

    for query in catalogue.values():
        router.add_api_route(
            f"/{query.name}",
            _endpoint(query, answering),
            operation_id=query.name,
            summary=query.summary,
            description=query.description,
            response_class=Response,
            responses={200: {"content": answer_content(query)}, **UNCHANGED, **documented(*PROBLEMS)},
            openapi_extra={"parameters": parameter_objects(query)},
        )

    @router.get("/{name}", include_in_schema=False)
    async def unknown(name: str) -> None:
        near = difflib.get_close_matches(name, catalogue, cutoff=0.4)
        raise UnknownQuery(
            f"there is no query {name!r}", f"did you mean {' or '.join(near)}?" if near else "see /queries for all"
        )

    return router


def _endpoint(query: Query, answering: Answering) -> Callable[[Request], Awaitable[Response]]:
    async def ask(request: Request) -> Response:
        return await answering.answer(query, request)

    return ask
