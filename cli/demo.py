"""`dragoman demo`: the whole way of a fact on the example documents, from text to answers to the API."""

import shlex
import sys
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from rich.console import Console
from rich.rule import Rule

from dragoman.cli.reporting import report_load
from dragoman.cli.serve import local_server, serve_api, until_stopped
from dragoman.graph.connection import open_driver
from dragoman.graph.errors import UsageError
from dragoman.graph.schema import apply_schema
from dragoman.graph.settings import Settings, read_settings
from dragoman.graph.store import Store
from dragoman.loaders.documents.sources import find_sources
from dragoman.loaders.loading import load_all, read_all
from dragoman.queries.catalogue import load_catalogue
from dragoman.queries.formats import table
from dragoman.queries.run import run_query

messages = Console(stderr=True, highlight=False, soft_wrap=True)
answers = Console(highlight=False)


class Question(NamedTuple):
    """A question in words and the named query that answers it."""

    words: str
    query: str
    arguments: dict[str, str]


QUESTIONS = (
    Question(
        "Who responded to North Korea's missile launches of 14 January 2025?",
        "who-responded-to-event",
        {"event": "north korea missile launch 14 january 2025"},
    ),
    Question("Who spoke for South Korea?", "officials", {"state": "south korea"}),
    Question(
        "What has passed between Russia and North Korea?",
        "relation-timeline",
        {"a": "russia", "b": "north korea", "bucket": "year"},
    ),
    Question("Who is allied with North Korea?", "allies", {"state": "north korea"}),
)


def demo(
    examples: Annotated[Path, typer.Argument(help="Folder of documents to load.")] = Path("examples"),
    serve: Annotated[bool, typer.Option(help="Serve the API after the answers, until Ctrl-C.")] = True,
) -> None:
    """Load the example documents, answer a few questions, then serve the API.

    Example: dragoman demo --no-serve
    """
    if not examples.is_dir():
        raise UsageError(
            f"no folder {examples} here", "run it in a checkout of dragoman, or name a folder of documents"
        )
    settings = read_settings()
    with until_stopped(), local_server(settings):
        _load(settings, examples)
        _answer(settings)
        if serve:
            serve_api(settings)


def _load(settings: Settings, examples: Path) -> None:
    messages.print(f"Loading the documents in {examples}/")
    with open_driver(settings, messages.print) as driver:
        apply_schema(driver, settings.neo4j_database)
        texts = read_all(find_sources([str(examples)]), published=None)
        report_load(load_all(texts, Store(driver, settings.neo4j_database), workers=1, done=lambda _count: None))


def _answer(settings: Settings) -> None:
    catalogue = load_catalogue()
    with open_driver(settings) as driver:
        for question in QUESTIONS:
            arguments = " ".join(shlex.quote(f"{name}={value}") for name, value in question.arguments.items())
            answers.print()
            answers.print(Rule(question.words, align="left", style="bold"))
            answers.print(f"$ dragoman query {question.query} {arguments}", style="dim", markup=False)
            answer = run_query(driver, catalogue[question.query], question.arguments, database=settings.neo4j_database)
            answers.print(table(answer))
    sys.stdout.flush()
