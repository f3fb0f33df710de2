"""`dragoman dump`: all that is live in the graph, for `diff` and for `dragoman load`."""

import sys

from rich.console import Console

from dragoman.graph.connection import open_driver
from dragoman.graph.dump import dump as dump_lines
from dragoman.graph.schema import apply_schema
from dragoman.graph.settings import read_settings

messages = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


def dump() -> None:
    """Print all that is live in the graph as JSON Lines, sorted: two graphs are equal when their dumps are.

    Loading times and what was known before are left out (`dragoman backup` has them). `dragoman load` reads it again.

    Example: dragoman dump > graph.jsonl
    """
    settings = read_settings()
    with open_driver(settings, messages.print) as driver:
        apply_schema(driver, settings.neo4j_database)
        for line in dump_lines(driver, settings.neo4j_database):
            sys.stdout.write(line + "\n")
