"""Documents made while testing: real files of every format, written by the libraries that others write them with."""

import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import docx
import pypdf
import pytest
from docx.document import Document
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from dragoman.loaders.documents.read import Unreadable, read
from dragoman.loaders.documents.sources import Source
from dragoman.loaders.documents.text import DocumentText

Outcomes = list[DocumentText | Unreadable]


@pytest.fixture
def read_file(tmp_path: Path) -> Callable[..., Outcomes]:
    """Write a file of that name and content, and read it."""

    def write_and_read(name: str, content: bytes | str, published: date | None = None) -> Outcomes:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read(Source(name, str(path)), published))

    return write_and_read


@pytest.fixture
def read_one(read_file: Callable[..., Outcomes]) -> Callable[..., DocumentText]:
    """The same for a file that holds one readable document."""

    def only(name: str, content: bytes | str, published: date | None = None) -> DocumentText:
        (outcome,) = read_file(name, content, published)
        assert isinstance(outcome, DocumentText), outcome
        return outcome

    return only


@pytest.fixture
def refuse(read_file: Callable[..., Outcomes]) -> Callable[..., Unreadable]:
    """The same for a file that cannot be read."""

    def only(name: str, content: bytes | str) -> Unreadable:
        (outcome,) = read_file(name, content)
        assert isinstance(outcome, Unreadable), outcome
        assert outcome.name == name
        return outcome

    return only


def _page_text(lines: Sequence[str]) -> bytes:
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    return f"BT /F1 12 Tf 14 TL 50 700 Td {shown} ET".encode("latin-1")


@pytest.fixture
def pdf() -> Callable[..., bytes]:
    """Make a PDF of one page that shows the lines."""

    def make(lines: Sequence[str], information: dict[str, str] | None = None, password: str | None = None) -> bytes:
        writer = pypdf.PdfWriter()
        page = writer.add_blank_page(612, 792)
        names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        font = DictionaryObject({NameObject(key): NameObject(value) for key, value in names.items()})
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        content = StreamObject()
        content.set_data(_page_text(lines))
        page[NameObject("/Contents")] = writer._add_object(content)
        writer.add_metadata(information or {})
        if password is not None:
            writer.encrypt(password, "owner", algorithm="AES-256")
        file = io.BytesIO()
        writer.write(file)
        return file.getvalue()

    return make


@pytest.fixture
def word() -> Callable[[Callable[[Document], object]], bytes]:
    """Make a Word document that the given function fills."""

    def make(fill: Callable[[Document], object]) -> bytes:
        document = docx.Document()
        fill(document)
        file = io.BytesIO()
        document.save(file)
        return file.getvalue()

    return make
