"""`dragoman mcp`: the graph for a language model's host, over standard input and output."""

import logging

import anyio
import typer
from mcp.server.stdio import stdio_server

from dragoman.api.database import Database
from dragoman.api.graph import Graph
from dragoman.api.mcp.server import mcp_server
from dragoman.api.metrics import Metrics
from dragoman.api.tracing import Tracing
from dragoman.graph.settings import Settings, read_settings
from dragoman.queries.catalogue import load_catalogue


def mcp(
    verbose: bool = typer.Option(False, "--verbose", help="Tell on standard error what is asked."),
) -> None:
    """Answer a language model's host (Model Context Protocol) over standard input and output until it ends them.

    Without NEO4J_URI the local Neo4j is started when it does not run; it goes on running, as after a query.

    Example: a host's configuration has "command": "dragoman", "args": ["mcp"]
    """
    settings = read_settings()
    # Standard output belongs to the protocol; what is logged goes to standard error.
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING)
    anyio.run(_serve, settings)


async def _serve(settings: Settings) -> None:
    database = Database(settings)
    # The host's first question need not wait for what can begin now.
    database.open()
    server = mcp_server(load_catalogue(), Graph(database, settings, Metrics(), Tracing()))
    try:
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())
    finally:
        database.close()
