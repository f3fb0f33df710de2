"""The words of a text that stand for an actor, before it is known for which."""

from dataclasses import dataclass
from enum import StrEnum

from dragoman.loaders.gazetteer import GazetteerEntry


class MentionKind(StrEnum):
    """By what kind of words the text speaks of an actor."""

    NAME = "name"
    DEMONYM = "demonym"
    SEAT = "seat"
    PERSON = "person"
    ORGAN = "organ"
    PRONOUN = "pronoun"
    ANAPHOR = "anaphor"


@dataclass(frozen=True)
class Mention:
    """A span of tokens that speaks of an actor.

    Attributes:
        start: index of the first token.
        end: index after the last token.
        kind: by what words.
        entry: the gazetteer's entry, for names, demonyms and seats.
    """

    start: int
    end: int
    kind: MentionKind
    entry: GazetteerEntry | None = None
