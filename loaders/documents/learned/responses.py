"""Responses: who reacted how to which event of the text."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from dragoman.graph.records import Actor, DateRange, ResponseRecord, content_id
from dragoman.graph.vocabulary import ActorKind
from dragoman.loaders.documents.code.events import EventFound
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.learned.reading import Reading
from dragoman.loaders.documents.learned.sentences import Sentences
from dragoman.loaders.documents.learned.told import ReactionTold
from dragoman.loaders.documents.when import date_of
from dragoman.loaders.gazetteer import entries


def find_responses(source: Source, events: list[EventFound], reading: Reading) -> list[ResponseRecord]:
    """The reactions to events that the text tells.

    Args:
        source: the document.
        events: its events, both those reacted to and those that are reactions.
        reading: which words tell reactions.
    """
    by_token = {token.i: event for event in events for token in event.tokens}
    tokens = [source.doc[index] for index in sorted(by_token)]
    sentences = Sentences(source)
    found: dict[str, ResponseRecord] = {}
    for told in reading.reactions():
        sentence = sentences.of(told.token)
        own = by_token.get(told.token.i)
        others = [token for token in tokens if by_token[token.i] is not own]
        place = reading.about(told.token, others) if sentence is not None else None
        if sentence is not None and place is not None:
            for record in _records(source, told, sentence, by_token[others[place].i], own):
                found.setdefault(record.id, record)
    return list(found.values())


def _records(
    source: Source, told: ReactionTold, sentence: Span, target: EventFound, own: EventFound | None
) -> Iterator[ResponseRecord]:
    when = own.record.date if own is not None else _date(source, told.token)
    reaction = own.record.id if own is not None else None
    for speaker in told.actors:
        actor = _represented(speaker)
        mouth = speaker if speaker.kind is ActorKind.OFFICIAL or actor.id != speaker.id else None
        dates = (when.start.isoformat(), when.end.isoformat(), when.precision.value) if when else (None,)
        parts = (actor.id, mouth.id if mouth else None, told.stance.value, target.record.id, reaction, *dates)
        yield ResponseRecord(
            id=content_id("response", *parts),
            document=source.name,
            confidence=told.probability,
            evidence=(source.evidence(sentence),),
            rule=f"stance:{told.token.lemma_.lower()}",
            actor=actor,
            speaker=mouth,
            stance=told.stance,
            event=target.record.id,
            reaction=reaction,
            date=when,
        )


def _date(source: Source, token: Token) -> DateRange | None:
    return date_of(token, source.published)


def _represented(actor: Actor) -> Actor:
    """The state or body that an actor stands for; itself when it stands for none that is known."""
    entry = entries().get(actor.state or "")
    return entry.actor(actor.mention) if entry is not None and entry.id != actor.id else actor
