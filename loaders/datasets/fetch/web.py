"""Asking a publisher's server: one request at a time, again where that helps, and not before it wishes."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import TypeVar

import httpx
import stamina

from dragoman.loaders.documents.read.addresses import PublicTransport
from dragoman.loaders.documents.read.limits import MAX_REDIRECTS
from dragoman.loaders.outcome import Refused, Unreachable
from dragoman.loaders.retry_after import wait_told

_R = TypeVar("_R")
Receive = Callable[[httpx.Response], Awaitable[_R]]

_HEADERS = {
    # Wikimedia's policy wants a contact; others are glad of one.
    "User-Agent": "dragoman (https://github.com/dragoman-graph/dragoman)",
    # Asked for as it is: what unpacks by itself may unpack to any size.
    "Accept-Encoding": "identity",
}
# Of each read and connection; a large file may take as long as it takes. Queries are given 60 s by their service.
_SECONDS = httpx.Timeout(90.0, connect=20.0)
ATTEMPTS = 5
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 120.0
_TRY_AGAIN = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})
_ANSWERS = frozenset({HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT, HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE})

# Else each wait would stand on standard error as a warning of the library's; what comes of it is told at the end.
logging.getLogger("stamina").addHandler(logging.NullHandler())


class Web:
    """Asks servers that publish data sets."""

    def __init__(self, *, allow_private_addresses: bool = False, attempts: int = ATTEMPTS) -> None:
        """Open nothing yet.

        Args:
            allow_private_addresses: also ask the own machine and network, where whoever runs the program has named it.
            attempts: how often to ask in all when no whole answer comes.
        """
        self._allow_private_addresses = allow_private_addresses
        self._attempts = attempts

    def ask(self, url: str, headers: Callable[[], Mapping[str, str]], receive: Receive[_R]) -> _R:
        """Ask once, or several times until there is an answer.

        Args:
            url: http or https.
            headers: those of the next attempt.
            receive: takes an answer of status 200, 206 or 416; what it raises as `Unreachable` is asked for again.

        Raises:
            Unreachable: there is no answer now; there may be one later.
            Refused: there is none, now and later.
        """
        return asyncio.run(self._ask(url, headers, receive))

    async def _ask(self, url: str, headers: Callable[[], Mapping[str, str]], receive: Receive[_R]) -> _R:
        async with httpx.AsyncClient(
            transport=PublicTransport(self._allow_private_addresses),
            # A proxy would resolve the name by itself, unchecked.
            trust_env=False,
            follow_redirects=True,
            max_redirects=MAX_REDIRECTS,
            timeout=_SECONDS,
            headers=_HEADERS,
        ) as client:
            async for attempt in stamina.retry_context(
                on=_again, attempts=self._attempts, timeout=None, wait_initial=_FIRST_WAIT, wait_max=_LONGEST_WAIT
            ):
                with attempt:
                    return await _once(client, url, headers(), receive)
        raise AssertionError("no attempt was made")


def _again(error: Exception) -> bool | float:
    if not isinstance(error, Unreachable) or (error.wait or 0) > _LONGEST_WAIT:
        return False
    return True if error.wait is None else error.wait


async def _once(client: httpx.AsyncClient, url: str, headers: Mapping[str, str], receive: Receive[_R]) -> _R:
    try:
        async with client.stream("GET", url, headers=dict(headers)) as response:
            _check(response)
            return await receive(response)
    except httpx.TooManyRedirects as error:
        raise Refused(f"redirects more than {MAX_REDIRECTS} times", "check the address") from error
    except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
        raise Refused(f"is no http or https address: {url}", "check the address") from error
    except httpx.HTTPError as error:
        reason = str(error) or type(error).__name__
        raise Unreachable(f"cannot be fetched: {reason}", "check the connection, or try again later") from error


def _check(response: httpx.Response) -> None:
    status = response.status_code
    told = f"cannot be fetched: the server answers {status} {response.reason_phrase}".strip()
    if status in _TRY_AGAIN or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Unreachable(told, "try again later", wait_told(response.headers))
    if status not in _ANSWERS:
        raise Refused(told, "check the address")
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise Refused("comes packed, which was not asked for", "check the address")
