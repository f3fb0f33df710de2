"""Middleware: how large a request may be, and how long it may take to come."""

import asyncio
from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.api.problems import BodyTooLarge, BodyTooSlow

# Of what is no document: a question to a tool, say.
MOST_BYTES = 1_000_000
SECONDS = 30


class BodyLimits:
    """Ends requests whose body is too large, or does not come.

    Args:
        app: the application inside; it gets BodyTooLarge or BodyTooSlow when it reads on.
        most_bytes: by path, where it is not `MOST_BYTES`.
    """

    def __init__(self, app: ASGIApp, most_bytes: Mapping[str, int]) -> None:
        self._app = app
        self._most_bytes = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one ASGI connection."""
        if scope["type"] == "http":
            most = self._most_bytes.get(scope["path"], MOST_BYTES)
            length = Headers(scope=scope).get("content-length", "0")
            if not length.isdigit() or int(length) > most:
                raise _too_large(most)
            receive = _Limited(receive, most).receive
        await self._app(scope, receive, send)


class _Limited:
    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._most = most
        self._read = 0
        self._whole = False

    async def receive(self) -> Message:
        """The next message, in time and within the limit."""
        if self._whole:
            # Nothing comes any more but the word that the client is gone.
            return await self._receive()
        try:
            async with asyncio.timeout(SECONDS):
                message = await self._receive()
        except TimeoutError as error:
            raise BodyTooSlow(f"nothing came for {SECONDS} s", "send the request again") from error
        self._read += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._read > self._most:
            raise _too_large(self._most)
        return message


def _too_large(most: int) -> BodyTooLarge:
    return BodyTooLarge(f"the request has a body of more than {most:,} bytes", "send less at once")
