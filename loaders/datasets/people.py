"""Holders of offices that a list names: who they are, and the record of their term."""

import re
from datetime import date
from functools import cache

from dragoman.graph.records import Actor, DateRange, OfficialRecord, Term, content_id
from dragoman.graph.vocabulary import ActorKind
from dragoman.loaders.datasets.dataset import CONFIDENCE
from dragoman.loaders.datasets.rows import Row
from dragoman.loaders.gazetteer import Person, official_id, persons
from dragoman.loaders.gazetteer.entries import fold

# A list and a reader may count a term from the election or from the oath.
_CLOSE_YEARS = 1


def holder(state: str, name: str, since: date | None, until: date | None, own: str | None = None) -> Actor:
    """Who a list means: the widely known person of that state, name and time, else one of the list's own.

    Args:
        state: id of the state or body.
        name: as the list gives it, mostly the family name alone.
        since: first day of the term, if told.
        until: last day, if told.
        own: what tells the person from others of the name in the list ("bush-1946"); by default the name.
    """
    serving = [person for person in _known(state) if _bears(person, name) and _serves(person, since, until)]
    if len(serving) == 1:
        return serving[0].actor(name)
    return Actor(
        id=official_id(state, own or name), name=name, kind=ActorKind.OFFICIAL, state=state, mention=name, known=False
    )


@cache
def _known(state: str) -> tuple[Person, ...]:
    return tuple(person for person in persons() if person.state == state)


def _bears(person: Person, name: str) -> bool:
    """Whether a name, mostly of family and initials ("G.W. Bush"), is one of the person's."""
    *given, family = _words(name) or [""]
    for one in (person.name, *person.names):
        *others, last = _words(one) or [""]
        if last == family and [word[0] for word in given] == [word[0] for word in others][: len(given)]:
            return True
    return False


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", fold(name).lower())


def _serves(person: Person, since: date | None, until: date | None) -> bool:
    first, last = (since or until or date.max).year, (until or date.max).year
    return any(term.start - _CLOSE_YEARS <= last and first <= term.end + _CLOSE_YEARS for term in person.terms)


def occupancy(
    dataset: str, row: Row, actor: Actor, office: str, since: DateRange | None, until: DateRange | None
) -> OfficialRecord:
    """The record that a row tells of a person in an office.

    Args:
        dataset: name of the file.
        row: the row.
        actor: the person.
        office: the office's title.
        since: when the term began.
        until: when it ended; None while it lasts.
    """
    parts = (actor.id, office, actor.state, *(when and when.start.isoformat() for when in (since, until)))
    return OfficialRecord(
        id=content_id("official", *parts),
        document=dataset,
        confidence=CONFIDENCE,
        evidence=(row.evidence(),),
        rule="list",
        name=actor.name,
        office=office,
        state=actor.state,
        actor=actor,
        former=until is not None,
        term=Term(since=since, until=until) if since or until else None,
    )
