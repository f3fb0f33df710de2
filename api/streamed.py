"""An answer whose rows are sent while they are read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress

from anyio import CancelScope
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from dragoman.graph.errors import DatabaseError
from dragoman.queries.formats import LINES
from dragoman.queries.stream import Stream

# Lines are sent in pieces of about this size: a message for each row would take more time than the row.
PIECE_CHARACTERS = 32_768


class Streamed(StreamingResponse):
    """Sends the rows of a stream as lines, and ends its reading however the sending ends.

    Args:
        stream: what is read.
        format: one of those whose lines can be made one by one.
        media_type, headers: of the answer.
        count: told of each row.
    """

    def __init__(
        self, stream: Stream, format: str, media_type: str, headers: Mapping[str, str], count: Callable[[], None]
    ) -> None:
        lines = LINES[format](stream.declared, _counted(stream, count))
        super().__init__(_pieces(lines), headers=headers, media_type=media_type)
        self._stream = stream

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            with CancelScope(shield=True), suppress(DatabaseError):
                await run_in_threadpool(self._stream.close)


def _counted(stream: Stream, count: Callable[[], None]) -> Iterator[Mapping[str, object]]:
    for row in stream.rows:
        count()
        yield row


def _pieces(lines: Iterable[str]) -> Iterator[str]:
    piece, size = [], 0
    for line in lines:
        piece.append(line)
        size += len(line)
        if size >= PIECE_CHARACTERS:
            yield "".join(piece)
            piece, size = [], 0
    yield "".join(piece)
