"""Fetching a document from an address, bounded in size, time and redirects."""

import asyncio
import zlib
from dataclasses import dataclass
from http import HTTPStatus

import httpx

from dragoman.loaders.bodies import body_of
from dragoman.loaders.documents.read.addresses import PublicTransport
from dragoman.loaders.documents.read.limits import FETCH_SECONDS, MAX_BYTES, MAX_REDIRECTS
from dragoman.loaders.outcome import Refused

_TOO_LARGE = f"is larger than {MAX_BYTES // 1_000_000} MB"
_HEADERS = {
    "User-Agent": "dragoman (reads documents for a graph of events)",
    "Accept": "text/html, application/pdf, text/plain, text/markdown, */*;q=0.5",
    # Asked for as it is: what unpacks by itself may unpack to any size.
    "Accept-Encoding": "identity",
}


@dataclass(frozen=True)
class Fetched:
    """What an address answered: bytes, its final address after redirects, and the server's word on their kind."""

    content: bytes
    url: str
    media_type: str | None
    charset: str | None


def fetch(address: str, allow_private_addresses: bool = False) -> Fetched:
    """Fetch a document over http or https.

    Args:
        address: its URL.
        allow_private_addresses: also from the own machine and network; only ever set by whoever runs the program,
            never by a document.

    Raises:
        Refused: not http(s), not public, an error status, too large, too slow, too many redirects, no connection.
    """
    try:
        return asyncio.run(_fetch(address, allow_private_addresses))
    except TimeoutError as error:
        raise Refused(f"did not come within {FETCH_SECONDS} s", "try again later") from error
    except httpx.TooManyRedirects as error:
        raise Refused(f"redirects more than {MAX_REDIRECTS} times", "give the final address") from error
    except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
        raise Refused("is no http or https address", "give an address that begins with https://") from error
    except httpx.HTTPError as error:
        reason = str(error) or type(error).__name__
        raise Refused(f"cannot be fetched: {reason}", "check the address and the connection") from error


async def _fetch(address: str, allow_private_addresses: bool) -> Fetched:
    async with (
        asyncio.timeout(FETCH_SECONDS),
        httpx.AsyncClient(
            transport=PublicTransport(allow_private_addresses),
            # A proxy would resolve the name by itself, unchecked.
            trust_env=False,
            follow_redirects=True,
            max_redirects=MAX_REDIRECTS,
            timeout=FETCH_SECONDS,
            headers=_HEADERS,
        ) as client,
        client.stream("GET", address) as response,
    ):
        if response.status_code != HTTPStatus.OK:
            status = f"{response.status_code} {response.reason_phrase}".strip()
            raise Refused(f"cannot be fetched: the server answers {status}", "check the address")
        media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        body = await body_of(response, MAX_BYTES, Refused(_TOO_LARGE, "split the document"))
        return Fetched(
            content=_unpacked(body, response.headers.get("Content-Encoding", "identity")),
            url=str(response.url),
            media_type=media_type or None,
            charset=response.charset_encoding,
        )


def _unpacked(body: bytes, encoding: str) -> bytes:
    """The body as it was before the server packed it, never more than the limit."""
    if encoding.strip().lower() in ("identity", ""):
        return body
    if encoding.strip().lower() not in ("gzip", "x-gzip"):
        raise Refused(f"comes packed as {encoding}", "save the page and load the file")
    try:
        content = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(body, MAX_BYTES + 1)
    except zlib.error as error:
        raise Refused("comes packed as gzip, and damaged", "try again later") from error
    if len(content) > MAX_BYTES:
        raise Refused(_TOO_LARGE, "split the document")
    return content
