"""Turns records into the parameter rows of the store's Cypher: plain values, sorted, one entry a node or an edge."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import product
from typing import Any

from dragoman.graph.identity.sources import sketch
from dragoman.graph.records import (
    Actor,
    AllianceRecord,
    CoincidenceRecord,
    DateRange,
    DocumentRecords,
    EventRecord,
    OfficialRecord,
    Place,
    ResponseRecord,
    RollCallRecord,
    StatementRecord,
    Term,
)
from dragoman.graph.vocabulary import EVENT_TYPES, ActorKind

Row = dict[str, Any]
LABELS = {
    ActorKind.STATE: "State",
    ActorKind.OFFICIAL: "Official",
    ActorKind.ORGANIZATION: "Organization",
    ActorKind.GROUP: "Organization",
}


def fold(text: str) -> str:
    """Lower-case words without accents, joined by dashes: the readable part of an id."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", (plain or text).lower()).strip("-")


def office_id(office: str, state: str | None) -> str:
    """The id of an office: the state or body it belongs to and its title."""
    return f"office:{(state or 'none').lower()}:{fold(office)}"


def place_id(place: Place) -> str:
    """The id of a place: its country, where one is known, and its name."""
    return f"place:{(place.country or 'none').lower()}:{fold(place.name)}"


def document_rows(documents: Sequence[DocumentRecords]) -> list[Row]:
    """One row for each document."""
    rows = []
    for document in sorted((records.document for records in documents), key=lambda document: document.id):
        properties = {
            "name": document.document,
            "title": document.title,
            "published": document.published,
            "publisher": document.publisher,
            "url": document.url,
            "language": document.language,
            "sha256": document.sha256,
            "text": document.text,
            "address": document.address,
            "sketch": sketch(document.text),
        }
        rows.append({"id": document.id, "properties": _present(properties)})
    return rows


# Edges of an event without a date have this one, after all others when the newest come first: an index keeps only
# what has every one of its properties.
_UNDATED = date.min


def edges_to(actors: Iterable[Actor]) -> list[Row]:
    """The actors of a fact and the states they stand for, each once; an actor named itself has no `through`."""
    through: dict[str, str | None] = {}
    for actor in actors:
        through[actor.id] = None
    for actor in actors:
        if actor.state and actor.state not in through:
            through[actor.state] = actor.id
    return [{"actor": actor, "through": by} for actor, by in sorted(through.items())]


def _dates(when: DateRange | None) -> Row:
    return {"start": when.start, "end": when.end, "precision": when.precision.value} if when else {}


def _term(term: Term | None) -> Row:
    since, until = (term.since, term.until) if term else (None, None)
    return {
        "from": since.start if since else None,
        "from_precision": since.precision.value if since else None,
        "to": until.end if until else None,
        "to_precision": until.precision.value if until else None,
    }


def _ends(term: Term | None) -> Row:
    """The first and last day of a term."""
    return {name: day for name, day in _term(term).items() if name in ("from", "to")}


def _present(properties: Row) -> Row:
    return {name: value for name, value in properties.items() if value is not None}


def event_row(event: EventRecord) -> Row:
    """An event with its actors and place."""
    meaning = EVENT_TYPES[event.type]
    properties = {
        "name": event.name,
        "type": event.type.value,
        "quad": meaning.quad.value,
        "goldstein": meaning.goldstein if event.goldstein is None else event.goldstein,
        "cameo": event.cameo,
        "mode": event.mode,
        "modality": event.modality.value,
        **_dates(event.date),
    }
    place = event.place
    initiators, recipients = edges_to(event.initiators), edges_to(event.recipients)
    return {
        "id": event.id,
        "properties": _present(properties),
        "start": event.date.start if event.date else _UNDATED,
        "initiators": initiators,
        "recipients": recipients,
        "dyads": [
            {"dyad": f"{initiator['actor']}>{recipient['actor']}", "actor": recipient["actor"]}
            for initiator, recipient in product(initiators, recipients)
        ],
        "place": _present({"id": place_id(place), **place.model_dump()}) if place else None,
    }


def statement_row(statement: StatementRecord) -> Row:
    """A statement with its speaker and the events it is about."""
    properties = {
        "text": statement.text,
        "quoted": statement.quoted,
        "stance": statement.stance.value if statement.stance else None,
        **_dates(statement.date),
    }
    return {
        "id": statement.id,
        "properties": _present(properties),
        "speakers": edges_to([statement.speaker]),
        "about": sorted(statement.about),
    }


def response_row(response: ResponseRecord) -> Row:
    """A response with who gave it, who spoke it, what it answers and what it consists in."""
    return {
        "id": response.id,
        "properties": {"stance": response.stance.value, **_dates(response.date)},
        "actor": response.actor.id,
        "speaker": response.speaker.id if response.speaker else None,
        "event": response.event,
        "reaction": response.reaction,
    }


def occupancy_row(official: OfficialRecord) -> Row:
    """The holding of an office by a person."""
    return {
        "id": official.id,
        "properties": _present(
            {
                "office": official.office,
                "acting": official.acting,
                "former": official.former,
                **_term(official.term),
            }
        ),
        "official": official.actor.id,
        "office": {"id": office_id(official.office, official.state), "state": official.state},
    }


def alliance_row(alliance: AllianceRecord) -> Row:
    """An alliance with its members, each with its term."""
    properties = {"name": alliance.name, "type": alliance.type, **_term(alliance.term)}
    told = [(one.member, one.term) for one in alliance.memberships]
    own = {member for member, _ in told}
    others = [(member, alliance.term) for member in sorted({one.id for one in alliance.members} - own)]
    members = [{"id": member, **_ends(term)} for member, term in (*told, *others)]
    return {
        "id": alliance.id,
        "properties": _present(properties),
        "members": sorted(members, key=lambda member: (member["id"], str(member["from"]))),
    }


def coincidence_row(coincidence: CoincidenceRecord) -> Row:
    """Two events at the same time."""
    return {
        "id": coincidence.id,
        "properties": _present({"days": coincidence.days, "rule": coincidence.rule}),
        "events": sorted(set(coincidence.events)),
    }


def roll_call_row(roll_call: RollCallRecord) -> Row:
    """A roll call with the states that voted, by vote."""
    properties = {
        "name": roll_call.name,
        "description": roll_call.description,
        "body": roll_call.body,
        "session": roll_call.session,
        "resolution": roll_call.resolution,
        "type": roll_call.type,
        "important": roll_call.important,
        "issues": list(roll_call.issues) or None,
        **_dates(roll_call.date),
    }
    votes = [
        [vote.value, [[*one] for one in sorted(roll_call.votes[vote].items())]] for vote in sorted(roll_call.votes)
    ]
    return {"id": roll_call.id, "properties": _present(properties), "votes": votes}
