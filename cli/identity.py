"""`dragoman candidates`, `merge` and `split`: what may be one, and what somebody decides about it."""

import json
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from dragoman.graph.candidates import Candidate
from dragoman.graph.candidates import candidates as find_candidates
from dragoman.graph.connection import open_driver
from dragoman.graph.deciding import decision_on
from dragoman.graph.ledger.decisions import Verdict
from dragoman.graph.schema import apply_schema
from dragoman.graph.settings import read_settings
from dragoman.graph.store import Store

messages = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)

One = Annotated[str, typer.Argument(help="Id of an event or official.", metavar="ID", show_default=False)]
Other = Annotated[str, typer.Argument(help="Id of another one.", metavar="ID", show_default=False)]


def candidates(
    actor: Annotated[
        str | None,
        typer.Option(help="Only events with this actor, officials of this state (an id).", metavar="ID"),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many pairs.")] = 50,
) -> None:
    """List pairs of events and of officials that may be one, the likeliest first, with score and reasons.

    A table on a terminal, JSON Lines in a pipe. Decide about a pair with `dragoman merge` or `dragoman split`.

    Example: dragoman candidates --actor KOR --limit 10
    """
    settings = read_settings()
    with open_driver(settings, messages.print) as driver:
        apply_schema(driver, settings.neo4j_database)
        found = find_candidates(driver, settings.neo4j_database, actor)
    if sys.stdout.isatty():
        Console(highlight=False).print(_table(found[:limit]))
    else:
        sys.stdout.writelines(json.dumps(vars(pair), ensure_ascii=False) + "\n" for pair in found[:limit])
    if len(found) > limit:
        messages.print(f"{len(found) - limit} more: raise --limit")
    elif not found:
        messages.print("nothing is in doubt")


def merge(one: One, other: Other) -> None:
    """Decide that two events, or two officials, are one. Kept across reloads; `dragoman split` takes it back.

    Example: dragoman merge event:3f0c1d2e4b5a6978 event:90ab12cd34ef5678
    """
    _decide(Verdict.MERGE, one, other)


def split(one: One, other: Other) -> None:
    """Decide that two events, or two officials, are two. Kept across reloads; `dragoman merge` takes it back.

    The parts that an event or official is made of are told by `dragoman query evidence id=…`, column `record`.

    Example: dragoman split event:3f0c1d2e4b5a6978 event:90ab12cd34ef5678
    """
    _decide(Verdict.SPLIT, one, other)


def _decide(verdict: Verdict, one: str, other: str) -> None:
    settings = read_settings()
    with open_driver(settings, messages.print) as driver:
        apply_schema(driver, settings.neo4j_database)
        decision = decision_on(driver, settings.neo4j_database, verdict, one, other)
        Store(driver, settings.neo4j_database).decide([decision])
    messages.print(f"{verdict.value}: {', '.join(decision.left)} / {', '.join(decision.right)}")


def _table(pairs: list[Candidate]) -> Table:
    table = Table("score", "one", "other", "reasons", box=None, pad_edge=False)
    for pair in pairs:
        table.add_row(
            f"{pair.score:.2f}",
            f"{pair.names[0]}\n{pair.left}",
            f"{pair.names[1]}\n{pair.right}",
            "; ".join(pair.reasons),
        )
    return table
