"""`/search`, `/suggest` and `/things/{id}`: from words or an id to the page of what is meant."""

from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from dragoman.api.asking import NotUnderstood, Taken, take
from dragoman.api.pages.browser import among
from dragoman.api.pages.desk import Desk, respond
from dragoman.api.pages.links import page_of
from dragoman.graph.errors import UsageError
from dragoman.queries.parameter import ParameterType
from dragoman.queries.resolve.words import NOTHING, lucene_query

# What each type of parameter takes: the index, and the labels. Actors have an index of their own.
_SUGGESTED = {
    ParameterType.ACTOR: ("actors", ("Actor",)),
    ParameterType.STATE: ("actors", ("State", "Organization")),
    ParameterType.EVENT: ("names", ("Event",)),
    ParameterType.DOCUMENT: ("names", ("Document",)),
    ParameterType.PLACE: ("names", ("Place", "State")),
    ParameterType.ID: ("names", ("Actor", "Event", "Document")),
}
_GROUPS = {
    "Actors": ("actors", ("Actor",)),
    "Events": ("names", ("Event",)),
    "Documents": ("names", ("Document",)),
    "Places": ("names", ("Place",)),
}
_MOST_SUGGESTIONS = 8
_MOST_FOUND = 20
_LONGEST = 200
_FEWEST = 3
_ACTORS = frozenset({"state", "official", "organization", "group"})


def add(router: APIRouter, desk: Desk) -> None:
    """Serve search, suggestions, and the way from an id to its page."""

    @router.get("/search")
    def search(request: Request) -> Response:
        words = request.query_params.get("q", "").strip()[:_LONGEST]
        groups = {name: _named(desk, words, *where, _MOST_FOUND) for name, where in _GROUPS.items()}
        found = {name: rows for name, rows in groups.items() if rows}
        statement = among(row["id"] for rows in found.values() for row in rows) if found else None
        asked = _question(desk, words)
        return respond(
            request, "search.html", words=words, asked=asked, found=found, browser=desk.in_browser(statement)
        )

    @router.get("/suggest")
    def suggest(request: Request) -> Response:
        kind = request.query_params.get("kind", "id")
        if kind not in _SUGGESTED:
            raise UsageError(f"nothing is suggested for {kind!r}", f"use one of {', '.join(_SUGGESTED)}")
        words = request.query_params.get("q", "")[:_LONGEST]
        found = _named(desk, words, *_SUGGESTED[ParameterType(kind)], _MOST_SUGGESTIONS)
        return JSONResponse([row | {"page": page_of(row["id"])} for row in found])

    @router.get("/things/{id:path}")
    def thing(id: str) -> Response:
        meant = desk.ask("evidence", id=id, limit="1").resolved["id"]
        if meant.kind in _ACTORS:
            return RedirectResponse(f"/actors/{quote(meant.id)}")
        if meant.kind in ("event", "document"):
            return RedirectResponse(f"/{meant.kind}s/{quote(meant.id)}")
        return RedirectResponse(f"/ask/evidence?{urlencode({'id': meant.id})}")


def _question(desk: Desk, words: str) -> Taken | None:
    """What words are as a question, if they are one; fewer than three are a name."""
    if len(words.split()) < _FEWEST:
        return None
    try:
        return take(words, desk.catalogue)
    except NotUnderstood:
        return None


def _named(desk: Desk, words: str, index: str, labels: tuple[str, ...], limit: int) -> list[dict[str, Any]]:
    """What words as far as typed may name; nothing for no words."""
    lucene = lucene_query(words, every=True)
    if lucene == NOTHING:
        return []
    return desk.rows("suggestions", index=index, labels=list(labels), lucene=lucene, limit=limit)
