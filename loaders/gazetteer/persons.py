"""Persons who are widely known, with the offices they held and when: our own list, from public facts."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import ActorKind
from dragoman.loaders.gazetteer.tables import cell, slug
from dragoman.loaders.tables import table

_TERM = re.compile(r"(?P<office>.+) (?P<start>\d{4})-(?P<end>\d{4})?")
_LAST_YEAR = 9999


@dataclass(frozen=True)
class Term:
    """An office, and the first and last calendar year in which the person held it."""

    office: str
    start: int
    end: int


@dataclass(frozen=True)
class Person:
    """A widely known person: `state` is the id of the state, body or group served; `names` are further forms."""

    id: str
    name: str
    state: str
    names: tuple[str, ...]
    terms: tuple[Term, ...]

    def actor(self, mention: str | None = None) -> Actor:
        """The person as an actor of a fact; `mention` gives the words of the text."""
        return Actor(
            id=self.id,
            name=self.name,
            kind=ActorKind.OFFICIAL,
            state=self.state,
            mention=mention,
            aliases=self.names,
            known=True,
        )

    def distance(self, on: date | None) -> int:
        """Years between that day and the nearest term: 0 while in office, or when no day is given."""
        if on is None:
            return 0
        return min(max(0, term.start - on.year, on.year - term.end) for term in self.terms)


def official_id(state: str | None, name: str) -> str:
    """The id of a person by state and name: `official:kor:choi-sang-mok`."""
    return f"official:{(state or 'unknown').lower()}:{slug(name)}"


@cache
def persons() -> tuple[Person, ...]:
    """Every person of the list."""
    return tuple(
        Person(
            official_id(row["state"], row["name"]),
            row["name"],
            row["state"],
            cell(row["names"]),
            tuple(_term(term) for term in cell(row["terms"])),
        )
        for row in table(__package__, "persons.csv")
    )


def _term(text: str) -> Term:
    match = _TERM.fullmatch(text)
    if match is None:
        raise ValueError(f"persons.csv: {text!r} is not an office with its years")
    return Term(match["office"], int(match["start"]), int(match["end"] or _LAST_YEAR))
