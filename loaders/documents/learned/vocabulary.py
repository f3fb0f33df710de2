"""What the network tells apart; the order is that of its outputs."""

from dragoman.graph.vocabulary import EventType, Modality, Stance

TYPES = ("", *(type.value for type in EventType))
MODALITIES = tuple(modality.value for modality in Modality)
STANCES = ("", *(stance.value for stance in Stance))
# A word may introduce a statement ("said"), or be the chief word of a sentence that is one without saying so.
CUED, UNCUED = 1, 2
ROLES = ("initiator", "recipient", "speaker", "responder")
