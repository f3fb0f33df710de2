"""The rows of a data set's file: where each stands, what it says."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
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


def table_rows(text: str, delimiter: str = ",", offset: int = 0) -> Iterator[Row]:
    """The rows of a table whose first line names the columns; a row may go over several lines.

    Args:
        text: the file, its line ends `\\n`.
        delimiter: what stands between cells.
        offset: where the table begins, in characters of the text that it is a part of.
    """
    lines = text.split("\n")
    starts = [*accumulate((len(line) + 1 for line in lines), initial=offset)]
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
    columns = next(reader, [])
    begun = reader.line_num
    for cells in reader:
        first, begun = begun, reader.line_num
        if cells:
            told = "\n".join(lines[first:begun])
            yield Row(first + 1, starts[first], told, dict(zip(columns, cells, strict=False)))


def columns_of(text: str, delimiter: str = ",") -> Sequence[str]:
    """The columns that a table's first line names."""
    return next(csv.reader(text.split("\n", 1)[:1], delimiter=delimiter), [])


def has_columns(columns: frozenset[str]) -> Callable[[str], bool]:
    """Whether a text is a table that has these columns, among others."""
    return lambda text: columns <= set(columns_of(text))


def object_rows(text: str, key: str) -> Iterator[Row]:
    """The innermost objects of a JSON file that have a key, in their order.

    Args:
        text: the file.
        key: what tells such an object from those around it.
    """
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
