"""What every page needs: the graph to read from, templates to write with, and a page for what went wrong."""

import dataclasses
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any

from fastapi.routing import APIRoute
from fastapi.templating import Jinja2Templates
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dragoman.api.graph import Graph
from dragoman.api.pages import links
from dragoman.api.pages.browser import BrowserLink, browser_link
from dragoman.api.pages.views import columns_shown, headline
from dragoman.api.problems import UnknownQuery, meaning_of, problem_response, routing_error, with_headers
from dragoman.graph import local
from dragoman.graph.errors import DragomanError
from dragoman.graph.settings import Settings
from dragoman.queries.answer import Answer
from dragoman.queries.catalogue import Query

# The pages show words of documents that nobody here wrote: no script but our own may run, and nothing else be loaded.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
}
templates = Jinja2Templates(directory=Path(__file__).parent / "templates")
templates.env.lstrip_blocks = True
templates.env.globals.update(
    page_of=links.page_of,
    page_of_actor=links.page_of_actor,
    sentence_in=links.sentence_in,
    cell_page=links.cell_page,
    columns_shown=columns_shown,
    kind_of=links.kind_of,
    headline=headline,
)


@dataclasses.dataclass(frozen=True)
class Desk:
    """Answers the questions of the pages and fills in their templates."""

    catalogue: Mapping[str, Query]
    settings: Settings
    graph: Graph

    def ask(self, name: str, **arguments: str) -> Answer:
        """The answer of a named query.

        Raises:
            UnknownQuery: there is no query of that name.
            UsageError, NotFound, DatabaseError: as `run_query` does.
        """
        if name not in self.catalogue:
            raise UnknownQuery(f"there is no query {name!r}", "see the start page for all")
        return self.graph.ask(self.catalogue[name], arguments)

    def rows(self, profile: str, **values: Any) -> list[dict[str, Any]]:
        """What no named query gives, by the name of its statement in `queries/profiles`.

        Raises:
            DatabaseError: Neo4j cannot be used.
        """
        return self.graph.rows(profile, **values)

    def row(self, profile: str, **values: Any) -> dict[str, Any] | None:
        """The one row of such a statement, or None where it has none; raises as `rows` does."""
        found = self.rows(profile, **values)
        return found[0] if found else None

    def in_browser(self, statement: str | None = None) -> BrowserLink:
        """Neo4j Browser with a statement ready to run; the statement to copy where no address of it is known."""
        if self.settings.neo4j_uri:
            return browser_link(self.settings.dragoman_browser_url, statement)
        server = local.running(self.settings)
        return browser_link(server.browser_uri if server else None, statement)


def respond(request: Request, template: str, status: int = 200, **shown: Any) -> Response:
    """A page made from a template, with the headers that every page has."""
    return templates.TemplateResponse(request, template, shown, status_code=status, headers=HEADERS)


class PageRoute(APIRoute):
    """A route whose errors are told on a page, since a person reads them."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with what it raises on purpose turned into a page."""
        inner = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await inner(request)
            except DragomanError as error:
                return problem_page(request, error)

        return handle


def problem_page(request: Request, error: DragomanError) -> Response:
    """A page that says what went wrong and what to do about it."""
    meaning = meaning_of(type(error))
    page = respond(request, "problem.html", meaning.status, title=meaning.title, error=error, browser=None)
    return with_headers(page, error)


def page_or_problem(request: Request, error: DragomanError) -> Response:
    """The same for a request of which it is not known who reads the answer: a page for a browser, else a document."""
    reads_pages = "text/html" in request.headers.get("accept", "")
    return problem_page(request, error) if reads_pages else problem_response(request, error)


def refuse_address(request: Request, error: Exception) -> Response:
    """Exception handler for what the router refuses."""
    assert isinstance(error, HTTPException)  # noqa: S101 - Starlette's signature is wider than what it calls us with
    return page_or_problem(request, routing_error(request, error))
