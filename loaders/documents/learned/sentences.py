"""The sentences of a document by the words in them."""

from bisect import bisect_right

from spacy.tokens import Span, Token

from dragoman.loaders.documents.code.source import Source


class Sentences:
    """The sentences of a document's prose."""

    def __init__(self, source: Source) -> None:
        """Find them."""
        self._spans = source.prose
        self._starts = [span.start for span in self._spans]

    def of(self, token: Token) -> Span | None:
        """The sentence that the word stands in; None when that is no prose."""
        place = bisect_right(self._starts, token.i) - 1
        return self._spans[place] if place >= 0 and token.i < self._spans[place].end else None
