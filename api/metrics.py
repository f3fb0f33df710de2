"""What `/metrics` counts, in Prometheus' text format."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The counters of one application, in a registry of their own, so that two applications can live in a process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter("dragoman_requests", "Requests answered", ("route", "status"), registry=self.registry)
        self.request_seconds = Histogram(
            "dragoman_request_seconds",
            "Time from a request to the end of its answer",
            ("route",),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.database_seconds = Histogram(
            "dragoman_database_seconds",
            "Time that named queries spent with the database",
            ("query",),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.rows = Counter("dragoman_rows", "Rows given in answers", ("query",), registry=self.registry)
        self.answers = Counter(
            "dragoman_answers",
            "Answers of named queries: `unchanged` for the client, from `memory`, from the `database`, or a `stream`",
            ("query", "source"),
            registry=self.registry,
        )
        self.in_flight = Gauge("dragoman_requests_in_flight", "Requests being answered", registry=self.registry)

    def exposition(self) -> bytes:
        """All of them in Prometheus' text format."""
        return generate_latest(self.registry)
