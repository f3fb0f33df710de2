"""Cuts a document's text into pieces: each sentence that told something, and each actor in it, can be marked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

_PARAGRAPH_END = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Found:
    """A fact that a document tells: its number on the page, kind, words, row, and where its sentences stand."""

    number: int
    kind: str
    fact: str | None
    row: Mapping[str, Any]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Piece:
    """A piece of a text, whole or within one actor's name: the actor, or None."""

    text: str
    actor: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Run:
    """Pieces that the same facts are told by; `begins` are the facts whose sentence begins here, `asked` the sought."""

    pieces: list[Piece]
    facts: list[Found] = field(default_factory=list)
    begins: list[Found] = field(default_factory=list)
    asked: bool = False


def marked(
    text: str, found: Sequence[Found], actors: Sequence[Mapping[str, Any]], asked: tuple[int, int] | None
) -> list[list[Run]]:
    """The paragraphs of a text, each in runs.

    Args:
        text: the whole text.
        found: the facts told in it.
        actors: those it names, each with the `names` that it gives them.
        asked: the span that is sought, from the first character to one past the last.
    """
    names = _names(actors)
    paragraphs, start = [], 0
    for end in [*(match.end() for match in _PARAGRAPH_END.finditer(text)), len(text)]:
        if text[start:end].strip():
            paragraphs.append(list(_runs(text, start, end, found, names, asked)))
        start = end
    return paragraphs


def _runs(
    text: str,
    first: int,
    last: int,
    found: Sequence[Found],
    names: tuple[re.Pattern[str], Mapping[str, Mapping[str, Any]]],
    asked: tuple[int, int] | None,
) -> Iterator[Run]:
    spans = [(one, span) for one in found for span in one.spans if span[0] < last and span[1] > first]
    edges = {edge for _, span in spans for edge in span} | set(asked or ())
    cuts = sorted({first, last, *(edge for edge in edges if first < edge < last)})
    for start, end in pairwise(cuts):
        within = {one.number: one for one, span in spans if span[0] <= start and span[1] >= end}
        begins = {one.number: one for one, span in spans if max(span[0], first) == start and one.number in within}
        sought = asked is not None and asked[0] <= start and end <= asked[1]
        yield Run(list(_pieces(text[start:end], *names)), list(within.values()), list(begins.values()), sought)


def _pieces(text: str, pattern: re.Pattern[str], actors: Mapping[str, Mapping[str, Any]]) -> Iterator[Piece]:
    at = 0
    for match in pattern.finditer(text):
        if match.start() > at:
            yield Piece(text[at : match.start()])
        yield Piece(match[0], actors[_plain(match[0])])
        at = match.end()
    if at < len(text):
        yield Piece(text[at:])


def _names(actors: Sequence[Mapping[str, Any]]) -> tuple[re.Pattern[str], Mapping[str, Mapping[str, Any]]]:
    """What finds the names of actors in a text, the longest first, and whom each means."""
    by_name = {_plain(name): actor for actor in actors for name in actor["names"] or [] if name.strip()}
    longest_first = sorted(by_name, key=lambda name: (-len(name), name))
    # A name may be parted by the end of a line. Without names nothing is found.
    words = "|".join(r"\s+".join(re.escape(word) for word in name.split()) for name in longest_first) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)"), by_name


def _plain(name: str) -> str:
    return " ".join(name.split())
