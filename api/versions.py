"""The state of the graph, looked up for each request, once for all that wait for it."""

import asyncio

from anyio import CapacityLimiter, to_thread

from dragoman.api.graph import Graph
from dragoman.queries.version import Version


class Versions:
    """Looks up which state the graph is in, never in one that began before the question for it.

    One look-up goes at a time; who asks while it is under way shares the next one. So many clients cost the database
    no more look-ups than one, and none of them is told an older state than there was when it asked.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self.last: Version | None = None
        """The state that was found last; the graph may be in another since."""
        self._next: asyncio.Task[Version] | None = None
        self._one_at_a_time = asyncio.Lock()
        # Of its own, so that look-ups do not wait for threads in which slow queries run.
        self._thread = CapacityLimiter(1)

    async def current(self) -> Version:
        """The state of the graph at some time after this was called.

        Raises:
            DatabaseError: the database is away.
        """
        if self._next is None:
            self._next = asyncio.create_task(self._look_up())
        return await asyncio.shield(self._next)

    async def _look_up(self) -> Version:
        async with self._one_at_a_time:
            self._next = None
            self.last = await to_thread.run_sync(self._graph.version, limiter=self._thread)
            return self.last
