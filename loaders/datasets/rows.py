"""The rows of a data set's file: where each stands, what it says."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dragoman.graph.records import Evidence


@dataclass(frozen=True)
class Row:
    """One row of a table, or one object of a JSON file.

    Attributes:
        line: the number of its first line, from 1.
        start: where it begins, in characters of the file's text.
        text: the row as it stands there.
        values: its cells by column.
    """

    line: int
    start: int
    text: str
    values: Mapping[str, Any]

    def evidence(self) -> Evidence:
        """The row as the sentence that says so."""
        return Evidence(sentence=self.text, start=self.start, end=self.start + len(self.text))


def table_rows(
    lines: Iterable[str], delimiter: str = ",", columns: Sequence[str] = (), quoted: bool = True
) -> Iterator[Row]:
    """The rows of a table, one at a time; where cells are quoted, a row may go over several lines.

    A row that breaks the rules of quoting has no cells.

    Args:
        lines: the file's, each with its end `\\n`.
        delimiter: what stands between cells.
        columns: their names, for a table whose first line does not tell them.
        quoted: whether quotation marks hold a cell together; where not, they are characters like others.
    """
    return _quoted_rows(lines, delimiter, columns) if quoted else _plain_rows(lines, delimiter, columns)


class _Split(Mapping[str, str]):
    """The cells of a line by column, split when they are asked for.

    A row that another process is to read goes there as its text: with GDELT's 61 columns a fifth of the work else.
    """

    def __init__(self, text: str, delimiter: str, columns: Sequence[str]) -> None:
        self._line = text, delimiter, columns

    @cached_property
    def _cells(self) -> dict[str, str]:
        text, delimiter, columns = self._line
        return dict(zip(columns, text.split(delimiter), strict=False))

    def __getitem__(self, column: str) -> str:
        return self._cells[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)

    def __reduce__(self) -> tuple[type["_Split"], tuple[str, str, Sequence[str]]]:
        return _Split, self._line


def _plain_rows(lines: Iterable[str], delimiter: str, columns: Sequence[str]) -> Iterator[Row]:
    start = 0
    for number, line in enumerate(lines, 1):
        told = line.rstrip("\r\n")
        if not columns:
            columns = told.split(delimiter)
        elif told:
            yield Row(number, start, told, _Split(told, delimiter, columns))
        start += len(line)


def _quoted_rows(lines: Iterable[str], delimiter: str, columns: Sequence[str]) -> Iterator[Row]:
    taken: list[str] = []

    def noted() -> Iterator[str]:
        for line in lines:
            taken.append(line)
            yield line

    reader = csv.reader(noted(), delimiter=delimiter)
    line, start = 1, 0
    for cells in _read(reader):
        told = "".join(taken)
        taken.clear()
        if not columns:
            columns = cells or ()
        elif cells is None or cells:
            yield Row(line, start, told.rstrip("\r\n"), dict(zip(columns, cells or (), strict=False)))
        line, start = reader.line_num + 1, start + len(told)


def _read(reader: Iterator[list[str]]) -> Iterator[list[str] | None]:
    """The cells of row after row; None for a row that cannot be read, after which the reader goes on."""
    while True:
        try:
            yield next(reader)
        except csv.Error:
            yield None
        except StopIteration:
            return


def columns_of(text: str, delimiter: str = ",") -> Sequence[str]:
    """The columns that a table's first line names."""
    return next(csv.reader([text.split("\n", 1)[0].rstrip("\r")], delimiter=delimiter), [])


def has_columns(columns: frozenset[str], delimiter: str = ",") -> Callable[[str], bool]:
    """Whether a text is a table that has these columns, among others."""
    return lambda text: columns <= set(columns_of(text, delimiter))


def object_rows(lines: Iterable[str], key: str) -> Iterator[Row]:
    """The innermost objects of a JSON file that have a key, in their order.

    Args:
        lines: the file's, which is taken whole.
        key: what tells such an object from those around it.
    """
    text = "".join(lines)
    decoder = json.JSONDecoder()
    line, counted, at = 1, 0, text.find("{")
    while at >= 0:
        found, end = _decoded(decoder, text, at)
        if isinstance(found, dict) and key in found:
            line += text.count("\n", counted, at)
            counted = at
            yield Row(line, at, text[at:end], found)
            at = text.find("{", end)
        else:
            at = text.find("{", at + 1)


def _decoded(decoder: json.JSONDecoder, text: str, at: int) -> tuple[Any, int]:
    try:
        return decoder.raw_decode(text, at)
    except json.JSONDecodeError:
        return None, at
