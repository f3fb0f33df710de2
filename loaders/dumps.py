"""Reads what `dragoman dump` printed: documents with the records that were read from them, and decisions.

The nodes and edges that a dump ends with are not read: they follow from the rest.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path
from typing import Any, BinaryIO

from pydantic import TypeAdapter, ValidationError

from dragoman.graph.dump import VERSION
from dragoman.graph.errors import DragomanError
from dragoman.graph.ledger.decisions import Decision
from dragoman.graph.records import Actor, DocumentRecord, DocumentRecords, FactRecord
from dragoman.loaders.documents.read import Unreadable
from dragoman.loaders.documents.sources import STANDARD_INPUT, Source

_FACT: TypeAdapter[FactRecord] = TypeAdapter(FactRecord)
# What follows the last record of a document: without it the document is cut.
_NEXT = frozenset({"document", "decision", "node", "end"})
_HEAD = b'{"kind": "dump"'


@dataclass(frozen=True)
class DumpedDocument:
    """A document of a dump: its records, what read them, and ids of the documents that it corrects."""

    records: DocumentRecords
    extractor: str
    corrects: tuple[str, ...]


@dataclass
class _Draft:
    """A document whose lines are being read; `line` is that of the document itself."""

    head: dict[str, Any]
    line: int
    facts: list[FactRecord] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    trouble: Unreadable | None = None

    def finished(self) -> DumpedDocument | Unreadable:
        """The document with all its records, or what is wrong with it."""
        if self.trouble is not None:
            return self.trouble
        told = {name: value for name, value in self.head.items() if name not in ("extractor", "corrects")}
        try:
            head = DocumentRecord.model_validate(told | {"confidence": 1, "evidence": (), "address": told.get("url")})
        except ValidationError as error:
            return Unreadable(str(self.head.get("document")), f"is no document: {_first(error)}", None, self.line)
        records = DocumentRecords(document=head, facts=tuple(self.facts), actors=tuple(self.actors))
        return DumpedDocument(records, str(self.head["extractor"]), tuple(self.head["corrects"]))


def is_dump(source: Source) -> bool:
    """Whether an input is a dump: a file, or standard input, that begins like one."""
    if source.is_address or (source.origin != STANDARD_INPUT and not Path(source.origin).is_file()):
        return False
    if source.origin == STANDARD_INPUT:
        stream = sys.stdin.buffer
        return isinstance(stream, BufferedReader) and stream.peek(len(_HEAD)).startswith(_HEAD)
    with Path(source.origin).open("rb") as stream:
        return stream.read(len(_HEAD)) == _HEAD


def read_dump(source: Source) -> Iterator[DumpedDocument | Decision | Unreadable]:
    """The documents and decisions of a dump, in its order; in place of a document with a broken line the reason.

    Raises:
        DragomanError: the dump was written by a newer dragoman.
    """
    with _opened(source) as stream:
        draft: _Draft | None = None
        for number, line in enumerate(stream, 1):
            row = _row(line)
            kind = row.get("kind")
            if kind == "dump" and row["version"] > VERSION:
                raise DragomanError(f"{source.name}: the dump has version {row['version']}", "use a newer dragoman")
            if draft is not None and kind in _NEXT:
                yield draft.finished()
                draft = None
            if kind == "document":
                draft = _Draft(row, number)
            elif kind == "decision":
                yield _decision(row, source, number)
            elif kind in ("node", "end"):
                return
            elif draft is not None:
                _add(draft, row, number)
            elif kind != "dump":
                yield Unreadable(
                    source.name, "is no line of a dump", "load it from where `dragoman dump` put it", number
                )
        yield Unreadable(source.name, "ends in the middle of the dump", "make it anew", None)


@contextmanager
def _opened(source: Source) -> Iterator[BinaryIO]:
    if source.origin == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    with Path(source.origin).open("rb") as stream:
        yield stream


def _row(line: bytes) -> dict[str, Any]:
    """The object on a line; empty for a line that is cut or is none."""
    try:
        row = json.loads(line)
    except ValueError:
        return {}
    return row if isinstance(row, dict) else {}


def _add(draft: _Draft, row: dict[str, Any], number: int) -> None:
    try:
        if row.get("kind") == "actor":
            common = {"id": row["id"], "kind": row["actor_kind"], "state": row["state"], "known": row["known"]}
            draft.actors += [Actor(name=name, aliases=tuple(row["aliases"]), **common) for name in row["names"]]
        else:
            draft.facts.append(_FACT.validate_python(row, strict=False))
    except (KeyError, ValidationError) as error:
        reason = _first(error) if isinstance(error, ValidationError) else f"has no field {error}"
        draft.trouble = Unreadable(str(draft.head.get("document")), f"a record of it is broken: {reason}", None, number)


def _decision(row: dict[str, Any], source: Source, number: int) -> Decision | Unreadable:
    try:
        return Decision.model_validate({name: value for name, value in row.items() if name != "kind"})
    except ValidationError as error:
        return Unreadable(source.name, f"is no decision: {_first(error)}", None, number)


def _first(error: ValidationError) -> str:
    first = error.errors()[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
