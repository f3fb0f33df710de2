"""What `/metrics` counts, in Prometheus' text format, over all workers of a server."""

import os
from pathlib import Path

import psutil
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
# Set for the workers of one server before they start; the client library then counts in files in that folder.
WORKERS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"


class Metrics:
    """The counters of one application, in a registry of their own, so that two applications can live in a process."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        self.requests = Counter("dragoman_requests", "Requests answered", ("route", "status"), registry=registry)
        self.request_seconds = Histogram(
            "dragoman_request_seconds",
            "Time from a request to the end of its answer",
            ("route",),
            buckets=BUCKETS,
            registry=registry,
        )
        self.database_seconds = Histogram(
            "dragoman_database_seconds",
            "Time that named queries spent with the database",
            ("query",),
            buckets=BUCKETS,
            registry=registry,
        )
        self.rows = Counter("dragoman_rows", "Rows given in answers", ("query",), registry=registry)
        self.answers = Counter(
            "dragoman_answers",
            "Answers of named queries: `unchanged` for the client, from `memory`, from the `database`, or a `stream`",
            ("query", "source"),
            registry=registry,
        )
        self.in_flight = Gauge(
            "dragoman_requests_in_flight", "Requests being answered", registry=registry, multiprocess_mode="livesum"
        )
        self.database_up = _latest("dragoman_database_up", "Whether the database answered just now", registry)
        self.changed = _latest(
            "dragoman_graph_changed_timestamp_seconds", "When the graph was last changed, in Unix time", registry
        )
        self.newest = _latest(
            "dragoman_newest_document_timestamp_seconds",
            "The day on which the newest document was published, in Unix time",
            registry,
        )

    def exposition(self) -> bytes:
        """All of them in Prometheus' text format."""
        folder = os.environ.get(WORKERS_FOLDER)
        if folder is None:
            return generate_latest(self.registry)
        for file in Path(folder).glob("gauge_live*_*.db"):
            # What a worker that was killed had in hand is nobody's now.
            if not psutil.pid_exists(pid := int(file.stem.rpartition("_")[2])):
                mark_process_dead(pid)  # type: ignore[no-untyped-call]
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        return generate_latest(together)


def _latest(name: str, what: str, registry: CollectorRegistry) -> Gauge:
    return Gauge(name, what, registry=registry, multiprocess_mode="mostrecent")
