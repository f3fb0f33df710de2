"""`/ask/{query}`: a named query as a form, and its answer as table, graph, chart, timeline or map."""

from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dragoman.api.pages import views
from dragoman.api.pages.browser import among
from dragoman.api.pages.desk import Desk, respond
from dragoman.api.problems import UnknownQuery, meaning_of
from dragoman.graph.errors import NotFound, UsageError
from dragoman.queries.answer import Answer
from dragoman.queries.catalogue import Query


def add(router: APIRouter, desk: Desk) -> None:
    """Serve a page for each named query."""

    @router.get("/ask/{name:path}")
    def ask(request: Request, name: str) -> Response:
        if name not in desk.catalogue:
            raise UnknownQuery(f"there is no query {name!r}", "the start page lists all")
        query = desk.catalogue[name]
        # A form sends what was left empty, too.
        given = {key: value for key, value in request.query_params.items() if value.strip()}
        view = given.pop("view", "table")
        shown: dict[str, Any] = {"answer": None, "error": None, "views": views.possible(query), "view": view}
        status = 200
        if request.query_params:
            try:
                shown |= _answered(desk, desk.ask(name, **given), view)
            except (UsageError, NotFound) as error:
                status = meaning_of(type(error)).status
                shown["error"] = error
        statement = among(node["id"] for node in shown["network"]["nodes"]) if shown.get("network") else None
        return respond(
            request,
            "ask.html",
            status,
            query=query,
            given=given,
            address=Address(query, given, view),
            browser=desk.in_browser(statement),
            **shown,
        )


class Address:
    """The addresses of the same question shown or asked otherwise; the address in the bar is all the state there is."""

    def __init__(self, query: Query, given: dict[str, str], view: str) -> None:
        self._query, self._given, self._view = query, given, view

    def viewed(self, view: str) -> str:
        """The same answer as a table, graph …"""
        return self._page(self._given, view)

    def changed(self, name: str, value: str) -> str:
        """The same question with another value of one parameter, from its first page."""
        return self._page({key: old for key, old in self._given.items() if key != "cursor"} | {name: value}, self._view)

    def page(self, cursor: str | None) -> str:
        """Another page of the same answer; None for the first."""
        others = {key: value for key, value in self._given.items() if key != "cursor"}
        return self._page(others | ({"cursor": cursor} if cursor else {}), self._view)

    def data(self, format: str) -> str:
        """What is shown, in a format of the API."""
        return f"/queries/{self._query.name}?{urlencode(self._given | {'format': format})}"

    def _page(self, arguments: dict[str, str], view: str) -> str:
        return f"/ask/{self._query.name}?{urlencode(arguments | {'view': view})}#answer"


def _answered(desk: Desk, answer: Answer, view: str) -> dict[str, Any]:
    """What the templates need to show an answer in a view."""
    possible = views.possible(answer.declared)
    if view not in possible:
        raise UsageError(f"{answer.query} cannot be shown as {view!r}", f"use one of {', '.join(possible)}")
    shown: dict[str, Any] = {"answer": answer, "network": views.network(answer)}
    if view == "timeline":
        shown["timeline"] = views.timeline(answer)
    elif view == "chart":
        shown["chart"] = views.chart(answer)
    elif view == "map":
        shown["places"] = desk.rows("places", events=views.events_of(answer))
    return shown
