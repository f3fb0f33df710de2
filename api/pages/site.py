"""What people see in a web browser: the pages, the API's documentation, the guide of Neo4j Browser.

Nothing is fetched from elsewhere: the pages work on a machine without network.
"""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.applications import Starlette
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from dragoman.api.graph import Graph
from dragoman.api.pages import actor, ask, document, event, finding, start
from dragoman.api.pages.desk import Desk, PageRoute, respond
from dragoman.graph import browser
from dragoman.graph.settings import Settings
from dragoman.queries.catalogue import Query

HERE = Path(__file__).parent
# Swagger UI as that package carries it; only its files are used.
SWAGGER_FILES = Path(str(files("fastapi_offline"))) / "static"
LOOPBACK_ORIGIN = r"http://(localhost|127\.0\.0\.1)(:\d+)?"


def add_pages(app: FastAPI, catalogue: Mapping[str, Query], settings: Settings, graph: Graph) -> None:
    """Serve the pages, `/docs`, `/static` and `/browser`."""
    router = APIRouter(route_class=PageRoute, include_in_schema=False)
    desk = Desk(catalogue, settings, graph)
    for part in (start, ask, finding, actor, event, document):
        part.add(router, desk)
    app.include_router(router)

    @app.get("/docs", include_in_schema=False)
    async def docs(request: Request) -> Response:
        return respond(request, "docs.html")

    app.mount("/static/swagger", StaticFiles(directory=SWAGGER_FILES))
    app.mount("/static", StaticFiles(directory=HERE / "static"))
    app.mount("/browser", _browser_files())


def _browser_files() -> CORSMiddleware:
    """The guide and style for a Neo4j of one's own, whose Browser fetches them from its own origin."""

    def route(name: str) -> Route:
        async def send(_: Request) -> FileResponse:
            return FileResponse(Path(browser.__file__).with_name(name))

        return Route(f"/{name}", send)

    application = Starlette(routes=[route(name) for name in ("guide.html", "style.grass")])
    return CORSMiddleware(application, allow_origin_regex=LOOPBACK_ORIGIN)
