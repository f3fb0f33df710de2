"""Takes a question for a named query and its arguments, or says that it cannot."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.api.asking.forms import load_forms
from dragoman.api.asking.names import Name, find_names
from dragoman.api.asking.periods import Period, find_period
from dragoman.graph.errors import NotFound
from dragoman.queries.catalogue import Query
from dragoman.queries.parameter import Parameter, ParameterType
from dragoman.queries.resolve.words import fold

LONGEST_QUESTION = 500
_BUCKET = re.compile(
    r"(?<![\w-])(?:(?:by|per|each|every) (?P<per>day|week|month|year|session)|(?P<twice>day|week|month|year) by (?P=twice)"
    r"|(?P<adverb>daily|weekly|monthly|yearly|annually))(?![\w-])",
    re.IGNORECASE,
)
_ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annually": "year"}
_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}


class NotUnderstood(NotFound):
    """No named query answers a question, as far as dragoman can read it."""


@dataclass(frozen=True)
class Taken:
    """What a question was taken for: a named query, and its arguments as text."""

    query: str
    arguments: Mapping[str, str]

    def __str__(self) -> str:
        """As `dragoman query` takes it."""
        given = (f'{name}="{value}"' if " " in value else f"{name}={value}" for name, value in self.arguments.items())
        return " ".join([self.query, *given])


@dataclass(frozen=True)
class _Question:
    """A question taken apart: its words, with names and things masked, and the time and the step that it asks for."""

    words: str
    names: list[Name]
    things: list[str]
    period: Period | None
    bucket: str | None

    def plain(self, masked: str) -> str:
        """Words of the question as they were before names and things were masked."""
        return re.sub(
            r"([@~])(\d+)",
            lambda mask: self.names[int(mask[2])].words if mask[1] == "@" else self.things[int(mask[2])],
            masked.strip(),
        )


def take(question: str, catalogue: Mapping[str, Query], today: date | None = None) -> Taken:
    """The named query that a question in plain English asks, with its arguments.

    Args:
        question: "who condemned the North Korean missile launch in January 2025?"
        catalogue: the queries that there are.
        today: what "last year" counts from; None means the day it is.

    Raises:
        NotUnderstood: no query fits; the hint tells what can be asked.
    """
    read = _read(question[:LONGEST_QUESTION], today or date.today())
    forms = load_forms()
    variants = list(dict.fromkeys((read.words, forms.polite.sub("", read.words, count=1))))
    for loose in (False, True):
        for form in forms.forms:
            for words in variants:
                found = (form.loose if loose else form.strict).fullmatch(words)
                arguments = found and _arguments(catalogue[form.query], found.groupdict(), read)
                if arguments is not None:
                    return Taken(form.query, arguments)
    raise NotUnderstood(f"no named query answers {question!r}", _hint(catalogue))


def _read(question: str, today: date) -> _Question:
    masked, names, things = find_names(re.sub(r"\s+", " ", question).strip())
    period, rest = find_period(masked, today)
    found = _BUCKET.search(rest)
    if found:
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    per = found and (found["per"] or found["twice"] or _ADVERBS[found["adverb"].lower()])
    return _Question(_folded(rest), names, things, period, per.lower() if per else None)


def _folded(masked: str) -> str:
    """Folded words, each with a space behind it, without those that are not heard; masks as they are."""
    unheard = load_forms().unheard
    pieces = (piece if re.fullmatch(r"[@~]\d+", piece) else fold(piece) for piece in re.split(r"([@~]\d+)", masked))
    return "".join(f"{word} " for piece in pieces for word in piece.split() if word not in unheard)


def _arguments(query: Query, found: Mapping[str, str | None], read: _Question) -> dict[str, str] | None:
    """The arguments that the places of a form give; None where they are none for the query."""
    arguments: dict[str, str] = {}
    for place, words in found.items():
        if words is not None:
            given = _argument(query, place, words, read)
            if given is None:
                return None
            arguments[given[0]] = given[1]
    if read.bucket and "bucket" in query.parameters:
        if read.bucket not in query.parameters["bucket"].enum:
            return None
        arguments["bucket"] = read.bucket
    timed = _timed(query, arguments, read.period)
    return None if timed is None else {name: timed[name] for name in query.parameters if name in timed}


def _argument(query: Query, place: str, words: str, read: _Question) -> tuple[str, str] | None:
    forms, plain = load_forms(), read.plain(words)
    if place == "type":
        return "type", forms.type_of(words)
    if place == "stance":
        return "stance", forms.stance_of(words)
    if place in ("days", "depth"):
        return place, _NUMBERS.get(words.strip(), words.strip())
    if place == "kind":
        return place, words.strip().removesuffix("s").replace(" ", "-")
    if place in ("event", "q", "document", "document_2"):
        return place.removesuffix("_2"), plain
    mask = re.fullmatch(r"@(\d+) ", words)
    name = read.names[int(mask[1])] if mask else None
    if place == "subject":
        place = _subject(query, name)
    value = _value(query.parameters[place], name, plain)
    return (place, value) if value else None


def _subject(query: Query, name: Name | None) -> str:
    """The parameter for somebody who may be a state or a person."""
    if name is not None and not name.person and name.id == name.state:
        return "state"
    return "speaker" if "speaker" in query.parameters else "actor"


def _value(parameter: Parameter, name: Name | None, plain: str) -> str | None:
    """The value for a parameter that is looked up: an id where the gazetteer has it for sure, else words."""
    if name is None:
        return None if parameter.type is ParameterType.ID and ":" not in plain else plain
    if parameter.type is ParameterType.PLACE and name.place:
        return name.words
    if parameter.type is ParameterType.STATE:
        return name.state or name.name
    # Persons whom no list knows have other ids than ours: their names are looked up.
    return name.name if name.person and parameter.type is not ParameterType.ID else name.id


def _timed(query: Query, arguments: dict[str, str], period: Period | None) -> dict[str, str] | None:
    """The arguments with the time: as words of the event, as bounds, or as the day, whichever the query takes."""
    if period is None:
        return arguments
    if "event" in arguments and period.since and period.until:
        return arguments | {"event": f"{arguments['event']} {period.words}"}
    if "since" in query.parameters:
        bounds = {"since": period.since, "until": period.until}
        return arguments | {name: day.isoformat() for name, day in bounds.items() if day}
    day = period.until or period.since
    return arguments | {"on" if "on" in query.parameters else "as_of": day.isoformat()} if day else None


def _hint(catalogue: Mapping[str, Query]) -> str:
    return "; ".join(("what can be asked", *_asked(catalogue)))


def _asked(catalogue: Mapping[str, Query]) -> Iterator[str]:
    for query in catalogue.values():
        yield f"{query.name}: {query.summary}"
