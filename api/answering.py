"""Answers a named query over HTTP: what the client has already, what is in memory, a page, or a stream of rows."""

from collections.abc import Mapping

from fastapi import Request, Response

from dragoman.api.conditional import is_known
from dragoman.api.kept import Kept, KeptAnswer
from dragoman.api.metrics import Metrics
from dragoman.api.negotiation import MEDIA_TYPES
from dragoman.api.question import Question
from dragoman.api.reading import Reader
from dragoman.api.streamed import Streamed
from dragoman.api.versions import Versions
from dragoman.queries.catalogue import Query


class Answering:
    """Answers named queries; one for an application.

    Args:
        reader, versions: what reads the graph, and the state that it is in.
        metrics: where to count.
        memory: bytes of answers to keep.
    """

    def __init__(self, reader: Reader, versions: Versions, metrics: Metrics, memory: int) -> None:
        self._reader = reader
        self._versions = versions
        self._metrics = metrics
        self._kept: Kept[KeptAnswer] = Kept(memory, KeptAnswer.size)

    async def answer(self, query: Query, request: Request) -> Response:
        """The answer to a request for a query, in the format that it wants.

        Raises:
            ParameterError: an argument is unknown, missing, given twice or malformed.
            NotAcceptable: `Accept` admits no format that the query has.
            Unresolved: nothing in the graph answers to an id or name.
            DatabaseError: the database is away, or the query took too long.
        """
        question = Question.of(query, request)
        version = self._versions.last
        # What nobody has needs no look-up before it is read: the reading itself tells whether the graph is the same.
        if question.known or question.wants_stream or (version and self._kept.get(question.key, version)):
            version = await self._versions.current()
            headers = question.headers(version)
            if is_known(headers["ETag"], question.known):
                self._count(query, "unchanged", 0)
                return Response(status_code=304, headers=headers)
            if question.wants_stream:
                stream = await self._reader.stream(question, version)
                self._count(query, "stream", 0)
                headers["Link"] = question.link(stream.next)
                count = self._metrics.rows.labels(query.name).inc
                return Streamed(stream, question.format, MEDIA_TYPES[question.format], headers, count)
            if kept := self._kept.get(question.key, version):
                return self._page(question, kept, headers, "memory")
        version, kept = await self._reader.page(question, version)
        if version == self._versions.last:
            self._kept.keep(question.key, version, kept)
        return self._page(question, kept, question.headers(version), "database")

    def _page(self, question: Question, kept: KeptAnswer, headers: Mapping[str, str], source: str) -> Response:
        self._count(question.query, source, kept.rows)
        link = {"Link": kept.following} if kept.following else {}
        return Response(kept.body, headers={**headers, **link}, media_type=MEDIA_TYPES[question.format])

    def _count(self, query: Query, source: str, rows: int) -> None:
        self._metrics.answers.labels(query.name, source).inc()
        self._metrics.rows.labels(query.name).inc(rows)
