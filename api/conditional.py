"""Conditional requests (RFC 9110, section 13): an answer that a client has already is not sent again."""

import hashlib
import re
from collections.abc import Hashable

from dragoman.queries.version import Version

_TAG = re.compile(r'(?:W/)?"([^"]*)"')


def entity_tag(version: Version, question: Hashable, made_by: str) -> str:
    """The tag of an answer; weak, since the same one is sent packed and unpacked.

    Args:
        version: the state of the graph that it is read in.
        question: all that was asked.
        made_by: what makes it of the graph; another release may make another answer.
    """
    return f'W/"{hashlib.sha256(repr((version, question, made_by)).encode()).hexdigest()[:32]}"'


def is_known(tag: str, if_none_match: str | None) -> bool:
    """Whether the client has the answer of that tag, as the header `If-None-Match` tells."""
    if if_none_match is None:
        return False
    return if_none_match.strip() == "*" or tag.removeprefix("W/").strip('"') in _TAG.findall(if_none_match)
