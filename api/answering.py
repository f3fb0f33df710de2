"""Answers a named query over HTTP: what the client has already, what is in memory, a page, or a stream of rows."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from importlib.metadata import version as version_of
from typing import NamedTuple, TypeVar

from anyio import CancelScope
from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from dragoman.api.conditional import entity_tag, is_known
from dragoman.api.database import Database
from dragoman.api.kept import KeptAnswer, KeptAnswers
from dragoman.api.metrics import Metrics
from dragoman.api.negotiation import MEDIA_TYPES, chosen_format
from dragoman.api.tracing import Tracing
from dragoman.api.versions import Versions
from dragoman.graph.errors import DatabaseError, DatabaseUnavailable
from dragoman.graph.settings import Settings
from dragoman.queries.catalogue import Query
from dragoman.queries.formats import LINES, formats_of, render
from dragoman.queries.parameter import ParameterError
from dragoman.queries.run import PAGE_ROWS, run_query
from dragoman.queries.stream import Stream, stream_query
from dragoman.queries.version import Version

# Lines are sent in pieces of about this size: a message for each row would take more time than the row.
PIECE_CHARACTERS = 32_768
_Read = TypeVar("_Read")


class Question(NamedTuple):
    """What one request asks; equal questions have equal answers while the graph is the same."""

    query: str
    format: str
    arguments: tuple[tuple[str, str], ...]
    # Of the format by the header `Accept` the next page's address says nothing.
    format_given: bool


class Answering:
    """Answers named queries; one for an application.

    Args:
        database, versions: the graph, and the state that it is in.
        settings: time limits, and how much to keep in memory.
        metrics, tracing: where to count, and to tell what took how long.
    """

    def __init__(
        self, database: Database, versions: Versions, settings: Settings, metrics: Metrics, tracing: Tracing
    ) -> None:
        self._database = database
        self._versions = versions
        self._settings = settings
        self._metrics = metrics
        self._tracing = tracing
        self._kept = KeptAnswers(settings.dragoman_answer_memory)

    async def answer(self, query: Query, request: Request) -> Response:
        """The answer to a request for a query, in the format that it wants.

        Raises:
            ParameterError: an argument is unknown, missing, given twice or malformed.
            NotAcceptable: `Accept` admits no format that the query has.
            Unresolved: nothing in the graph answers to an id or name.
            DatabaseError: the database is away, or the query took too long.
        """
        arguments = _arguments(request)
        given = arguments.pop("format", None)
        wanted = chosen_format(given, request.headers.get("accept"), formats_of(query))
        question = Question(query.name, wanted, tuple(sorted(arguments.items())), given is not None)
        version = await self._versions.current()
        headers = {
            "ETag": entity_tag(version, question, _maker(query)),
            "Vary": "Accept",
            # To be kept, and asked about before it is used.
            "Cache-Control": "no-cache",
        }
        if is_known(headers["ETag"], request.headers.get("if-none-match")):
            self._metrics.answers.labels(query.name, "unchanged").inc()
            return Response(status_code=304, headers=headers)
        if wanted in LINES and _rows_wanted(arguments) > PAGE_ROWS:
            return await self._stream(query, arguments, version, wanted, request, headers)
        kept = self._kept.get(question, version)
        self._metrics.answers.labels(query.name, "memory" if kept else "database").inc()
        if kept is None:
            kept = await self._read(query, arguments, version, wanted, request)
            self._kept.keep(question, version, kept)
        self._metrics.rows.labels(query.name).inc(kept.rows)
        if kept.following:
            headers["Link"] = kept.following
        return Response(kept.body, headers=headers, media_type=MEDIA_TYPES[wanted])

    async def _read(
        self, query: Query, arguments: Mapping[str, str], version: Version, wanted: str, request: Request
    ) -> KeptAnswer:
        def read() -> KeptAnswer:
            with self._tracing.query(query.name), self._metrics.database_seconds.labels(query.name).time():
                answer = run_query(
                    self._database.driver(),
                    query,
                    arguments,
                    database=self._settings.neo4j_database,
                    timeout=self._settings.dragoman_query_timeout,
                    version=version,
                )
            rendered = render(answer, wanted)
            whole = rendered if isinstance(rendered, str | bytes) else "".join(rendered)
            body = whole if isinstance(whole, bytes) else whole.encode()
            return KeptAnswer(body, _link(request, answer.next) if answer.next else None, len(answer.rows))

        return await self._in_thread(read)

    async def _stream(
        self,
        query: Query,
        arguments: Mapping[str, str],
        version: Version,
        wanted: str,
        request: Request,
        headers: dict[str, str],
    ) -> Response:
        def begin() -> Stream:
            with self._tracing.query(query.name), self._metrics.database_seconds.labels(query.name).time():
                return stream_query(
                    self._database.driver(),
                    query,
                    arguments,
                    database=self._settings.neo4j_database,
                    timeout=self._settings.dragoman_stream_timeout,
                    version=version,
                )

        stream = await self._in_thread(begin)
        self._metrics.answers.labels(query.name, "stream").inc()
        headers["Link"] = _link(request, stream.next)
        counted = _counted(stream, self._metrics.rows.labels(query.name).inc)
        return _Streamed(stream, _pieces(LINES[wanted](query, counted)), headers, MEDIA_TYPES[wanted])

    async def _in_thread(self, read: Callable[[], _Read]) -> _Read:
        """Waiting for the database in a thread blocks nobody else."""
        try:
            return await run_in_threadpool(read)
        except DatabaseUnavailable:
            self._database.lost()
            raise


class _Streamed(StreamingResponse):
    """Sends the pieces of a stream, and ends its reading however the sending ends."""

    def __init__(self, stream: Stream, pieces: Iterator[str], headers: Mapping[str, str], media_type: str) -> None:
        super().__init__(pieces, headers=headers, media_type=media_type)
        self._stream = stream

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            with CancelScope(shield=True), suppress(DatabaseError):
                await run_in_threadpool(self._stream.close)


def _arguments(request: Request) -> dict[str, str]:
    arguments: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name in arguments:
            raise ParameterError(name, f"{name} is given more than once", "give one value")
        arguments[name] = value
    return arguments


def _rows_wanted(arguments: Mapping[str, str]) -> int:
    """The limit, where it is a number; what is wrong with another one, the query itself tells."""
    given = arguments.get("limit", "").strip()
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0


def _maker(query: Query) -> str:
    return f"{version_of('dragoman')} {hashlib.sha256(query.cypher.encode()).hexdigest()}"


def _link(request: Request, cursor: str) -> str:
    following = request.url.include_query_params(cursor=cursor)
    return f'<{following.path}?{following.query}>; rel="next"'


def _counted(stream: Stream, count: Callable[[float], None]) -> Iterator[Mapping[str, object]]:
    for row in stream.rows:
        count(1)
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
