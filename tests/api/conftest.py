"""The API on a real socket, in front of a real Neo4j."""

import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from threading import Thread

import httpx
import pytest
import uvicorn

from dragoman.api.application import create_app
from dragoman.graph.settings import Settings
from dragoman.queries.catalogue import Query

Serve = Callable[..., httpx.Client]


@contextmanager
def _serving(settings: Settings, catalogue: Mapping[str, Query] | None) -> Iterator[httpx.Client]:
    server = uvicorn.Server(uvicorn.Config(create_app(settings, catalogue=catalogue), log_config=None))
    # Already listening: a client's first request waits in the socket's queue until the server takes it.
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{listening.getsockname()[1]}", timeout=60) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="module")
def serve() -> Iterator[Serve]:
    """Start an API for settings (and a catalogue); it is stopped after the module's tests."""
    with ExitStack() as stack:
        yield lambda settings, catalogue=None: stack.enter_context(_serving(settings, catalogue))


@pytest.fixture(scope="module")
def unreachable() -> Settings:
    """Settings that name a port of the loopback address on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return Settings(_env_file=None, neo4j_uri=f"bolt://127.0.0.1:{port}", neo4j_password="unused")


@pytest.fixture(scope="module")
def away(serve: Serve, unreachable: Settings) -> httpx.Client:
    """An API whose Neo4j does not answer."""
    return serve(unreachable)
