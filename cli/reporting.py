"""What commands tell on standard error: progress, what became of a load, what failed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from dragoman.loaders.documents.read import Unreadable
from dragoman.loaders.loading import LoadReport

messages = Console(stderr=True, highlight=False)


def progress(total: int) -> Progress:
    """A progress bar on a terminal, for more than one input; nothing in a pipe."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=messages,
        transient=True,
        disable=not messages.is_terminal or total < 2,
    )


@contextmanager
def counting(what: str) -> Iterator[Callable[[int], None]]:
    """A count that goes up on a terminal, with the time it took; nothing in a pipe.

    Args:
        what: is counted ("rows").

    Yields:
        What is to be called with the number done since the last call.
    """
    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} {task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=messages, transient=True, disable=not messages.is_terminal) as bars:
        task = bars.add_task(what, total=None)
        yield lambda done: bars.advance(task, done)


def report_load(report: LoadReport) -> None:
    """Tell what a load did: the inputs that failed, the documents, the facts found."""
    name_failed(report.failed)
    stored = report.stored
    counts = {
        "loaded": stored.loaded,
        "read anew": stored.replaced,
        "unchanged": stored.unchanged,
        "taken back for a newer text": stored.outdated,
        "taken back as corrected": stored.taken_back,
        "passed over, corrected since": stored.corrected,
    }
    told = [f"{count} {what}" for what, count in counts.items() if count]
    if report.failed:
        told.append(f"{len(report.failed)} failed")
    messages.print("documents: " + (", ".join(told) or "none"))
    tell_left_out(report)
    if not stored.facts:
        messages.print("the graph is as it was")
        return
    table = Table("kind", "facts", box=None, pad_edge=False)
    table.columns[1].justify = "right"
    for kind, count in sorted(stored.facts.items()):
        table.add_row(kind, str(count))
    messages.print(table)


def tell_left_out(report: LoadReport) -> None:
    """Tell how many facts were left out as not sure enough."""
    if report.left_out:
        messages.print(f"facts left out as less sure: {report.left_out}")


def name_failed(failed: list[Unreadable]) -> None:
    """Name each input that failed, with the reason."""
    for problem in failed:
        where = f"{problem.name}:{problem.line}" if problem.line else problem.name
        hint = f"; {problem.hint}" if problem.hint else ""
        messages.print(f"{where}: {problem.reason}{hint}", markup=False, soft_wrap=True)


def end(failed: list[Unreadable]) -> None:
    """End with status 1 if an input failed."""
    if failed:
        raise typer.Exit(1)
