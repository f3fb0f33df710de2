"""Responses: who reacted how to which event of the text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.graph.records import Actor, DateRange, Evidence, ResponseRecord, content_id
from dragoman.graph.vocabulary import ActorKind, EventType, Modality, Stance
from dragoman.loaders.documents.code.events import EventFound
from dragoman.loaders.documents.code.reference import Reference
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.code.statements import StatementFound
from dragoman.loaders.gazetteer import entries

# The stance of a reaction that is an event of its own; the shares are those of annotated reactions.
_STANCES = {
    EventType.ACCUSE: Stance.CONDEMNED,
    EventType.SUPPORT: Stance.SUPPORTED,
    EventType.REQUEST: Stance.DEMANDED,
    EventType.THREATEN: Stance.THREATENED,
    EventType.REJECT: Stance.CONDEMNED,
}
# The share of such reactions that annotators took for a response to an event of the text.
_PRECISION = {
    EventType.ACCUSE: 0.78,
    EventType.SUPPORT: 0.46,
    EventType.REQUEST: 0.37,
    EventType.THREATEN: 0.67,
    EventType.REJECT: 0.23,
}
# The same of reactions whose words do not name what they are to: 27 of 81.
_UNNAMED = 0.33
# Stances that one takes towards one's own deeds too.
_ABOUT_ONESELF = frozenset({Stance.ACKNOWLEDGED, Stance.DENIED, Stance.SUPPORTED})
# Stances that one takes towards those who did something.
_AIMED = frozenset({Stance.CONDEMNED, Stance.THREATENED, Stance.DEMANDED, Stance.ACTED})
# Approval that makes something so, rather than taking a stance towards it.
_FORMALITIES = frozenset(
    {"sign", "ratify", "conclude", "elect", "vote", "nominate", "signing", "signature", "ratification"}
)
_DENIALS = frozenset({"deny", "dispute", "dismiss", "refute", "denial"})
_ACTS = frozenset(
    {EventType.SANCTION, EventType.MOBILIZE, EventType.COERCE, EventType.ASSAULT, EventType.AID, EventType.COOPERATE}
)
_ANSWERING = frozenset({"response", "retaliation", "reaction", "revenge", "reprisal", "respond", "retaliate", "avenge"})


@dataclass(frozen=True)
class _Reaction:
    """A reaction before it is known to what: its word, who reacts and how."""

    token: Token
    actors: tuple[Actor, ...]
    stance: Stance
    evidence: Evidence
    confidence: float
    rule: str
    event: EventFound | None
    date: DateRange | None


def find_responses(source: Source, events: list[EventFound], statements: list[StatementFound]) -> list[ResponseRecord]:
    """The reactions whose object is an event that the text tells.

    Args:
        source: the document.
        events: its events, both those reacted to and those that are reactions.
        statements: its statements; one that takes a stance is a reaction too.
    """
    reference = Reference(events)
    found: dict[str, ResponseRecord] = {}
    for reaction in [*_from_events(events), *_from_statements(statements, events)]:
        own_deeds = reaction.stance in _ABOUT_ONESELF
        named = reference.named_by(reaction.token, reaction.actors, own_deeds=own_deeds)
        target = named or _understood(reference, reaction)
        if target is None or (reaction.event is not None and target.record.id == reaction.event.record.id):
            continue
        confidence = reaction.confidence if named else min(reaction.confidence, _UNNAMED)
        for record in _records(source, reaction, target, confidence):
            found.setdefault(record.id, record)
    return list(found.values())


def _understood(reference: Reference[EventFound], reaction: _Reaction) -> EventFound | None:
    """What a reaction is to whose words do not say: the last deed of those it is aimed at, or that it answers."""
    if reaction.event is None:
        return None
    if reaction.stance is Stance.ACTED and answers(reaction.token):
        return reference.deed_before(reaction.token, reaction.actors)
    if reaction.stance in _AIMED:
        return reference.last_deed_of(reaction.event.record.recipients, reaction.token)
    return None


def _from_events(events: Iterable[EventFound]) -> Iterator[_Reaction]:
    for event in events:
        record = event.record
        for token, evidence in event.told:
            stance = _stance_of(event, token)
            if stance is None or not record.initiators or record.modality is Modality.NEGATED:
                continue
            rule, share = f"reaction:{record.type}", _PRECISION.get(record.type, 0.5)
            yield _Reaction(token, record.initiators, stance, evidence, share, rule, event, record.date)


def _stance_of(event: EventFound, token: Token) -> Stance | None:
    kind = event.record.type
    if kind in _ACTS:
        answering = kind is EventType.SANCTION or answers(token)
        return Stance.ACTED if event.record.modality is Modality.FACTUAL and answering else None
    if kind is EventType.REJECT and token.lemma_ in _DENIALS:
        return Stance.DENIED
    return _STANCES.get(kind) if token.lemma_ not in _FORMALITIES else None


def answers(token: Token) -> bool:
    """Whether the clause says that the act answers something ("in response", "in retaliation for")."""
    return any(
        word.lemma_.lower() in _ANSWERING and (word.pos_ == "VERB" or word.head.lower_ in ("in", "as"))
        for word in token.sent
    )


def _from_statements(statements: Iterable[StatementFound], events: list[EventFound]) -> Iterator[_Reaction]:
    reacting = {token.i for event in events for token in event.tokens}
    for statement in statements:
        record, verb = statement.record, statement.verb
        if verb is None or record.stance is None or verb.i in reacting:
            continue
        rule = f"stance:{verb.lemma_}"
        yield _Reaction(verb, (record.speaker,), record.stance, record.evidence[0], 0.3, rule, None, record.date)


def _records(source: Source, reaction: _Reaction, target: EventFound, confidence: float) -> Iterator[ResponseRecord]:
    for speaker in reaction.actors:
        actor = _represented(speaker)
        mouth = speaker if speaker.kind is ActorKind.OFFICIAL or actor.id != speaker.id else None
        when = reaction.date
        own = _own_event(reaction)
        dates = (when.start.isoformat(), when.end.isoformat(), when.precision.value) if when else (None,)
        parts = (actor.id, mouth.id if mouth else None, reaction.stance.value, target.record.id, own, *dates)
        yield ResponseRecord(
            id=content_id("response", *parts),
            document=source.name,
            confidence=confidence,
            evidence=(reaction.evidence,),
            rule=reaction.rule,
            actor=actor,
            speaker=mouth,
            stance=reaction.stance,
            event=target.record.id,
            reaction=own,
            date=when,
        )


def _own_event(reaction: _Reaction) -> str | None:
    """The id of the event that the reaction itself is; an act that answers is one by the text's own word."""
    event = reaction.event
    if event is None or not (event.is_plausible or reaction.stance is Stance.ACTED):
        return None
    return event.record.id


def _represented(actor: Actor) -> Actor:
    """The state or body that an actor stands for; itself when it stands for none that is known."""
    entry = entries().get(actor.state or "")
    return entry.actor(actor.mention) if entry is not None and entry.id != actor.id else actor
