"""Is the process alive, is it ready to answer, and how has it been doing."""

from datetime import UTC, datetime, time
from typing import Literal

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel

from dragoman.api.graph import Graph
from dragoman.api.metrics import Metrics
from dragoman.api.problems import documented
from dragoman.graph.errors import DatabaseError, DatabaseUnavailable
from dragoman.graph.schema import apply_schema
from dragoman.graph.settings import Settings
from dragoman.queries.version import newest_document

_MIDNIGHT = time(tzinfo=UTC)


class Health(BaseModel):
    """The answer of a health check that found nothing wrong."""

    status: Literal["alive", "ready"]


def health_router(graph: Graph, settings: Settings, metrics: Metrics) -> APIRouter:
    """The operations `/health/live`, `/health/ready` and `/metrics`."""
    router = APIRouter(tags=["operation"])

    # `async`: it must answer even when slow queries hold every thread of the pool.
    @router.get("/health/live", summary="Is the process alive", operation_id="live")
    async def live() -> Health:
        return Health(status="alive")

    @router.get(
        "/health/ready",
        operation_id="ready",
        summary="Does the database answer, with the schema in place",
        responses=documented(DatabaseError, DatabaseUnavailable),
    )
    def ready() -> Health:
        graph.read(lambda driver: apply_schema(driver, settings.neo4j_database))
        return Health(status="ready")

    @router.get(
        "/metrics",
        operation_id="metrics",
        summary="Counters for Prometheus",
        response_class=Response,
        responses={200: {"content": {CONTENT_TYPE_LATEST: {"schema": {"type": "string"}}}}},
    )
    def metrics_exposition() -> Response:
        _freshness(graph, settings, metrics)
        return Response(metrics.exposition(), media_type=CONTENT_TYPE_LATEST)

    return router


def _freshness(graph: Graph, settings: Settings, metrics: Metrics) -> None:
    """Measure how new the data are; with the database away what was measured before stands."""
    try:
        version = graph.version()
        newest = graph.read(lambda driver: newest_document(driver, settings.neo4j_database))
    except DatabaseError:
        metrics.database_up.set(0)
        return
    metrics.database_up.set(1)
    if version.changed_at:
        metrics.changed.set(version.changed_at.timestamp())
    if newest:
        metrics.newest.set(datetime.combine(newest, _MIDNIGHT).timestamp())
