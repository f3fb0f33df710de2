"""What one document states: the typed, frozen values that loaders hand to the store.

`extract` prints exactly these, one JSON object a line. Ids are made from content, so that the same fact told
again has the same id, and a second load changes nothing.
"""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from dragoman.graph.vocabulary import ActorKind, EventType, Modality, Precision, Stance, Vote


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Actor(_Value):
    """Who acts or is acted upon.

    `id` is an ISO 3166 alpha-3 code, a body's id (UN, NATO), a group's (PMF), or `official:<state>:<name>`;
    `state` is the state or body that the actor stands for (a state's own id for itself), or None;
    `mention` gives the words of the text; `aliases` other names under which the actor is to be found; `other_names`
    those that only a list gives, codes and names in other languages, which are not looked for among the words that tell
    of an event ("Island" is Iceland, "AND" Andorra); `known` says that the id comes from a list of states, bodies,
    groups and persons: two different known ids are two different actors.
    """

    id: str
    name: str
    kind: ActorKind
    state: str | None = None
    mention: str | None = None
    aliases: tuple[str, ...] = Field(default=(), exclude=True)
    other_names: tuple[str, ...] = Field(default=(), exclude=True)
    known: bool = Field(default=False, exclude=True)


class DateRange(_Value):
    """When something was so: first and last day, inclusive, and how closely that is known."""

    start: date
    end: date
    precision: Precision


class Term(_Value):
    """From when to when something held, each end with its precision, None where the text does not tell.

    "since 1961" is `since` 1961-01-01 to 1961-12-31 with the precision year.
    """

    since: DateRange | None = None
    until: DateRange | None = None


class Place(_Value):
    """Where: `country` is ISO 3166 alpha-3; latitude and longitude are WGS 84 degrees."""

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Evidence(_Value):
    """The sentence that says so: `text[start:end] == sentence`, offsets in characters of the document's text.

    `url` is where what it was coded from stands, when a data set tells it of each row.
    """

    sentence: str
    start: int
    end: int
    url: str | None = Field(default=None, exclude=True)


class _Record(_Value):
    kind: str
    id: str
    document: str
    confidence: float = Field(ge=0, le=1)
    evidence: tuple[Evidence, ...]
    rule: str | None = None

    def actors(self) -> tuple[Actor, ...]:
        """Every actor that the record names."""
        return ()

    def events_named(self) -> tuple[str, ...]:
        """Ids of the events that the record points at."""
        return ()


class DocumentRecord(_Record):
    """The document itself. `text` is what the offsets count in; it is stored, not printed, as is `address`.

    `address` tells where the text stands (page or file), None where that is not known: a later text at the same address
    replaces it.
    """

    kind: Literal["document"] = "document"
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    sha256: str
    text: str = Field(exclude=True)
    address: str | None = Field(default=None, exclude=True)


class OfficialRecord(_Record):
    """A named person in an office or role; `acting`, `former` and `term` as the text says."""

    kind: Literal["official"] = "official"
    name: str
    office: str
    state: str | None
    actor: Actor
    acting: bool = False
    former: bool = False
    term: Term | None = None

    def actors(self) -> tuple[Actor, ...]:
        """Every actor that the record names."""
        return (self.actor,)


class EventRecord(_Record):
    """Who did what to whom, when, where.

    `cameo` is the code that a data set gives, and `goldstein` its weight on Goldstein's scale, where that is not the
    type's.
    """

    kind: Literal["event"] = "event"
    name: str
    type: EventType
    mode: str | None = None
    initiators: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    date: DateRange | None = None
    place: Place | None = None
    modality: Modality = Modality.FACTUAL
    cameo: str | None = Field(default=None, exclude=True)
    goldstein: float | None = Field(default=None, exclude=True)

    def actors(self) -> tuple[Actor, ...]:
        """Every actor that the record names."""
        return (*self.initiators, *self.recipients)


class StatementRecord(_Record):
    """An utterance, quoted or reported; `about` are ids of events of the same document."""

    kind: Literal["statement"] = "statement"
    speaker: Actor
    text: str
    quoted: bool
    stance: Stance | None = None
    about: tuple[str, ...] = ()
    date: DateRange | None = None

    def actors(self) -> tuple[Actor, ...]:
        """Every actor that the record names."""
        return (self.speaker,)

    def events_named(self) -> tuple[str, ...]:
        """Ids of the events that the record points at."""
        return self.about


