"""Opening an input: a file, standard input or an address becomes one stream of bytes with what is known of it."""

import errno
import glob
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from dragoman.loaders.documents.read.limits import MAX_BYTES
from dragoman.loaders.documents.read.web import fetch
from dragoman.loaders.documents.sources import FORMAT_BY_SUFFIX, STANDARD_INPUT, Source
from dragoman.loaders.outcome import Refused

_HEAD_BYTES = 4096


@dataclass(frozen=True)
class Content:
    """An open input.

    Attributes:
        stream: its bytes, at the start.
        suffix: of the file name, in lower case with the dot; empty for standard input.
        size: in bytes, where it is known before reading.
        media_type: what the server says it is.
        charset: the encoding that the server names.
        url: the address it was fetched from, after redirects.
    """

    stream: io.BufferedReader
    suffix: str = ""
    size: int | None = None
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None

    def head(self) -> bytes:
        """The first bytes, without consuming them."""
        return self.stream.peek(_HEAD_BYTES)[:_HEAD_BYTES]

    def whole(self) -> bytes:
        """All bytes.

        Raises:
            Refused: there are none, or more than the limit; a file too large is not read.
        """
        if self.size is not None and self.size > MAX_BYTES:
            raise _too_large(self.size)
        content = self.stream.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise _too_large(None)
        return content


@contextmanager
def opened(source: Source, allow_private_addresses: bool) -> Iterator[Content]:
    """Open an input, and close it at the end (standard input stays open).

    Raises:
        Refused: missing, a folder, not permitted, or not to be fetched.
    """
    if source.origin == STANDARD_INPUT:
        stream = _buffered(sys.stdin.buffer)
        yield Content(stream)
        stream.detach()
    elif source.is_address:
        answer = fetch(source.origin, allow_private_addresses)
        suffix = PurePosixPath(source.name).suffix.lower()
        yield Content(
            _buffered(io.BytesIO(answer.content)),
            suffix,
            len(answer.content),
            answer.media_type,
            answer.charset,
            answer.url,
        )
    else:
        try:
            with Path(source.origin).open("rb") as file:
                yield Content(file, Path(source.name).suffix.lower(), Path(source.origin).stat().st_size)
        except (OSError, ValueError) as error:
            raise _not_opened(source.origin, error) from error


def _buffered(stream: BinaryIO) -> io.BufferedReader:
    """The stream with a look ahead, which neither bytes in memory nor every standard input has."""
    return io.BufferedReader(cast(io.RawIOBase, stream))


def _too_large(size: int | None) -> Refused:
    actual = f" ({size / 1_000_000:.0f} MB)" if size else ""
    return Refused(f"is larger than {MAX_BYTES // 1_000_000} MB{actual}", "split it, or give JSON Lines")


def _not_opened(origin: str, error: OSError | ValueError) -> Refused:
    path = origin.encode("utf-8", "replace").decode()
    if isinstance(error, FileNotFoundError):
        missing = "matches no file" if glob.has_magic(path) else "does not exist"
        return Refused(f"{missing}: {path}", "check the path")
    if isinstance(error, IsADirectoryError):
        return _folder(origin)
    if isinstance(error, PermissionError):
        return Refused(f"may not be read: {path}", "check its permissions")
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return Refused(f"is a link that leads in a circle: {path}", "remove the link")
    return Refused(f"cannot be opened: {getattr(error, 'strerror', None) or error}", "check the path")


def _folder(path: str) -> Refused:
    try:
        next(Path(path).iterdir(), None)
    except PermissionError:
        return Refused(f"is a folder that may not be read: {path}", "check its permissions")
    return Refused(f"is a folder without documents: {path}", f"known are {' '.join(FORMAT_BY_SUFFIX)}")
