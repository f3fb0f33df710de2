"""Takes a question for a named query and its arguments, or says that it cannot."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.api.asking.arguments import arguments_of
from dragoman.api.asking.network import network
from dragoman.api.asking.question import read_question
from dragoman.graph.errors import NotFound
from dragoman.queries.catalogue import Query

LONGEST_QUESTION = 500
# The day or the month first, as one is used to.
_EITHER_DAY = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/(?:\d\d)?\d\d(?![\d/])")
# Below it, of 600 questions that nothing was learned from, two were read as meant and five otherwise.
_LEAST = 0.6


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
    if _EITHER_DAY.search(question):
        raise NotUnderstood(
            f"which day is meant in {question!r}? Write it as 2019-10-12, or with the month in letters",
            _hint(catalogue),
        )
    taken_apart = read_question(question[:LONGEST_QUESTION], today or date.today())
    reading = network().read(taken_apart, catalogue)
    query = catalogue.get(reading.query) if reading.probability >= _LEAST else None
    arguments = None if query is None else arguments_of(taken_apart, reading, query)
    if query is None or arguments is None:
        raise NotUnderstood(f"no named query answers {question!r}", _hint(catalogue))
    return Taken(query.name, arguments)


def _hint(catalogue: Mapping[str, Query]) -> str:
    return f"what can be asked is {', '.join(catalogue)}"
