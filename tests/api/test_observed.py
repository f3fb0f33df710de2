"""What an operator sees of the API: metrics and traces."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import httpx
import pytest
from neo4j import Driver
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from prometheus_client.parser import text_string_to_metric_families

from dragoman.graph.settings import Settings

RESPONSES = "/queries/who-responded-to-event?event=north+korea+missile+launch+january+2025"


def measured(api: httpx.Client) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    families = text_string_to_metric_families(api.get("/metrics").text)
    return {(s.name, frozenset(s.labels.items())): s.value for family in families for s in family.samples}


def labelled(name: str, **labels: str) -> tuple[str, frozenset[tuple[str, str]]]:
    return name, frozenset(labels.items())


def test_rows_and_their_source_are_counted(api: httpx.Client) -> None:
    before = measured(api)
    tag = api.get(f"{RESPONSES}&limit=7").headers["etag"]
    api.get(f"{RESPONSES}&limit=7")
    api.get(f"{RESPONSES}&limit=7", headers={"If-None-Match": tag})
    after = measured(api)

    def risen(name: str, **labels: str) -> float:
        key = labelled(name, query="who-responded-to-event", **labels)
        return after[key] - before.get(key, 0)

    assert risen("dragoman_rows_total") == 4
    assert [risen("dragoman_answers_total", source=it) for it in ("database", "memory", "unchanged")] == [1, 1, 1]
    assert risen("dragoman_database_seconds_count") == 1


def test_how_new_the_data_are(api: httpx.Client, neo4j_driver: Driver) -> None:
    now = measured(api)
    assert now[labelled("dragoman_database_up")] == 1
    # 15 January 2025, the day of the one document.
    assert now[labelled("dragoman_newest_document_timestamp_seconds")] == 1736899200
    (record,) = neo4j_driver.execute_query("MATCH (s:Schema) RETURN s.written_at.epochMillis AS at").records
    assert abs(now[labelled("dragoman_graph_changed_timestamp_seconds")] - record["at"] / 1000) < 0.01


class Collector(ThreadingHTTPServer):
    """Takes traces as an OpenTelemetry collector does, over a real socket."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Export)
        self.spans: list[Any] = []
        self.service = ""
        self.arrived = Event()


class _Export(BaseHTTPRequestHandler):
    server: Collector

    def do_POST(self) -> None:
        sent = ExportTraceServiceRequest.FromString(self.rfile.read(int(self.headers["Content-Length"])))
        for resource in sent.resource_spans:
            told = {it.key: it.value.string_value for it in resource.resource.attributes}
            self.server.service = told["service.name"]
            self.server.spans += [span for scope in resource.scope_spans for span in scope.spans]
        self.send_response(200)
        self.end_headers()
        self.server.arrived.set()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def collecting() -> Iterator[Collector]:
    with Collector() as collector:
        thread = Thread(target=collector.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield collector
        finally:
            collector.shutdown()
            thread.join()


def test_a_request_and_its_query_are_one_trace(
    serve: Any, api: httpx.Client, neo4j_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with collecting() as collector:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{collector.server_port}")
        monkeypatch.setenv("OTEL_BSP_SCHEDULE_DELAY", "50")
        client = serve(neo4j_settings)
        caller = "0af7651916cd43dd8448eb211c80319c"
        client.get(RESPONSES, headers={"traceparent": f"00-{caller}-b7ad6b7169203331-01"}).raise_for_status()
        while len(collector.spans) < 2:
            assert collector.arrived.wait(60)
            collector.arrived.clear()
        spans = {span.name: span for span in collector.spans}
        query = spans["neo4j who-responded-to-event"]
        (request,) = (span for span in collector.spans if span.span_id == query.parent_span_id)
        assert {span.trace_id.hex() for span in (query, request)} == {caller}
        assert request.parent_span_id.hex() == "b7ad6b7169203331"
        assert collector.service == "dragoman"
