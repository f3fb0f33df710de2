"""Tables that say nothing without one another, cut into parts: each part is a document with its rows of all tables.

The text of a part has, for each stretch of rows that follow one another in a file, a line with ASCII's file separator
and the number of the first row's line there, then the file's first line, which names the columns, then the rows.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import StringIO
from typing import NamedTuple

from dragoman.loaders.datasets.rows import Row, table_rows

SEPARATOR = "\x1c"


class Piece(NamedTuple):
    """A row to be put into a part: which table it is of, where it stands there, and the table's first line."""

    table: int
    line: int
    text: str
    columns: str


def part_of(pieces: Iterable[Piece]) -> str:
    """The text of a part, its rows in the order of the tables and lines."""
    told: list[str] = []
    following = (-1, 0)
    for piece in sorted(pieces):
        if following != (piece.table, piece.line):
            told += [f"{SEPARATOR}{piece.line}", piece.columns]
        told.append(piece.text)
        following = (piece.table, piece.line + piece.text.count("\n") + 1)
    return "".join(f"{line}\n" for line in told)


def part_rows(lines: Iterable[str]) -> Iterator[Row]:
    """The rows of a part: where each begins in its text, and its line in the file that it is of."""
    text, offset = "".join(lines), 0
    for stretch in text.split(SEPARATOR):
        first, _, table = stretch.partition("\n")
        begins = offset + len(first) + 1
        for row in table_rows(StringIO(table, newline="\n"), delimiter_of(table)):
            # The first row stands on the second line of its stretch.
            yield replace(row, start=row.start + begins, line=row.line - 2 + int(first))
        offset += len(stretch) + len(SEPARATOR)


def file_pieces(table: int, text: str) -> Iterator[tuple[Piece, Row]]:
    """The rows of a file as pieces of its table, and as they are read."""
    columns = text.partition("\n")[0]
    for row in table_rows(StringIO(text, newline="\n"), delimiter_of(text)):
        yield Piece(table, row.line, row.text, columns), row


def delimiter_of(text: str) -> str:
    """What stands between the cells of a table: a tab where its first line has one, else a comma."""
    return "\t" if "\t" in text.partition("\n")[0] else ","
