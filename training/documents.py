"""Annotated documents as the reader gets them."""

from datetime import date
from pathlib import Path

from dragoman.loaders.documents.read import read
from dragoman.loaders.documents.sources import Source
from dragoman.loaders.documents.text import DocumentText

# The one annotated document without a day of publication; its annotators say to take this one.
_WITHOUT_DAY = date(2025, 1, 15)


def document_of(path: Path) -> DocumentText:
    """The document of an annotated text, read as `dragoman load` reads it.

    Raises:
        ValueError: it cannot be read.
    """
    (document,) = read(Source(path.name, str(path)), _WITHOUT_DAY)
    if not isinstance(document, DocumentText):
        raise ValueError(f"{path}: {document}")
    return document
