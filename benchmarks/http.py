"""The API against Neo4j's own HTTP Query API, for the same query and rows, and against the bare driver.

    python -m benchmarks.http                     # the comparisons, as `make bench` has them
    python -m benchmarks.http --load 60           # 200 clients for so many seconds: errors and memory

`make bench` runs the first; DRAGOMAN_BENCH_WORKERS processes answer, 2 by default. A ratio of requests a second is
better the higher it is, one of times the lower.
"""

import argparse
import base64
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
import psutil
from neo4j import Driver
from rich.console import Console
from rich.table import Table

from benchmarks.clients import GOOD, Run, ask, get, post
from benchmarks.pairs import Pair
from dragoman.graph import local
from dragoman.graph.connection import open_driver
from dragoman.graph.local import down
from dragoman.graph.schema import apply_schema
from dragoman.graph.settings import Settings
from dragoman.graph.store import Store
from dragoman.loaders.documents.sources import find_sources
from dragoman.loaders.loading import load_all, read_all
from dragoman.queries.catalogue import load_catalogue
from dragoman.queries.run import read_arguments

EXAMPLES = Path(__file__).parents[1] / "examples"
QUERY = "events"
ARGUMENTS = {"actor": "PRK", "limit": "20"}
CLIENTS = 16
SECONDS = 3.0
ROUNDS = 5


def serving(driver: Driver, settings: Settings) -> Iterator[Pair]:
    """The pairs of `make bench`; a ratio above 1 means more requests a second, or more time for one."""
    with served(settings, os.environ.get("DRAGOMAN_BENCH_WORKERS", "2")) as (base, _):
        yield _rate("requests a second, 16 clients, each question new", base, settings, _new_questions(base))
        repeated = get(base, f"/queries/{QUERY}?{urlencode(ARGUMENTS)}")
        yield _rate("requests a second, 16 clients, one question", base, settings, itertools.repeat(repeated))
        yield _latency(base, driver, settings)


@contextmanager
def served(settings: Settings, workers: str) -> Iterator[tuple[str, psutil.Process]]:
    """`dragoman serve` as a process of its own: its address, and the process."""
    environment = {**os.environ, "DRAGOMAN_HOME": str(settings.dragoman_home), "NEO4J_URI": ""}
    command = [Path(sys.executable).with_name("dragoman"), "serve", "--port", "0", "--workers", workers]
    with (
        tempfile.TemporaryFile("w+") as log,
        subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process,
    ):
        assert process.stderr
        said = "".join(iter(lambda: process.stderr.readline(), "Ctrl-C stops it\n"))
        drain = subprocess.Popen(["cat"], stdin=process.stderr, stdout=log)
        match = re.search(r"Start page\s+(\S+)/", said)
        assert match, said
        try:
            httpx.get(f"{match[1]}/health/ready", timeout=60).raise_for_status()
            yield match[1], psutil.Process(process.pid)
        finally:
            process.terminate()
            process.wait()
            drain.wait()


def _new_questions(base: str) -> Iterator[bytes]:
    """The same rows by questions that nobody asked before: a least confidence that hardly differs from none."""
    for number in itertools.count():
        asked = urlencode({**ARGUMENTS, "min_confidence": f"{number * 1e-9:.9f}"})
        yield get(base, f"/queries/{QUERY}?{asked}")


def _rate(name: str, base: str, settings: Settings, requests: Iterator[bytes]) -> Pair:
    server = local.running(settings)
    assert server
    _check_rows(base, *_query_api(server.browser_uri, server.username, server.password))
    theirs = _query_api(server.browser_uri, server.username, server.password)
    runs = [_both(base, requests, *theirs) for _ in range(ROUNDS + 1)][1:]
    return Pair(
        name,
        "Neo4j's HTTP Query API",
        median(1 / ours.per_second for ours, _ in runs),
        median(1 / other.per_second for _, other in runs),
        median(ours.per_second / other.per_second for ours, other in runs),
    )


