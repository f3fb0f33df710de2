"""Middleware around every request: its id, the checks before anything else, counters, and the answer to a crash."""

import logging
import re
import time
import uuid
from collections.abc import Collection

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.api.logs import request_id
from dragoman.api.metrics import Metrics
from dragoman.api.problems import QueryTooLong, UnexpectedError, WrongHost, problem_response
from dragoman.graph.errors import DragomanError

logger = logging.getLogger(__name__)

QUERY_STRING_LIMIT = 8192
REQUEST_ID = re.compile(r"[\w.:-]{1,128}", re.ASCII)


class Observation:
    """Gives each request an id, refuses the unwanted, counts all and turns a crash into a problem document.

    Args:
        app: the application inside.
        metrics: where to count.
        allowed_hosts: host names this server answers for, or None for any. A page of another site could else reach
            a server on the loopback address by giving its own name that address (DNS rebinding).
    """

    def __init__(self, app: ASGIApp, metrics: Metrics, allowed_hosts: Collection[str] | None) -> None:
        self._app = app
        self._metrics = metrics
        self._allowed_hosts = allowed_hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one ASGI connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        request.state.request_id = _request_id(request)
        response = _Response(send, request.state.request_id)
        token = request_id.set(request.state.request_id)
        started = time.perf_counter()
        try:
            with self._metrics.in_flight.track_inprogress():
                await self._answer(request, response)
        finally:
            route = getattr(scope.get("route"), "path", "other")
            self._metrics.requests.labels(route, response.status).inc()
            seconds = time.perf_counter() - started
            self._metrics.request_seconds.labels(route).observe(seconds)
            logger.info(
                "%s %s %d %.3f s",
                request.method,
                request.url.path,
                response.status,
                seconds,
                extra=_told(request, response, seconds, route),
            )
            request_id.reset(token)

    async def _answer(self, request: Request, response: "_Response") -> None:
        problem: DragomanError
        try:
            self._check(request)
            await self._app(request.scope, request.receive, response.send)
            return
        except DragomanError as error:
            if response.begun:
                raise
            problem = error
        except Exception:
            logger.exception("the request failed: %s", request.url.path)
            if response.begun:
                raise
            problem = UnexpectedError("the server made a mistake", "report it with the request_id")
        await problem_response(request, problem)(request.scope, request.receive, response.send)

    def _check(self, request: Request) -> None:
        host = request.headers.get("host", "")
        name = re.sub(r":\d+$", "", host).strip("[]").lower()
        if self._allowed_hosts is not None and name not in self._allowed_hosts:
            raise WrongHost(f"this server does not answer for the host {host!r}", "ask it by the address it printed")
        length = len(request.scope["query_string"])
        if length > QUERY_STRING_LIMIT:
            raise QueryTooLong(f"the query string has {length} bytes, the limit is {QUERY_STRING_LIMIT}")


class _Response:
    """Passes an answer on, with the headers that every answer has, and keeps its status."""

    def __init__(self, send: Send, request_id: str) -> None:
        self._send = send
        self._headers = [(b"x-request-id", request_id.encode()), (b"x-content-type-options", b"nosniff")]
        self.status = 500
        self.begun = False

    async def send(self, message: Message) -> None:
        """Send one ASGI message on."""
        if message["type"] == "http.response.start":
            self.status, self.begun = message["status"], True
            message["headers"] = [*message["headers"], *self._headers]
        await self._send(message)


def _told(request: Request, response: _Response, seconds: float, route: str) -> dict[str, object]:
    """What the log's record of a request has beside its line."""
    key = getattr(request.state, "key", None)
    return {
        "request_id": request.state.request_id,
        "method": request.method,
        "path": request.url.path,
        "route": route,
        "status": response.status,
        "seconds": round(seconds, 6),
        "client": request.client.host if request.client else None,
        "key": key.id if key else None,
    }


def _request_id(request: Request) -> str:
    """The client's own id when it is harmless in a log, else a new one."""
    given = request.headers.get("x-request-id", "")
    return given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
