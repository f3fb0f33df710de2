"""A language model's server that answers by a script, over a real socket, and the command that asks it."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any, NamedTuple

import pytest

from dragoman.cli.main import main

KEY = "sk-secret-of-the-user"
KINDS = ("officials", "events", "statements", "responses", "alliances", "coincidences")


@dataclass(frozen=True)
class Reply:
    """What the server sends; `hang` keeps the asker waiting until the server ends."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    hang: bool = False


@dataclass(frozen=True)
class Received:
    """What the server was sent, and when."""

    path: str
    authorization: str | None
    body: dict[str, Any]
    at: float

    @property
    def document(self) -> str:
        """The user's message: the part of the document asked about."""
        return str(self.body["messages"][1]["content"])


class Run(NamedTuple):
    """What a user sees of a command."""

    status: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    def of_kind(self, kind: str) -> list[dict[str, Any]]:
        return [record for record in self.records if record["kind"] == kind]


Script = Callable[[Received], Reply]


def completion(content: str | None, *, tokens: int = 100, finish: str = "stop", refusal: str | None = None) -> Reply:
    """A chat completion as OpenAI's protocol has it."""
    message = {"role": "assistant", "content": content, "refusal": refusal}
    usage = {"prompt_tokens": tokens // 2, "completion_tokens": tokens - tokens // 2, "total_tokens": tokens}
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "model": "scripted",
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        "usage": usage,
    }
    return Reply(json.dumps(body).encode(), headers={"Content-Type": "application/json"})


def facts(**told: list[dict[str, Any]]) -> str:
    """The answer's JSON: the facts given, none of the other kinds."""
    return json.dumps({kind: told.get(kind, []) for kind in KINDS})


def event(sentence: str, words: str, kind: str, by: list[str], to: list[str], **more: Any) -> dict[str, Any]:
    """An event as a model tells it."""
    return {
        "sentence": sentence,
        "key": "e1",
        "words": words,
        "name": words,
        "type": kind,
        "initiators": by,
        "recipients": to,
        "time": None,
        "place": None,
        "modality": "factual",
        **more,
    }


class ScriptedModel:
    """A server of the protocol: answers by script, remembers what it was asked."""

    key = KEY
    reply = Reply
    completion = staticmethod(completion)
    facts = staticmethod(facts)
    event = staticmethod(event)

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.asked = Event()
        self.script: Script = lambda _: completion(facts())
        self._ended = Event()
        model = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                received = Received(self.path, self.headers["Authorization"], body, time.monotonic())
                model.received.append(received)
                model.asked.set()
                reply = model.script(received)
                if reply.hang:
                    model._ended.wait()
                    self.close_connection = True
                    return
                self.send_response(reply.status)
                for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def tells(self, **told: list[dict[str, Any]]) -> None:
        """Answer every question with these facts."""
        self.replies(completion(facts(**told)))

    def replies(self, *replies: Reply) -> None:
        """Answer with these, one after the other, then with the last one."""
        waiting = list(replies)
        self.script = lambda _: waiting.pop(0) if len(waiting) > 1 else waiting[0]

    def close(self) -> None:
        """Let go of whoever waits, and end."""
        self._ended.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[ScriptedModel]:
    """The server, set as the model that dragoman asks, with a cache of the test's own."""
    server = ScriptedModel()
    monkeypatch.setenv("DRAGOMAN_LLM_URL", server.url)
    monkeypatch.setenv("DRAGOMAN_LLM_MODEL", "scripted-7b")
    monkeypatch.setenv("DRAGOMAN_LLM_KEY", KEY)
    monkeypatch.setenv("DRAGOMAN_HOME", str(tmp_path / "home"))
    yield server
    server.close()


@pytest.fixture
def dragoman(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """The command, as a user calls it, in a folder without `.env`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments: str) -> Run:
        monkeypatch.setattr(sys, "argv", ["dragoman", *arguments])
        capsys.readouterr()
        try:
            main()
            status = 0
        except SystemExit as end:
            status = int(end.code or 0)
        return Run(status, *capsys.readouterr())

    return call


@pytest.fixture
def extract(dragoman: Callable[..., Run], tmp_path: Path) -> Callable[..., Run]:
    """`dragoman extract --reader language-model` on texts, by file name."""

    def run(*arguments: str, **texts: str) -> Run:
        for name, text in texts.items():
            (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        paths = [str(tmp_path / f"{name}.txt") for name in texts]
        return dragoman("extract", "--reader", "language-model", "--published", "2025-01-15", *arguments, *paths)

    return run
