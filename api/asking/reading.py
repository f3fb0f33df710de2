"""Takes a question for a named query and its arguments, or says that it cannot."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.api.asking.forms import NUMBERS, load_forms
from dragoman.api.asking.names import state_ids
from dragoman.api.asking.question import Question, read_question, subject_of, timed, value_of
from dragoman.api.asking.signs import by_sign
from dragoman.graph.errors import NotFound
from dragoman.queries.catalogue import Query
from dragoman.queries.parameter import ParameterType

LONGEST_QUESTION = 500
# No name has these; words that do are the rest of a question that was not understood.
_NO_NAME = frozenset(
    {
        *("after", "before", "when", "did", "do", "does", "took", "take", "say", "said", "about", "how", "who", "what"),
        *("which", "countries", "states", "governments", "officials", "someone", "anyone", "too", "signed"),
    }
)


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


def take(question: str, catalogue: Mapping[str, Query], today: date | None = None) -> Taken:
    """The named query that a question in plain English asks, with its arguments.

    Args:
        question: "who condemned the North Korean missile launch in January 2025?"
        catalogue: the queries that there are.
        today: what "last year" counts from; None means the day it is.

    Raises:
        NotUnderstood: no query fits; the hint tells what can be asked.
    """
    read = read_question(question[:LONGEST_QUESTION], today or date.today())
    for loose in (False, True):
        taken = _by_form(read, catalogue, loose=loose) or (None if loose else _by_sign(read, catalogue))
        if taken:
            return taken
    raise NotUnderstood(f"no named query answers {question!r}", _hint(catalogue))


def _by_form(read: Question, catalogue: Mapping[str, Query], *, loose: bool) -> Taken | None:
    forms = load_forms()
    variants = list(dict.fromkeys((read.words, forms.polite.sub("", read.words, count=1))))
    for form in forms.forms:
        for words in variants:
            found = (form.loose if loose else form.strict).fullmatch(words)
            arguments = found and _arguments(catalogue[form.query], found.groupdict(), read)
            if arguments is not None:
                return Taken(form.query, arguments)
    return None


def _by_sign(read: Question, catalogue: Mapping[str, Query]) -> Taken | None:
    found = by_sign(read, catalogue)
    arguments = found and timed(*found, read)
    return Taken(found[0].name, arguments) if found and arguments is not None else None


def _arguments(query: Query, found: Mapping[str, str | None], read: Question) -> dict[str, str] | None:
    """The arguments that the places of a form give; None where they are none for the query."""
    arguments: dict[str, str] = {}
    for place, words in found.items():
        if words is not None:
            given = _argument(query, place, words, read)
            if given is None:
                return None
            arguments[given[0]] = given[1]
    if query.name == "allies-who-condemned" and arguments["state"] not in state_ids():
        return None
    return timed(query, arguments, read)


def _argument(query: Query, place: str, words: str, read: Question) -> tuple[str, str] | None:
    forms, plain = load_forms(), read.plain(words)
    if place in ("type", "stance"):
        meant = forms.type_of(words) if place == "type" else forms.stance_of(words)
        return (place, meant) if meant else None
    if place in ("days", "depth"):
        return place, NUMBERS.get(words.strip(), words.strip())
    if place == "kind":
        kind = words.strip().removesuffix("s").replace(" ", "-")
        return place, "official" if kind in ("person", "people") else kind
    if place == "event":
        named = read.event(words)
        return (place, named) if named else None
    if place in ("q", "document", "document_2"):
        return place.removesuffix("_2"), plain
    mask = re.fullmatch(r"@(\d+) ", words)
    name = read.names[int(mask[1])] if mask else None
    if place == "subject":
        place = subject_of(query, name)
    parameter = query.parameters[place]
    if name is None and _NO_NAME.intersection(words.split()):
        return None
    if name is None:
        return (place, plain) if parameter.type is not ParameterType.ID or ":" in plain else None
    return place, value_of(parameter, name)


def _hint(catalogue: Mapping[str, Query]) -> str:
    return f"what can be asked is {', '.join(catalogue)}"
