"""Answers as tables for people at a terminal, each row with the sentence that says so."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.queries.answer import Answer
from dragoman.queries.catalogue import EVIDENCE, Query

_GAP = 2
# A column with a longer text than this would squeeze the others: it is printed below the row.
_LONGEST_IN_A_COLUMN = 48


def table(answer: Answer, *, sentences: int = 1) -> "AnswerTable":
    """The answer as something that a rich Console prints, as wide as the terminal.

    Ids that have a name beside them, and columns without a value in any row, are left out.

    Args:
        answer: what to print.
        sentences: how many pieces of evidence to print under each row.
    """
    return AnswerTable(answer, sentences)


class AnswerTable:
    """A table whose rows each have their long texts and their evidence below."""

    def __init__(self, answer: Answer, sentences: int) -> None:
        self._sentences = sentences
        self._rows = answer.rows
        shown = _shown(answer.declared, answer.rows)
        self._long = [name for name in shown[1:] if _longest(answer.rows, name) > _LONGEST_IN_A_COLUMN]
        self._columns = [name for name in shown if name not in self._long]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Lay out the rows, as rich asks for it."""
        head = [name.replace("_", " ") for name in self._columns]
        cells = [[_text(row[name]) for name in self._columns] for row in self._rows]
        widths = _fit([head, *cells], options.max_width)
        yield _line([Text(name, style="bold") for name in head], widths)
        for row, texts in zip(self._rows, cells, strict=True):
            yield _line([Text(text) for text in texts], widths)
            for name in self._long:
                if row[name] is not None:
                    yield _below(f"{name}: {_text(row[name])}", style="")
            for piece in row[EVIDENCE][: self._sentences]:
                yield _below(_source(piece), style="dim italic")


def _shown(query: Query, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    named = [name for name, column in query.columns.items() if column.label is None]
    return [name for name in named if any(_text(row[name]) for row in rows)] or named


def _longest(rows: Sequence[Mapping[str, Any]], name: str) -> int:
    return max((len(_text(row[name])) for row in rows), default=0)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    # A line break in the source's layout says nothing here.
    return "" if value is None else " ".join(str(value).split())


def _fit(lines: Sequence[Sequence[str]], width: int) -> list[int]:
    """Widths for the columns: what they need, the widest narrowed, down to their longest words, until all fit."""
    columns = list(zip(*lines, strict=True))
    widths = [max(len(cell) for cell in column) for column in columns]
    least = [max((len(word) for cell in column for word in cell.split()), default=0) for column in columns]
    room = width - _GAP * (len(widths) - 1)
    while sum(widths) > room and widths != least:
        spare = [have - need for have, need in zip(widths, least, strict=True)]
        widest = max(range(len(widths)), key=lambda index: (spare[index] > 0, widths[index]))
        widths[widest] -= 1
    return widths


def _line(cells: Sequence[Text], widths: Sequence[int]) -> Table:
    grid = Table.grid(padding=(0, _GAP, 0, 0))
    for width in widths:
        grid.add_column(width=width, overflow="fold")
    grid.add_row(*cells)
    return grid


def _below(text: str, style: str) -> Padding:
    return Padding(Text(text, style=style), (0, 0, 0, _GAP))


def _source(piece: Mapping[str, Any]) -> str:
    told = ", ".join(str(piece[name]) for name in ("document", "published") if piece[name])
    return f"“{_text(piece['sentence'])}” ({told})"
