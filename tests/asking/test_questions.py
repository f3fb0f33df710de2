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
SMALL = {"a", "an", "the", "of", "in", "on", "to", "for", "at", "against", "between", "and"}
AT_LEAST = 0.9


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
        found = take(question, load_catalogue(), TODAY)
    except NotUnderstood:
        return "", {}
    return found.query, {name: comparable(name, value) for name, value in found.arguments.items()}


@pytest.mark.parametrize("row", rows("build"), ids=lambda row: row["question"])
def test_a_question_in_view_is_taken_as_it_was_meant(row: dict[str, str]) -> None:
    assert taken(row["question"]) == meant(row)


def test_of_the_questions_kept_aside_most_are_taken_as_they_were_meant(record_testsuite_property) -> None:
    aside = rows("aside")
    right = [row for row in aside if taken(row["question"]) == meant(row)]
    record_testsuite_property("questions_kept_aside", f"{len(right)} of {len(aside)}")
    assert len(right) / len(aside) >= AT_LEAST


def test_every_query_is_asked_in_several_forms() -> None:
    asked = [row["query"] for part in ("build", "aside") for row in rows(part)]
    assert {name: asked.count(name) for name in load_catalogue() if asked.count(name) < 5} == {}
