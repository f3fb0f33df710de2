"""The command line against the Neo4j under test, and a publisher's server."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest

from dragoman.graph.settings import Settings


class DragomanCommand:
    """Runs `dragoman` in a folder of its own, against the Neo4j under test."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self._folder = folder
        self._environment = {**os.environ, "COLUMNS": "100"}
        if settings.neo4j_uri:
            password = settings.neo4j_password
            self._environment |= {
                "NEO4J_URI": settings.neo4j_uri,
                "NEO4J_USERNAME": settings.neo4j_username,
                "NEO4J_PASSWORD": password.get_secret_value() if password else "",
            }
        else:
            self._environment["DRAGOMAN_HOME"] = str(settings.dragoman_home)

    def __call__(self, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "dragoman.cli.main", *arguments],
            cwd=self._folder,
            env=self._environment,
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def command_of(tmp_path: Path) -> Callable[[Settings], DragomanCommand]:
    """Gives the command for other settings than those of the Neo4j under test."""
    return lambda settings: DragomanCommand(settings, tmp_path)


@pytest.fixture
def dragoman(neo4j_settings: Settings, tmp_path: Path) -> DragomanCommand:
    """The command, in an empty folder."""
    return DragomanCommand(neo4j_settings, tmp_path)


@pytest.fixture(scope="session")
def event() -> Callable[[int], str]:
    """Gives a row of a GDELT 2.0 event file: the United States consult Russia."""

    def row(id: int) -> str:
        cells = [""] * 61
        cells[0:2], cells[25:31] = [str(id), "20191024"], ["1", "040", "040", "04", "1", "1.0"]
        cells[5:8], cells[15:18] = ["USA"] * 3, ["RUS"] * 3
        cells[59:] = ["20191024143000", f"https://news.example/{id}"]
        return "\t".join(cells) + "\n"

    return row


@pytest.fixture(scope="session")
def mention() -> Callable[[int, str, int], str]:
    """Gives a row of a GDELT 2.0 file of mentions: of which event, by whom, and how surely in percent."""

    def row(id: int, publisher: str, percent: int) -> str:
        cells = [str(id), "20191024143000", "20191025120000", "1", publisher, f"https://{publisher}/{id}", "3"]
        return "\t".join([*cells, "-1", "10", "20", "1", str(percent), "2000", "-1.5", "", ""]) + "\n"

    return row


class Fault(NamedTuple):
    """What a server answers in place of the file: another status, or only the first bytes of it."""

    status: int = 200
    headers: Mapping[str, str] = {}
    cut: int | None = None
    body: bytes | None = None


class Asked(NamedTuple):
    """A request: path without the query, query, the first byte that was asked for, when, and as whom."""

    path: str
    query: Mapping[str, list[str]]
    start: int | None
    at: float
    agent: str


class Publishing:
    """A publisher's server: gives out files, whole or from a byte on, and remembers what it was asked for."""

    fault = Fault

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.answer: Callable[[Mapping[str, list[str]]], bytes] | None = None
        self.faults: dict[str, list[Fault]] = {}
        self.asked: list[Asked] = []
        publisher = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                start = re.fullmatch(r"bytes=(\d+)-", self.headers["Range"] or "")
                asked = Asked(
                    parts.path.strip("/"),
                    parse_qs(parts.query),
                    int(start[1]) if start else None,
                    time.monotonic(),
                    self.headers["User-Agent"],
                )
                publisher.asked.append(asked)
                status, headers, body, cut = publisher.reply(asked)
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body[:cut])

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def reply(self, asked: Asked) -> tuple[int, Mapping[str, str], bytes, int | None]:
        """Status, headers, body, and after how many bytes of it the connection breaks."""
        fault = self.faults[asked.path].pop(0) if self.faults.get(asked.path) else Fault()
        if self.answer is not None:
            body: bytes | None = self.answer(asked.query)
        else:
            body = self.files.get(asked.path)
        if fault.status != 200 or body is None:
            return (fault.status if fault.status != 200 else 404), fault.headers, fault.body or b"", None
        body = body if fault.body is None else fault.body
        if asked.start is None:
            return 200, fault.headers, body, fault.cut
        if asked.start >= len(body):
            return 416, {}, b"", None
        told = {"Content-Range": f"bytes {asked.start}-{len(body) - 1}/{len(body)}"}
        return 206, told, body[asked.start :], fault.cut

    def asked_for(self, name: str) -> list[int | None]:
        """From which byte on a file was asked for, request by request."""
        return [one.start for one in self.asked if one.path == name]

    def close(self) -> None:
        """End the server."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def publishing() -> Iterator[Publishing]:
    """A publisher's server on this machine."""
    server = Publishing()
    yield server
    server.close()
