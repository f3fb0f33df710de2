"""When an event happened: what a reader of the sentence would say, given the day of publication."""

from datetime import date

import pytest

from dragoman.graph.records import DateRange
from dragoman.graph.vocabulary import Precision
from dragoman.loaders.documents.extract import extract
from dragoman.loaders.documents.parse import parse
from dragoman.loaders.documents.text import DocumentText
from dragoman.loaders.documents.when import (
    assumed_date,
    date_of,
    date_of_document_event,
    temporal_expressions,
)

WEDNESDAY = date(2025, 1, 15)
LAUNCH = DateRange(start=date(2025, 1, 14), end=date(2025, 1, 14), precision=Precision.DAY)


def told(sentence: str, word: str, published: date | None = WEDNESDAY, previous: DateRange | None = None) -> str | None:
    """Start, end and precision of the date of the event that the word heads."""
    trigger = next(token for token in parse(sentence) if token.text == word)
    when = date_of(trigger, published, previous)
    return f"{when.start}..{when.end} {when.precision}" if when else None


def one_day(day: str) -> str:
    return f"{day}..{day} day"


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("On January 10, 2024, rebels shelled the port.", "shelled", "2024-01-10"),
        ("The ministers met in Ankara on 3 March 2023.", "met", "2023-03-03"),
        ("The embassy was closed on Dec. 28.", "closed", "2024-12-28"),
        ("The decree, signed on 2024-11-05, bans exports.", "signed", "2024-11-05"),
        ("Police arrested the suspect on Monday night.", "arrested", "2025-01-13"),
        ("Late on Sunday, the army bombed the bridge.", "bombed", "2025-01-12"),
        ("The envoy arrived in Cairo yesterday.", "arrived", "2025-01-14"),
        ("The two presidents spoke today by phone.", "spoke", "2025-01-15"),
        ("The delegation left Geneva last Friday.", "left", "2025-01-10"),
        ("The foreign minister will visit Oslo on Friday.", "visit", "2025-01-17"),
        ("The sides agreed to meet on Monday.", "meet", "2025-01-20"),
        ("Troops crossed the river three days ago.", "crossed", "2025-01-12"),
        ("The day before yesterday, the army bombed the bridge.", "bombed", "2025-01-13"),
    ],
)
def test_a_day(sentence: str, word: str, expected: str) -> None:
    assert told(sentence, word) == one_day(expected)


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("The country joined the treaty in 2019.", "joined", "2019-01-01..2019-12-31 year"),
        ("Parliament ratified the pact in March 2021.", "ratified", "2021-03-01..2021-03-31 month"),
        ("The government fell last month.", "fell", "2024-12-01..2024-12-31 month"),
        ("Diplomats held talks earlier this month.", "held", "2025-01-01..2025-01-31 month"),
        ("Rebels seized the airport last week.", "seized", "2025-01-06..2025-01-12 period"),
        ("The embargo has hurt the island since 1961.", "hurt", "1961-01-01..2025-01-15 period"),
        ("The navies trained between 3 and 5 May 2024.", "trained", "2024-05-03..2024-05-05 period"),
        ("Fighters shelled the town in the past two days.", "shelled", "2025-01-13..2025-01-15 period"),
        ("The king abdicated nine years ago.", "abdicated", "2016-01-01..2016-12-31 year"),
        ("Rebels seized the airport over the weekend.", "seized", "2025-01-11..2025-01-12 period"),
        ("They spoke of his visit to Cairo last summer.", "visit", "2024-06-01..2024-08-31 period"),
        ("They spoke of her visit to Cairo last winter.", "visit", "2023-12-01..2024-02-29 period"),
        ("The king will visit Oslo next spring.", "visit", "2025-03-01..2025-05-31 period"),
        ("The fleets trained together in the autumn of 2023.", "trained", "2023-09-01..2023-11-30 period"),
        ("They spoke of her July trip to Cairo.", "trip", "2024-07-01..2024-07-31 month"),
        ("Following their December 9 phone call, the leaders will meet.", "call", "2024-12-09..2024-12-09 day"),
    ],
)
def test_as_closely_as_told(sentence: str, word: str, expected: str) -> None:
    assert told(sentence, word) == expected


def test_a_week_earlier_counts_from_the_event_told_last() -> None:
    sentence = "The launches follow a hypersonic missile test conducted just a week earlier."
    assert told(sentence, "test", previous=LAUNCH) == one_day("2025-01-07")
    assert told(sentence, "test") is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A week earlier, rebels shelled the town.", "2025-01-07..2025-01-07 day"),
        ("Two days later, rebels shelled the town.", "2025-01-16..2025-01-16 day"),
        ("The day before, rebels shelled the town.", "2025-01-13..2025-01-13 day"),
        ("The next day, rebels shelled the town.", "2025-01-15..2025-01-15 day"),
        ("That same evening, rebels shelled the town.", "2025-01-14..2025-01-14 day"),
        ("Five days after that, rebels shelled the town.", "2025-01-19..2025-01-19 day"),
        ("Earlier in the week, rebels shelled the town.", "2025-01-13..2025-01-19 period"),
        ("The previous month, rebels shelled the town.", "2024-12-01..2024-12-31 month"),
        ("A month earlier, rebels shelled the town.", "2024-12-01..2024-12-31 month"),
        ("A year earlier, rebels shelled the town.", "2024-01-01..2024-12-31 year"),
    ],
)
def test_what_counts_from_the_event_told_last(sentence: str, expected: str) -> None:
    assert told(sentence, "shelled", date(2025, 3, 20), LAUNCH) == expected


