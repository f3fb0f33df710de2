"""The same event told by two papers is one; events that are alike are not. Read by the real extractor."""

from collections.abc import Sequence
from datetime import date

import pytest

from dragoman.graph.identity.events import DOUBTFUL, SAME, EventTold, cluster, compare, contradicts
from dragoman.graph.records import EventRecord
from dragoman.loaders.documents.extract import extract
from dragoman.loaders.documents.text import DocumentText

ONE = {
    "killing": (
        "Gunmen killed Kenyan General Peter Otieno outside a hotel in Nairobi on Wednesday, police said. Three of his "
        "guards died. President William Ruto condemned the killing.",
        "On 10 May 2023 Al-Shabaab militants assassinated General Peter Otieno, a commander of the Kenyan army, as he "
        "left a hotel in the capital.",
        date(2023, 5, 11),
        "Otieno",
    ),
    "agreement, told with a minister and with his state": (
        "Egypt and Ethiopia signed an agreement on the filling of the dam on the Blue Nile in Khartoum on Thursday.",
        "Foreign Minister Sameh Shoukry signed a deal with Ethiopia on 18 August 2022 that settles the filling of the "
        "dam on the Blue Nile.",
        date(2022, 8, 19),
        "Ethiopia",
    ),
    "agreement, agreed and signed": (
        "Iran and Saudi Arabia agreed on Friday to re-establish diplomatic relations after talks in Beijing.",
        "Saudi Arabia signed an agreement with Iran in Beijing on 10 March 2023 to restore diplomatic ties.",
        date(2023, 3, 11),
        "Iran",
    ),
    "vote": (
        "The United Nations General Assembly voted on Wednesday to condemn Russia's invasion of Ukraine. China "
        "abstained.",
        "On 2 March 2022 the UN General Assembly condemned Russia for its invasion of Ukraine in a vote of 141 states.",
        date(2022, 3, 3),
        "condemnation",
    ),
    "missile launch": (
        "North Korea fired at least 23 missiles into the sea on Wednesday, and one of them landed off the coast of "
        "South Korea.",
        "North Korea launched 23 missiles on 2 November 2022, South Korea's Joint Chiefs of Staff said.",
        date(2022, 11, 3),
        "North Korea",
    ),
    "meeting, told from either side": (
        "U.S. Secretary of State Antony Blinken met Chinese Foreign Minister Qin Gang in Beijing on Sunday.",
        "The foreign minister of China, Qin Gang, held talks with Antony Blinken in Beijing on Sunday, the first such "
        "visit in five years.",
        date(2023, 6, 19),
        "Blinken",
    ),
}
TWO = {
    "attacks in one country on one day": (
        "The Islamic State attacked a market in Kabul on Wednesday and killed nine Afghan soldiers.",
        "The Islamic State attacked a bus in Herat on Wednesday and killed four Afghan policemen.",
        date(2022, 8, 18),
    ),
    "shellings of two towns": (
        "Russia shelled Kharkiv in Ukraine on Monday. Six people died when rockets hit a shopping centre.",
        "Russia attacked Odesa in Ukraine on Monday with cruise missiles. Two people were wounded in the port.",
        date(2022, 7, 12),
    ),
    "meetings of two officials with one state": (
        "U.S. Secretary of State Antony Blinken met Chinese Foreign Minister Qin Gang in Beijing on Sunday.",
        "U.S. climate envoy John Kerry met China's special envoy Xie Zhenhua on Sunday. They talked about coal.",
        date(2023, 6, 19),
    ),
    "condemnations by two states": (
        "North Korea launched a missile on Tuesday. Japan condemned the launch as a threat.",
        "North Korea launched a missile on Tuesday. South Korea condemned North Korea for the launch.",
        date(2022, 10, 5),
    ),
}


def events(name: str, text: str, published: date) -> list[EventTold]:
    """The events of a text, as one document tells them."""
    records = extract(DocumentText(name=name, text=text, published=published, publisher=name))
    return [EventTold(fact, frozenset({name})) for fact in records.facts if isinstance(fact, EventRecord)]


def joined(told: Sequence[EventTold]) -> dict[str, list[EventTold]]:
    """Clusters of several events, by their ids."""
    groups: dict[str, list[EventTold]] = {}
    for event in told:
        groups.setdefault(cluster(told, (), ())[event.record.id], []).append(event)
    return {id: group for id, group in groups.items() if len(group) > 1}


@pytest.mark.parametrize("case", ONE)
def test_one_event_in_two_papers(case: str) -> None:
    first, second, published, word = ONE[case]
    told = [*events("Lake Courier", first, published), *events("Ocean Wire", second, published)]
    shared = [group for group in joined(told).values() if any(word in event.record.name for event in group)]
    assert shared, [event.record.name for event in told]


@pytest.mark.parametrize("case", TWO)
def test_events_that_are_alike(case: str) -> None:
    first, second, published = TWO[case]
    here, there = events("Lake Courier", first, published), events("Ocean Wire", second, published)
    assert here and there
    for group in joined([*here, *there]).values():
        assert {event.record.name for event in group} <= {"launch of missile by North Korea"}


def test_one_killing_told_on_two_days_is_a_candidate() -> None:
    published = date(2023, 5, 15)
    here = events(
        "Lake Courier", "Al-Shabaab killed General Peter Otieno of Kenya in Nairobi on 10 May 2023.", published
    )
    there = events(
        "Ocean Wire", "Al-Shabaab killed General Peter Otieno of Kenya in Nairobi on 11 May 2023.", published
    )
    scores = [found.score for a in here for b in there if (found := compare(a, b))]
    assert joined([*here, *there]) == {}
    assert DOUBTFUL <= max(scores) < SAME


def test_shelling_and_its_denial_contradict_each_other() -> None:
    published = date(2021, 7, 29)
    here = events("Ararat Press", "Azerbaijan shelled a village in Armenia on Wednesday, Yerevan said.", published)
    there = events("Caspian Herald", "Azerbaijan did not shell Armenia on Wednesday, Baku said.", published)
    assert joined([*here, *there]) == {}
    assert any(contradicts(a, b) and contradicts(b, a) for a in here for b in there)
    assert not any(contradicts(a, b) for a in here for b in here)
