"""The body of an answer over HTTP, bounded."""

import httpx


async def body_of(response: httpx.Response, most_bytes: int, too_large: Exception) -> bytes:
    """The body as it comes, never unpacked: what unpacks by itself may unpack to any size.

    Args:
        response: whose body has not been read yet.
        most_bytes: how long it may be.
        too_large: raised where it is longer.
    """
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > most_bytes:
            raise too_large
    return bytes(body)