def test_what_something_came_a_week_after_is_counted_back_from_the_event_told_last() -> None:
    sentence = "The speech came one week after an attack on the port."
    assert told(sentence, "attack", previous=LAUNCH) == one_day("2025-01-07")


def test_each_sentence_of_a_story_counts_from_the_one_before() -> None:
    story = (
        "North Korea fired a missile on January 6. Two days later, Japan imposed sanctions on North Korea. The next "
        "day, China condemned the sanctions. A week earlier, Russia had expelled diplomats of Japan."
    )
    facts = extract(DocumentText("a.txt", story, published=WEDNESDAY)).facts
    dates = {fact.type: fact.date.start.isoformat() for fact in facts if fact.kind == "event" and fact.date}
    assert (dates["MOBILIZE"], dates["ACCUSE"]) == ("2025-01-06", "2025-01-09")
    russian = [fact for fact in facts if fact.kind == "event" and {actor.id for actor in fact.initiators} == {"RUS"}]
    assert [fact.date and fact.date.start.isoformat() for fact in russian] == ["2025-01-02"]


def test_hours_before_counts_from_the_named_event() -> None:
    sentence = "Hours before the plane crashed on Monday, Iran launched missiles at two bases."
    assert told(sentence, "launched") == one_day("2025-01-13")


def test_the_event_that_an_offset_names_lies_on_the_other_side() -> None:
    sentence = "On Monday, three days after the army withdrew its troops, rebels attacked the town."
    assert told(sentence, "attacked") == one_day("2025-01-13")
    assert told(sentence, "withdrew") == one_day("2025-01-10")


def test_an_offset_from_an_undated_event_dates_nothing() -> None:
    sentence = "The launches occurred six days before the inauguration."
    assert told(sentence, "occurred", previous=LAUNCH) is None


def test_what_is_told_vaguely_to_be_earlier_is_not_of_the_day_that_is_told() -> None:
    sentence = "On Monday, less than two weeks after the army withdrew its troops, rebels attacked the town."
    assert told(sentence, "attacked") == one_day("2025-01-13")
    assert told(sentence, "withdrew") is None


def test_each_event_keeps_its_own_date() -> None:
    sentence = "On Monday, the court ruled on the decree that the president signed in 2019."
    assert told(sentence, "ruled") == one_day("2025-01-13")
    assert told(sentence, "signed") == "2019-01-01..2019-12-31 year"


def test_the_date_of_a_noun_is_not_the_verbs() -> None:
    sentence = "Canada condemned Monday's attack on the embassy."
    assert told(sentence, "attack") == one_day("2025-01-13")
    assert told(sentence, "condemned") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Mrs May met the chancellor.",
        "The ship met 2,019 people and 1,500 kilometres of coast.",
        "They met after 1639 UTC.",
        "The leaders met until 2018.",
        "The leaders met on 31 June.",
    ],
)
def test_what_looks_like_a_date_and_is_none(sentence: str) -> None:
    assert told(sentence, "met") is None


def test_without_a_day_of_publication_only_full_dates_resolve() -> None:
    assert told("They met on Tuesday.", "met", published=None) is None
    assert told("They met on 4 April 2023.", "met", published=None) == one_day("2023-04-04")


def test_an_offset_tells_its_distance() -> None:
    (expression,) = temporal_expressions(parse("The test came two days before the inauguration."))
    assert expression.offset is not None
    assert (expression.offset.days, expression.offset.before) == (2, True)


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("Turkey condemns the raid.", "condemns", "2025-01-15..2025-01-15 day"),
        ("Turkey condemned the raid.", "condemned", "2025-01-14..2025-01-14 day"),
        ("Turkey has condemned the raid.", "condemned", "2025-01-01..2025-01-31 month"),
        ("Turkey had condemned the raid.", "condemned", None),
        ("The envoy is jailed for the raid.", "jailed", "2025-01-15..2025-01-15 day"),
        ("Turkey will condemn the raid.", "condemn", None),
        ("Turkey seeks peace.", "seeks", None),
    ],
)
def test_what_is_assumed_of_an_undated_act(sentence: str, word: str, expected: str | None) -> None:
    trigger = next(token for token in parse(sentence) if token.text == word)
    when = assumed_date(trigger, WEDNESDAY, LAUNCH)
    assert (f"{when.start}..{when.end} {when.precision}" if when else None) == expected


def test_an_undated_act_is_of_the_month_of_publication() -> None:
    when = date_of_document_event(WEDNESDAY)
    assert when == DateRange(start=date(2025, 1, 1), end=date(2025, 1, 31), precision=Precision.MONTH)
    assert date_of_document_event(None) is None


def test_a_headline_is_about_the_day_that_the_text_tells() -> None:
    doc = parse("Rebels seize airport\n\nJanuary 15, 2025\n\nRebels seized the airport of the capital on Monday.\n")
    headline = next(token for token in doc if token.text == "seize")
    when = assumed_date(headline, WEDNESDAY)
    assert when is not None
    assert when.start == date(2025, 1, 13)
