"""Pairs for somebody to decide: the likeliest first, each pair of clusters once, none that is decided."""

from datetime import date

from dragoman.graph.identity.doubtful import doubtful_events, doubtful_people
from dragoman.graph.identity.events import DOUBTFUL, SAME, EventTold, cluster
from dragoman.graph.identity.people import PersonTold, same_people
from dragoman.graph.records import EventRecord
from dragoman.loaders.documents.extract import extract
from dragoman.loaders.documents.text import DocumentText

PAPERS = {
    "Lake Courier": "Al-Shabaab killed General Peter Otieno of Kenya in Nairobi on 10 May 2023.",
    "Ocean Wire": "Al-Shabaab killed General Peter Otieno of Kenya in Nairobi on 11 May 2023.",
    "Coast Mirror": "On 11 May 2023 Al-Shabaab assassinated General Peter Otieno of Kenya in Nairobi.",
    "Northern Star": "Turkey bombed the PKK in Iraq on 11 May 2023.",
}


def told() -> list[EventTold]:
    return [
        EventTold(fact.model_copy(update={"id": f"{name}/{fact.id}"}), frozenset({name}))
        for name, text in PAPERS.items()
        for fact in extract(DocumentText(name=name, text=text, published=date(2023, 5, 15))).facts
        if isinstance(fact, EventRecord)
    ]


def test_events_of_neighbouring_days_are_listed_once_for_each_pair_of_clusters() -> None:
    events = told()
    joined = cluster(events, (), ())
    (pair,) = doubtful_events(events, joined, ())
    assert {joined[pair.a].split("/")[0], joined[pair.b].split("/")[0]} == {"Lake Courier", "Coast Mirror"}
    assert DOUBTFUL <= pair.comparison.score < SAME
    assert "days next to each other: 2023-05-10 and 2023-05-11" in pair.comparison.reasons
    assert doubtful_events(events, joined, [frozenset({pair.a, pair.b})]) == []


def test_persons_one_letter_apart_come_before_those_of_one_family_name() -> None:
    people = [
        PersonTold("official:irq:barham-salih", frozenset({"Barham Salih"}), "IRQ", True, frozenset({"President"})),
        PersonTold("official:irq:barham-saleh", frozenset({"Barham Saleh"}), "IRQ", False, frozenset({"President"})),
        PersonTold("official:irq:ali-salih", frozenset({"Ali Salih"}), "IRQ", False, frozenset({"President"})),
        PersonTold("official:irn:barham-salih", frozenset({"Barham Salih"}), "IRN", False, frozenset()),
    ]
    joined = same_people(people[:3], (), ()) | same_people(people[3:], (), ())
    found = doubtful_people(people, joined, ())
    assert [{pair.a, pair.b} for pair in found] == [
        {"official:irq:barham-saleh", "official:irq:barham-salih"},
        {"official:irq:ali-salih", "official:irq:barham-salih"},
    ]
