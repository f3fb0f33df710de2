"""Files of events, or of mentions of events, opened: each a document known by its content, and its lines."""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, NamedTuple

from dragoman.loaders.datasets.dataset import DataSet
from dragoman.loaders.documents.read.opening import Content, opened
from dragoman.loaders.documents.sources import STANDARD_INPUT, Source
from dragoman.loaders.documents.text import document_id
from dragoman.loaders.outcome import Refused

_BLOCK = 1 << 20
# Enough to know a format by.
_HEAD_CHARACTERS = 20_000


class EventFile(NamedTuple):
    """A file as a document: its id, and what the graph keeps of it."""

    id: str
    properties: dict[str, object]


@contextmanager
def opened_events(dataset: DataSet, source: Source) -> Iterator[tuple[EventFile, Iterable[str]]]:
    """A file of a data set and its lines, each with its end; an archive of one file is read as that file.

    Raises:
        Refused: it cannot be opened, comes through a pipe, is an archive of none or several files, or is no file of
            the data set.
    """
    with _content_of(source) as content:
        file = _event_file(dataset, source, content)
        dataset.demand(_head(content))
        yield file, _text(content)


def _event_file(dataset: DataSet, source: Source, content: IO[bytes]) -> EventFile:
    digest = hashlib.sha256()
    while block := content.read(_BLOCK):
        digest.update(block)
    properties: dict[str, object] = {
        "name": source.name,
        "title": dataset.title,
        "published": dataset.published,
        "url": dataset.home,
        "language": "en",
        "dataset": dataset.name,
        "extractor": dataset.version,
        "sha256": digest.hexdigest(),
    }
    if dataset.evidence_of:
        properties["evidence_of"] = dataset.evidence_of
    return EventFile(document_id(digest.hexdigest(), dataset.published, None, dataset.home), properties)


@contextmanager
def _content_of(source: Source) -> Iterator[IO[bytes]]:
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


def _head(content: IO[bytes]) -> str:
    text = _text(content)
    head = text.read(_HEAD_CHARACTERS)
    text.detach()
    return head


def _text(content: IO[bytes]) -> io.TextIOWrapper:
    """The characters from the start, line ends as `\\n`."""
    content.seek(0)
    return io.TextIOWrapper(content, encoding="utf-8-sig", errors="replace")
