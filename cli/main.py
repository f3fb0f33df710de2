"""The `dragoman` command: its sub-commands, and the one place where an error becomes a line and an exit status."""

import importlib
import logging
import os
import sys
from collections.abc import Callable
from typing import Any

import typer
from rich.console import Console

from dragoman.graph.errors import ConfigurationError, DragomanError, UsageError

DONE, FAILED, WRONG_USAGE = 0, 1, 2

# A command's module is imported only when it is asked for: spaCy, FastAPI and the driver together take two seconds
# to import, which `dragoman --help` and `dragoman status` need not pay.
COMMANDS = {
    "up": "local",
    "down": "local",
    "status": "local",
    "load": "load",
    "extract": "load",
    "retract": "retract",
    "datasets": "datasets",
    "dump": "dump",
    "candidates": "identity",
    "merge": "identity",
    "split": "identity",
    "query": "query",
    "queries": "query",
    "ask": "ask",
    "backup": "backup",
    "restore": "backup",
    "serve": "serve",
    "keys": "keys",
    "mcp": "mcp",
    "demo": "demo",
}
# Set by the shell when it asks for completions; typer names it after the command.
_COMPLETING = "_DRAGOMAN_COMPLETE" in os.environ
SUMMARY = """A graph of who did what to whom in world politics, every edge with the sentence that says so.

Example: dragoman load report.txt, then dragoman query who-responded-to-event event="missile launch"."""


def command(name: str) -> Callable[..., Any]:
    """The function that carries out a sub-command, from `cli/<module>.py`."""
    function: Callable[..., Any] = getattr(importlib.import_module(f"dragoman.cli.{COMMANDS[name]}"), name)
    return function


def application(names: list[str], load: Callable[[str], Callable[..., Any]] = command) -> typer.Typer:
    """The command line with the named sub-commands; `load` gives the function of each."""
    app = typer.Typer(
        name="dragoman",
        help=SUMMARY,
        no_args_is_help=True,
        add_completion=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_dragoman)
    for name in names:
        app.command(name)(load(name))
    return app


def _typed_words() -> list[str]:
    """The words on the command line, or those that a shell asks completions for, without the command's own name."""
    if not _COMPLETING:
        return sys.argv[1:]
    return (os.environ.get("_TYPER_COMPLETE_ARGS") or os.environ.get("COMP_WORDS", "")).split()[1:]


def _only_named(name: str) -> Callable[..., Any]:
    """In place of a sub-command of which the shell wants no more than the name."""

    def named() -> None:
        pass

    return named


def _dragoman() -> None:
    pass


_dragoman.__doc__ = SUMMARY


def main() -> None:
    """Run the command line; a known error is one line on standard error, never a traceback."""
    # Else the driver's own warnings of a lost connection stand on standard error beside our one line.
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    named = next((word for word in _typed_words() if not word.startswith("-")), None)
    names = [named] if named in COMMANDS else list(COMMANDS)
    try:
        application(names, _only_named if _COMPLETING and named not in COMMANDS else command)()
    except DragomanError as error:
        Console(stderr=True, soft_wrap=True, highlight=False).print(f"dragoman: {error}", markup=False)
        sys.exit(WRONG_USAGE if isinstance(error, UsageError | ConfigurationError) else FAILED)


if __name__ == "__main__":
    main()
