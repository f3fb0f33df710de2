"""PDF, by pypdf: the text of its pages and the document information."""

import io

import pypdf
from pypdf.errors import DependencyError

from dragoman.loaders.documents.read.limits import MAX_CHARACTERS, MAX_PAGES
from dragoman.loaders.outcome import Draft, Refused

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
# What programs write into the title field by themselves.
_EMPTY_TITLES = ("untitled", "microsoft word", "microsoft powerpoint", "(anonymous)", "slide 1")


def read_pdf(content: bytes) -> Draft:
    """The text of all pages, a blank line between them, with what the document information tells.

    Raises:
        Refused: encrypted, without text (a scan), too many pages or too much text.
    """
    reader = pypdf.PdfReader(io.BytesIO(content))
    _decrypt(reader)
    if len(reader.pages) > MAX_PAGES:
        raise Refused(f"has more than {MAX_PAGES:,} pages", "split it")
    text = _text(reader)
    if not text:
        raise Refused("is a PDF without text (a scan)", "recognise its text (OCR) first")
    information = reader.metadata
    title = (information.title or "").strip() if information else ""
    created = information.creation_date if information else None
    return Draft(
        text=text,
        title=None if title.lower().startswith(_EMPTY_TITLES) else title or None,
        created=created.date() if created else None,
    )


def _decrypt(reader: pypdf.PdfReader) -> None:
    """Open a file that needs no password to be read, though its encryption forbids, say, printing it.

    Raises:
        Refused: a password is needed.
    """
    try:
        opened = not reader.is_encrypted or bool(reader.decrypt(""))
    except DependencyError:
        opened = False
    if not opened:
        raise Refused("is an encrypted PDF", "remove its password")


def _text(reader: pypdf.PdfReader) -> str:
    pages: list[str] = []
    characters = 0
    for page in reader.pages:
        words = page.extract_text().translate(_LIGATURES).strip()
        characters += len(words)
        if characters > MAX_CHARACTERS:
            raise Refused(f"has more than {MAX_CHARACTERS:,} characters of text", "split the document")
        if words:
            pages.append(words)
    return "\n\n".join(pages)
