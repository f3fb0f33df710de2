"""`dragoman backup` and `restore`: the local graph into one file, and out of it again."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dragoman.graph.local import backup as local_backup
from dragoman.graph.settings import read_settings

messages = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


def backup(
    file: Annotated[
        Path | None,
        typer.Argument(help="By default dragoman-<time in UTC>.dump in this folder.", show_default=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that exists.")] = False,
) -> None:
    """Write the whole local graph into one file, and print its name.

    Neo4j is stopped meanwhile and started again if it ran.

    Example: dragoman backup before-cleanup.dump
    """
    target = file or Path(f"dragoman-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.dump")
    held = local_backup.backup(read_settings(), target, force=force, report=messages.print)
    size = target.stat().st_size / 1_000_000
    messages.print(f"{target}: {size:,.1f} MB, {held.nodes:,} nodes, {held.edges:,} edges")
    sys.stdout.write(f"{target}\n")


def restore(
    file: Annotated[Path, typer.Argument(help="What `dragoman backup` wrote.", show_default=False)],
    force: Annotated[bool, typer.Option("--force", help="Replace a graph that is not empty.")] = False,
) -> None:
    """Put the graph of a backup in the place of the local one.

    The backup is checked first; when anything goes wrong, the graph stays as it was.

    Example: dragoman restore before-cleanup.dump --force
    """
    now = local_backup.restore(read_settings(), file, force=force, report=messages.print)
    messages.print(f"the graph is that of {file}: {now.nodes:,} nodes, {now.edges:,} edges")
