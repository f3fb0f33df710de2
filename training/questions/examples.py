"""Questions with their meaning, and what each of their words gives to it."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman.api.asking.arguments import named, value_of
from dragoman.api.asking.network import NONE
from dragoman.api.asking.question import Question, read_question
from dragoman.queries.catalogue import Query
from dragoman.queries.parameter import Parameter, ParameterType
from dragoman.queries.resolve.words import fold

QUESTIONS = Path(__file__).with_name("questions.csv")
# What the whole question says, not some words of it.
VALUES = ("type", "stance", "modality", "kind")
# What the question tells by its dates and steps, which are not read by the network.
_TIMES = ("since", "until", "on", "as_of", "known_at", "bucket")
# What names an event is a set of words, and looked up as one; these may be between them.
SMALL = frozenset({"a", "an", "the", "of", "in", "on", "to", "for", "at", "against", "between", "and", "into", "by"})
# Dates are not among the words.
_NO_DAY = date(2025, 3, 1)


@dataclass(frozen=True)
class Example:
    """A question with its meaning.

    Attributes:
        question: taken apart.
        query: the query asked; empty for none.
        parts: for each word, the parameter that it gives a value to; empty for none.
        values: of the parameters that the whole question gives a value to; empty for none.
    """

    question: Question
    query: str
    parts: tuple[str, ...]
    values: Mapping[str, str]


class NotInTheQuestion(ValueError):
    """A value that the words of its question do not give."""


def examples(catalogue: Mapping[str, Query], file: Path = QUESTIONS) -> Iterator[Example]:
    """The examples of a table with the columns question, query and parameters (`name=value; …`).

    Raises:
        NotInTheQuestion: a value is not to be found in its question, with the line.
    """
    with file.open(encoding="utf-8", newline="") as lines:
        table = csv.DictReader(lines)
        for row in table:
            try:
                yield _example(row["question"], row["query"], meaning(row["parameters"]), catalogue)
            except NotInTheQuestion as error:
                raise NotInTheQuestion(
                    f"{file}, line {table.line_num}: {error} is not in {row['question']!r}"
                ) from None


def meaning(parameters: str) -> dict[str, str]:
    """The values in the column of parameters; a semicolon in a value is written with a backslash before it."""
    pairs = (pair.replace("\\;", ";").partition("=") for pair in re.split(r"(?<!\\); ", parameters) if pair)
    return {name: value for name, _, value in pairs}


def _example(text: str, query: str, meant: Mapping[str, str], catalogue: Mapping[str, Query]) -> Example:
    question = read_question(text, _NO_DAY)
    parts = [NONE] * len(question.words)
    in_words = {name: value for name, value in meant.items() if name not in (*VALUES, *_TIMES)}
    # The words of an event first: a state among them has no part of its own.
    for name in sorted(in_words, key=lambda name: name != "event"):
        parameter, value = catalogue[query].parameters[name], in_words[name]
        free = [place for place, part in enumerate(parts) if part == NONE]
        places = _event(question, value) if name == "event" else _named(question, free, parameter, value)
        places = places or _written(question, parameter, value)
        if not places:
            raise NotInTheQuestion(f"{name}={value}")
        for place in places:
            parts[place] = name
    return Example(question, query, tuple(parts), {name: meant.get(name, NONE) for name in VALUES})


def _event(question: Question, value: str) -> range | None:
    """The fewest neighbouring words with all those that name an event."""
    wanted = set(fold(value).split()) - SMALL - set(fold(question.period.words if question.period else "").split())
    words = [set(fold(question.plain([word])).split()) for word in question.words]
    spans = [
        range(first, last + 1)
        for first in range(len(words))
        for last in range(first, len(words))
        if wanted <= set().union(*words[first : last + 1])
    ]
    return min(spans, key=len) if wanted and spans else None


def _named(question: Question, free: list[int], parameter: Parameter, value: str) -> range | None:
    """The word that stands for a name or a thing with this value."""
    for place in free:
        name, thing = question.name(question.words[place]), question.thing(question.words[place])
        told = {name.id, name.name, name.words, named(parameter, name)} if name else {thing or ""}
        if fold(value) in map(fold, told):
            return range(place, place + 1)
    return None


def _written(question: Question, parameter: Parameter, value: str) -> range | None:
    """The words that are the value, or its number."""
    wanted = fold(value)
    numeric = parameter.type in (ParameterType.INTEGER, ParameterType.NUMBER)
    for first in range(len(question.words)):
        if numeric and value_of(question, parameter, question.words[first : first + 1]) == value:
            return range(first, first + 1)
        for last in range(first + 1, len(question.words) + 1):
            if fold(question.plain(question.words[first:last])) == wanted:
                return range(first, last)
    return None
