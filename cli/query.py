"""`dragoman query` and `dragoman queries`: ask a named query, or read what there is to ask."""

import sys
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, cast

import typer
from rich.console import Console

from dragoman.cli.completing import query_arguments, query_names
from dragoman.graph.connection import open_driver
from dragoman.graph.errors import UsageError
from dragoman.graph.schema import apply_schema
from dragoman.graph.settings import read_settings
from dragoman.queries.answer import Answer
from dragoman.queries.catalogue import Query, did_you_mean, load_catalogue
from dragoman.queries.documentation import catalogue_page, describe, overview
from dragoman.queries.formats import LINES, render, table
from dragoman.queries.run import PAGE_ROWS, read_arguments, run_query
from dragoman.queries.stream import Stream, stream_query

messages = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


class Format(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    JSON = "json"
    NDJSON = "ndjson"
    CSV = "csv"
    GRAPHML = "graphml"
    GRAPH = "graph"


MOST_SENTENCES = 5
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", "-f", help="By default a table on a terminal, JSON in a pipe.", show_default=False),
]
Sentences = Annotated[
    int, typer.Option(min=0, max=MOST_SENTENCES, help="Sentences of evidence under each row of a table.")
]
AllEvidence = Annotated[bool, typer.Option("--evidence", "-e", help="All of them, as far as the answer has them.")]


def query(
    name: Annotated[
        str,
        typer.Argument(
            help="The query; `dragoman queries` lists them.", show_default=False, autocompletion=query_names
        ),
    ] = "",
    arguments: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PARAM=VALUE]...",
            help="Its parameters: ids or plain words.",
            show_default=False,
            autocompletion=query_arguments,
        ),
    ] = None,
    format: FormatOption = None,
    sentences: Sentences = 1,
    evidence: AllEvidence = False,
) -> None:
    """Ask a named query.

    Example: dragoman query who-responded-to-event event="north korea missile launch january 2025"
    """
    asked = _named(name, load_catalogue())
    given = arguments_in(arguments or [])
    # Wrong usage is told before a server is started for it.
    limit = cast(int, read_arguments(asked, given)["limit"])
    settings = read_settings()
    with open_driver(settings, messages.print) as driver:
        apply_schema(driver, settings.neo4j_database)
        if format is not None and format in LINES and limit > PAGE_ROWS:
            _print_stream(stream_query(driver, asked, given, database=settings.neo4j_database), format)
            return
        answer = run_query(
            driver, asked, given, database=settings.neo4j_database, timeout=settings.dragoman_query_timeout
        )
    print_answer(answer, given, format, MOST_SENTENCES if evidence else sentences)


def queries(
    name: Annotated[
        str | None, typer.Argument(help="Show this one in full.", show_default=False, autocompletion=query_names)
    ] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="All of them as a page of Markdown.")] = False,
) -> None:
    """List the named queries, or show one with its parameters, columns and Cypher.

    Example: dragoman queries who-responded-to-event
    """
    catalogue = load_catalogue()
    if name is not None:
        sys.stdout.write(describe(_named(name, catalogue)))
    else:
        sys.stdout.write(catalogue_page(catalogue) if markdown else overview(catalogue))


def print_answer(answer: Answer, given: Mapping[str, str], format: Format | None, sentences: int = 1) -> None:
    """Print an answer: rows on standard output; what words were taken for, and how to go on, on standard error.

    Args:
        answer: what to print.
        given: the arguments as the user gave them.
        format: how to print the rows; None means a table on a terminal and JSON in a pipe.
        sentences: pieces of evidence under each row of a table.
    """
    for name, resolved in answer.resolved.items():
        if given[name].strip() != resolved.id:
            day = f", {resolved.date}" if resolved.date else ""
            messages.print(f"{name} taken as {resolved.name}{day} ({resolved.id})")
            others = ", ".join(f"{it.name} ({it.id})" for it in resolved.alternatives[:3])
            if others:
                messages.print(f"  else: {others}", style="dim")
    format = format or (Format.TABLE if sys.stdout.isatty() else Format.JSON)
    if format is Format.TABLE:
        Console(highlight=False).print(table(answer, sentences=sentences))
    else:
        _write(render(answer, format))
    if not answer.rows:
        messages.print("nothing is known that answers this")
    elif answer.next:
        messages.print(f"more rows follow: add cursor={answer.next}, or a higher limit=")


def _print_stream(stream: Stream, format: Format) -> None:
    try:
        _write(LINES[format](stream.declared, stream.rows))
    finally:
        stream.close()


def _named(name: str, catalogue: Mapping[str, Query]) -> Query:
    if name in catalogue:
        return catalogue[name]
    hint = did_you_mean(name, catalogue) or f"the queries are {', '.join(catalogue)}"
    raise UsageError(f"there is no query {name!r}" if name else "name a query", hint)


def arguments_in(words: Iterable[str]) -> dict[str, str]:
    """The arguments in words of the form `param=value`.

    Raises:
        UsageError: a word has another form, or a parameter is given twice.
    """
    given: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise UsageError(
                f"{word!r} is not of the form param=value", 'for example state=KOR or event="missile launch"'
            )
        if name in given:
            raise UsageError(f"{name} is given more than once", "give one value")
        given[name] = value
    return given


def _write(text: str | bytes | Iterable[str]) -> None:
    if isinstance(text, bytes):
        sys.stdout.buffer.write(text)
    else:
        sys.stdout.writelines([text] if isinstance(text, str) else text)
