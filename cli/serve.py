"""`dragoman serve`: the HTTP API on a socket, with the local Neo4j behind it when no other is named."""

import errno
import ipaddress
import logging
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Annotated

import typer
import uvicorn
from rich.console import Console

from dragoman.api.application import LOOPBACK_NAMES, create_app
from dragoman.graph import local
from dragoman.graph.errors import ConfigurationError, UsageError
from dragoman.graph.settings import Settings, read_settings

messages = Console(stderr=True, highlight=False, soft_wrap=True)

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8420
# Answers under way when the server is stopped may take this long to end.
GRACE_SECONDS = 5


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = DEFAULT_HOST,
    port: Annotated[int, typer.Option(help="Port; a free one is taken when it is in use.", min=0, max=65535)] = (
        DEFAULT_PORT
    ),
    allow_remote: Annotated[
        bool, typer.Option("--allow-remote", help="Let other machines ask; there are no keys, everybody may read.")
    ] = False,
) -> None:
    """Run the HTTP API until Ctrl-C.

    Without NEO4J_URI the local Neo4j is started first, and stopped again at the end.

    Example: dragoman serve --port 9000
    """
    settings = read_settings()
    _refuse_remote(host, allow_remote)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("neo4j").setLevel(logging.ERROR)
    with until_stopped(), local_server(settings):
        serve_api(settings, host, port, allow_remote=allow_remote)


def serve_api(
    settings: Settings, host: str = DEFAULT_HOST, port: int = DEFAULT_PORT, *, allow_remote: bool = False
) -> None:
    """Serve the API until a signal ends it, and print its addresses.

    Args:
        settings: which Neo4j.
        host, port: where to listen; another port is taken when that one is in use.
        allow_remote: answer requests for any host name.

    Raises:
        ConfigurationError: this machine does not have that address, or does not let us use that port.
    """
    listening = _listen(host, port)
    app = create_app(settings, allowed_hosts=None if allow_remote else LOOPBACK_NAMES)
    config = uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=GRACE_SECONDS
    )
    with listening:
        _print_addresses(settings, host, listening.getsockname()[1])
        logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
        uvicorn.Server(config).run(sockets=[listening])


@contextmanager
def until_stopped() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM end the block in order, as the way a server is meant to end."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        messages.print("dragoman: stopped")
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def local_server(settings: Settings) -> Iterator[None]:
    """Have the local Neo4j up within the block, unless another is named; it is stopped only if it was started here."""
    if settings.neo4j_uri is not None or local.running(settings) is not None:
        yield
        return
    try:
        local.up(settings, messages.print)
        yield
    finally:
        local.down(settings)


def _refuse_remote(host: str, allow_remote: bool) -> None:
    try:
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback and not allow_remote:
        raise UsageError(
            f"--host {host}: other machines could read the graph", "add --allow-remote if that is what you want"
        )


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise ConfigurationError(f"cannot listen on {host} port {port}: {error.strerror}") from error
    messages.print(f"Port {port} is in use, taking a free one")
    return socket.create_server((host, 0), family=family)


def _print_addresses(settings: Settings, host: str, port: int) -> None:
    base = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    messages.print(f"Start page     {base}/")
    messages.print(f"Documentation  {base}/docs")
    server = None if settings.neo4j_uri else local.running(settings)
    if server is not None:
        messages.print(f"Neo4j Browser  {server.browser_uri}")
    messages.print("Ctrl-C stops it")
