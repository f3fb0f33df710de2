"""What a request for a named query asks, and what its answer's headers are."""

import hashlib
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version as version_of

from fastapi import Request

from dragoman.api.conditional import entity_tag
from dragoman.api.negotiation import chosen_format
from dragoman.queries.catalogue import Query
from dragoman.queries.formats import LINES, formats_of
from dragoman.queries.parameter import ParameterError
from dragoman.queries.run import PAGE_ROWS
from dragoman.queries.version import Version


@dataclass(frozen=True)
class Question:
    """What one request asks.

    Attributes:
        query: the named query.
        arguments: as text, by parameter.
        format: in which the answer is wanted.
        key: all that the answer depends on beside the state of the graph.
        known: the tags of the answers that the client has.
        request: where the address of the next page is made from.
    """

    query: Query
    arguments: Mapping[str, str]
    format: str
    key: Hashable
    known: str | None
    request: Request

    @classmethod
    def of(cls, query: Query, request: Request) -> "Question":
        """The question of a request.

        Raises:
            ParameterError: an argument is given twice, or there is no such format.
            NotAcceptable: `Accept` admits no format that the query has.
        """
        arguments = _arguments(request)
        given = arguments.pop("format", None)
        format = chosen_format(given, request.headers.get("accept"), formats_of(query))
        # Of a format by the header `Accept` the next page's address says nothing.
        key = (query.name, format, given is not None, tuple(sorted(arguments.items())))
        return cls(query, arguments, format, key, request.headers.get("if-none-match"), request)

    @property
    def wants_stream(self) -> bool:
        """Whether more rows are wanted than a page has, in a format whose lines can be sent one by one."""
        given = self.arguments.get("limit", "").strip()
        # What is wrong with a limit that is no number, the query itself tells.
        rows = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
        return self.format in LINES and rows > PAGE_ROWS

    def words(self) -> dict[str, Hashable]:
        """The arguments that are looked up, each with all that its meaning depends on beside the state of the graph.

        With a cursor there are none: it tells what they mean.
        """
        if "cursor" in self.arguments:
            return {}
        texts = {
            name: self.arguments.get(name, it.default) for name, it in self.query.parameters.items() if it.resolved
        }
        return {
            name: (self.query.parameters[name].type, text.strip(), self.arguments.get("known_at"))
            for name, text in texts.items()
            if text is not None
        }

    def headers(self, version: Version) -> dict[str, str]:
        """Those of the answer in that state of the graph."""
        return {
            "ETag": entity_tag(version, self.key, _maker(self.query.cypher)),
            "Vary": "Accept",
            # To be kept by who asked alone, and asked about before it is used.
            "Cache-Control": "private, no-cache",
        }

    def link(self, cursor: str) -> str:
        """The header that leads to the page that a cursor begins."""
        following = self.request.url.include_query_params(cursor=cursor)
        return f'<{following.path}?{following.query}>; rel="next"'


def _arguments(request: Request) -> dict[str, str]:
    arguments: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name in arguments:
            raise ParameterError(name, f"{name} is given more than once", "give one value")
        arguments[name] = value
    return arguments


@cache
def _maker(cypher: str) -> str:
    """What makes answers of the graph: this release, and the query's text."""
    return f"{version_of('dragoman')} {hashlib.sha256(cypher.encode()).hexdigest()}"
