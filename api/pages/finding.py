"""`/search`, `/suggest` and `/things/{id}`: from words or an id to the page of what is meant."""

from urllib.parse import quote, urlencode

from fastapi import APIRouter
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from dragoman.api.pages.browser import among
from dragoman.api.pages.desk import Desk, respond
from dragoman.api.pages.links import page_of
from dragoman.graph.errors import UsageError
from dragoman.queries.parameter import ParameterType
from dragoman.queries.resolve.words import NOTHING, lucene_query

# What each kind of parameter, and the search box (`any`), takes; actors have an index of their own.
_SUGGESTED = {
    ParameterType.ACTOR: ("actors", ("Actor",)),
    ParameterType.STATE: ("actors", ("State", "Organization")),
    ParameterType.EVENT: ("names", ("Event",)),
    ParameterType.DOCUMENT: ("names", ("Document",)),
    ParameterType.PLACE: ("names", ("Place", "State")),
    ParameterType.ID: ("names", ("Actor", "Event", "Document")),
}
_MOST_SUGGESTIONS = 8
_LONGEST = 200
_ACTORS = frozenset({"state", "official", "organization", "group"})


def add(router: APIRouter, desk: Desk) -> None:
    """Serve search, suggestions, and the way from an id to its page."""

    @router.get("/search")
    def search(request: Request) -> Response:
        words = request.query_params.get("q", "").strip()
        answer = desk.ask("search", q=words, limit="60") if words else None
        statement = among(row["id"] for row in answer.rows) if answer and answer.rows else None
        browser = desk.in_browser(statement)
        return respond(request, "search.html", words=words, answer=answer, browser=browser)

    @router.get("/suggest")
    def suggest(request: Request) -> Response:
        kind = request.query_params.get("kind", "id")
        if kind not in _SUGGESTED:
            raise UsageError(f"nothing is suggested for {kind!r}", f"use one of {', '.join(_SUGGESTED)}")
        lucene = lucene_query(request.query_params.get("q", "")[:_LONGEST], every=True)
        index, labels = _SUGGESTED[ParameterType(kind)]
        found = (
            []
            if lucene == NOTHING
            else desk.reading().rows(
                "suggestions", index=index, labels=list(labels), lucene=lucene, limit=_MOST_SUGGESTIONS
            )
        )
        return JSONResponse([row | {"page": page_of(row["id"])} for row in found])

    @router.get("/things/{id:path}")
    def thing(id: str) -> Response:
        meant = desk.ask("evidence", id=id, limit="1").resolved["id"]
        if meant.kind in _ACTORS:
            return RedirectResponse(f"/actors/{quote(meant.id)}")
        if meant.kind in ("event", "document"):
            return RedirectResponse(f"/{meant.kind}s/{quote(meant.id)}")
        return RedirectResponse(f"/ask/evidence?{urlencode({'id': meant.id})}")
