"""What the network tells of the words of a document: which tell what, and who takes part."""

from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import EventType, Modality, Stance
from dragoman.loaders.documents.code.roles import Roles


@dataclass(frozen=True)
class EventTold:
    """A word that tells an event.

    Attributes:
        token: the word.
        type: the event's type.
        modality: how the text presents it.
        roles: who does it to whom.
        probability: how likely it is told with that type and these actors, 0 to 1.
    """

    token: Token
    type: EventType
    modality: Modality
    roles: Roles
    probability: float


@dataclass(frozen=True)
class StatementTold:
    """A word that introduces a statement, or (`cued` is False) the chief word of a sentence that is one itself."""

    token: Token
    cued: bool
    speakers: tuple[Actor, ...]
    probability: float


@dataclass(frozen=True)
class ReactionTold:
    """A word that shows somebody's stance towards an event."""

    token: Token
    stance: Stance
    actors: tuple[Actor, ...]
    probability: float
