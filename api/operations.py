"""One operation for each named query, made from the catalogue: a new `.cypher` file is a new operation."""

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.routing import BaseRoute

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
from dragoman.queries.catalogue import Query, did_you_mean

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

    # Matching a path with each operation in turn took a quarter of the time of a kept answer.
    @router.get("/{name}", include_in_schema=False)
    async def answer(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in catalogue:
            raise UnknownQuery(f"there is no query {name!r}", did_you_mean(name, catalogue) or "see /queries for all")
        request.scope["route"] = operations[name]
        return await answering.answer(catalogue[name], request)

    operations = {query.name: _describe_operation(router, query, answer) for query in catalogue.values()}
    return router


def _describe_operation(router: APIRouter, query: Query, endpoint: Callable[..., Any]) -> BaseRoute:
    """An operation of its own for a named query, in the OpenAPI document and in measurements."""
    router.add_api_route(
        f"/{query.name}",
        endpoint,
        operation_id=query.name,
        summary=query.summary,
        description=query.description,
        response_class=Response,
        responses={200: {"content": answer_content(query)}, **UNCHANGED, **documented(*PROBLEMS)},
        openapi_extra={"parameters": parameter_objects(query)},
    )
    return router.routes[-1]
