"""Who may take part in what a document tells: each place in the text that stands for an actor."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from dragoman.graph.records import Actor
from dragoman.loaders.documents.code.source import FIRST_PERSON, Source


@dataclass(frozen=True)
class Candidate:
    """Words that stand for one actor or several.

    Attributes:
        start: index of the first token.
        end: index after the last token.
        actors: for whom the words stand.
        way: how they do: `named`, `speaking` (the first person), `place` (where something happens, so that its state
            may be meant), or `issuer` (in whose name the document speaks; it has no words).
        doc: the parsed text.
    """

    start: int
    end: int
    actors: tuple[Actor, ...]
    way: str
    doc: Doc

    @cached_property
    def head(self) -> Token:
        """The word by which the others hang in the sentence."""
        return self.doc[self.start : max(self.end, self.start + 1)].root


def find_candidates(source: Source) -> list[Candidate]:
    """The candidates of a document in the text's order, the issuer first."""
    issuer = [Candidate(0, 0, source.issuer, "issuer", source.doc)] if source.issuer else []
    named = list(_named(source))
    taken = {index for candidate in named for index in range(candidate.start, candidate.end)}
    found = [*named, *_places(source, taken)]
    return [*issuer, *sorted(found, key=lambda candidate: candidate.start)]


def _named(source: Source) -> Iterator[Candidate]:
    """Runs of words that stand for the same actors; `I` and `we` are whoever is speaking there."""
    start = 0
    last: tuple[Actor, ...] = ()
    for token in source.doc:
        actors = source.actors_of(token)
        if actors != last or (token.lower_ in FIRST_PERSON):
            if last:
                yield _candidate(source.doc, start, token.i, last)
            start, last = token.i, actors
    if last:
        yield _candidate(source.doc, start, len(source.doc), last)


def _candidate(doc: Doc, start: int, end: int, actors: tuple[Actor, ...]) -> Candidate:
    return Candidate(start, end, actors, "speaking" if doc[start].lower_ in FIRST_PERSON else "named", doc)


def _places(source: Source, taken: set[int]) -> Iterator[Candidate]:
    for mention in source.mentions:
        if mention.entry is not None and mention.office is None and mention.start not in taken:
            words = source.doc[mention.start : mention.end].text
            yield Candidate(mention.start, mention.end, (mention.entry.actor(words),), "place", source.doc)
