"""CSV (RFC 4180) that a spreadsheet opens without running anything in it."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dragoman.queries.catalogue import EVIDENCE, Query

_EVIDENCE_FIELDS = ("document", "title", "url", "published", "sentence", "start", "end", "confidence")
# A cell that begins so is a formula to a spreadsheet (OWASP, "CSV Injection").
_FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(query: Query, rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The header and the rows, line by line.

    After the query's columns come those of the row's best piece of evidence, `evidence_sentence` and its like, and
    the number of pieces in the answer. Lists are joined by "; ". A text that a spreadsheet would take for a formula
    gets an apostrophe in front.
    """
    columns = list(query.columns)
    yield _line([*columns, *(f"{EVIDENCE}_{name}" for name in _EVIDENCE_FIELDS), f"{EVIDENCE}_pieces"])
    for row in rows:
        pieces = row[EVIDENCE]
        best = pieces[0] if pieces else {}
        yield _line([*(row[name] for name in columns), *(best.get(name) for name in _EVIDENCE_FIELDS), len(pieces)])


def _line(cells: list[Any]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([_cell(cell) for cell in cells])
    return text.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join(str(item) for item in value)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_BEGINNINGS) else value
