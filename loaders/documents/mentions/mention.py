"""The words of a text that stand for an actor, before it is known for which."""

from dataclasses import dataclass
from enum import StrEnum

from dragoman.loaders.gazetteer import GazetteerEntry


class MentionKind(StrEnum):
    """By what kind of words the text speaks of an actor."""

    NAME = "name"
    DEMONYM = "demonym"
    SEAT = "seat"
    PLACE = "place"
    PERSON = "person"
    OFFICE = "office"
    NOUN = "noun"
    PRONOUN = "pronoun"


@dataclass(frozen=True)
class Office:
    """What a text says of an office.

    Attributes:
        text: the office in the words of the text, without the state's name.
        head: index of its noun.
        holder: tokens of the holder's name, where the text names one there.
        states: ids of the states or bodies named in the phrase, nearest first.
        owner: index of the token that possesses it ("his", "Trump" in "Trump's envoy").
        acting: acting, interim, caretaker.
        former: former, late, "until last year".
        definite: whether it could stand for somebody named before ("the president").
        rank: whether it is but a military rank or a style.
        bearer: index of the pronoun of which the office is said: "he became president".
    """

    text: str
    head: int
    holder: tuple[int, int] | None = None
    states: tuple[str, ...] = ()
    owner: int | None = None
    acting: bool = False
    former: bool = False
    definite: bool = False
    rank: bool = False
    bearer: int | None = None


@dataclass(frozen=True)
class Mention:
    """A span of tokens that speaks of an actor.

    Attributes:
        start: index of the first token.
        end: index after the last token.
        kind: by what words.
        entry: the gazetteer's entry, for names, demonyms, seats and (its state) places.
        office: for offices.
    """

    start: int
    end: int
    kind: MentionKind
    entry: GazetteerEntry | None = None
    office: Office | None = None
