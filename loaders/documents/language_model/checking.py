"""Holding what a model tells to the document: the sentence must be there, and the actors known from it."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from dragoman.graph.records import Actor, Evidence
from dragoman.loaders.documents.language_model.actors import Players
from dragoman.loaders.documents.language_model.tally import Reason, Tally
from dragoman.loaders.documents.language_model.verbatim import Verbatim
from dragoman.loaders.documents.language_model.windows import Window
from dragoman.loaders.documents.parse import sentences
from dragoman.loaders.documents.resolve import Cast
from dragoman.loaders.documents.text import DocumentText

# Of a sentence, that a quotation must have for its whole to count as quoted.
_SHARE = 0.5
_LINKS = frozenset({"of", "for", "the", "to", "at", "in", "and"})


class Dropped(Exception):
    """A fact is not taken."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class Quoted(NamedTuple):
    """The sentences that a fact quotes, as they stand in the parse, and as evidence."""

    span: Span
    evidence: Evidence


@dataclass(frozen=True)
class Page:
    """The document under checking.

    Attributes:
        document: the text and what its source tells.
        doc: its parse.
        spans: its sentences.
        verbatim: where words stand in it.
        players: who takes part in it.
        tally: what became of the facts told so far.
    """

    document: DocumentText
    doc: Doc
    spans: tuple[Span, ...]
    verbatim: Verbatim
    players: Players
    tally: Tally = field(default_factory=Tally)

    @property
    def published(self) -> date | None:
        """The day of publication."""
        return self.document.published

    def quoted(self, sentence: str, window: Window) -> Quoted:
        """Where the sentence that a fact quotes stands in what the model was shown.

        Raises:
            Dropped: it is not there, or it is but a scrap of a sentence.
        """
        place = self.verbatim.find(sentence, *self._own_first(sentence, window))
        if place is None:
            raise Dropped(Reason.NOT_QUOTED)
        start, end = place
        first = bisect_right(self.spans, start, key=lambda one: one.end_char)
        covered = takewhile(lambda one: one.start_char < end, self.spans[first:])
        # A quotation that runs on by a word into the next sentence does not quote that one.
        whole = [one for one in covered if _overlap(one, start, end) >= _SHARE * (one.end_char - one.start_char)]
        if not whole:
            raise Dropped(Reason.FRAGMENT)
        span = self.doc[whole[0].start : whole[-1].end]
        text = self.document.text[span.start_char : span.end_char]
        return Quoted(span, Evidence(sentence=text, start=span.start_char, end=span.end_char))

    def _own_first(self, sentence: str, window: Window) -> tuple[int, int]:
        """Where to look: among the window's own sentences, before those that it shares with its neighbours."""
        own = (window.sentences[0][0], window.sentences[-1][1])
        return own if self.verbatim.find(sentence, *own) else (window.start, window.end)

    def actors(self, names: Sequence[str], sentence: Span) -> tuple[Actor, ...]:
        """The actors of those names, each once.

        Raises:
            Dropped: one of them is nobody whom the document knows.
        """
        found: dict[str, Actor] = {}
        for name in names:
            resolved = self.players.resolve(name, sentence)
            if not resolved:
                raise Dropped(Reason.UNKNOWN_ACTOR)
            found.update((actor.id, actor) for actor in resolved)
        return tuple(found.values())

    def present(self, actors: Iterable[Actor], sentence: Span) -> None:
        """Hold a fact to its sentence: one of its actors must be spoken of there.

        Raises:
            Dropped: none is; the sentence is true, but it does not say this.
        """
        listed = list(actors)
        if not listed:
            raise Dropped(Reason.NOBODY)
        if not self.players.stands_in(sentence, listed):
            raise Dropped(Reason.ELSEWHERE)

    def words(self, words: str, sentence: Span) -> Span:
        """Words that the sentence must have.

        Raises:
            Dropped: it does not have them.
        """
        place = self.verbatim.find(words, sentence.start_char, sentence.end_char)
        span = self.doc.char_span(*place, alignment_mode="expand") if place else None
        if span is None:
            raise Dropped(Reason.NOT_SAID)
        return span

    def name(self, name: str, sentence: Span) -> str:
        """A person's name as the document has it; the sentence may have but a part of it ("Johnson").

        Raises:
            Dropped: the document does not have the name, or the sentence no word of it.
        """
        place = self.verbatim.find(name, sentence.start_char, sentence.end_char) or self.verbatim.find(name)
        if place is None or not any(
            self.verbatim.find(word, sentence.start_char, sentence.end_char) for word in name.split()
        ):
            raise Dropped(Reason.NOT_SAID)
        return " ".join(self.document.text[place[0] : place[1]].split())

    def office(self, words: str, sentence: Span) -> tuple[str, Token]:
        """An office in the words of the sentence, in their order or another ("mayor of London": "the London mayor").

        Raises:
            Dropped: one of its words is not there.
        """
        place = self.verbatim.find(words, sentence.start_char, sentence.end_char)
        telling = [word for word in words.split() if word.lower() not in _LINKS]
        span = self.words(words if place else telling[0] if telling else words, sentence)
        if place:
            return self.text_of(span), span.root
        for word in telling:
            self.words(word, sentence)
        return " ".join(words.split()), span.root

    def text_of(self, span: Span) -> str:
        """The words of a span as the document has them, on one line."""
        return " ".join(self.document.text[span.start_char : span.end_char].split())


def _overlap(sentence: Span, start: int, end: int) -> int:
    return min(sentence.end_char, end) - max(sentence.start_char, start)


def page_of(document: DocumentText, doc: Doc, cast: Cast) -> Page:
    """A document before any of its facts is checked.

    Args:
        document: the text and what its source tells.
        doc: its parse.
        cast: who takes part in it.
    """
    verbatim = Verbatim(document.text)
    return Page(document, doc, tuple(sentences(doc)), verbatim, Players(doc, cast, verbatim))
