"""JSON Lines: one document a line, read as a stream, so that a file may be of any length."""

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO

import dragoman.loaders.documents.read.fields as fields
from dragoman.loaders.documents.read.limits import MAX_BYTES
from dragoman.loaders.outcome import Draft, Refused

_FACT_FIELDS = {"kind", "evidence"}
_TEXT_HINT = "give the text in a field `text`, `body` or `content`"


def read_json_lines(stream: BinaryIO) -> Iterator[Draft | Refused]:
    """Every document of the stream, and for each broken line why it is none; empty lines are passed over."""
    for number, line in enumerate(_lines(stream), 1):
        if isinstance(line, Refused):
            yield Refused(line.message, line.hint, number)
        elif line.strip():
            yield _document(line, number)


def _lines(stream: BinaryIO) -> Iterator[bytes | Refused]:
    first = True
    while line := stream.readline(MAX_BYTES + 1):
        if len(line) > MAX_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
            yield Refused(f"is longer than {MAX_BYTES // 1_000_000} MB", "split the document")
        else:
            yield line.removeprefix(codecs.BOM_UTF8) if first else line
        first = False


def _document(line: bytes, number: int) -> Draft | Refused:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return Refused("is not UTF-8", "JSON Lines are written in UTF-8", number)
    except json.JSONDecodeError as error:
        return Refused(f"is not JSON: {error.msg} at column {error.colno}", "write one JSON object a line", number)
    except RecursionError:
        return Refused("is nested too deeply", "write one flat JSON object a line", number)
    except ValueError as error:  # a number of more digits than Python converts
        return Refused(f"is not JSON that can be read: {error}", None, number)
    if not isinstance(row, dict):
        return Refused("is JSON, but no object", "write one JSON object a line", number)
    if row.keys() >= _FACT_FIELDS:
        return Refused("is a fact that `dragoman extract` printed, not a document", "load the document itself", number)
    text = fields.text_field(row)
    return fields.draft(row, text, number) if text else Refused("has no text", _TEXT_HINT, number)
