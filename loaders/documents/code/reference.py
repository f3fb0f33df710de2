"""Which event of the text a phrase speaks of: one named in it, or one told before ("the acts", "the decision")."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import EventType
from dragoman.loaders.documents.code.events import EventFound
from dragoman.loaders.documents.code.lexicon import sense_of
from dragoman.loaders.documents.code.source import Source

# Nouns by which a text speaks of an event that it told before, whatever its type.
_ANAPHORS = frozenset(
    {
        *("act", "action", "move", "decision", "step", "incident", "event", "provocation", "measure", "announcement"),
        *("deed", "behavior", "behaviour", "activity", "development", "violation", "escalation", "statement", "plan"),
        *("this", "that", "it", "allegation", "accusation", "claim", "policy", "deal", "ruling", "vote", "result"),
        *("crash", "death", "loss", "tragedy", "crime", "operation", "campaign", "outcome", "situation", "crisis"),
    }
)
_SPOKEN = frozenset({EventType.CONSULT})
_AFTER = frozenset({"following", "after", "response", "retaliation", "over", "amid", "reaction", "to"})


class Reference:
    """The events of one document, by the words that tell them."""

    def __init__(self, source: Source, events: list[EventFound]) -> None:
        """Index the events by token; `events` in the order of their first mention."""
        self._source = source
        self._events = events
        self._by_token = {token.i: event for event in events for token in event.tokens}

    def target_of(self, reaction: Token, actors: tuple[Actor, ...]) -> EventFound | None:
        """The event that a reaction is about, or None.

        Args:
            reaction: the verb or noun of the reaction.
            actors: who reacts; what they did themselves just before is not what they react to.
        """
        own = self._by_token.get(reaction.i)
        ids = {actor.state or actor.id for actor in actors}
        for token in self._object_words(reaction):
            event = self._by_token.get(token.i) or self._spoken_of(token, ids)
            if event is not None and event is not own and event.record.type not in _SPOKEN:
                return event
        return self._last_deed_of(own, reaction) if own is not None else None

    def _last_deed_of(self, own: EventFound, reaction: Token) -> EventFound | None:
        """What those whom a reaction is aimed at did last before it, in the text's order."""
        aimed = {actor.state or actor.id for actor in own.record.recipients}
        for event in reversed(self._events):
            doers = {actor.state or actor.id for actor in event.record.initiators}
            if (
                event.tokens[0].i < reaction.i
                and event is not own
                and aimed & doers
                and event.record.type not in _SPOKEN
            ):
                return event
        return None

    def _object_words(self, reaction: Token) -> Iterator[Token]:
        """The words of what the reaction is about: all that hangs on it, then what the clause says it follows."""
        yield from (token for token in reaction.subtree if token.i > reaction.i)
        for token in reaction.sent:
            if token.lower_ in _AFTER and token.dep_ in ("prep", "mark", "pobj", "prep", "advmod"):
                yield from (word for word in token.subtree if word is not token)

    def _spoken_of(self, token: Token, reacting: set[str]) -> EventFound | None:
        """The latest event before the token that it may speak of."""
        lemma = token.lemma_.lower()
        sense = sense_of(token) if token.pos_ == "NOUN" else None
        if sense is None and not (lemma in _ANAPHORS and _points_back(token)):
            return None
        for event in reversed(self._events):
            if event.tokens[0].i >= token.i:
                continue
            if sense is not None and event.record.type is not sense.type:
                continue
            if sense is None and reacting & {actor.state or actor.id for actor in event.record.initiators}:
                continue
            if event.record.type in _SPOKEN or not event.record.initiators:
                continue
            return event
        return None


def _points_back(token: Token) -> bool:
    if token.pos_ == "PRON" or token.lower_ in ("this", "that"):
        return token.lower_ in ("this", "that")
    return any(child.lower_ in ("the", "this", "these", "that", "those", "such", "'s") for child in token.children)
