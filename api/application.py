"""The FastAPI application, put together from its parts; importing this module does nothing."""

from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from dragoman.api.access import Access
from dragoman.api.answering import Answering
from dragoman.api.ask import ask_router
from dragoman.api.body_limits import BodyLimits
from dragoman.api.database import Database
from dragoman.api.graph import Graph
from dragoman.api.health import health_router
from dragoman.api.jobs.operations import job_router
from dragoman.api.jobs.queue import JobQueue
from dragoman.api.keys import Keys
from dragoman.api.mcp.http import McpEndpoint
from dragoman.api.metrics import Metrics
from dragoman.api.observation import Observation
from dragoman.api.operations import query_router
from dragoman.api.origins import cors_settings
from dragoman.api.pages.desk import page_or_problem, refuse_address
from dragoman.api.pages.site import add_pages
from dragoman.api.problems import handle_known, problem_router
from dragoman.api.rates import Rates
from dragoman.api.reading import Reader
from dragoman.api.schemas import shared_schemas
from dragoman.api.security import describe_security
from dragoman.api.tracing import Tracing
from dragoman.api.versions import Versions
from dragoman.graph.errors import DragomanError
from dragoman.graph.local.folders import folders
from dragoman.graph.settings import Settings
from dragoman.queries.catalogue import Query, load_catalogue

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
# Half the time of the highest level, for a tenth more bytes.
PACKED = 5
DESCRIPTION = """Who did what to whom in world politics, and who said what about it: every row comes with the sentences
that say so. Errors are problem documents (RFC 9457)."""


class Application(FastAPI):
    """FastAPI, with what the operations refer to in its OpenAPI document: schemas, and who may do what."""

    asks_for_keys = False

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document of this application."""
        if self.openapi_schema is None:
            document = super().openapi()
            document.setdefault("components", {}).setdefault("schemas", {}).update(shared_schemas())
            describe_security(document, keys=self.asks_for_keys)
        return self.openapi_schema or document


def create_app(
    settings: Settings,
    *,
    allowed_hosts: Collection[str] | None = LOOPBACK_NAMES,
    catalogue: Mapping[str, Query] | None = None,
    keys: Keys | None = None,
    rates: Rates | None = None,
) -> FastAPI:
    """The HTTP API over the graph.

    Args:
        settings: which Neo4j, and how long a query may take.
        allowed_hosts: names that a `Host` header may have, without port; None admits any.
        catalogue: the queries to serve; None means dragoman's own.
        keys: those that count; without any everybody who reaches the server may read, and nobody may load.
        rates: how often each key and each address may ask; None for no limit.

    Raises:
        DragomanError: a named query is wrong; the message has its file and line.
        ConfigurationError: a setting is wrong, or needs an extra that is not installed.
    """
    catalogue = load_catalogue() if catalogue is None else catalogue
    database = Database(settings)
    metrics = Metrics()
    tracing = Tracing()
    graph = Graph(database, settings, metrics, tracing)
    mcp = McpEndpoint(catalogue, graph)
    jobs = JobQueue(settings, folders(settings).jobs)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        database.open()
        jobs.resume()
        async with mcp.running():
            yield
        jobs.close()
        database.close()
        tracing.close()

    app = Application(
        title="dragoman",
        version=version("dragoman"),
        description=DESCRIPTION,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.asks_for_keys = keys is not None
    _add_middleware(app, settings, keys, rates, allowed_hosts, metrics, tracing)
    app.include_router(query_router(catalogue, _answering(graph, settings, metrics)))
    app.include_router(job_router(jobs))
    app.include_router(ask_router(catalogue, graph))
    app.include_router(health_router(graph, settings, metrics))
    app.include_router(problem_router())
    app.router.routes.append(mcp.route())
    add_pages(app, catalogue, settings, graph)
    return app


def _answering(graph: Graph, settings: Settings, metrics: Metrics) -> Answering:
    versions = Versions(graph)
    return Answering(Reader(graph, versions), versions, metrics, settings.dragoman_answer_memory)


def _add_middleware(
    app: FastAPI,
    settings: Settings,
    keys: Keys | None,
    rates: Rates | None,
    allowed_hosts: Collection[str] | None,
    metrics: Metrics,
    tracing: Tracing,
) -> None:
    """What stands around every operation, the innermost first, and what becomes of errors."""
    app.add_exception_handler(DragomanError, handle_known)
    app.add_exception_handler(HTTPException, refuse_address)
    app.add_middleware(BodyLimits, most_bytes={"/documents": settings.dragoman_upload_limit})
    app.add_middleware(Access, keys=keys, rates=rates, refusal=page_or_problem)
    if settings.dragoman_cors_origins:
        app.add_middleware(CORSMiddleware, **cors_settings(settings))
    app.add_middleware(GZipMiddleware, compresslevel=PACKED)
    app.add_middleware(tracing.around)
    app.add_middleware(Observation, metrics=metrics, allowed_hosts=allowed_hosts)
