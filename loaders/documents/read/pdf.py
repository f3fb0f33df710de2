"""PDF, read in a process of its own: a hostile file may loop for hours or fill the memory within one page."""

import io
import json
import subprocess
import sys
from contextlib import suppress
from datetime import date

import pypdf
from pypdf.errors import DependencyError, PyPdfError

from dragoman.loaders.documents.read.limits import MAX_CHARACTERS, MAX_PAGES, PDF_MEMORY_BYTES, PDF_SECONDS
from dragoman.loaders.documents.read.outcome import Draft, Refused

_BROKEN = "is a PDF that is damaged or truncated"
_BROKEN_HINT = "save or download it again"
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
# What programs write into the title field by themselves.
_EMPTY_TITLES = ("untitled", "microsoft word", "microsoft powerpoint", "(anonymous)", "slide 1")


def read_pdf(content: bytes) -> Draft:
    """The text of all pages, a blank line between them, with what the document information tells.

    Raises:
        Refused: damaged, encrypted, without text (a scan), too many pages, or too slow to read.
    """
    try:
        child = subprocess.run(
            [sys.executable, "-m", __name__], input=content, capture_output=True, timeout=PDF_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(f"takes longer than {PDF_SECONDS} s to read as a PDF", "print it to a new PDF") from error
    if child.returncode != 0:
        raise Refused(_BROKEN, _BROKEN_HINT)
    answer = json.loads(child.stdout)
    if "reason" in answer:
        raise Refused(answer["reason"], answer["hint"])
    created = answer.pop("created")
    return Draft(**answer, created=date.fromisoformat(created) if created else None)


def _read(content: bytes) -> dict[str, str | None]:
    reader = pypdf.PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused("is an encrypted PDF", "remove its password")
    if len(reader.pages) > MAX_PAGES:
        raise Refused(f"has more than {MAX_PAGES:,} pages", "split it")
    text = _text(reader)
    if not text:
        raise Refused("is a PDF without text (a scan)", "recognise its text (OCR) first")
    information = reader.metadata
    title = (information.title or "").strip() if information else ""
    created = information.creation_date if information else None
    return {
        "text": text,
        "title": None if title.lower().startswith(_EMPTY_TITLES) else title or None,
        "created": created.date().isoformat() if created else None,
    }


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


def _limit_memory() -> None:
    with suppress(ImportError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (PDF_MEMORY_BYTES, PDF_MEMORY_BYTES))


def _main() -> None:
    _limit_memory()
    try:
        answer = _read(sys.stdin.buffer.read())
    except Refused as refused:
        answer = {"reason": refused.message, "hint": refused.hint}
    except DependencyError:
        answer = {"reason": "is an encrypted PDF", "hint": "remove its password"}
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError, MemoryError):
        answer = {"reason": _BROKEN, "hint": _BROKEN_HINT}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    _main()
