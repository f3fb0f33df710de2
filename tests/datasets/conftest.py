"""Data sets of coded events read from small texts, as a loader reads them: lines in, records and rejected rows out."""

from collections.abc import Callable
from io import StringIO
from typing import NamedTuple

import pytest

from dragoman.graph.records import EventRecord
from dragoman.loaders.datasets.dataset import DataSet
from dragoman.loaders.datasets.rows import Row


class Told(NamedTuple):
    """What a file told: its events by id, and the rejected rows by line with their reasons."""

    events: dict[str, EventRecord]
    rejected: dict[int, str]


ReadCoded = Callable[[DataSet, str], Told]


@pytest.fixture
def read_coded() -> ReadCoded:
    """Reads a file's text as that data set."""

    def read(dataset: DataSet, text: str) -> Told:
        rejected: dict[int, str] = {}

        def reject(row: Row, reason: str) -> None:
            rejected[row.line] = reason

        events = {}
        for record in dataset.records("file", dataset.rows(StringIO(text, newline="\n")), reject):
            assert isinstance(record, EventRecord)
            (evidence,) = record.evidence
            assert text[evidence.start : evidence.end] == evidence.sentence
            events[record.id] = record
        return Told(events, rejected)

    return read