def _check_rows(base: str, their_base: str, requests: Iterator[bytes]) -> None:
    """Both give the same rows, of which the Query API has one more: whether another page follows."""
    head, _, body = next(requests).partition(b"\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
    theirs = httpx.post(f"{their_base}/db/neo4j/query/v2", content=body, headers=headers, timeout=60).json()["data"]
    ours = httpx.get(f"{base}/queries/{QUERY}", params=ARGUMENTS, timeout=60).json()["rows"]
    assert [row["event_id"] for row in ours] == [row[0] for row in theirs["values"][: len(ours)]] != []


def _both(base: str, requests: Iterator[bytes], their_base: str, their_requests: Iterator[bytes]) -> tuple[Run, Run]:
    both = ask(base, requests, CLIENTS, SECONDS), ask(their_base, their_requests, CLIENTS, SECONDS)
    for run in both:
        assert run.statuses.keys() <= set(GOOD), run.statuses
    return both


def _query_api(browser: str, username: str, password: str) -> tuple[str, Iterator[bytes]]:
    """The Query API's address, and the same query for it."""
    base = re.match(r"http://[^/]+", browser)
    assert base
    query = load_catalogue()[QUERY]
    body = json.dumps({"statement": query.cypher, "parameters": _parameters()}).encode()
    authorization = "Basic " + base64.b64encode(f"{username}:{password}".encode()).decode()
    return base[0], itertools.repeat(post(base[0], "/db/neo4j/query/v2", body, authorization))


def _parameters() -> dict[str, Any]:
    return read_arguments(load_catalogue()[QUERY], ARGUMENTS) | {"skip": 0, "limit": int(ARGUMENTS["limit"]) + 1}


def _latency(base: str, driver: Driver, settings: Settings) -> Pair:
    """One client, question by question in turn with the bare driver."""
    query = load_catalogue()[QUERY]
    parameters = _parameters()
    ours, bare = [], []
    address = urlsplit(base)
    # Of the standard library, as light as the driver is on its side.
    with closing(HTTPConnection(address.hostname or "", address.port)) as client:
        for number in range(220):
            asked = {**ARGUMENTS, "min_confidence": f"{(number + 1) * 1e-7:.9f}"}
            started = perf_counter()
            client.request("GET", f"/queries/{QUERY}?{urlencode(asked)}")
            json.load(client.getresponse())["rows"]
            between = perf_counter()
            driver.execute_query(query.cypher, parameters, database_=settings.neo4j_database)
            ended = perf_counter()
            ours.append(between - started)
            bare.append(ended - between)
    ours, bare = ours[20:], bare[20:]
    return Pair(
        "one client over HTTP, each question new",
        "the bare driver",
        median(ours),
        median(bare),
        median(ours) / median(bare),
    )


def load(settings: Settings, seconds: float) -> None:
    """200 clients: which answers they get, and what memory the server takes."""
    with served(settings, os.environ.get("DRAGOMAN_BENCH_WORKERS", "2")) as (base, process):
        ask(base, _new_questions(base), 200, 5)
        before = memory(process)
        run = ask(base, _new_questions(base), 200, seconds)
        print(f"{sum(run.statuses.values()):,} answers in {run.seconds:.0f} s, by status {run.statuses}")
        print(f"memory {before / 1e6:.0f} MB before, {memory(process) / 1e6:.0f} MB after")


def memory(process: psutil.Process) -> int:
    """Bytes in use by a server with its workers."""
    return sum(
        one.memory_info().rss for one in (process, *process.children(recursive=True)) if "java" not in one.name()
    )


@contextmanager
def examples() -> Iterator[tuple[Driver, Settings]]:
    """A Neo4j of its own with the example documents."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(_env_file=None, neo4j_uri=None, dragoman_home=Path(folder))
        try:
            with open_driver(settings) as driver:
                apply_schema(driver, settings.neo4j_database)
                texts = read_all(find_sources([str(EXAMPLES)]), None)
                load_all(texts, Store(driver, settings.neo4j_database), 1, lambda _count: None)
                yield driver, settings
        finally:
            down(settings)


def main() -> None:
    """Measure what is asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--load", type=float, metavar="SECONDS")
    options.add_argument("--home", type=Path, help="a running local Neo4j that has the example documents")
    asked = options.parse_args()
    if asked.home:
        settings = Settings(_env_file=None, neo4j_uri=None, dragoman_home=asked.home)
        with open_driver(settings) as driver:
            measure(driver, settings, asked.load)
    else:
        with examples() as (driver, settings):
            measure(driver, settings, asked.load)


def measure(driver: Driver, settings: Settings, seconds: float | None) -> None:
    """Print the load, or the pairs."""
    if seconds:
        load(settings, seconds)
        return
    table = Table("what", "median", "against", "median", "ratio", box=None)
    for pair in serving(driver, settings):
        table.add_row(
            pair.name,
            f"{pair.seconds * 1000:,.2f} ms",
            pair.against,
            f"{pair.against_seconds * 1000:,.2f} ms",
            f"{pair.ratio:.2f}",
        )
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
