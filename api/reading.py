"""Reads answers from the database: in one round trip where that is enough."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar, cast

from starlette.concurrency import run_in_threadpool

from dragoman.api.database import Database
from dragoman.api.kept import Kept, KeptAnswer
from dragoman.api.metrics import Metrics
from dragoman.api.question import Question
from dragoman.api.tracing import Tracing
from dragoman.api.versions import Versions
from dragoman.graph.errors import DatabaseUnavailable
from dragoman.graph.settings import Settings
from dragoman.queries.answer import Answer, Resolved
from dragoman.queries.at_once import run_at_once
from dragoman.queries.catalogue import Query
from dragoman.queries.formats import render
from dragoman.queries.run import run_query
from dragoman.queries.stream import Stream, stream_query
from dragoman.queries.version import Version

# Words whose meaning is kept: about five megabytes.
_MEANINGS = 10_000
_Read = TypeVar("_Read")


class Reader:
    """Reads answers; one for an application.

    Args:
        database, versions: the graph, and the state that it is in.
        settings: time limits.
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
        self._meanings: Kept[Resolved] = Kept(_MEANINGS)

    async def page(self, question: Question, version: Version | None) -> tuple[Version, KeptAnswer]:
        """A page, and the state of the graph that it is of.

        Args:
            question: what is asked.
            version: the state that the graph was in when it was last looked up, if it was.
        """
        words = question.words()
        if version is not None and "cursor" not in question.arguments:
            meanings = {name: self._meanings.get(key, version) for name, key in words.items()}
            if all(meanings.values()):
                known = cast(Mapping[str, Resolved], meanings)
                found = await self._in_thread(lambda: self._at_once(question, known, version))
                if found is not None:
                    return version, found
        now = await self._versions.current()
        answer, kept = await self._in_thread(lambda: self._thoroughly(question, now))
        for name, key in words.items():
            self._meanings.keep(key, now, answer.resolved[name])
        return now, kept

    async def stream(self, question: Question, version: Version) -> Stream:
        """The rows of an answer, to be read one by one."""
        return await self._in_thread(lambda: self._begin(question, version))

    def _at_once(self, question: Question, meanings: Mapping[str, Resolved], version: Version) -> KeptAnswer | None:
        with self._measured(question.query):
            answer = run_at_once(
                self._database.driver(),
                question.query,
                question.arguments,
                meanings,
                version,
                database=self._settings.neo4j_database,
                timeout=self._settings.dragoman_query_timeout,
            )
        return _rendered(question, answer) if answer else None

    def _thoroughly(self, question: Question, version: Version) -> tuple[Answer, KeptAnswer]:
        with self._measured(question.query):
            answer = run_query(
                self._database.driver(),
                question.query,
                question.arguments,
                database=self._settings.neo4j_database,
                timeout=self._settings.dragoman_query_timeout,
                version=version,
            )
        return answer, _rendered(question, answer)

    def _begin(self, question: Question, version: Version) -> Stream:
        with self._measured(question.query):
            return stream_query(
                self._database.driver(),
                question.query,
                question.arguments,
                database=self._settings.neo4j_database,
                timeout=self._settings.dragoman_stream_timeout,
                version=version,
            )

    @contextmanager
    def _measured(self, query: Query) -> Iterator[None]:
        with self._tracing.query(query.name), self._metrics.database_seconds.labels(query.name).time():
            yield

    async def _in_thread(self, read: Callable[[], _Read]) -> _Read:
        """Waiting for the database in a thread blocks nobody else."""
        try:
            return await run_in_threadpool(read)
        except DatabaseUnavailable:
            self._database.lost()
            raise


def _rendered(question: Question, answer: Answer) -> KeptAnswer:
    text = render(answer, question.format)
    whole = text if isinstance(text, str | bytes) else "".join(text)
    body = whole if isinstance(whole, bytes) else whole.encode()
    return KeptAnswer(body, question.link(answer.next) if answer.next else None, len(answer.rows))
