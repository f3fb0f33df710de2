"""`/actors/{id}`: offices, alliances, what it did and what was done to it, its relations over time."""

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from dragoman.api.pages import views
from dragoman.api.pages.browser import around_actor
from dragoman.api.pages.desk import Desk, respond
from dragoman.graph.errors import NotFound

ROWS = "10"
COUNTERPARTS = 8
BUCKETS = ("day", "month", "year")


def add(router: APIRouter, desk: Desk) -> None:
    """Serve a page for each actor."""

    @router.get("/actors/{words:path}")
    def actor(request: Request, words: str) -> Response:
        day = request.query_params.get("as_of", "").strip()
        on = {"as_of": day} if day else {}
        done = desk.ask("events", actor=words, limit=ROWS, **on)
        meant = done.resolved["actor"]
        if meant.id != words:
            return RedirectResponse(f"/actors/{quote(meant.id)}?{request.url.query}".removesuffix("?"))
        head = desk.row("actor", id=meant.id)
        if head is None:
            raise NotFound(f"the graph has no actor {meant.id!r} any more", "look for it with the search box")
        is_body = head["kind"] in ("state", "organization", "group")
        return respond(
            request,
            "actor.html",
            actor=head,
            is_body=is_body,
            on=on,
            done=done,
            suffered=desk.ask("events", target=meant.id, limit=ROWS, **on),
            said=desk.ask("statements", **{"state" if is_body else "speaker": meant.id}, limit=ROWS, **on),
            officials=desk.ask("officials", state=meant.id, **on) if is_body else None,
            allies=desk.ask("allies", state=meant.id, **on) if is_body else None,
            offices=[] if is_body else desk.rows("offices", id=meant.id, limit=30),
            browser=desk.in_browser(around_actor(meant.id)),
            **_relations(desk, meant.id, is_body, dict(request.query_params), on),
        )


def _relations(desk: Desk, id: str, is_body: bool, asked: dict[str, str], on: dict[str, str]) -> dict[str, Any]:
    """Those it dealt with most, and how it dealt with one of them, period by period."""
    counterparts = desk.rows("counterparts", id=id, officials=not is_body, limit=COUNTERPARTS)
    other = asked.get("with") or (counterparts[0]["id"] if counterparts else None)
    bucket = asked.get("by", "month")
    if other is None:
        return {"counterparts": [], "relation": None}
    relation = desk.ask("relation-timeline", a=id, b=other, bucket=bucket, limit="1000", **on)
    return {
        "counterparts": counterparts,
        "relation": relation,
        "other": relation.resolved["b"],
        "bucket": bucket,
        "buckets": BUCKETS,
        "chart": views.chart(relation),
    }
