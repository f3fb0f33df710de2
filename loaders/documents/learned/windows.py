"""Cutting a document into the pieces that the network reads at once: sentences with those before them and the title."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from dragoman.loaders.documents.learned.wordpieces import borders, pieces_of

# Wordpieces. New text of a window, what it sees again of the text before, and of the title.
NEW, BEFORE, TITLE = 224, 48, 24


@dataclass(frozen=True)
class Window:
    """What the network reads at once.

    Attributes:
        pieces: ids of the wordpieces.
        words: for each word of the document that the window is to tell of, its token's index and where its first
            wordpiece stands.
    """

    pieces: tuple[int, ...]
    words: tuple[tuple[int, int], ...]


def cut(doc: Doc, title: str | None, sentences: Sequence[Span]) -> list[Window]:
    """The windows of a document; each of its words belongs to one.

    Args:
        doc: the parsed text.
        title: the headline, which each window begins with.
        sentences: those that the network is to read.
    """
    pieces = pieces_of([token.text for sentence in sentences for token in sentence])
    tokens = [token.i for sentence in sentences for token in sentence]
    ends = _ends(sentences)
    begin, end_of_text = borders()
    head = [begin, *_flat(pieces_of((title or "").split()))[:TITLE], end_of_text]
    windows: list[Window] = []
    start = 0
    while start < len(tokens):
        end = _end(pieces, ends, start)
        first = start
        room = BEFORE
        while first > 0 and len(pieces[first - 1]) <= room:
            first -= 1
            room -= len(pieces[first])
        windows.append(_window(head, pieces, tokens, first, start, end))
        start = end
    return windows or [Window(tuple(head), ())]


def _window(head: list[int], pieces: list[list[int]], tokens: list[int], first: int, start: int, end: int) -> Window:
    ids, words = list(head), []
    for index in range(first, end):
        if index >= start and pieces[index]:
            words.append((tokens[index], len(ids)))
        ids.extend(pieces[index])
    return Window((*ids, borders()[1]), tuple(words))


def _ends(sentences: Sequence[Span]) -> list[int]:
    """Where sentences end, counted in words."""
    ends, count = [], 0
    for sentence in sentences:
        count += len(sentence)
        ends.append(count)
    return ends


def _end(pieces: list[list[int]], ends: list[int], start: int) -> int:
    """The end of the last sentence that fits; where not even one does, as many words as fit."""
    room, last = NEW, start
    borders = set(ends)
    best = 0
    while last < len(pieces) and len(pieces[last]) <= room:
        room -= len(pieces[last])
        last += 1
        if last in borders:
            best = last
    return best or max(last, start + 1)


def _flat(pieces: list[list[int]]) -> list[int]:
    return [id for word in pieces for id in word]
