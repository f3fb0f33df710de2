"""What the model is to answer: the schema that it is held to, and the values that its answer is read into.

All fields are required and no others allowed, as the strict mode of structured output demands. Nothing here is
believed: what becomes of it is decided in `checking`.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from dragoman.graph.vocabulary import EventType, Modality, Stance


class Told(BaseModel):
    """A fact as the model tells it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sentence: str = Field(description="the sentence of the document that says so, copied word for word")


class OfficialTold(Told):
    """A named person in an office."""

    name: str = Field(description="the person's full name as the document writes it")
    office: str = Field(description="the office in the words of the sentence, without the state's name")
    state: str | None = Field(description="the state or body served, as the document names it")
    acting: bool
    former: bool


class EventTold(Told):
    """Who did what to whom."""

    key: str = Field(description="e1, e2, …: by which other facts point at this event")
    words: str = Field(description="the few words of the sentence that tell the deed, copied word for word")
    name: str = Field(description="the deed as a short noun phrase without actors: missile launch")
    type: EventType
    initiators: list[str] = Field(description="who acts, in the document's words")
    recipients: list[str] = Field(description="who is acted upon, in the document's words")
    time: str | None = Field(description="the words that tell when it happened, copied word for word")
    place: str | None = Field(description="the name of the place where it happened, copied word for word")
    modality: Modality


class StatementTold(Told):
    """Who said what."""

    speaker: str = Field(description="who says it, in the document's words")
    text: str = Field(description="what is said, copied word for word from the sentence")
    stance: Stance | None
    about: list[str] = Field(description="keys of the events that it is about")


class ResponseTold(Told):
    """Who reacted how to which event."""

    actor: str = Field(description="who reacts, in the document's words")
    stance: Stance
    event: str = Field(description="key of the event reacted to")
    reaction: str | None = Field(description="key of the event that the reaction itself is, where it is told as one")


class AllianceTold(Told):
    """Who is allied with whom."""

    members: list[str] = Field(description="in the document's words")
    name: str | None = Field(description="the alliance's or treaty's name, copied word for word")
    type: str | None = Field(description="for example: defense pact, coalition, membership")


class CoincidenceTold(Told):
    """Two events that the document puts at the same time, or days apart."""

    first: str = Field(description="key of an event")
    second: str = Field(description="key of another event")
    days: int | None = Field(description="days between them; 0 for the same day; null where the document does not tell")


class Answer(BaseModel):
    """All facts of one part of a document."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    officials: list[OfficialTold]
    events: list[EventTold]
    statements: list[StatementTold]
    responses: list[ResponseTold]
    alliances: list[AllianceTold]
    coincidences: list[CoincidenceTold]


def schema() -> dict[str, Any]:
    """The answer's JSON schema."""
    return Answer.model_json_schema()
