"""What a reader has in mind when a text says "it", "he", "both nations"."""

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import ActorKind

Actors = tuple[Actor, ...]
Fits = Callable[[Actor], bool]
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PERSONAL = frozenset(["he", "she", "him", "her", "himself", "herself", "his"])
_OWN = frozenset(["it", "its", "itself"])
_MANY = frozenset(["they", "them", "their", "themselves"])
_SPEAKER = frozenset(["i", "me", "my"])
_SPEAKERS = frozenset(["we", "us", "our"])


@dataclass(frozen=True)
class _Named:
    """Actors named at a token, and whether they were the subject of its clause."""

    token: Token
    actors: Actors
    subject: bool


class Memory:
    """The actors named so far, latest last."""

    def __init__(self, doc: Doc) -> None:
        """Begin with nothing in mind."""
        self._doc = doc
        self._named: list[_Named] = []

    def note(self, token: Token, actors: Actors) -> None:
        """Keep in mind that the token named these actors."""
        self._named.append(_Named(token, actors, token.dep_ in _SUBJECTS))

    def pronoun(self, token: Token) -> Actors:
        """Whom a pronoun stands for; none when nobody fits."""
        word = token.lower_
        if word in {"who", "which"}:
            return self._antecedent(token)
        if word in _PERSONAL:
            return self._last(token, _is_person)
        if word in _OWN:
            return self._last(token, _is_body)
        if word in _MANY:
            return self._many(token)
        if word in _SPEAKER:
            return self._last(token, _is_person)
        if word in _SPEAKERS:
            return self._last(token, _is_person) or self._last(token, _is_body)
        return ()

    def _antecedent(self, token: Token) -> Actors:
        if token.head.dep_ != "relcl":
            return ()
        noun = token.head.head.i
        return next((named.actors for named in reversed(self._named) if named.token.i == noun), ())

    def _last(self, token: Token, fits: Fits) -> Actors:
        """The last fitting subject of this sentence or the one before; else the last that fits."""
        candidates = [
            named for named in self._named if named.token.i < token.i and all(fits(actor) for actor in named.actors)
        ]
        start = token.sent.start
        before = self._doc[start - 1].sent.start if start > 0 else 0
        subjects = [named for named in candidates if named.subject and named.token.i >= before]
        chosen = subjects or candidates
        return chosen[-1].actors[:1] if chosen else ()

    def _many(self, token: Token) -> Actors:
        subjects = [named for named in self._named if named.subject and named.token.i < token.i]
        return subjects[-1].actors if subjects else ()

    def pair(self, people: bool) -> Actors:
        """The last two different states (or persons) in mind: "both nations", "the two leaders"."""
        found: dict[str, Actor] = {}
        for named in reversed(self._named):
            for actor in named.actors:
                if (actor.kind is ActorKind.OFFICIAL) == people and actor.state is not None:
                    found.setdefault(actor.state, actor)
                if len(found) == 2:
                    return tuple(found.values())
        return ()

    def state(self, words: str) -> Actors:
        """The last state in mind: "the country"."""
        return self._again(lambda actor: actor.kind is ActorKind.STATE, words)

    def group(self, words: str) -> Actors:
        """The last armed group in mind: "the militants"."""
        return self._again(lambda actor: actor.kind is ActorKind.GROUP, words)

    def _again(self, fits: Fits, words: str) -> Actors:
        for named in reversed(self._named):
            for actor in named.actors:
                if fits(actor):
                    return (actor.model_copy(update={"mention": words}),)
        return ()


def _is_person(actor: Actor) -> bool:
    return actor.kind is ActorKind.OFFICIAL


def _is_body(actor: Actor) -> bool:
    return actor.kind is not ActorKind.OFFICIAL
