"""`dragoman keys`: who may use the HTTP API, where keys are asked for."""

import json
import sys
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from dragoman.api.keys import Key, Keys, Scope
from dragoman.graph.errors import UsageError
from dragoman.graph.local.folders import folders
from dragoman.graph.settings import read_settings

messages = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


class Action(StrEnum):
    """What to do with keys."""

    CREATE = "create"
    LIST = "list"
    REVOKE = "revoke"


def keys(
    action: Annotated[Action, typer.Argument(help="What to do.", show_default=False)],
    name: Annotated[
        str | None, typer.Argument(help="For whom or what the key is; for `revoke` also its id.", show_default=False)
    ] = None,
    scope: Annotated[
        list[Scope] | None,
        typer.Option(help="What it is for; may be given twice. By default read.", show_default=False),
    ] = None,
    expires: Annotated[
        str | None, typer.Option(help="The first day (UTC) on which it counts no more.", metavar="DATE")
    ] = None,
) -> None:
    """Make, list and revoke the keys of the HTTP API.

    A new key is printed once, on standard output; only its hash is kept, in a file that nobody else may read.

    Example: dragoman keys create newsroom --scope read --scope load
    """
    kept = Keys(folders(read_settings()).keys_file)
    if action is Action.LIST:
        _print(kept.all())
        return
    if not (name and name.strip()):
        raise UsageError(f"dragoman keys {action} needs a name", f"for example dragoman keys {action} newsroom")
    if action is Action.CREATE:
        sys.stdout.write(kept.create(name.strip(), scope or [Scope.READ], _day(expires)) + "\n")
        messages.print("It is shown this once: keep it.")
    else:
        revoked = kept.revoke(name.strip())
        messages.print(f"The key {revoked.name!r} ({revoked.id}) counts no more.")


def _print(keys: list[Key]) -> None:
    if not sys.stdout.isatty():
        told = (key.model_dump(mode="json", exclude={"sha256"}) for key in keys)
        sys.stdout.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in told)
        return
    table = Table("name", "id", "scopes", "created", "expires", box=None, pad_edge=False)
    for key in keys:
        end = "never" if key.expires is None else f"{key.expires} (over)" if key.expired else str(key.expires)
        table.add_row(key.name, key.id, ", ".join(sorted(key.scopes)), str(key.created.date()), end)
    Console(highlight=False, markup=False).print(table)


def _day(told: str | None) -> date | None:
    if told is None:
        return None
    try:
        day = datetime.strptime(told, "%Y-%m-%d").date()
    except ValueError as error:
        raise UsageError(f"--expires {told!r} is no day", "write it as YYYY-MM-DD") from error
    if day <= datetime.now(UTC).date():
        raise UsageError(f"a key that expires on {told} would never count", "take a day to come")
    return day
