"""Questions in plain words are taken for the query and the parameters that they mean.

The rows marked `build` were in view when the forms were written; those marked `aside` were not, and are counted apart.
"""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from dragoman.api.asking import NotUnderstood, take
from dragoman.queries.catalogue import load_catalogue
from dragoman.queries.resolve.words import fold

QUESTIONS = Path(__file__).with_name("questions.csv")
TODAY = date(2025, 3, 1)
# The words of an event are looked up as a set, so their order and the small ones among them are not held.
SMALL = {"a", "an", "the", "of", "in", "on", "to", "for", "at", "against", "between", "and", "into", "by"}
AT_LEAST = 0.9
CATALOGUE = load_catalogue()


def rows(part: str) -> list[dict[str, str]]:
    with QUESTIONS.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["set"] == part]


def meant(row: dict[str, str]) -> tuple[str, dict[str, object]]:
    given = (pair.replace("\\;", ";").partition("=") for pair in re.split(r"(?<!\\); ", row["parameters"]) if pair)
    return row["query"], {name: comparable(name, value) for name, _, value in given}


def comparable(name: str, value: str) -> object:
    return frozenset(fold(value).split()) - SMALL if name in ("event", "q") else value


def taken(question: str) -> tuple[str, dict[str, object]]:
    try:
        found = take(question, CATALOGUE, TODAY)
    except NotUnderstood:
        return "", {}
    return found.query, {name: comparable(name, value) for name, value in found.arguments.items()}


@pytest.mark.parametrize("row", rows("build"), ids=lambda row: row["question"])
def test_a_question_in_view_is_taken_as_it_was_meant(row: dict[str, str]) -> None:
    assert taken(row["question"]) == meant(row)


def test_of_the_questions_kept_aside_most_are_taken_as_they_were_meant() -> None:
    aside = rows("aside")
    wrong = [row["question"] for row in aside if taken(row["question"]) != meant(row)]
    assert 1 - len(wrong) / len(aside) >= AT_LEAST, wrong


def test_every_query_is_asked_in_several_forms() -> None:
    asked = [row["query"] for part in ("build", "aside") for row in rows(part)]
    assert {name: asked.count(name) for name in CATALOGUE if asked.count(name) < 5} == {}


def test_a_question_that_nothing_answers_is_told_what_can_be_asked() -> None:
    with pytest.raises(NotUnderstood) as told:
        take("What is the capital of Finland?", CATALOGUE, TODAY)
    assert all(name in str(told.value) for name in CATALOGUE)


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("in January 2025", "2025-01-01", "2025-01-31"),
        ("on 14 January 2025", "2025-01-14", "2025-01-14"),
        ("on January 14th, 2025", "2025-01-14", "2025-01-14"),
        ("on 2025-01-14", "2025-01-14", "2025-01-14"),
        ("since 2019", "2019-01-01", None),
        ("after June 2024", "2024-07-01", None),
        ("before 2020", None, "2019-12-31"),
        ("until 14 March 2024", None, "2024-03-14"),
        ("between June and August 2024", "2024-06-01", "2024-08-31"),
        ("from 3 May to 9 June 2024", "2024-05-03", "2024-06-09"),
        ("from 2010 to 2015", "2010-01-01", "2015-12-31"),
        ("in 2010-2015", "2010-01-01", "2015-12-31"),
        ("at the end of 2024", "2024-12-31", "2024-12-31"),
        ("yesterday", "2025-02-28", "2025-02-28"),
        ("last week", "2025-02-17", "2025-02-23"),
        ("last month", "2025-02-01", "2025-02-28"),
        ("this year", "2025-01-01", "2025-12-31"),
        ("in the last two weeks", "2025-02-15", "2025-03-01"),
        ("in the past 3 months", "2024-12-01", "2025-03-01"),
        ("since last year", "2024-01-01", None),
    ],
)
def test_the_time_that_is_asked_for(words: str, since: str | None, until: str | None) -> None:
    arguments = take(f"What did Japan do {words}?", CATALOGUE, TODAY).arguments
    assert (arguments.get("since"), arguments.get("until")) == (since, until)


@pytest.mark.parametrize("words", ["", " ", "?", "@0", "~0 and @1", "\x00", "é" * 600, "who " * 125, '"" ""', "@" * 99])
def test_whatever_is_asked_is_answered_or_not_understood(words: str) -> None:
    assert taken(words)[0] in {"", *CATALOGUE}
