"""Extraction of a text written in a test, as the command would do it."""

from collections.abc import Callable
from datetime import date

import pytest

from dragoman.graph.records import DocumentRecords
from dragoman.loaders.documents.extract import extract
from dragoman.loaders.documents.text import DocumentText

Read = Callable[..., DocumentRecords]


@pytest.fixture
def read() -> Read:
    """Read a text published on a Friday, 15 March 2024."""

    def read_text(text: str, title: str | None = None) -> DocumentRecords:
        return extract(DocumentText("report.txt", text, title=title, published=date(2024, 3, 15), language="en"))

    return read_text
