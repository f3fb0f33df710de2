"""The client for programs that wait for their answers."""

from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote

import httpx

from dragoman.client.answers import Answer, Asked, Row, Value, read_answer, read_asked
from dragoman.client.exchange import DEFAULT_ADDRESS, DEFAULT_TIMEOUT, content_of, headers, translated, written
from dragoman.client.frames import frame_of

if TYPE_CHECKING:
    import pandas


class Client:
    """Asks a dragoman server; to be closed, or used in a `with` statement. Threads may share one.

    Every method raises ApiProblem when the server answers with a problem document, and ServerUnreachable when it
    cannot be reached.

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
        self._http = httpx.Client(base_url=address, headers=headers(key), timeout=timeout)

    def query(self, name: str, /, **parameters: Value) -> Answer:
        """One page of the answer of a named query; `limit` and `cursor` are among its parameters."""
        return read_answer(self._get(f"/queries/{quote(name, safe='')}", parameters))

    def rows(self, name: str, /, **parameters: Value) -> Iterator[Row]:
        """All rows of the answer, page by page as they are consumed; `limit` is the length of a page."""
        cursor = parameters.pop("cursor", None)
        while True:
            page = self.query(name, cursor=cursor, **parameters)
            yield from page.rows
            cursor = page.next
            if cursor is None:
                return

    def frame(self, name: str, /, **parameters: Value) -> "pandas.DataFrame":
        """All rows of the answer as a pandas frame; see `frame_of` for its columns."""
        return frame_of(self.rows(name, **parameters))

    def ask(self, question: str) -> Asked:
        """The answer to a question in plain words, with the named query that it was taken for."""
        return read_asked(self._get("/ask", {"q": question}))

    def queries(self) -> list[dict[str, Any]]:
        """The catalogue: every query with its parameters and columns as JSON Schemas, and an example."""
        catalogue: list[dict[str, Any]] = self._get("/queries", {})
        return catalogue

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _get(self, path: str, parameters: dict[str, Value]) -> Any:
        with translated(self._address):
            response = self._http.get(path, params=written(parameters))
        return content_of(response)
