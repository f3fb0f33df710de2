"""What the network reads in a document: words that tell something, and who takes part in it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy
from numpy.typing import NDArray
from spacy.tokens import Token

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import EventType, Modality, Stance
from dragoman.loaders.documents.code.roles import Roles
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.code.speech import saying_of
from dragoman.loaders.documents.code.syntax import is_passive, subject
from dragoman.loaders.documents.learned.candidates import find_candidates
from dragoman.loaders.documents.learned.features import PairFeatures, word_features
from dragoman.loaders.documents.learned.inference import Floats, softmax
from dragoman.loaders.documents.learned.network import Network, WordScores, distances
from dragoman.loaders.documents.learned.told import EventTold, ReactionTold, StatementTold
from dragoman.loaders.documents.learned.vocabulary import CUED, MODALITIES, ROLES, STANCES, TYPES, UNCUED
from dragoman.loaders.documents.learned.windows import cut

# Verbs of saying that introduce a statement more rarely are left to the network.
_LEAST_WEIGHT = 0.3


Doubles = NDArray[numpy.float64]

# Words less likely to tell anything are not looked at more closely.
_WORD = 0.15


@dataclass(frozen=True)
class Limits:
    """From which probability on a fact is taken for told, and an actor for taking part in it.

    On documents kept from the training F1 is flat around these; rules find what they find beside (docs/accuracy.md).
    """

    event: float = 0.25
    statement: float = 0.4
    response: float = 0.3
    initiator: float = 0.3
    recipient: float = 0.25
    responder: float = 0.45


@dataclass(frozen=True)
class Part:
    """An actor in a role, with the probability."""

    actor: Actor
    probability: float


class Reading:
    """One document as the network reads it."""

    def __init__(
        self, source: Source, network: Network, limits: Limits | None = None, without_rules: bool = False
    ) -> None:
        """Read it.

        Args:
            source: the document.
            network: the trained network.
            limits: from which probability on something is taken for told.
            without_rules: whether to leave out what the word lists and rules say, to measure what they are worth.
        """
        self._source, self._network, self._limits = source, network, limits or Limits()
        self._without = "rule:" if without_rules else None
        windows = cut(source.doc, source.title, source.prose)
        self._indices = [token for window in windows for token, _ in window.words]
        self._rows = {token: row for row, token in enumerate(self._indices)}
        vectors = network.encode(windows)
        quoted = self._quoted = _quoted(source)
        features = [self._kept(word_features(source.doc[index], source, index in quoted)) for index in self._indices]
        self._scores: WordScores = network.words(vectors, [*features, []])
        self.candidates = find_candidates(source)
        self._features = PairFeatures(source, self.candidates)
        self._roles: dict[int, Floats] = {}

    def _kept(self, features: Iterable[str]) -> Iterable[str]:
        if self._without is None:
            return features
        return [name for name in features if not name.startswith(self._without)]

    def events(self) -> Iterator[EventTold]:
        """The words that tell events, in the text's order."""
        for row, index in enumerate(self._indices):
            told = 1 - float(self._scores.types[row, 0])
            if told < _WORD:
                continue
            token = self._source.doc[index]
            best = 1 + int(self._scores.types[row, 1:].argmax())
            initiators, sure = self._parts(token, "initiator", self._limits.initiator)
            recipients, also_sure = self._parts(token, "recipient", self._limits.recipient)
            probability = self._network.calibrated("event", float(self._scores.types[row, best]), sure, also_sure)
            if probability >= self._limits.event:
                modality = Modality(MODALITIES[int(self._scores.modalities[row].argmax())])
                roles = _roles(initiators, recipients)
                yield EventTold(token, EventType(TYPES[best]), modality, roles, probability)

    def statements(self) -> Iterator[StatementTold]:
        """The words that introduce statements, and the chief words of sentences that are ones without."""
        for row, index in enumerate(self._indices):
            scores = self._scores.statements[row]
            told = float(scores[CUED] + scores[UNCUED])
            token = self._source.doc[index]
            teller = self._teller(token)
            if told < _WORD and not teller:
                continue
            cued = bool(teller) or bool(scores[CUED] >= scores[UNCUED])
            likely, sure = self._speakers(token)
            speakers = (teller or likely) if cued else self._source.speaking_in(token.sent)
            kind = "statement by its verb" if teller else "statement"
            probability = self._network.calibrated(kind, told, sure)
            if speakers and probability >= self._limits.statement:
                yield StatementTold(token, cued, speakers, probability)

    def _teller(self, verb: Token) -> tuple[Actor, ...]:
        """Whom the subject of a verb of saying stands for; nobody for other words and within quotations."""
        saying = saying_of(verb) if self._without is None else None
        if saying is None or saying.weight < _LEAST_WEIGHT or is_passive(verb) or verb.i in self._quoted:
            return ()
        teller = subject(verb)
        return self._source.actors_at(teller) if teller is not None else ()

    def reactions(self) -> Iterator[ReactionTold]:
        """The words that show a stance towards an event."""
        for row, index in enumerate(self._indices):
            told = 1 - float(self._scores.stances[row, 0])
            if told >= _WORD:
                token = self._source.doc[index]
                best = 1 + int(self._scores.stances[row, 1:].argmax())
                likely, sure = self._parts(token, "responder", self._limits.responder)
                parts = likely or self._parts(token, "responder", 0.0)[0][:1]
                probability = self._network.calibrated("response", float(self._scores.stances[row, best]), sure)
                if probability >= self._limits.response:
                    yield ReactionTold(token, Stance(STANCES[best]), tuple(part.actor for part in parts), probability)

    def _speakers(self, token: Token) -> tuple[tuple[Actor, ...], float]:
        """Who says what the word introduces, with the probability; nobody when the document names nobody."""
        if not self.candidates:
            return (), 0.0
        scores = softmax(self._roles_of(token)[:, ROLES.index("speaker")])
        best = self.candidates[int(scores.argmax())]
        same = [bool(set(one.actors) & set(best.actors)) for one in self.candidates]
        return best.actors, float(scores[same].sum())

    def about(self, token: Token, events: Sequence[Token]) -> int | None:
        """Which of the events a reaction is to, by its place among them."""
        others = [event for event in events if event.i != token.i and event.i in self._rows]
        if not others:
            return None
        vectors = self._scores.vectors
        left = numpy.repeat(vectors[[self._rows[token.i]]], len(others), 0)
        right = vectors[[self._rows[event.i] for event in others]]
        away = numpy.array(list(distances(self._rows[token.i], [self._rows[e.i] for e in others])), numpy.float32)
        best = others[int(self._network.abouts(left, right, away).argmax())]
        return events.index(best)

    def _parts(self, token: Token, role: str, least: float) -> tuple[list[Part], float]:
        """The actors in a role, the likeliest first, and how likely it is that these and no others are in it.

        All places that stand for an actor speak for it together; those with `least` probability are taken.
        """
        if not self.candidates:
            return [], 1.0
        scores = self._roles_of(token)[:, ROLES.index(role)].astype(float)
        top = scores.max()
        odds = numpy.log(self._places @ numpy.exp(scores - top)) + top
        found, sure = [], 1.0
        for key, score in zip(self._actors, odds, strict=True):
            probability = _sigmoid(score)
            taken = probability >= least
            sure *= probability if taken else 1 - probability
            if taken:
                found.append(Part(self._likeliest(key, scores), probability))
        return sorted(found, key=lambda part: -part.probability), sure

    def _likeliest(self, key: str, scores: Doubles) -> Actor:
        """Of what stands for an actor, the official or ministry at the likeliest place."""
        return max(self._actors[key], key=lambda place: scores[place[0]])[1]

    @cached_property
    def _actors(self) -> dict[str, list[tuple[int, Actor]]]:
        """For each state or body the candidates that stand for it, by their place among all."""
        places: dict[str, list[tuple[int, Actor]]] = defaultdict(list)
        for place, candidate in enumerate(self.candidates):
            for actor in candidate.actors:
                places[actor.state or actor.id].append((place, actor))
        return places

    @cached_property
    def _places(self) -> Doubles:
        """The same as a matrix, a row for each state or body, a column for each candidate."""
        table = numpy.zeros((len(self._actors), len(self.candidates)))
        for row, those in enumerate(self._actors.values()):
            for place, _ in those:
                table[row, place] += 1
        return table

    def _roles_of(self, token: Token) -> Floats:
        if token.i not in self._roles:
            word = self._scores.vectors[[self._rows[token.i]]]
            features = [self._kept(names) for names in self._features.of_all(token)]
            self._roles[token.i] = self._network.pairs(word, self._sides, features)
        return self._roles[token.i]

    @cached_property
    def _sides(self) -> tuple[Floats, Floats]:
        vectors = self._scores.vectors
        rows = [
            [self._rows[index] for index in range(one.start, one.end) if index in self._rows] for one in self.candidates
        ]
        means = numpy.stack([vectors[own].mean(0) if own else vectors[-1] for own in rows])
        return self._network.sides(means, [self._kept(names) for names in self._features.own])


def _roles(initiators: list[Part], recipients: list[Part]) -> Roles:
    """Who does it to whom; who acts is acted upon as well only where nobody else is."""
    acting = {part.actor.state or part.actor.id for part in initiators}
    others = [part for part in recipients if (part.actor.state or part.actor.id) not in acting]
    return Roles(tuple(part.actor for part in initiators), tuple(part.actor for part in others or recipients))


def _quoted(source: Source) -> set[int]:
    return {token.i for token in source.doc if any(quote.holds(token) for quote, _ in source.quotes)}


def _sigmoid(score: float) -> float:
    return float(1 / (1 + numpy.exp(-score)))
