"""`dragoman serve`: the HTTP API on a socket, with the local Neo4j behind it when no other is named."""

import errno
import ipaddress
import os
import signal
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
import uvicorn
from rich.console import Console
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from dragoman.api.keys import Keys
from dragoman.api.logs import configure_logs
from dragoman.api.metrics import WORKERS_FOLDER
from dragoman.api.rates import shared_file
from dragoman.api.serving import WORKER, Serving
from dragoman.graph import local
from dragoman.graph.errors import ConfigurationError, DragomanError, UsageError
from dragoman.graph.local.folders import folders
from dragoman.graph.settings import Settings, read_settings

messages = Console(stderr=True, highlight=False, soft_wrap=True)

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8420
# Answers under way when the server is stopped may take this long to end.
GRACE_SECONDS = 5
# A worker that says nothing for so long is taken for dead; importing all takes several seconds on a busy machine.
WORKER_SECONDS = 60
# Requests a minute of one key and of one address, where other machines may ask and nothing else is set.
REMOTE_RATE = 600


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = DEFAULT_HOST,
    port: Annotated[int, typer.Option(help="Port; a free one is taken when it is in use.", min=0, max=65535)] = (
        DEFAULT_PORT
    ),
    allow_remote: Annotated[
        bool, typer.Option("--allow-remote", help="Let other machines ask; who asks needs a key.")
    ] = False,
    keys: Annotated[
        bool | None,
        typer.Option(
            help="Ask for keys (`dragoman keys`); by default where other machines may ask.", show_default=False
        ),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that answer.")] = 1,
) -> None:
    """Run the HTTP API until Ctrl-C.

    Without NEO4J_URI the local Neo4j is started first, and stopped again at the end.

    Example: dragoman serve --port 9000
    """
    settings = read_settings()
    local_only = _is_loopback(host)
    _refuse_remote(host, local_only, allow_remote, keys)
    with_keys = not local_only if keys is None else keys
    configure_logs()
    with until_stopped(), local_server(settings):
        serve_api(settings, host, port, _serving(settings, allow_remote, with_keys, local_only), workers)


def serve_api(
    settings: Settings,
    host: str = DEFAULT_HOST,
    port: int = DEFAULT_PORT,
    serving: Serving | None = None,
    workers: int = 1,
) -> None:
    """Serve the API until a signal ends it, and print its addresses.

    Args:
        settings: which Neo4j.
        host, port: where to listen; another port is taken when that one is in use.
        serving: who may ask; by default this machine, without a key.
        workers: processes that answer. Several read the settings anew, from the environment.

    Raises:
        ConfigurationError: this machine does not have that address, or does not let us use that port.
    """
    serving = serving or Serving()
    listening = _listen(host, port)
    # Before the addresses are printed: what is set wrong is told first.
    app = WORKER if workers > 1 else serving.application(settings)
    config = uvicorn.Config(
        app,
        factory=workers > 1,
        workers=workers,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_worker_healthcheck=WORKER_SECONDS,
    )
    with listening:
        if serving.keys and not Keys(folders(settings).keys_file).all():
            messages.print("No keys yet: make one with `dragoman keys create NAME`")
        _print_addresses(settings, host, listening.getsockname()[1])
        if workers > 1:
            _run_workers(config, listening, serving)
        else:
            uvicorn.Server(config).run(sockets=[listening])


def _run_workers(config: uvicorn.Config, listening: socket.socket, serving: Serving) -> None:
    with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        counted = Path(folder, "requests")
        shared_file(counted)
        serving.model_copy(update={"counted_in": counted}).tell_workers()
        os.environ[WORKERS_FOLDER] = folder
        supervisor = Multiprocess(config, sockets=[listening])
        supervisor.run()
    if any(process.exitcode == STARTUP_FAILURE for process in supervisor.processes):
        raise DragomanError("a worker cannot start", "the log says why")
    # As one process alone does after a signal.
    raise KeyboardInterrupt


def _serving(settings: Settings, allow_remote: bool, keys: bool, local_only: bool) -> Serving:
    limit = settings.dragoman_rate_limit
    if limit is None:
        limit = 0 if local_only else REMOTE_RATE
    return Serving(any_host=allow_remote, keys=keys, per_minute=limit)


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


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _refuse_remote(host: str, local_only: bool, allow_remote: bool, keys: bool | None) -> None:
    if not local_only and not allow_remote:
        raise UsageError(
            f"--host {host}: other machines could reach the graph", "add --allow-remote if that is what you want"
        )
    if not local_only and keys is False:
        raise UsageError(f"--no-keys: everybody who reaches {host} could read", "serve on 127.0.0.1 or with keys")


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
