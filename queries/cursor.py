"""Cursors: where the next page begins, sealed so that nobody builds on their form.

A page is told by the number of rows before it. That holds while documents are loaded, since all pages are of the
instant at which the first was read, and of what its words were taken for.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from dragoman.queries.catalogue import Query
from dragoman.queries.parameter import ParameterError, Value, json_ready

_CURSOR = "cursor"
# They do not change which rows there are.
_NOT_OF_THE_ANSWER = {_CURSOR, "limit"}
_MOST_ROWS = 10**12


@dataclass(frozen=True)
class Cursor:
    """Where a page begins.

    Attributes:
        skip: how many rows to leave out.
        known_at: the instant at which the first page was read; None for a first page.
        ids: what the words of parameters were taken for then.
    """

    skip: int = 0
    known_at: datetime | None = None
    ids: Mapping[str, str] = field(default_factory=dict)


def seal_cursor(query: Query, values: Mapping[str, Value | None], cursor: Cursor) -> str:
    """The cursor of a page of this query with these values, as text."""
    instant = cursor.known_at.isoformat() if cursor.known_at else None
    told = [_fingerprint(query, values), cursor.skip, instant, dict(cursor.ids)]
    sealed = json.dumps(told, separators=(",", ":"), ensure_ascii=False).encode()
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def open_cursor(query: Query, values: Mapping[str, Value | None]) -> Cursor:
    """The cursor among the values; that of the first page without one.

    Raises:
        ParameterError: it is none, or one of another query or other values.
    """
    if values[_CURSOR] is None:
        return Cursor()
    text = str(values[_CURSOR])
    try:
        sealed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        return _checked(query, values, json.loads(sealed))
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, OverflowError) as error:
        hint = "take `next` of the answer before, with the same query and parameters"
        raise ParameterError(_CURSOR, "cursor does not belong to this query and these parameters", hint) from error


def _checked(query: Query, values: Mapping[str, Value | None], told: Any) -> Cursor:
    fingerprint, skip, instant, ids = told
    known_at = None if instant is None else datetime.fromisoformat(instant).astimezone(UTC)
    fits = fingerprint == _fingerprint(query, values) and type(skip) is int and 0 <= skip <= _MOST_ROWS
    # What is no text in UTF-8 fails here, and not at the database.
    if not fits or not all(query.parameters[name].resolved and id.encode() for name, id in ids.items()):
        raise ValueError
    return Cursor(skip, known_at, ids)


def _fingerprint(query: Query, values: Mapping[str, Value | None]) -> str:
    told = {name: json_ready(value) for name, value in values.items() if name not in _NOT_OF_THE_ANSWER}
    return hashlib.sha256(json.dumps([query.name, told], sort_keys=True).encode()).hexdigest()[:8]
