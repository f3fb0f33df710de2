"""Which event of the text a phrase speaks of: one named in it, or one told before ("the acts", "the decision")."""

from collections.abc import Iterator, Sequence
from typing import Generic, Protocol, TypeVar

from spacy.tokens import Token

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import EVENT_TYPES, EventType, Quad
from dragoman.loaders.documents.code.lexicon import types_of

# Nouns by which a text speaks of an event that it told before, whatever its type.
_ANAPHORS = frozenset(
    {
        *("act", "action", "move", "decision", "step", "incident", "event", "provocation", "measure", "announcement"),
        *("deed", "behavior", "behaviour", "activity", "development", "violation", "escalation", "statement", "plan"),
        *("this", "that", "it", "allegation", "accusation", "claim", "policy", "deal", "ruling", "vote", "result"),
        *("crash", "death", "loss", "tragedy", "crime", "operation", "campaign", "outcome", "situation", "crisis"),
    }
)
_TALK = EventType.CONSULT
_AFTER = frozenset({"following", "after", "response", "retaliation", "over", "amid", "reaction", "to"})


class Told(Protocol):
    """What is known of an event when it is referred to."""

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words that tell it."""

    @property
    def type(self) -> EventType:
        """Its PLOVER type."""

    @property
    def initiators(self) -> tuple[Actor, ...]:
        """Who acts."""


Event = TypeVar("Event", bound=Told)


class Reference(Generic[Event]):
    """The events of one document, by the words that tell them."""

    def __init__(self, events: Sequence[Event]) -> None:
        """Index the events by the tokens that tell them."""
        self._by_token = {token.i: event for event in events for token in event.tokens}
        self._mentions = sorted(self._by_token, reverse=True)

    def named_by(self, reaction: Token, actors: tuple[Actor, ...], own_deeds: bool = False) -> Event | None:
        """The event that the words of a reaction speak of, or None.

        Args:
            reaction: the verb or noun of the reaction.
            actors: who reacts.
            own_deeds: whether they may be reacting to what they did themselves, as those who admit do.
        """
        own = self._by_token.get(reaction.i)
        for token in self._object_words(reaction):
            event = self._by_token.get(token.i) or self._spoken_of(token, _keys(actors))
            if event is None or event is own or event.type is _TALK:
                continue
            if own_deeds or not self._is_own(event, reaction, actors):
                return event
        return None

    def last_deed_of(self, aimed: tuple[Actor, ...], reaction: Token) -> Event | None:
        """What those whom a reaction is aimed at did last before it, in the text's order."""
        own = self._by_token.get(reaction.i)
        deeds = (event for event in self._before(reaction.i) if event is not own)
        return next((event for event in deeds if _keys(aimed) & _keys(event.initiators)), None)

    def _is_own(self, event: Event, reaction: Token, actors: tuple[Actor, ...]) -> bool:
        """Whether it is the same actor's, or the same side's in the same sentence: nobody condemns himself."""
        if {actor.id for actor in actors} & {actor.id for actor in event.initiators}:
            return True
        here = any(token.sent == reaction.sent for token in event.tokens)
        return here and bool(_keys(actors) & _keys(event.initiators))

    def _object_words(self, reaction: Token) -> Iterator[Token]:
        """The words of what the reaction is about: all that hangs on it, then what the clause says it follows."""
        yield from (token for token in reaction.subtree if token.i > reaction.i)
        for token in reaction.sent:
            # "Three months after" tells when, "after" alone mostly why.
            measured = any(child.dep_ == "npadvmod" for child in token.children) or token.head.ent_type_ == "DATE"
            if token.lower_ in _AFTER and token.dep_ in ("prep", "mark", "pobj", "advmod", "pcomp") and not measured:
                yield from (word for word in token.subtree if word is not token)

    def _spoken_of(self, token: Token, reacting: set[str]) -> Event | None:
        """The latest event before the token that is told by its word, else the latest that it may speak of."""
        lemma = token.lemma_.lower()
        types = types_of(token) if token.pos_ == "NOUN" and not _is_new(token) else frozenset()
        if not types and not _points_back(token):
            return None
        told = [event for event in self._before(token.i) if event.initiators]
        # The word itself says more than its type: a later deed of the type is not "the launches".
        named = (event for event in told if any(word.lemma_.lower() == lemma for word in event.tokens))
        anaphor = not types and lemma in _ANAPHORS
        meant = (event for event in told if event.type in types or (anaphor and not reacting & _keys(event.initiators)))
        return next(named, next(meant, None))

    def _before(self, index: int) -> Iterator[Event]:
        """The deeds told before the token of that index, from the one mentioned last."""
        before = (self._by_token[mention] for mention in self._mentions if mention < index)
        return (event for event in before if event.type is not _TALK)

    def deed_before(self, reaction: Token, actors: tuple[Actor, ...]) -> Event | None:
        """What others did last before the reaction's sentence: what an act answers when it does not say.

        Words are answered too, but when there were deeds these are.
        """
        others = [event for event in self._before(reaction.sent.start) if not _keys(actors) & _keys(event.initiators)]
        told = [event for event in others if event.initiators]
        deeds = (event for event in told if EVENT_TYPES[event.type].quad is Quad.MATERIAL_CONFLICT)
        return next(deeds, told[0] if told else None)


def _keys(actors: tuple[Actor, ...]) -> set[str]:
    return {actor.state or actor.id for actor in actors}


def _is_new(noun: Token) -> bool:
    """Whether the phrase brings up something that was not told before: "a new attack", "any attack"."""
    return any(
        child.lower_ in ("a", "an", "any", "no", "another", "new", "further", "future") for child in noun.children
    )


def _points_back(token: Token) -> bool:
    if token.pos_ == "PRON" or token.lower_ in ("this", "that"):
        return token.lower_ in ("this", "that")
    return any(child.lower_ in ("the", "this", "these", "that", "those", "such", "'s") for child in token.children)
