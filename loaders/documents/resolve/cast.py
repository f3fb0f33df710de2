"""Who takes part in a document, and whom each of its words stands for."""

from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc, Token

from dragoman.graph.records import Actor
from dragoman.loaders.documents.mentions import Mention, MentionKind


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
        spans: first and last token (exclusive) of each place that says so.
    """

    name: str
    office: str
    state: str | None
    acting: bool
    former: bool
    actor: Actor
    spans: tuple[tuple[int, int], ...]


class Cast:
    """The actors of a document."""

    def __init__(self, actors: dict[int, tuple[Actor, ...]], officials: tuple[OfficialFound, ...]) -> None:
        """Actors by the index of each token that stands for them."""
        self._actors = actors
        self.officials = officials

    def actors_at(self, token: Token) -> tuple[Actor, ...]:
        """The actors that the noun phrase of this token stands for; none when it is no actor or does not resolve."""
        found = list(self._actors.get(token.i, ()))
        if not found:
            modifiers = [t for t in token.children if t.dep_ in {"poss", "amod", "compound", "nmod"}]
            found = [actor for modifier in modifiers for actor in self._actors.get(modifier.i, ())][:1]
        for other in token.conjuncts if token.dep_ != "conj" else ():
            found += self._actors.get(other.i, ())
        return tuple({actor.id: actor for actor in found}.values())


def resolve_actors(doc: Doc, mentions: tuple[Mention, ...], published: date | None) -> Cast:
    """Find out whom each mention stands for.

    Args:
        doc: the parsed text.
        mentions: what `find_mentions` found in it.
        published: the day of publication; persons are known by the office they held then.
    """
    actors: dict[int, tuple[Actor, ...]] = {}
    last: tuple[Actor, ...] = ()
    for mention in mentions:
        if mention.entry is not None:
            last = (mention.entry.actor(doc[mention.start : mention.end].text),)
        elif mention.kind is not MentionKind.PRONOUN:
            continue
        for index in range(mention.start, mention.end):
            actors[index] = last
    return Cast(actors, ())
