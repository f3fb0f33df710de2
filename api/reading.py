"""Reads answers from the database: in one round trip where that is enough."""

from collections.abc import Mapping
from typing import cast

from starlette.concurrency import run_in_threadpool

from dragoman.api.graph import Graph
from dragoman.api.kept import Kept, KeptAnswer
from dragoman.api.question import Question
from dragoman.api.versions import Versions
from dragoman.queries.answer import Answer, Resolved
from dragoman.queries.formats import render
from dragoman.queries.stream import Stream
from dragoman.queries.version import Version

# Words whose meaning is kept: about five megabytes.
_MEANINGS = 10_000


class Reader:
    """Reads answers, in threads, so that waiting for the database blocks nobody else; one for an application.

    Args:
        graph, versions: the graph, and the state that it is in.
    """

    def __init__(self, graph: Graph, versions: Versions) -> None:
        self._graph = graph
        self._versions = versions
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
                found = await run_in_threadpool(self._at_once, question, known, version)
                if found is not None:
                    return version, found
        now = await self._versions.current()
        answer, kept = await run_in_threadpool(self._thoroughly, question, now)
        for name, key in words.items():
            self._meanings.keep(key, now, answer.resolved[name])
        return now, kept

    async def stream(self, question: Question, version: Version) -> Stream:
        """The rows of an answer, to be read one by one."""
        return await run_in_threadpool(self._graph.stream, question.query, question.arguments, version)

    def _at_once(self, question: Question, meanings: Mapping[str, Resolved], version: Version) -> KeptAnswer | None:
        answer = self._graph.ask_at_once(question.query, question.arguments, meanings, version)
        return _rendered(question, answer) if answer else None

    def _thoroughly(self, question: Question, version: Version) -> tuple[Answer, KeptAnswer]:
        answer = self._graph.ask(question.query, question.arguments, version)
        return answer, _rendered(question, answer)


def _rendered(question: Question, answer: Answer) -> KeptAnswer:
    text = render(answer, question.format)
    whole = text if isinstance(text, str | bytes) else "".join(text)
    body = whole if isinstance(whole, bytes) else whole.encode()
    return KeptAnswer(body, question.link(answer.next) if answer.next else None, len(answer.rows))
