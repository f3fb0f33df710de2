"""A question taken apart, and values for the parameters of a query from its parts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.api.asking.forms import load_forms
from dragoman.api.asking.names import Name, find_names
from dragoman.api.asking.periods import Period, find_period
from dragoman.queries.catalogue import Query
from dragoman.queries.parameter import Parameter, ParameterType
from dragoman.queries.resolve.words import fold

_BUCKET = re.compile(
    r"(?<![\w-])(?:(?:by|per|each|every) (?P<per>day|week|month|year|session)"
    r"|(?P<twice>day|week|month|year) by (?P=twice)"
    r"|(?P<adverb>daily|weekly|monthly|yearly|annually))(?![\w-])",
    re.IGNORECASE,
)
_LENGTHS = {"week": 7, "fortnight": 14, "month": 30}
_LENGTH = re.compile(rf"\bwithin (?:a|one) ({'|'.join(_LENGTHS)})\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:at the moment|right now|these days|at present|nowadays)\b", re.IGNORECASE)
_ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annually": "year"}
# An event is looked up by its words, and would lack these.
_SAYING_NOTHING = frozenset(
    {
        *("did", "do", "does", "was", "were", "is", "are", "be", "being", "been", "which", "that"),
        *("after", "to", "about", "regarding", "concerning"),
    }
)
MASK = re.compile(r"([@~])(\d+)")


@dataclass(frozen=True)
class Question:
    """A question taken apart.

    Attributes:
        words: folded, each with a space behind it; names stand in them as `@0`, files, ids and quotations as `~0`.
        names: what the gazetteer knows.
        things: files, ids and quotations.
        period: the time asked for.
        bucket: the length of the steps asked for: "by year".
    """

    words: str
    names: list[Name]
    things: list[str]
    period: Period | None
    bucket: str | None

    def plain(self, masked: str) -> str:
        """Words of the question as they were before names and things were masked."""
        return MASK.sub(
            lambda mask: self.names[int(mask[2])].words if mask[1] == "@" else self.things[int(mask[2])],
            masked.strip(),
        )

    def event(self, masked: str) -> str:
        """Words that name an event, without those that say nothing of it."""
        return self.plain(" ".join(word for word in masked.split() if word not in _SAYING_NOTHING))


def read_question(question: str, today: date) -> Question:
    """Take a question apart; `today` is what "last year" counts from."""
    question = _NOW.sub("", question)
    in_days = _LENGTH.sub(lambda length: f"within {_LENGTHS[length[1].lower()]} days", question)
    masked, names, things = find_names(re.sub(r"\s+", " ", in_days).strip())
    period, rest = find_period(masked, today)
    found = _BUCKET.search(rest)
    if found:
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    per = found and (found["per"] or found["twice"] or _ADVERBS[found["adverb"].lower()])
    return Question(_folded(rest), names, things, period, per.lower() if per else None)


def value_of(parameter: Parameter, name: Name) -> str:
    """What a name is for a parameter that is looked up: an id where the gazetteer has it for sure, else words."""
    if parameter.type is ParameterType.PLACE and name.place:
        return name.words
    if parameter.type is ParameterType.STATE:
        return name.state or name.name
    # Persons whom no list knows have other ids than ours: their names are looked up.
    return name.name if name.person and parameter.type is not ParameterType.ID else name.id


def subject_of(query: Query, name: Name | None) -> str:
    """The parameter of a query for somebody who may be a state or a person."""
    if name is not None and not name.person and name.id == name.state:
        return "state"
    return "speaker" if "speaker" in query.parameters else "actor"


def timed(query: Query, arguments: Mapping[str, str], question: Question) -> dict[str, str] | None:
    """The arguments with time and step, in the order of the parameters; None where the query has no place for them.

    The time becomes words of the event, bounds, or a day, whichever the query takes.
    """
    given = dict(arguments)
    if question.bucket and "bucket" in query.parameters:
        if question.bucket not in query.parameters["bucket"].enum:
            return None
        given["bucket"] = question.bucket
    period = question.period
    if period is not None:
        day = period.until or period.since
        if "event" in given and period.since and period.until:
            given["event"] += f" {period.words}"
        elif "since" in query.parameters:
            bounds = {"since": period.since, "until": period.until}
            given |= {name: bound.isoformat() for name, bound in bounds.items() if bound}
        elif day:
            given["on" if "on" in query.parameters else "as_of"] = day.isoformat()
    return {name: given[name] for name in query.parameters if name in given}


def _folded(masked: str) -> str:
    """Folded words, each with a space behind it, without those that are not heard; masks as they are."""
    unheard = load_forms().unheard
    pieces = (piece if MASK.fullmatch(piece) else fold(piece) for piece in re.split(r"([@~]\d+)", masked))
    return "".join(f"{word} " for piece in pieces for word in piece.split() if word not in unheard)
