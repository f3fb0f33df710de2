"""Cursors: where the next page begins, sealed so that nobody builds on their form."""

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping

from dragoman.queries.catalogue import Query
from dragoman.queries.parameter import ParameterError, Value, json_ready

_CURSOR = "cursor"
# They do not change which rows there are.
_NOT_OF_THE_ANSWER = {_CURSOR, "limit"}
_MOST_DIGITS = 12


def seal_cursor(query: Query, values: Mapping[str, Value | None], skip: int) -> str:
    """The cursor of the page that leaves out the first `skip` rows of this query with these values."""
    return base64.urlsafe_b64encode(f"{_fingerprint(query, values)}{skip}".encode()).decode().rstrip("=")


def open_cursor(query: Query, values: Mapping[str, Value | None]) -> int:
    """How many rows the cursor among the values says to leave out; 0 without one.

    Raises:
        ParameterError: it is none, or one of another query or other values.
    """
    cursor = values[_CURSOR]
    if cursor is None:
        return 0
    text = str(cursor)
    try:
        opened = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        opened = ""
    fingerprint = _fingerprint(query, values)
    rows = opened.removeprefix(fingerprint)
    if not opened.startswith(fingerprint) or not rows.isdigit() or len(rows) > _MOST_DIGITS:
        hint = "take `next` of the answer before, with the same query and parameters"
        raise ParameterError(_CURSOR, "cursor does not belong to this query and these parameters", hint)
    return int(rows)


def _fingerprint(query: Query, values: Mapping[str, Value | None]) -> str:
    told = {name: json_ready(value) for name, value in values.items() if name not in _NOT_OF_THE_ANSWER}
    return hashlib.sha256(json.dumps([query.name, told], sort_keys=True).encode()).hexdigest()[:8]
