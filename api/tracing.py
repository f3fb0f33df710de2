"""OpenTelemetry traces of requests and of the queries in them, where a collector is named.

`OTEL_EXPORTER_OTLP_ENDPOINT` switches them on; the SDK's other variables count too.
"""

import os
from contextlib import AbstractContextManager, nullcontext
from importlib.metadata import version
from typing import Any

from starlette.types import ASGIApp

from dragoman.graph.errors import ConfigurationError

_SWITCHES = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")


class Tracing:
    """Sends traces to the collector that the environment names; does nothing without one.

    Raises:
        ConfigurationError: a collector is named, and the extra `tracing` is not installed.
    """

    def __init__(self) -> None:
        self._provider = _provider() if any(os.environ.get(name) for name in _SWITCHES) else None
        self._tracer = self._provider.get_tracer("dragoman") if self._provider else None

    def around(self, app: ASGIApp) -> ASGIApp:
        """The application with a span around each request, which goes on from the client's `traceparent`."""
        if self._provider is None:
            return app
        from opentelemetry.instrumentation.asgi import OpenTelemetryMiddleware

        wrapped: ASGIApp = OpenTelemetryMiddleware(
            app, tracer_provider=self._provider, exclude_spans=["receive", "send"], excluded_urls="/health/,/metrics"
        )
        return wrapped

    def query(self, name: str) -> AbstractContextManager[Any]:
        """A span around the work of the database for a named query."""
        if self._tracer is None:
            return nullcontext()
        from opentelemetry.trace import SpanKind

        told = {"db.system.name": "neo4j", "db.operation.name": name}
        span: AbstractContextManager[Any] = self._tracer.start_as_current_span(
            f"neo4j {name}", kind=SpanKind.CLIENT, attributes=told
        )
        return span

    def close(self) -> None:
        """Send what is not sent yet."""
        if self._provider is not None:
            self._provider.shutdown()


def _provider() -> Any:
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import SERVICE_NAME, SERVICE_VERSION, Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            f"{_SWITCHES[0]} asks for traces, which need OpenTelemetry", "pip install 'dragoman[tracing]'"
        ) from error
    told = {SERVICE_NAME: os.environ.get("OTEL_SERVICE_NAME", "dragoman"), SERVICE_VERSION: version("dragoman")}
    provider = TracerProvider(resource=Resource.create(told))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider
