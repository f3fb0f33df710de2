"""`dragoman ask`: a question in plain words, taken for a named query, and its answer."""

import re
from dataclasses import replace
from typing import Annotated

import typer

from dragoman.api.asking import NotUnderstood, take
from dragoman.cli.query import (
    MOST_SENTENCES,
    AllEvidence,
    FormatOption,
    Sentences,
    arguments_in,
    messages,
    print_answer,
)
from dragoman.graph.connection import open_driver
from dragoman.graph.errors import UsageError
from dragoman.graph.schema import apply_schema
from dragoman.graph.settings import read_settings
from dragoman.queries.catalogue import load_catalogue
from dragoman.queries.documentation import overview
from dragoman.queries.run import read_arguments, run_query

_PARAMETER = re.compile(r"[a-z_]+=.+", re.DOTALL)


def ask(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUESTION [PARAM=VALUE]...",
            help="In plain English; parameters behind it go before what is taken from it.",
            show_default=False,
        ),
    ] = None,
    format: FormatOption = None,
    sentences: Sentences = 1,
    evidence: AllEvidence = False,
) -> None:
    """Ask in plain words: tells the named query that the question was taken for, then answers it.

    Nothing leaves this machine. Exit status 1 when no query answers the question.

    Example: dragoman ask "who condemned the North Korean missile launch in January 2025?"
    """
    first, *further = words or [""]
    behind = [word for word in further if _PARAMETER.fullmatch(word)]
    question = " ".join([first, *(word for word in further if word not in behind)])
    if not question.strip():
        raise UsageError("ask something", 'for example dragoman ask "who are the allies of North Korea?"')
    catalogue = load_catalogue()
    try:
        taken = take(question, catalogue)
    except NotUnderstood as error:
        messages.print(f"dragoman: {error.message}; what can be asked:\n{overview(catalogue)}", end="")
        raise typer.Exit(1) from error
    taken = replace(taken, arguments={**taken.arguments, **arguments_in(behind)})
    messages.print(f"taken as: {taken}")
    asked = catalogue[taken.query]
    read_arguments(asked, taken.arguments)
    settings = read_settings()
    with open_driver(settings, messages.print) as driver:
        apply_schema(driver, settings.neo4j_database)
        answer = run_query(
            driver, asked, taken.arguments, database=settings.neo4j_database, timeout=settings.dragoman_query_timeout
        )
    print_answer(answer, taken.arguments, format, MOST_SENTENCES if evidence else sentences)
