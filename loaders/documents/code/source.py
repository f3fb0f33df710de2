"""The document under coding: its text, parse and cast, and how a span of it becomes evidence."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from dragoman.graph.records import Actor, Evidence
from dragoman.loaders.documents.code.quotes import Quote
from dragoman.loaders.documents.mentions import Mention
from dragoman.loaders.documents.parse import is_heading, sentences
from dragoman.loaders.documents.resolve import Cast
from dragoman.loaders.gazetteer import lookup

FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my", "ours", "myself", "ourselves"})


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
        mentions: the words that stand for actors.
        cast: the actors by token.
        quotes: each quotation with whoever says it, as far as that is known.
        issuer: in whose name the document itself speaks ("Statement by …"), or nobody.
    """

    name: str
    text: str
    digest: str
    title: str | None
    published: date | None
    doc: Doc
    mentions: tuple[Mention, ...]
    cast: Cast
    quotes: tuple[tuple[Quote, tuple[Actor, ...]], ...] = ()
    issuer: tuple[Actor, ...] = ()

    @property
    def is_readout(self) -> bool:
        """Whether the document is one party's account of a talk, which treats both as equals."""
        return self.title is not None and self.title.lower().startswith(("readout", "read-out"))

    def evidence(self, span: Span) -> Evidence:
        """The span as it stands in the text."""
        return Evidence(sentence=self.text[span.start_char : span.end_char], start=span.start_char, end=span.end_char)

    @cached_property
    def prose(self) -> tuple[Span, ...]:
        """The sentences that tell something: neither headings nor the headline."""
        title = (self.title or "").strip()
        return tuple(
            sentence
            for sentence in sentences(self.doc)
            if not is_heading(sentence) and self.text[sentence.start_char : sentence.end_char] != title
        )

    def actors_at(self, token: Token) -> tuple[Actor, ...]:
        """The actors that the token's phrase stands for; `I` and `we` are whoever is speaking there.

        `anti-American policies` are aimed at America.
        """
        if token.lower_ in FIRST_PERSON:
            return self.speaking_at(token) or self.cast.actors_at(token)
        found = self.cast.actors_at(token)
        if not found and token.lower_.startswith("anti-"):
            entry = lookup(token.text[5:])
            return (entry.actor(token.text[5:]),) if entry is not None else ()
        return found

    def actors_of(self, token: Token) -> tuple[Actor, ...]:
        """The actors that the token itself stands for, without those coordinated with it."""
        if token.lower_ in FIRST_PERSON:
            return self.speaking_at(token) or self.cast.own(token)
        return self.cast.own(token)

    def speaking_at(self, token: Token) -> tuple[Actor, ...]:
        """Whose words the token is among: the quotation's speaker, else the document's issuer."""
        return next((speakers for quote, speakers in self.quotes if quote.holds(token)), self.issuer)

    def speaking_in(self, sentence: Span) -> tuple[Actor, ...]:
        """Whose words the sentence is, at least in part: the quotation's speaker, else the document's first issuer."""
        return next((speakers for quote, speakers in self.quotes if quote.overlap(sentence)), self.issuer[:1])
