"""Who takes part in a document, and whom each of its words stands for."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.graph.records import Actor


@dataclass(frozen=True)
class OfficialFound:
    """A named person in an office, as one document tells it.

    Attributes:
        name: the fullest form of the name in the document.
        office: the office in the words of the text.
        state: id of the state or body served, None when the text does not tell.
        acting: whether the text calls the holder acting, interim or caretaker.
        former: whether the text calls the holder former.
        actor: the person as an actor.
        rule: how the state was found: `known`, `stated`, `context`; `rank` when the text tells but a rank.
        heads: index of the office's noun in each phrase that says so.
        evidence: first and last character (exclusive) of each sentence that says so.
    """

    name: str
    office: str
    state: str | None
    acting: bool
    former: bool
    actor: Actor
    rule: str
    heads: tuple[int, ...]
    evidence: tuple[tuple[int, int], ...]


class Cast:
    """The actors of a document."""

    def __init__(self, actors: dict[int, tuple[Actor, ...]], officials: tuple[OfficialFound, ...]) -> None:
        """Actors by the index of each token that stands for them."""
        self._actors = actors
        self.officials = officials

    def actors_at(self, token: Token) -> tuple[Actor, ...]:
        """The actors that the noun phrase of this token stands for; none when it is no actor or does not resolve.

        Asked at the first of several that are coordinated ("South Korea and Japan"), it gives them all.
        """
        found = list(self._at(token))
        if token.dep_ != "conj":
            for other in (*token.conjuncts, *self._listed_with_name(token)):
                found += self._at(other)
        return tuple({actor.id: actor for actor in found}.values())

    def _listed_with_name(self, token: Token) -> Iterator[Token]:
        """Those coordinated with the name in apposition to an office: "President Biden and Prime Minister Draghi"."""
        own = {actor.id for actor in self.own(token)}
        for child in token.children if own else ():
            beside = child.dep_ == "appos" and child.i == token.i + child.n_lefts + 1
            if beside and {actor.id for actor in self.own(child)} == own:
                yield from child.conjuncts

    def own(self, token: Token) -> tuple[Actor, ...]:
        """The actors that the token itself stands for."""
        return self._actors.get(token.i, ())

    def _at(self, token: Token) -> tuple[Actor, ...]:
        """The actors of one noun, or of the name in apposition to it."""
        own = self.own(token)
        if own:
            return own
        named = (self.actors_at(child) for child in token.children if child.dep_ == "appos")
        return next((actors for actors in named if actors), ())
