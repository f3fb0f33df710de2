"""One operation for each named query, made from the catalogue: a new `.cypher` file is a new operation."""

import difflib
from collections.abc import Callable, Mapping

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from dragoman.api.database import Database
from dragoman.api.metrics import Metrics
from dragoman.api.negotiation import MEDIA_TYPES, chosen_format
from dragoman.api.problems import NotAcceptable, QueryTooLong, UnexpectedError, UnknownQuery, WrongHost, documented
from dragoman.api.schemas import QueryDescription, answer_content, describe, parameter_objects
from dragoman.graph.errors import DatabaseError, DatabaseTimeout, DatabaseUnavailable, NotFound, UsageError
from dragoman.graph.settings import Settings
from dragoman.queries.answer import Answer
from dragoman.queries.catalogue import Query
from dragoman.queries.formats import render
from dragoman.queries.parameter import ParameterError
from dragoman.queries.run import run_query

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


def query_router(catalogue: Mapping[str, Query], database: Database, settings: Settings, metrics: Metrics) -> APIRouter:
    """The catalogue and the named queries as operations."""
    router = APIRouter(prefix="/queries", tags=["queries"])
    descriptions = [describe(query) for query in catalogue.values()]

    @router.get("", summary="The named queries, with their parameters and columns")
    async def queries() -> list[QueryDescription]:
        return descriptions

    for query in catalogue.values():
        router.add_api_route(
            f"/{query.name}",
            _endpoint(query, database, settings, metrics),
            operation_id=query.name,
            summary=query.summary,
            description=query.description,
            response_class=Response,
            responses={200: {"content": answer_content(query)}, **documented(*PROBLEMS)},
            openapi_extra={"parameters": parameter_objects(query)},
        )

    @router.get("/{name}", include_in_schema=False)
    async def unknown(name: str) -> None:
        near = difflib.get_close_matches(name, catalogue, cutoff=0.4)
        raise UnknownQuery(
            f"there is no query {name!r}", f"did you mean {' or '.join(near)}?" if near else "see /queries for all"
        )

    return router


def _endpoint(query: Query, database: Database, settings: Settings, metrics: Metrics) -> Callable[[Request], Response]:
    # Not `async`: Starlette runs it in its pool of threads, where waiting for the database blocks nobody else.
    def ask(request: Request) -> Response:
        arguments = _arguments(request)
        wanted = chosen_format(arguments.pop("format", None), request.headers.get("accept"))
        driver = database.driver()
        try:
            with metrics.database_seconds.labels(query.name).time():
                answer = run_query(
                    driver,
                    query,
                    arguments,
                    database=settings.neo4j_database,
                    timeout=settings.dragoman_query_timeout,
                )
        except DatabaseUnavailable:
            database.lost()
            raise
        return _response(request, answer, wanted)

    return ask


def _arguments(request: Request) -> dict[str, str]:
    arguments: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name in arguments:
            raise ParameterError(name, f"{name} is given more than once", "give one value")
        arguments[name] = value
    return arguments


def _response(request: Request, answer: Answer, wanted: str) -> Response:
    headers = {"Vary": "Accept"}
    if answer.next is not None:
        following = request.url.include_query_params(cursor=answer.next)
        headers["Link"] = f'<{following.path}?{following.query}>; rel="next"'
    body = render(answer, wanted)
    if isinstance(body, str | bytes):
        return Response(body, headers=headers, media_type=MEDIA_TYPES[wanted])
    return StreamingResponse(body, headers=headers, media_type=MEDIA_TYPES[wanted])
