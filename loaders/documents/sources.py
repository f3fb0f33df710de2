"""From what the user names (files, folders, patterns, addresses, `-`) to the single inputs to be read."""

import glob
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

STANDARD_INPUT = "-"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


class Format(StrEnum):
    """The kinds of file that can be read."""

    TEXT = "plain text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    PDF = "PDF"
    DOCX = "Word document"
    JSON_LINES = "JSON Lines"


FORMAT_BY_SUFFIX = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
}


@dataclass(frozen=True)
class Source:
    """One input, not yet opened.

    Attributes:
        name: file name without folder, last part of the address's path, or `stdin`.
        origin: path, address, or `-` for standard input (which only the process that owns it can read).
    """

    name: str
    origin: str

    @property
    def is_address(self) -> bool:
        """Whether it is to be fetched (`scheme://…`) instead of opened."""
        return bool(_ADDRESS.match(self.origin))


def find_sources(arguments: Sequence[str]) -> Iterator[Source]:
    """The inputs that the arguments stand for, one at a time, folders walked as they come.

    A missing file, a pattern that matches nothing or a folder without documents comes out as a source too: reading
    it tells what is wrong, so that the other inputs are read all the same.

    Args:
        arguments: files, folders (walked through, files of a known suffix in the order of their names, hidden ones
            left out), patterns with `*`, `?`, `[…]` and `**`, addresses, and `-` for standard input.
    """
    for argument in arguments:
        if argument == STANDARD_INPUT:
            yield Source("stdin", STANDARD_INPUT)
        elif _ADDRESS.match(argument):
            yield _address(argument)
        elif os.path.lexists(argument) or not glob.has_magic(argument):
            yield from _path(argument)
        else:
            # Not Path.glob: it takes no absolute pattern.
            for match in sorted(glob.glob(argument, recursive=True)) or [argument]:  # noqa: PTH207
                yield from _path(match)


def _address(address: str) -> Source:
    try:
        parts = urlsplit(address)
    except ValueError:  # say, an unclosed bracket in the host: fetching will tell
        return Source(address, address)
    return Source(PurePosixPath(unquote(parts.path)).name or parts.netloc or address, address)


def _path(path: str) -> Iterator[Source]:
    walk = _walk(Path(path), frozenset()) if Path(path).is_dir() else iter(())
    first = next(walk, None)
    yield first or _file(Path(path))
    yield from walk


def _file(path: Path) -> Source:
    # A name of bytes that are no UTF-8 must not break the first program that prints it.
    return Source(path.name.encode("utf-8", "replace").decode() or str(path), str(path))


def _walk(folder: Path, ancestors: frozenset[str]) -> Iterator[Source]:
    # A link may lead back to a folder that is being walked; its real path gives it away.
    real = os.path.realpath(folder)
    if real in ancestors:
        return
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        yield _file(folder)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry, ancestors | {real})
        elif entry.suffix.lower() in FORMAT_BY_SUFFIX:
            yield _file(entry)
