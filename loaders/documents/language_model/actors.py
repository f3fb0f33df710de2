"""Whom the words stand for by which the model names an actor: somebody of the document, or nobody."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import ActorKind
from dragoman.loaders.documents.language_model.verbatim import Verbatim
from dragoman.loaders.documents.resolve import Cast
from dragoman.loaders.gazetteer import entries, fold, lookup, persons

Actors = tuple[Actor, ...]


class Players:
    """The actors of one document: those of its cast, and officials whom the model finds beside."""

    def __init__(self, doc: Doc, cast: Cast, verbatim: Verbatim) -> None:
        self._doc = doc
        self._verbatim = verbatim
        self._at = {token.i: _own(cast, token) for token in doc}
        self._by_name: dict[str, Actor] = {}
        for actors in self._at.values():
            for actor in actors:
                self._learn(actor)
        known = [actor for actors in self._at.values() for actor in actors]
        self._ids = {actor.id for actor in known} | {actor.state for actor in known if actor.state}

    @property
    def states(self) -> frozenset[str]:
        """Ids of the states, bodies and groups that take part or that somebody stands for who does."""
        return frozenset(id for id in self._ids if id in entries())

    def add(self, actor: Actor) -> None:
        """One more official, named in the document's own words."""
        self._learn(actor)
        self._ids |= {actor.id, *([actor.state] if actor.state else ())}

    def resolve(self, words: str, sentence: Span) -> Actors:
        """Whom the words stand for; nobody when the document knows none such, whatever lists know.

        Args:
            words: as the model gives them.
            sentence: the one that the fact quotes; "he" and "the army" are resolved there.
        """
        place = self._verbatim.find(words, sentence.start_char, sentence.end_char)
        here = self._doc.char_span(*place, alignment_mode="expand") if place else None
        if here is not None and (found := self._named_by(here)):
            return found
        # The gazetteer's own index knows no capitals, and what has none is no name of its.
        entry = lookup(words) if words.lower() != words else None
        if entry is not None and (here is not None or entry.id in self._ids or self._verbatim.find(words)):
            return (entry.actor(here.text if here is not None else None),)
        actor = self._by_name.get(_key(words)) or self._listed(words)
        return (actor,) if actor is not None else ()

    def stands_in(self, sentence: Span, actors: Iterable[Actor]) -> bool:
        """Whether the sentence has a word for one of the actors, or for somebody of the same state."""
        there = {actor.id for token in sentence for actor in self._at[token.i]}
        states = {actor.state for token in sentence for actor in self._at[token.i]}
        return any(actor.id in there or actor.id in states or self._is_named(actor, sentence) for actor in actors)

    def _is_named(self, actor: Actor, sentence: Span) -> bool:
        return any(self._verbatim.find(name, sentence.start_char, sentence.end_char) for name in _names(actor))

    def _named_by(self, span: Span) -> Actors:
        """Those for whom the phrase's noun stands, else the first word in it that stands for anybody."""
        for token in (span.root, *span):
            if found := self._at[token.i]:
                return tuple(actor.model_copy(update={"mention": span.text}) for actor in found)
        return ()

    def _listed(self, words: str) -> Actor | None:
        """A widely known person whose full name stands in the text, where the parse took it for no name."""
        key = _key(words)
        known = next((person for person in persons() if _key(person.name) == key), None)
        return known.actor(words) if known is not None and self._verbatim.find(words) else None

    def _learn(self, actor: Actor) -> None:
        for name in _names(actor):
            self._by_name.setdefault(_key(name), actor)


def represented(actor: Actor) -> Actor:
    """The state or body that an actor stands for; itself when it stands for none that is known."""
    entry = entries().get(actor.state or "")
    return entry.actor(actor.mention) if entry is not None and entry.id != actor.id else actor


def _own(cast: Cast, token: Token) -> Actors:
    """Whom a word itself stands for, without those coordinated with it."""
    found = cast.actors_at(token)
    if token.dep_ == "conj" or len(found) < 2:
        return found
    listed = {actor.id for other in token.conjuncts for actor in cast.actors_at(other)}
    return tuple(actor for actor in found if actor.id not in listed) or found[:1]


def _names(actor: Actor) -> Iterator[str]:
    yield actor.name
    yield from actor.aliases
    if actor.mention:
        yield actor.mention
    if actor.kind is ActorKind.OFFICIAL and " " in actor.name:
        # Texts go on by the family name alone.
        yield actor.name.split()[-1]


def _key(words: str) -> str:
    """Names are compared with their capitals: "us" is not the United States."""
    return fold(words).removeprefix("the ").removeprefix("The ")
