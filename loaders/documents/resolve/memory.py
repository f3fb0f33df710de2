"""What a reader has in mind when a text says "it", "he", "both nations"."""

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import ActorKind
from dragoman.loaders.gazetteer import entries

Actors = tuple[Actor, ...]
Fits = Callable[[Actor], bool]
_OBJECTS = frozenset({"dobj", "pobj", "dative"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PERSONAL = frozenset({"he", "she", "him", "her", "himself", "herself", "his"})
_OWN = frozenset({"it", "its", "itself"})
_MANY = frozenset({"they", "them", "their", "themselves"})
_MEETING = frozenset({"meet", "host", "call", "welcome", "visit", "receive", "join", "phone", "telephone"})


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
        self._together: list[Actors] = []

    def note(self, token: Token, actors: Actors) -> None:
        """Keep in mind that the token named these actors, and with whom they were named together."""
        named = _Named(token, actors, token.dep_ in _SUBJECTS)
        partners = self._partners(token)
        if partners:
            self._together.append(_distinct((*partners, *actors)))
        elif len(actors) > 1:
            self._together.append(actors)
        self._named.append(named)

    def _partners(self, token: Token) -> Actors:
        """Who meets those named here, or is listed with them."""
        if token.dep_ == "conj":
            listed = sorted((other for other in token.conjuncts if other.i < token.i), key=lambda other: other.i)
            return (*self._partners(listed[0]), *(actor for other in listed for actor in self._own(other)))
        if token.dep_ == "pobj" and token.head.lower_ == "with":
            verb = token.head.head
            if verb.dep_ in {"dobj", "attr", "pobj"}:
                verb = verb.head
        elif token.dep_ == "dobj" and token.head.lemma_ in _MEETING:
            verb = token.head
        else:
            return ()
        subjects = [child for child in verb.children if child.dep_ in _SUBJECTS]
        owners = [child for child in token.head.head.children if child.dep_ == "poss"]
        return next((found for found in map(self._own, subjects + owners) if found), ())

    def _own(self, token: Token) -> Actors:
        """The actors named by that token."""
        return next((named.actors for named in reversed(self._named) if named.token.i == token.i), ())

    def pronoun(self, token: Token) -> Actors:
        """Whom a pronoun of the third person stands for; none when nobody fits."""
        word = token.lower_
        if word in {"who", "which"}:
            return self._antecedent(token)
        if word in _PERSONAL:
            return self._object(token) if token.dep_ in _OBJECTS else self._last(token, _is_person)
        if word in _OWN:
            return self._last(token, _is_body)
        return self._many(token) if word in _MANY else ()

    def _antecedent(self, token: Token) -> Actors:
        clause = token.head
        while clause.dep_ not in {"relcl", "ROOT"}:
            clause = clause.head
        return self._own(clause.head) if clause.dep_ == "relcl" else ()

    def _object(self, token: Token) -> Actors:
        """The last person but the one who acts on him or her: "spoke with Sunak to congratulate him"."""
        acting = {actor.id for actor in self._own(_acting(token))}
        for named in reversed(self._named):
            if all(_is_person(actor) and actor.id not in acting for actor in named.actors):
                return named.actors[:1]
        return ()

    def _last(self, token: Token, fits: Fits) -> Actors:
        """The last fitting subject of this sentence or the one before; else the last that fits."""
        candidates = [named for named in self._named if all(fits(actor) for actor in named.actors)]
        if token.lower_ in _OWN:
            candidates = [named for named in candidates if not named.token.conjuncts]
        before = self._sentence_before(token)
        subjects = [named for named in candidates if named.subject and named.token.i >= before]
        other_clause = [named for named in subjects if not _same_clause(named.token, token)]
        chosen = other_clause or subjects or candidates
        return chosen[-1].actors[:1] if chosen else ()

    def _sentence_before(self, token: Token) -> int:
        start = token.sent.start
        return self._doc[start - 1].sent.start if start > 0 else 0

    def _many(self, token: Token) -> Actors:
        """Several: the last plural subject nearby, else those last named together, else the last subject."""
        before = self._sentence_before(token)
        if self._speaks_of_things(before, token):
            return ()
        subjects = [named for named in self._named if named.subject]
        near = [named for named in subjects if named.token.i >= before and not _same_clause(named.token, token)]
        plural = [named for named in near if len(named.actors) > 1 or named.token.tag_ in {"NNS", "NNPS"}]
        if plural:
            return plural[-1].actors
        if self._together:
            return self._together[-1]
        return subjects[-1].actors if subjects else ()

    def _speaks_of_things(self, before: int, token: Token) -> bool:
        """Whether the sentence before has a plural subject that is no actor: "The tests serve … They are …"."""
        if before == token.sent.start or token.i != token.sent.start:
            return False
        root = self._doc[before].sent.root
        subject = next((child for child in root.children if child.dep_ in _SUBJECTS), None)
        return subject is not None and subject.tag_ == "NNS" and not self._own(subject)

    def pair(self, people: bool) -> Actors:
        """Those last named together: persons for "the two leaders", their states for "both nations"."""
        for actors in reversed(self._together):
            if people and all(_is_person(actor) for actor in actors):
                return actors
            states = [entries()[actor.state] for actor in actors if actor.state in entries()]
            if not people and len({entry.id for entry in states}) > 1:
                return _distinct(tuple(entry.actor() for entry in states))
        return () if people else self._last_two()

    def _last_two(self) -> Actors:
        found: dict[str, Actor] = {}
        for named in reversed(self._named):
            for actor in named.actors:
                if actor.kind is ActorKind.STATE:
                    found.setdefault(actor.id, actor)
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


def _same_clause(one: Token, other: Token) -> bool:
    """Whether both hang on one verb, so that a pronoun there is somebody else ("Rouhani told him")."""
    return one.head == other.head and other.dep_ != "poss"


def _acting(token: Token) -> Token:
    """The subject of the verb on which the token hangs, looked for in the clauses above."""
    verb = token.head
    while verb.dep_ != "ROOT":
        subject = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
        if subject is not None:
            return subject
        verb = verb.head
    return next((child for child in verb.children if child.dep_ in _SUBJECTS), verb)


def _distinct(actors: Actors) -> Actors:
    return tuple({actor.id: actor for actor in actors}.values())
