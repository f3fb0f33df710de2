"""Rows as a pandas frame."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from dragoman.client.answers import Row
from dragoman.graph.errors import ConfigurationError

if TYPE_CHECKING:
    import pandas

_EVIDENCE = "evidence"


def frame_of(rows: Iterable[Row]) -> "pandas.DataFrame":
    """Rows as a frame: the query's columns, those of the best piece of evidence (`evidence_sentence` …), and how many.

    Dates stay text, as the graph has them: some are a month or a year.

    Raises:
        ConfigurationError: pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise ConfigurationError("pandas is not installed", "pip install 'dragoman[pandas]'") from error
    return pandas.DataFrame([_flat(row) for row in rows])


def _flat(row: Row) -> dict[str, Any]:
    pieces = row[_EVIDENCE]
    told = {name: value for name, value in row.items() if name != _EVIDENCE}
    best = {f"{_EVIDENCE}_{name}": value for name, value in pieces[0].items()} if pieces else {}
    return told | best | {f"{_EVIDENCE}_pieces": len(pieces)}
