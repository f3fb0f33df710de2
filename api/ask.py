"""The operation `/ask`: a question in plain words, the named query that it was taken for, and the answer."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from dragoman.api.asking import LONGEST_QUESTION, NotUnderstood, take
from dragoman.api.graph import Graph
from dragoman.api.problems import QueryTooLong, UnexpectedError, WrongHost, documented
from dragoman.graph.errors import DatabaseError, DatabaseTimeout, DatabaseUnavailable, NotFound, UsageError
from dragoman.queries.answer import Resolved
from dragoman.queries.catalogue import Query
from dragoman.queries.parameter import ParameterError

PROBLEMS = (
    UsageError,
    WrongHost,
    NotFound,
    NotUnderstood,
    QueryTooLong,
    UnexpectedError,
    DatabaseError,
    DatabaseUnavailable,
    DatabaseTimeout,
)


class Asked(BaseModel):
    """The answer to a question in plain words: that of the query it was taken for, with the question."""

    question: str
    href: str = Field(description="The same as a named query: pages, formats and further parameters are there")
    query: str = Field(description="The named query that the question was taken for")
    parameters: dict[str, Any] = Field(description="The values that it was taken to give, defaults filled in")
    resolved: dict[str, Resolved] = Field(description="What an id or plain words were taken for, by parameter")
    rows: list[dict[str, Any]] = Field(description="As the query answers, each with its evidence")
    next: str | None = Field(description="The cursor of the next page, for `href`")


def ask_router(catalogue: Mapping[str, Query], graph: Graph) -> APIRouter:
    """The operation `/ask`."""
    router = APIRouter(tags=["queries"])
    words = {"type": "string", "pattern": r"\S", "maxLength": LONGEST_QUESTION}
    parameter = {
        "name": "q",
        "in": "query",
        "required": True,
        "schema": words,
        "description": "A question in plain English",
        "example": "who condemned the North Korean missile launch in January 2025?",
    }

    @router.get(
        "/ask",
        operation_id="ask",
        summary="Ask in plain words: what the question was taken for, and the answer",
        response_model=Asked,
        responses=documented(*PROBLEMS),
        openapi_extra={"parameters": [parameter]},
    )
    def ask(request: Request) -> JSONResponse:
        question = _question(request)
        taken = take(question, catalogue)
        answer = graph.ask(catalogue[taken.query], taken.arguments).as_dict()
        href = f"/queries/{taken.query}?{urlencode(taken.arguments)}"
        return JSONResponse({"question": question, "href": href, **answer})

    return router


def _question(request: Request) -> str:
    given = request.query_params.multi_items()
    unknown = next((name for name, _ in given if name != "q"), None)
    if unknown is not None:
        raise ParameterError(unknown, f"/ask has no parameter {unknown!r}", "ask the named query, at `href`, for more")
    questions = [value for _, value in given if value.strip()]
    if len(questions) != 1 or len(given) != 1:
        raise ParameterError("q", "q is to be one question", "for example q=who are the allies of North Korea")
    if len(questions[0]) > LONGEST_QUESTION:
        raise ParameterError("q", f"the question has {len(questions[0])} characters", f"use at most {LONGEST_QUESTION}")
    return questions[0]
