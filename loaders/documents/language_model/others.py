"""The facts beside events that a model tells, as records."""

from collections.abc import Iterator

from dragoman.graph.records import (
    Actor,
    AllianceRecord,
    CoincidenceRecord,
    OfficialRecord,
    ResponseRecord,
    StatementRecord,
    actor_ids,
    content_id,
)
from dragoman.graph.vocabulary import ActorKind
from dragoman.loaders.documents.language_model.actors import represented
from dragoman.loaders.documents.language_model.answer import (
    AllianceTold,
    CoincidenceTold,
    OfficialTold,
    ResponseTold,
    StatementTold,
)
from dragoman.loaders.documents.language_model.checking import Dropped, Page, Quoted
from dragoman.loaders.documents.language_model.events import CONFIDENCE, KeyedEvents
from dragoman.loaders.documents.language_model.tally import Reason
from dragoman.loaders.documents.language_model.timing import date_parts
from dragoman.loaders.documents.when import date_of, limits_of
from dragoman.loaders.gazetteer import entries, official_id

RULE = "language-model"


def official(page: Page, told: OfficialTold, quoted: Quoted) -> Iterator[OfficialRecord]:
    """A person in an office: the words of both must stand in the sentence.

    Raises:
        Dropped: they do not, or the state is not known from the document.
    """
    sentence = quoted.span
    name = page.name(told.name, sentence)
    office, head = page.office(told.office, sentence)
    state = next((actor.state for actor in page.actors([told.state], sentence)), None) if told.state else None
    actor = _person(page, name, state, quoted)
    state = state or actor.state
    term = limits_of(head, page.published)
    former = told.former or bool(term and term.until and page.published and term.until.end < page.published)
    parts = (actor.id, office, state, told.acting, former)
    ends = (*date_parts(term.since), *date_parts(term.until)) if term else ()
    page.players.add(actor)
    yield OfficialRecord(
        id=content_id("official", *parts, *ends),
        document=page.document.name,
        confidence=CONFIDENCE,
        evidence=(quoted.evidence,),
        rule=RULE,
        name=actor.name,
        office=office,
        state=state,
        actor=actor,
        acting=told.acting,
        former=former,
        term=term,
    )


def _person(page: Page, name: str, state: str | None, quoted: Quoted) -> Actor:
    """The person of that name in the cast; one whom the parse took for no person is known by name and state."""
    known = next(iter(page.players.resolve(name, quoted.span)), None)
    if known is not None and known.kind is ActorKind.OFFICIAL:
        return known
    if state not in entries():
        raise Dropped(Reason.UNKNOWN_ACTOR)
    return Actor(id=official_id(state, name), name=name, kind=ActorKind.OFFICIAL, state=state, mention=name)


def statement(page: Page, events: KeyedEvents, told: StatementTold, quoted: Quoted) -> Iterator[StatementRecord]:
    """An utterance: its words must stand in the sentence, its speaker in the document.

    Raises:
        Dropped: they do not.
    """
    said = page.words(told.text, quoted.span)
    text = page.text_of(said).strip(" ,;\"“”'")
    is_quoted = page.verbatim.has_quotation_mark(said.start_char, said.end_char)
    speakers = page.actors([told.speaker], quoted.span)
    about = tuple(event.id for event in events.those_at(told.about))
    when = date_of(quoted.span.root, page.published)
    dates = date_parts(when) if when else (None, page.document.sha256)
    stance = told.stance.value if told.stance else None
    for speaker in speakers:
        yield StatementRecord(
            id=content_id("statement", speaker.id, text, is_quoted, stance, about, *dates),
            document=page.document.name,
            confidence=CONFIDENCE,
            evidence=(quoted.evidence,),
            rule=RULE,
            speaker=speaker,
            text=text,
            quoted=is_quoted,
            stance=told.stance,
            about=about,
            date=when,
        )


def response(page: Page, events: KeyedEvents, told: ResponseTold, quoted: Quoted) -> Iterator[ResponseRecord]:
    """A reaction to an event of the document.

    Raises:
        Dropped: the event is not told, or the sentence does not have the actor.
    """
    event = events.at(told.event)
    speakers = page.actors([told.actor], quoted.span)
    page.present(speakers, quoted.span)
    own = next(iter(events.those_at([told.reaction] if told.reaction else [])), None)
    if own is not None and own.id == event.id:
        raise Dropped(Reason.NO_EVENT)
    when = (own.date if own else None) or date_of(quoted.span.root, page.published)
    reaction = own.id if own else None
    for speaker in speakers:
        actor = represented(speaker)
        mouth = speaker if speaker.kind is ActorKind.OFFICIAL or actor.id != speaker.id else None
        parts = (actor.id, mouth.id if mouth else None, told.stance.value, event.id, reaction, *date_parts(when))
        yield ResponseRecord(
            id=content_id("response", *parts),
            document=page.document.name,
            confidence=CONFIDENCE,
            evidence=(quoted.evidence,),
            rule=RULE,
            actor=actor,
            speaker=mouth,
            stance=told.stance,
            event=event.id,
            reaction=reaction,
            date=when,
        )


def alliance(page: Page, told: AllianceTold, quoted: Quoted) -> Iterator[AllianceRecord]:
    """Two allies or more; officials and ministries are allied for their states.

    Raises:
        Dropped: fewer than two are known, or the sentence has none of them.
    """
    members = tuple({one.id: one for one in map(represented, page.actors(told.members, quoted.span))}.values())
    page.present(members, quoted.span)
    if len(members) < 2:
        raise Dropped(Reason.UNKNOWN_ACTOR)
    name = page.text_of(page.words(told.name, quoted.span)) if told.name else None
    kind = " ".join(told.type.lower().split())[:40] if told.type else "alliance"
    yield AllianceRecord(
        id=content_id("alliance", kind, name, actor_ids(members)),
        document=page.document.name,
        confidence=CONFIDENCE,
        evidence=(quoted.evidence,),
        rule=RULE,
        members=members,
        name=name,
        type=kind,
    )


def coincidence(page: Page, events: KeyedEvents, told: CoincidenceTold, quoted: Quoted) -> Iterator[CoincidenceRecord]:
    """Two events that the document puts together in time.

    Raises:
        Dropped: they are not told, or they are one.
    """
    first, second = sorted((events.at(told.first).id, events.at(told.second).id))
    if first == second:
        raise Dropped(Reason.NO_EVENT)
    yield CoincidenceRecord(
        id=content_id("coincidence", first, second, told.days, "stated"),
        document=page.document.name,
        confidence=CONFIDENCE,
        evidence=(quoted.evidence,),
        events=(first, second),
        days=told.days,
    )
