"""The types of the field, each in one place: PLOVER event types, stances, actor kinds, modalities, bodies.

Sources: PLOVER (Open Event Data Alliance, 2016; Halterman et al. 2023, "PLOVER and POLECAT") for event types and
quad classes; Goldstein 1992, "A Conflict-Cooperation Scale for WEIS Events Data", by way of the CAMEO scale of the
Penn State Event Data Project, for the weights.
"""

from enum import StrEnum
from typing import NamedTuple


class Quad(StrEnum):
    """PLOVER's four classes: verbal or material, cooperation or conflict."""

    VERBAL_COOPERATION = "verbal cooperation"
    MATERIAL_COOPERATION = "material cooperation"
    VERBAL_CONFLICT = "verbal conflict"
    MATERIAL_CONFLICT = "material conflict"


class EventType(StrEnum):
    """PLOVER's sixteen event types."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class TypeMeaning(NamedTuple):
    """What an event type stands for on the two scales that analysts use."""

    quad: Quad
    goldstein: float


# The weight is that of the CAMEO root code which PLOVER's type continues (AGREE: 03 express intent to cooperate).
EVENT_TYPES: dict[EventType, TypeMeaning] = {
    EventType.AGREE: TypeMeaning(Quad.VERBAL_COOPERATION, 4.0),
    EventType.CONSULT: TypeMeaning(Quad.VERBAL_COOPERATION, 1.0),
    EventType.SUPPORT: TypeMeaning(Quad.VERBAL_COOPERATION, 3.5),
    EventType.CONCEDE: TypeMeaning(Quad.VERBAL_COOPERATION, 5.0),
    EventType.COOPERATE: TypeMeaning(Quad.MATERIAL_COOPERATION, 6.0),
    EventType.AID: TypeMeaning(Quad.MATERIAL_COOPERATION, 7.0),
    EventType.RETREAT: TypeMeaning(Quad.MATERIAL_COOPERATION, 5.0),
    EventType.REQUEST: TypeMeaning(Quad.VERBAL_CONFLICT, -1.0),
    EventType.ACCUSE: TypeMeaning(Quad.VERBAL_CONFLICT, -2.0),
    EventType.REJECT: TypeMeaning(Quad.VERBAL_CONFLICT, -4.0),
    EventType.THREATEN: TypeMeaning(Quad.VERBAL_CONFLICT, -6.0),
    EventType.PROTEST: TypeMeaning(Quad.MATERIAL_CONFLICT, -6.5),
    EventType.SANCTION: TypeMeaning(Quad.MATERIAL_CONFLICT, -4.0),
    EventType.MOBILIZE: TypeMeaning(Quad.MATERIAL_CONFLICT, -7.2),
    EventType.COERCE: TypeMeaning(Quad.MATERIAL_CONFLICT, -7.0),
    EventType.ASSAULT: TypeMeaning(Quad.MATERIAL_CONFLICT, -9.0),
}


class Stance(StrEnum):
    """How a reaction stands to what it reacts to; the value is also the edge's name, but for ACTED."""

    CONDEMNED = "CONDEMNED"
    SUPPORTED = "SUPPORTED"
    DENIED = "DENIED"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    DEMANDED = "DEMANDED"
    THREATENED = "THREATENED"
    ACTED = "ACTED"


class Vote(StrEnum):
    """How a state stands in a roll call; who was absent did not vote."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    ABSENT = "absent"


class ActorKind(StrEnum):
    """What an actor is."""

    STATE = "state"
    OFFICIAL = "official"
    ORGANIZATION = "organization"
    GROUP = "group"


class Modality(StrEnum):
    """Whether the text says that an event happened, will, may, or did not."""

    FACTUAL = "factual"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"


class Precision(StrEnum):
    """How closely a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    PERIOD = "period"
