"""`/events/{id}`: who did what to whom, when and where, who responded, and what followed from that."""

from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from dragoman.api.pages.browser import around_event
from dragoman.api.pages.desk import Desk, respond
from dragoman.graph.errors import NotFound

ROWS = "25"


def add(router: APIRouter, desk: Desk) -> None:
    """Serve a page for each event."""

    @router.get("/events/{words:path}")
    def event(request: Request, words: str) -> Response:
        responses = desk.ask("who-responded-to-event", event=words, limit=ROWS)
        meant = responses.resolved["event"]
        if meant.id != words:
            return RedirectResponse(f"/events/{quote(meant.id)}")
        head = desk.row("event", id=meant.id)
        if head is None:
            raise NotFound(f"the graph has no event {meant.id!r} any more", "look for it with the search box")
        return respond(
            request,
            "event.html",
            event=head,
            responses=responses,
            told=desk.ask("evidence", id=meant.id, limit=ROWS),
            chain=desk.ask("response-chain", event=meant.id, limit="100"),
            statements=desk.ask("statements", event=meant.id, limit=ROWS),
            coincident=desk.ask("coincident-events", event=meant.id, limit=ROWS),
            same=desk.ask("same-events", event=meant.id, limit=ROWS),
            browser=desk.in_browser(around_event(meant.id)),
        )
