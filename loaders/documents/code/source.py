"""The document under coding: its text, parse and cast, and how a span of it becomes evidence."""

from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc, Span

from dragoman.graph.records import Evidence
from dragoman.loaders.documents.resolve import Cast


@dataclass(frozen=True)
class Source:
    """One parsed document with its actors resolved.

    Attributes:
        name: the document's file name, which every record carries.
        text: the text as read; evidence quotes it.
        digest: the text's sha256; undated events of different documents are kept apart by it.
        title: the headline, or None.
        published: the day of publication, or None.
        doc: the parse, with the text's own offsets.
        cast: the actors by token.
    """

    name: str
    text: str
    digest: str
    title: str | None
    published: date | None
    doc: Doc
    cast: Cast

    def evidence(self, span: Span) -> Evidence:
        """The span as it stands in the text."""
        return Evidence(
            sentence=self.text[span.start_char : span.end_char], start=span.start_char, end=span.end_char
        )
