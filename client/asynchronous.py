"""The client for programs that do something else while they wait."""

from collections.abc import AsyncIterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote

import httpx

from dragoman.client.answers import Answer, Asked, Row, Value, read_answer, read_asked
from dragoman.client.exchange import DEFAULT_ADDRESS, DEFAULT_TIMEOUT, content_of, headers, translated, written
from dragoman.client.frames import frame_of

if TYPE_CHECKING:
    import pandas


class AsyncClient:
    """Asks a dragoman server; to be closed, or used in an `async with` statement. The methods are those of `Client`.

    Args:
        address: as `dragoman serve` prints it.
        key: an API key, where the server wants one.
        timeout: seconds to wait for an answer.
    """

    def __init__(
        self,
        address: str = DEFAULT_ADDRESS,
        *,
        key: str | None = None,
        timeout: float = DEFAULT_TIMEOUT,
    ) -> None:
        self._address = address
        self._http = httpx.AsyncClient(base_url=address, headers=headers(key), timeout=timeout)

    async def query(self, name: str, /, **parameters: Value) -> Answer:
        """One page of the answer of a named query; `limit` and `cursor` are among its parameters."""
        return read_answer(await self._get(f"/queries/{quote(name, safe='')}", parameters))

    async def rows(self, name: str, /, **parameters: Value) -> AsyncIterator[Row]:
        """All rows of the answer, page by page as they are consumed; `limit` is the length of a page."""
        cursor = parameters.pop("cursor", None)
        while True:
            page = await self.query(name, cursor=cursor, **parameters)
            for row in page.rows:
                yield row
            cursor = page.next
            if cursor is None:
                return

    async def frame(self, name: str, /, **parameters: Value) -> "pandas.DataFrame":
        """All rows of the answer as a pandas frame; see `frame_of` for its columns."""
        return frame_of([row async for row in self.rows(name, **parameters)])

    async def ask(self, question: str) -> Asked:
        """The answer to a question in plain words, with the named query that it was taken for."""
        return read_asked(await self._get("/ask", {"q": question}))

    async def queries(self) -> list[dict[str, Any]]:
        """The catalogue: every query with its parameters and columns as JSON Schemas, and an example."""
        catalogue: list[dict[str, Any]] = await self._get("/queries", {})
        return catalogue

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def _get(self, path: str, parameters: dict[str, Value]) -> Any:
        with translated(self._address):
            response = await self._http.get(path, params=written(parameters))
        return content_of(response)
