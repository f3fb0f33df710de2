"""Clients of an HTTP server, as light as Python has them, so that what is measured is the server."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httptools

# Neo4j's Query API answers 202.
GOOD = (200, 202)


@dataclass
class Run:
    """What a number of clients saw: how many answers, of which statuses, within how many seconds."""

    seconds: float
    statuses: dict[int, int] = field(default_factory=dict)

    @property
    def per_second(self) -> float:
        """Good answers a second."""
        return sum(self.statuses.get(status, 0) for status in GOOD) / self.seconds


def ask(base: str, requests: Iterator[bytes], clients: int, seconds: float) -> Run:
    """Have so many clients ask, each as soon as it has its answer, for so long.

    Args:
        base: the server's address.
        requests: whole HTTP/1.1 requests, taken in turn by all clients.
        clients: number of connections, each with one request under way.
        seconds: how long.
    """
    return asyncio.run(_ask(base, requests, clients, seconds))


def get(base: str, target: str) -> bytes:
    """A GET request of a target on a server."""
    return f"GET {target} HTTP/1.1\r\nHost: {urlsplit(base).netloc}\r\nAccept: application/json\r\n\r\n".encode()


def post(base: str, target: str, body: bytes, authorization: str) -> bytes:
    """A POST request of JSON."""
    head = (
        f"POST {target} HTTP/1.1\r\nHost: {urlsplit(base).netloc}\r\nAuthorization: {authorization}\r\n"
        f"Content-Type: application/json\r\nAccept: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _ask(base: str, requests: Iterator[bytes], clients: int, seconds: float) -> Run:
    address = urlsplit(base)
    loop = asyncio.get_running_loop()
    started = time.perf_counter()
    talks = []
    for _ in range(clients):
        _, talk = await loop.create_connection(
            lambda: _Talk(requests, started + seconds), address.hostname, address.port
        )
        talks.append(talk)
    await asyncio.gather(*(talk.ended for talk in talks))
    run = Run(time.perf_counter() - started)
    for talk in talks:
        for status, count in talk.statuses.items():
            run.statuses[status] = run.statuses.get(status, 0) + count
    return run


class _Talk(asyncio.Protocol):
    """One connection: a request, its answer, the next request."""

    def __init__(self, requests: Iterator[bytes], until: float) -> None:
        self.statuses: dict[int, int] = {}
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._requests = requests
        self._until = until
        self._parser = httptools.HttpResponseParser(self)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(next(self._requests))

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_message_complete(self) -> None:
        status = self._parser.get_status_code()
        self.statuses[status] = self.statuses.get(status, 0) + 1
        if time.perf_counter() >= self._until:
            self._transport.close()
            return
        self._parser = httptools.HttpResponseParser(self)
        self._transport.write(next(self._requests))

    def connection_lost(self, error: Exception | None) -> None:
        if not self.ended.done():
            self.ended.set_exception(error) if error else self.ended.set_result(None)
