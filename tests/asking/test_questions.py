"""Questions in plain words are taken for the query and the parameters that they mean.

The network has learned from `training/questions/questions.csv`; those here it has never seen.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from dragoman.api.asking import NotUnderstood, take
from dragoman.api.asking.names import find_names
from dragoman.queries.catalogue import load_catalogue
from dragoman.queries.resolve.words import fold
from training.questions.examples import QUESTIONS as LEARNED
from training.questions.examples import SMALL, meaning

UNSEEN = Path(__file__).with_name("questions.csv")
TODAY = date(2025, 3, 1)
CATALOGUE = load_catalogue()
Meaning = tuple[str, dict[str, object]]


def rows(file: Path) -> list[tuple[str, Meaning]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return [
            (row["question"], (row["query"], comparable(meaning(row["parameters"])))) for row in csv.DictReader(lines)
        ]


def comparable(arguments: dict[str, str]) -> dict[str, object]:
    """The words of an event are looked up as a set, so their order and the small ones among them are not held.

    Nor by which of its names somebody is called: any of them is looked up.
    """
    return {
        name: frozenset(fold(value).split()) - SMALL if name in ("event", "q") else called(value)
        for name, value in arguments.items()
    }


def called(value: str) -> str:
    masked, names, _ = find_names(value)
    return names[0].id if masked.split() == ["@0"] else fold(value)


def taken(question: str) -> Meaning:
    try:
        found = take(question, CATALOGUE, TODAY)
    except NotUnderstood:
        return "", {}
    return found.query, comparable(dict(found.arguments))


def right(given: list[tuple[str, Meaning]]) -> float:
    """The share taken in full as they were meant: the query, and every parameter."""
    wrong = [(question, meant, found) for question, meant in given if (found := taken(question)) != meant]
    for question, meant, found in wrong:
        print(f"{question}\n  meant {meant}\n  taken {found}")
    share = 1 - len(wrong) / len(given)
    print(f"{len(given) - len(wrong)} of {len(given)}, {share:.0%}")
    return share


def test_most_questions_are_taken_as_they_were_meant() -> None:
    assert right([row for row in rows(UNSEEN) if row[1][0]]) >= 0.9


def test_what_nothing_answers_is_told_so() -> None:
    assert right([row for row in rows(UNSEEN) if not row[1][0]]) >= 0.9


def test_what_was_learned_is_known() -> None:
    assert right(rows(LEARNED)) >= 0.98


@pytest.mark.parametrize("file", [UNSEEN, LEARNED], ids=lambda file: file.parent.name)
def test_every_query_is_asked_in_several_ways(file: Path) -> None:
    asked = [meant[0] for _, meant in rows(file)]
    assert {name: asked.count(name) for name in CATALOGUE if asked.count(name) < 5} == {}


def test_nothing_unseen_was_learned() -> None:
    assert {fold(question) for question, _ in rows(UNSEEN)}.isdisjoint(fold(question) for question, _ in rows(LEARNED))


@pytest.mark.parametrize(
    ("question", "query"),
    [
        (
            "who condemned the North Korean missile launch in January 2025?",
            'who-responded-to-event event="North Korean missile launch January 2025" stance=CONDEMNED',
        ),
        ("who are the allies of North Korea?", "allies state=PRK"),
        (
            "What did Choi Sang-mok say in January 2025?",
            'statements speaker="Choi Sang-mok" since=2025-01-01 until=2025-01-31',
        ),
        ("Who was president of South Korea in 2012?", "officials state=KOR on=2012-12-31"),
        ("relations between Russia and North Korea by year", "relation-timeline a=RUS b=PRK bucket=year"),
        ("What happened within a week of the missile launch?", 'coincident-events event="missile launch" days=7'),
        (
            "Which planned talks of the US with Russia are there?",
            "events actor=USA target=RUS type=CONSULT modality=future",
        ),
        ("who are the allies of Erewhon?", "allies state=erewhon"),
        ("who are the allies of Jpan", "allies state=jpan"),
        (
            "Who held office in South Korea on 20 December 2024, as we knew it on 1 January 2025?",
            "officials state=KOR on=2024-12-20 known_at=2025-01-01",
        ),
        ("What does 2025-01-06-hypersonic-launch.md say?", "document document=2025-01-06-hypersonic-launch.md"),
    ],
)
def test_a_question_and_what_it_is_taken_for(question: str, query: str) -> None:
    assert str(take(question, CATALOGUE, TODAY)) == query


@pytest.mark.parametrize("names", [("Japan", "Chile"), ("Burkina Faso", "NATO"), ("Emmanuel Macron", "Iran")])
def test_whoever_is_asked_about_is_read_alike(names: tuple[str, str]) -> None:
    first, second = names
    arguments = take(f"What did {first} do to {second}?", CATALOGUE, TODAY).arguments
    ids = {"Japan": "JPN", "Chile": "CHL", "Burkina Faso": "BFA", "Iran": "IRN"}
    assert arguments == {"actor": ids.get(first, first), "target": ids.get(second, second)}


def test_a_question_that_nothing_answers_is_told_what_can_be_asked() -> None:
    with pytest.raises(NotUnderstood) as told:
        take("What is the capital of Finland?", CATALOGUE, TODAY)
    assert all(name in str(told.value) for name in CATALOGUE)


def test_a_day_that_could_be_two_is_asked_back_for() -> None:
    with pytest.raises(NotUnderstood, match="which day is meant"):
        take("Who held office in Turkey on 12/10/2019?", CATALOGUE, TODAY)


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
        ("from 3 to 9 June 2024", "2024-06-03", "2024-06-09"),
        ("1 to 15 January 2020", "2020-01-01", "2020-01-15"),
        ("September to November 2020", "2020-09-01", "2020-11-30"),
        ("November 2021 to February 2022", "2021-11-01", "2022-02-28"),
        ("in the first half of 2019", "2019-01-01", "2019-06-30"),
        ("in the last quarter of 2019", "2019-10-01", "2019-12-31"),
        ("between the first of September and the thirtieth of November 2020", "2020-09-01", "2020-11-30"),
        ("from the beginning of 1979 to the end of 1985", "1979-01-01", "1985-12-31"),
        ("in 2022 and 2023", "2022-01-01", "2023-12-31"),
        ("on 12.10.2019", "2019-10-12", "2019-10-12"),
        ("in Q4 2019", "2019-10-01", "2019-12-31"),
        ("in September and October 2024", "2024-09-01", "2024-10-31"),
        ("on the twenty-first of March 2024", "2024-03-21", "2024-03-21"),
        ("in the 1970s", "1970-01-01", "1979-12-31"),
        ("from 2014 onwards", "2014-01-01", None),
        ("from October 2023 on", "2023-10-01", None),
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
