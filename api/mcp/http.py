"""The protocol at `/mcp`: streamable HTTP, without sessions, so that any worker can answer any request."""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from urllib.parse import urlsplit

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from dragoman.api.graph import Graph
from dragoman.api.mcp.server import mcp_server
from dragoman.api.problems import WrongOrigin
from dragoman.queries.catalogue import Query

PATH = "/mcp"
# A call is a name and a few words.
MOST_BYTES = 65_536


class McpEndpoint:
    """The ASGI application behind `/mcp`. The Host header is checked for it as for every other address.

    Args:
        catalogue: the queries to offer as tools.
        graph: where to read.
    """

    def __init__(self, catalogue: Mapping[str, Query], graph: Graph) -> None:
        self._manager = StreamableHTTPSessionManager(
            mcp_server(catalogue, graph), json_response=True, stateless=True, max_request_body_size=MOST_BYTES
        )

    def route(self) -> Route:
        """Where it is served. Nothing is ever sent unasked, so there is no stream to GET and no session to DELETE."""
        return Route(PATH, endpoint=self, methods=["POST"], include_in_schema=False)

    def running(self) -> AbstractAsyncContextManager[None]:
        """To be entered while the application runs; once."""
        return self._manager.run()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request.

        Raises:
            WrongOrigin: a page of another site sent it.
        """
        _refuse_other_sites(Request(scope))
        await self._manager.handle_request(scope, receive, send)


def _refuse_other_sites(request: Request) -> None:
    """The protocol demands it of servers: a page from elsewhere may not ask for what its reader can see."""
    origin, host = request.headers.get("origin"), request.headers.get("host")
    if origin is not None and urlsplit(origin).netloc != host:
        raise WrongOrigin(f"a page of {origin!r} may not ask", "ask from a program, or from a page of this server")
