"""`/`: a search box, the questions, one of them with its answer, and what the graph holds."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dragoman.api.pages.desk import Desk, respond
from dragoman.graph.errors import DatabaseError, NotFound
from dragoman.queries.answer import Answer

EXAMPLE = "who-responded-to-event"
EXAMPLE_ROWS = "3"


def add(router: APIRouter, desk: Desk) -> None:
    """Serve the start page."""

    @router.get("/")
    def start(request: Request) -> Response:
        shown: dict[str, Any]
        try:
            shown = _holdings(desk) | {"example": _example(desk)}
        except DatabaseError as error:
            # The page is where one looks first when something is wrong: it stands without the graph too.
            shown = {"problem": error}
        return respond(
            request,
            "start.html",
            queries=list(desk.catalogue.values()),
            browser=desk.in_browser(),
            **shown,
        )


def _holdings(desk: Desk) -> dict[str, Any]:
    return {"holdings": desk.row("holdings"), "documents": desk.rows("documents", limit=5)}


def _example(desk: Desk) -> Answer | None:
    """The answer to the example, where the graph has what it asks about."""
    if EXAMPLE not in desk.catalogue:
        return None
    try:
        return desk.ask(EXAMPLE, **desk.catalogue[EXAMPLE].example, limit=EXAMPLE_ROWS)
    except NotFound:
        return None
