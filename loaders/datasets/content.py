"""The bytes and characters of a data set's file, plain or zipped, without the whole of it in memory."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from dragoman.loaders.documents.read.opening import Content, opened
from dragoman.loaders.documents.read.outcome import Refused
from dragoman.loaders.documents.sources import STANDARD_INPUT, Source

_HEAD_CHARACTERS = 20_000


@contextmanager
def bytes_of(source: Source) -> Iterator[IO[bytes]]:
    """The content of a file, that of the one file in an archive where it is one; it can be read from the start again.

    Raises:
        Refused: it cannot be opened, comes through a pipe, or is an archive of none or several files.
    """
    if source.origin == STANDARD_INPUT:
        raise Refused("comes through a pipe, where a load cannot go on after a break", "give the name of a file")
    with opened(source, allow_private_addresses=False) as content:
        if not content.head().startswith(b"PK\x03\x04"):
            yield content.stream
            return
        with _archive(content) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
            if len(names) != 1:
                raise Refused(f"is an archive of {len(names)} files", "unpack it, and load the files")
            with archive.open(names[0]) as member:
                yield member


@contextmanager
def _archive(content: Content) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(content.stream) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Refused(f"is a broken archive: {error}", "fetch it again") from error


def head_of(content: IO[bytes]) -> str:
    """The first characters: enough to know a format by."""
    text = text_of(content)
    head = text.read(_HEAD_CHARACTERS)
    text.detach()
    return head


def text_of(content: IO[bytes]) -> io.TextIOWrapper:
    """The characters from the start, line ends as `\\n`."""
    content.seek(0)
    return io.TextIOWrapper(content, encoding="utf-8-sig", errors="replace")
