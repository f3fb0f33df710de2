"""Reads what `dragoman dump` printed: documents with the records that were read from them, and decisions.

The nodes and edges that a dump ends with are passed over: they follow from the rest.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from dragoman.graph.dump import VERSION
from dragoman.graph.errors import DragomanError
from dragoman.graph.ledger.decisions import Decision
from dragoman.graph.records import Actor, DocumentRecords, FactRecord, missing_from
from dragoman.loaders.documents.read import Unreadable
from dragoman.loaders.documents.sources import STANDARD_INPUT, Source
from dragoman.loaders.dump_lines import (
    ActorLine,
    Broken,
    DecisionLine,
    DocumentLine,
    HeadLine,
    Line,
    parsed,
)

# What begins a block; the other lines belong to the one before them. A block without a next one may be cut.
_OPENING = frozenset({"dump", "document", "decision", "node", "edge", "end"})
_HEAD = b'{"kind": "dump"'
_Block = list[tuple[int, Line | Broken]]


@dataclass(frozen=True)
class DumpedDocument:
    """A document of a dump: its records, what read them, and ids of the documents that it corrects."""

    records: DocumentRecords
    extractor: str
    corrects: tuple[str, ...]


def is_dump(source: Source) -> bool:
    """Whether an input is a dump: a file, or standard input, that begins like one. False when it cannot be read."""
    if source.is_address:
        return False
    try:
        if source.origin == STANDARD_INPUT:
            stream = sys.stdin.buffer
            return isinstance(stream, BufferedReader) and stream.peek(len(_HEAD)).startswith(_HEAD)
        if not Path(source.origin).is_file():  # a pipe must not be opened: what is read from it is gone
            return False
        with Path(source.origin).open("rb") as stream:
            return stream.read(len(_HEAD)) == _HEAD
    except OSError:
        return False


def read_dump(source: Source) -> Iterator[DumpedDocument | Decision | Unreadable]:
    """The documents and decisions of a dump, in its order; in place of what is broken the reason.

    Raises:
        DragomanError: the dump was written by a newer dragoman.
    """
    try:
        with _opened(source) as stream:
            yield from _items(stream, source.name)
    except OSError as error:
        yield Unreadable(source.name, f"cannot be read: {error.strerror}", "check the file")


@contextmanager
def _opened(source: Source) -> Iterator[BinaryIO]:
    if source.origin == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    with Path(source.origin).open("rb") as stream:
        yield stream


def _items(lines: Iterable[bytes], name: str) -> Iterator[DumpedDocument | Decision | Unreadable]:
    block: _Block = []
    for number, content in enumerate(lines, 1):
        line = parsed(content)
        if line.kind in _OPENING and block:
            yield from _read(block, name)
            block = []
        block.append((number, line))
    if block and block[0][1].kind == "end":
        yield from _read(block, name)
    else:  # and the last document may lack records
        yield Unreadable(name, "ends in the middle of the dump", "make it anew")


def _read(block: _Block, name: str) -> Iterator[DumpedDocument | Decision | Unreadable]:
    (number, first), *rest = block
    match first:
        case DocumentLine():
            yield _document(first, block, name)
            return
        case HeadLine() if first.version > VERSION:
            raise DragomanError(f"{name}: the dump has version {first.version}", "use a newer dragoman")
        case DecisionLine():
            yield first.decision()
        case Broken():
            yield Unreadable(name, first.reason, None, number)
            if first.kind == "document":  # whose records nobody can place
                return
        case _ if first.kind not in _OPENING:
            rest = block
    for stray, line in rest:
        reason = line.reason if isinstance(line, Broken) else f"{line.kind}: a record that belongs to no document"
        yield Unreadable(name, reason, None, stray)


def _document(head: DocumentLine, block: _Block, name: str) -> DumpedDocument | Unreadable:
    """The document of a block, or what is wrong with it and where."""
    facts: list[FactRecord] = []
    actors: list[Actor] = []
    for number, line in block[1:]:
        if isinstance(line, Broken):
            return Unreadable(name, f"a record of {head.document} is broken: {line.reason}", None, number)
        if isinstance(line, ActorLine):
            actors += line.actors()
        elif isinstance(line, FactRecord):
            facts.append(line)
    records = DocumentRecords(document=head.record(), facts=tuple(facts), actors=tuple(actors))
    if missing := missing_from(records):
        return Unreadable(
            name, f"records of {head.document} point at what is missing: {', '.join(missing)}", None, block[0][0]
        )
    return DumpedDocument(records, head.extractor, head.corrects)
