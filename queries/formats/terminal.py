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
# Texts are not squeezed into narrower columns than this, if they can stand below the row.
_READABLE = 16


def table(answer: Answer, *, sentences: int = 1) -> "AnswerTable":
    """The answer as something that a rich Console prints, as wide as the terminal.

    Ids that have a name beside them, and columns without a value in any row, are left out.

    Args:
        answer: what to print.
        sentences: how many pieces of evidence to print under each row.
    """
    return AnswerTable(answer, sentences)


class AnswerTable:
    """A table whose rows each have below them their evidence, and the texts that there was no room for."""

    def __init__(self, answer: Answer, sentences: int) -> None:
        self._sentences = sentences
        self._rows = answer.rows
        shown = _shown(answer.declared, answer.rows)
        self._cells = {name: [name.replace("_", " "), *(_text(row[name]) for row in answer.rows)] for name in shown}

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Lay out the rows, as rich asks for it."""
        below = _without_room(self._cells, options.max_width)
        beside = [cells for name, cells in self._cells.items() if name not in below]
        widths = _fit(beside, options.max_width)
        head, *lines = zip(*beside, strict=True)
        yield _line(head, widths, style="bold")
        for number, (row, line) in enumerate(zip(self._rows, lines, strict=True), start=1):
            yield _line(line, widths)
            for name in below:
                head_of, text = self._cells[name][0], self._cells[name][number]
                if text:
                    yield _below(f"{head_of}: {text}", style="")
            # `evidence` and others have the sentence in a column of its own already.
            untold = [piece for piece in row[EVIDENCE] if piece["sentence"] != row.get("sentence")]
            for piece in untold[: self._sentences]:
                yield _below(_source(piece), style="dim italic")


def _shown(query: Query, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    named = [name for name, column in query.columns.items() if column.label is None]
    return [name for name in named if any(_text(row[name]) for row in rows)] or named


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    # A line break in the source's layout says nothing here.
    return "" if value is None else " ".join(str(value).split())


def _without_room(cells: Mapping[str, Sequence[str]], width: int) -> list[str]:
    """The columns to print below the rows: the longest ones, until the words of the others need not be broken."""
    room = width + _GAP
    needed = {
        name: max(_longest_word(column), min(_longest(column), _READABLE)) + _GAP for name, column in cells.items()
    }
    below: list[str] = []
    for name in sorted(list(cells)[1:], key=lambda name: _longest(cells[name]), reverse=True):
        if sum(needed.values()) <= room:
            break
        del needed[name]
        below.append(name)
    return [name for name in cells if name in below]


def _fit(columns: Sequence[Sequence[str]], width: int) -> list[int]:
    """Widths for the columns: what they need, the widest narrowed, down to its longest word, until all fit."""
    widths = [_longest(column) for column in columns]
    least = [_longest_word(column) for column in columns]
    room = width - _GAP * (len(widths) - 1)
    while sum(widths) > room and widths != least:
        spare = [have > need for have, need in zip(widths, least, strict=True)]
        widths[max(range(len(widths)), key=lambda index: (spare[index], widths[index]))] -= 1
    return widths


def _longest(texts: Sequence[str]) -> int:
    return max(len(text) for text in texts)


def _longest_word(texts: Sequence[str]) -> int:
    return max((len(word) for text in texts for word in text.split()), default=0)


def _line(texts: Sequence[str], widths: Sequence[int], style: str = "") -> Table:
    grid = Table.grid(padding=(0, _GAP, 0, 0))
    for width in widths:
        grid.add_column(width=width, overflow="fold")
    grid.add_row(*(Text(text, style=style) for text in texts))
    return grid


def _below(text: str, style: str) -> Padding:
    return Padding(Text(text, style=style), (0, 0, 0, _GAP))


def _source(piece: Mapping[str, Any]) -> str:
    told = ", ".join(str(piece[name]) for name in ("document", "published") if piece[name])
    return f"{_text(piece['sentence'])} — {told}"