class ResponseRecord(_Record):
    """A reaction to an event: of a state or body (`actor`), by the mouth of `speaker` where one is named.

    `reaction` is the id of the event (say, ACCUSE) that the reaction itself is, where there is one.
    """

    kind: Literal["response"] = "response"
    actor: Actor
    speaker: Actor | None = None
    stance: Stance
    event: str
    reaction: str | None = None
    date: DateRange | None = None

    def actors(self) -> tuple[Actor, ...]:
        """Every actor that the record names."""
        return (self.actor, self.speaker) if self.speaker else (self.actor,)

    def events_named(self) -> tuple[str, ...]:
        """Ids of the events that the record points at."""
        return (self.event, self.reaction) if self.reaction else (self.event,)


class Membership(_Value):
    """From when to when a member, by its id, belonged to an alliance."""

    member: str
    term: Term


class AllianceRecord(_Record):
    """Who is allied with whom; `type` is, say, defense pact, coalition, partnership; `term` when it held.

    `memberships` tell when each member belonged, where they came and went; one that came back has several.
    """

    kind: Literal["alliance"] = "alliance"
    members: tuple[Actor, ...]
    name: str | None = None
    type: str | None = None
    term: Term | None = None
    memberships: tuple[Membership, ...] = ()

    def actors(self) -> tuple[Actor, ...]:
        """Every actor that the record names."""
        return self.members


class CoincidenceRecord(_Record):
    """Two events at the same time or days apart, because the text says so (`stated`) or by their `dates`."""

    kind: Literal["coincidence"] = "coincidence"
    events: tuple[str, str]
    days: int | None = None
    rule: str | None = "stated"

    def events_named(self) -> tuple[str, ...]:
        """Ids of the events that the record points at."""
        return self.events


class RollCallRecord(_Record):
    """A vote of a body that was taken member by member.

    `votes` gives for each vote the states that cast it, by id, each with the line of the list that says so; `type`
    tells what was voted on where it is not a whole resolution: an amendment, a paragraph. `important` tells
    whether the State Department of the United States counts it among the important ones; `body` is the body's name.
    """

    kind: Literal["roll-call"] = "roll-call"
    name: str
    description: str | None = None
    body: str
    session: int | None = None
    resolution: str | None = None
    type: str | None = None
    important: bool | None = None
    issues: tuple[str, ...] = ()
    date: DateRange
    votes: dict[Vote, dict[str, int]]

    def states(self) -> set[str]:
        """Ids of the states that it names."""
        return {state for cast in self.votes.values() for state in cast}


FactRecord = (
    OfficialRecord
    | EventRecord
    | StatementRecord
    | ResponseRecord
    | AllianceRecord
    | CoincidenceRecord
    | RollCallRecord
)
Record = Annotated[DocumentRecord | FactRecord, Field(discriminator="kind")]


class DocumentRecords(_Value):
    """All that one document states: the unit of extraction, of storing and of retraction.

    `actors` are the states and bodies that the facts' officials and ministries stand for (`Actor.state`) and those that
    voted, with their names, where no fact names them itself (see `standing_for`), and those whose names alone the
    document tells.
    """

    document: DocumentRecord
    facts: tuple[FactRecord, ...]
    actors: tuple[Actor, ...] = ()

    def named(self) -> tuple[Actor, ...]:
        """Every actor of the document, as often as it is named."""
        return (*(actor for fact in self.facts for actor in fact.actors()), *self.actors)


def content_id(kind: str, *parts: object) -> str:
    """The id of a fact by its content: the same parts give the same id, on every machine.

    Args:
        kind: the record's kind; it stands readable before the digest (`event:3f0c…`).
        parts: what makes the fact this one; nested tuples are allowed, sets are not (their order is not defined).
    """
    digest = hashlib.sha256(repr(parts).encode()).hexdigest()
    return f"{kind}:{digest[:16]}"


def standing_for(facts: Iterable[FactRecord]) -> set[str]:
    """Ids of the states and bodies to which the facts' actors and offices belong, and of those that voted.

    Those that a fact names itself, as its actors, are left out.
    """
    told = list(facts)
    actors = [actor for fact in told for actor in fact.actors()]
    states = {actor.state for actor in actors} | {fact.state for fact in told if isinstance(fact, OfficialRecord)}
    states = states.union(*(fact.states() for fact in told if isinstance(fact, RollCallRecord)))
    return {state for state in states if state} - {actor.id for actor in actors}


def missing_from(records: DocumentRecords) -> list[str]:
    """Ids of events and states that the records of a document point at and do not contain, sorted."""
    events = {fact.id for fact in records.facts if isinstance(fact, EventRecord)}
    pointed_at = {id for fact in records.facts for id in fact.events_named()}
    states = standing_for(records.facts) - {actor.id for actor in records.actors}
    return sorted(states | (pointed_at - events))


def actor_ids(actors: Iterable[Actor]) -> tuple[str, ...]:
    """The actors' ids, sorted, as a part of a content id."""
    return tuple(sorted({actor.id for actor in actors}))
