"""What the OpenAPI document says of keys and limits, the same for every operation."""

from collections.abc import Mapping
from typing import Any

from dragoman.api.access import OPEN, needed_scope
from dragoman.api.keys import Scope
from dragoman.api.problems import (
    BodyTooLarge,
    BodyTooSlow,
    KeyWanted,
    QueryTooLong,
    ScopeMissing,
    TooManyRequests,
    UnexpectedError,
    WrongHost,
    documented,
)

SCHEMES: Mapping[str, Mapping[str, str]] = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "A key that `dragoman keys create` has printed"},
    "header": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "The same key"},
    "password": {"type": "http", "scheme": "basic", "description": "The same key as password, to read in a browser"},
}
_EVERYWHERE = (WrongHost, QueryTooLong, BodyTooLarge, BodyTooSlow, UnexpectedError)
_WITH_KEY = (KeyWanted, ScopeMissing, TooManyRequests)


def describe_security(document: dict[str, Any], *, keys: bool) -> None:
    """Add to an OpenAPI document who may do what, and with which problems each operation may be refused.

    Args:
        document: changed in place.
        keys: whether this server asks for keys to read; to load it always does.
    """
    document.setdefault("components", {})["securitySchemes"] = dict(SCHEMES)
    for path, operations in document.get("paths", {}).items():
        for method, operation in operations.items():
            open_to_all = path.startswith(OPEN)
            scope = needed_scope(method.upper(), path)
            needed = not open_to_all and (keys or scope is Scope.LOAD)
            schemes = ("bearer", "header") if scope is Scope.LOAD else SCHEMES
            operation["security"] = [{name: []} for name in schemes] if needed else []
            for status, response in documented(*_EVERYWHERE, *(() if open_to_all else _WITH_KEY)).items():
                operation["responses"].setdefault(str(status), response)
