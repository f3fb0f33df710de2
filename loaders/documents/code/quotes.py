"""Quoted speech: where it stands. A quotation may run over several sentences and paragraphs."""

import re
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

_MARK = re.compile(r'"')
_MOST = 4000


@dataclass(frozen=True)
class Quote:
    """What stands between quotation marks, `[start, end)` in characters without the marks."""

    start: int
    end: int

    def holds(self, token: Token) -> bool:
        """Whether the token stands inside."""
        return self.start <= token.idx < self.end

    def overlap(self, span: Span) -> tuple[int, int] | None:
        """The part of the span inside the quotation, in characters; None when there is none."""
        start, end = max(self.start, span.start_char), min(self.end, span.end_char)
        return (start, end) if start < end else None


def find_quotes(doc: Doc) -> list[Quote]:
    """The quotations of a document, from left to right; marks within a quotation do not end it.

    A quotation that is not closed runs to the end of its paragraph; one that goes on in the next paragraph
    opens there anew.
    """
    text = doc.text
    paragraphs = sorted(doc.user_data["paragraphs"])
    quotes: list[Quote] = []
    for start, end in pairwise([*paragraphs, len(text)]):
        quotes.extend(_in_paragraph(text, start, end))
    return quotes


def _in_paragraph(text: str, start: int, end: int) -> list[Quote]:
    quotes: list[Quote] = []
    opened: list[int] = []
    for match in _MARK.finditer(text, start, end):
        if _opens(text, match.start(), start):
            opened.append(match.end())
        elif opened:
            begin = opened.pop()
            if not opened:
                quotes.append(Quote(begin, match.start()))
    if opened and end - opened[0] < _MOST:
        quotes.append(Quote(opened[0], end))
    return quotes


def _opens(text: str, position: int, start: int) -> bool:
    """A mark opens when a word follows it and none precedes it."""
    before = text[position - 1] if position > start else " "
    after = text[position + 1] if position + 1 < len(text) else " "
    return (before.isspace() or before in "([—–-") and not after.isspace()
