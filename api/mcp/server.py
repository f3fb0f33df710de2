"""The protocol's server, put together from tools and resources; the same behind HTTP and standard input."""

import difflib
import logging
from collections.abc import Callable, Mapping
from importlib.metadata import version
from typing import Any

from anyio.to_thread import run_sync
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    PaginatedRequestParams,
    ReadResourceRequestParams,
    ReadResourceResult,
)

from dragoman.api.graph import Graph
from dragoman.api.mcp import resources, tools
from dragoman.api.problems import UnexpectedError, UnknownQuery
from dragoman.queries.catalogue import Query

logger = logging.getLogger(__name__)

Context = ServerRequestContext[Any]

INSTRUCTIONS = """A graph of who did what to whom in world politics, from news, government readouts and data sets. Every
row of every answer has `evidence`: the sentences of documents that say so. Quote them, and name the document; claim
nothing that no sentence says.

Actors, states, events and documents are given in plain words ("North Korea", "missile launch january 2025") or by id.
`resolved` tells what the words were taken for: check it, and give the id of an alternative if another was meant. Names
that are not found can be looked for with `search`. Days are YYYY-MM-DD. `confidence` is from 0 to 1; `min_confidence`
leaves out what is less sure. Answers are cut to size: `note` says so, and `next` is the cursor to go on with. An empty
answer means that the graph does not know, not that it did not happen."""


def mcp_server(catalogue: Mapping[str, Query], graph: Graph) -> Server[Any]:
    """The server of the Model Context Protocol.

    Args:
        catalogue: the queries to offer as tools.
        graph: where to read; it is read in threads, never in the event loop.
    """
    offered = [tools.tool(query) for query in catalogue.values()]

    async def list_tools(_: Context, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=offered)

    async def call_tool(_: Context, params: CallToolRequestParams) -> CallToolResult:
        if params.name not in catalogue:
            near = difflib.get_close_matches(params.name, catalogue, cutoff=0.4) or list(catalogue)
            return tools.failure(UnknownQuery(f"there is no tool {params.name!r}", f"there is {', '.join(near)}"))
        return await run_sync(_guarded(lambda: tools.call(graph, catalogue[params.name], params.arguments or {})))

    async def list_resources(_: Context, params: PaginatedRequestParams | None) -> ListResourcesResult:
        found, cursor = await run_sync(resources.listed, graph, params.cursor if params else None)
        return ListResourcesResult(resources=found, next_cursor=cursor)

    async def list_templates(_: Context, __: PaginatedRequestParams | None) -> ListResourceTemplatesResult:
        return ListResourceTemplatesResult(resource_templates=[resources.TEMPLATE])

    async def read_resource(_: Context, params: ReadResourceRequestParams) -> ReadResourceResult:
        return ReadResourceResult(contents=[await run_sync(resources.read, graph, catalogue, params.uri)])

    return Server(
        "dragoman",
        title="dragoman: who did what to whom",
        version=version("dragoman"),
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_list_resource_templates=list_templates,
        on_read_resource=read_resource,
    )


def _guarded(work: Callable[[], CallToolResult]) -> Callable[[], CallToolResult]:
    """A mistake of our own goes into the log, and to the model without its details."""

    def guarded() -> CallToolResult:
        try:
            return work()
        except Exception:
            logger.exception("a tool failed")
            return tools.failure(UnexpectedError("the server made a mistake", "its log has the details"))

    return guarded
