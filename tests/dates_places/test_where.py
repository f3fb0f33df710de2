"""Where an event happened: what a reader of the sentence would say."""

import pytest

from dragoman.graph.records import Place
from dragoman.loaders.documents.parse import parse
from dragoman.loaders.documents.where import place_of


def told(text: str, word: str) -> Place | None:
    doc = parse(text)
    return place_of(next(token for token in doc if token.text == word), doc)


@pytest.mark.parametrize(
    ("sentence", "word", "name", "country"),
    [
        ("The missiles were launched from Jagang Province.", "launched", "Jagang Province", "PRK"),
        ("North Korea fired two missiles into the Sea of Japan.", "fired", "Sea of Japan", None),
        ("The army shelled villages in the Gaza Strip.", "shelled", "Gaza Strip", "PSE"),
        ("Police arrested forty protesters in Minsk.", "arrested", "Minsk", "BLR"),
        ("Russia deployed more troops to Crimea.", "deployed", "Crimea", "UKR"),
        ("Troops are fighting rebels in Donbas.", "fighting", "Donbas", "UKR"),
        ("The two leaders met in Singapore.", "met", "Singapore", "SGP"),
        ("Thousands protested in Xinjiang.", "protested", "Xinjiang", "CHN"),
        ("The bombing of Aleppo killed twenty people.", "bombing", "Aleppo", "SYR"),
        ("The minister visited Kiev.", "visited", "Kyiv", "UKR"),
    ],
)
def test_the_place_of_an_event(sentence: str, word: str, name: str, country: str | None) -> None:
    place = told(sentence, word)
    assert place is not None
    assert (place.name, place.country) == (name, country)
    assert place.latitude is not None


def test_coordinates_are_near_the_city() -> None:
    place = told("The delegations met in Kanggye.", "met")
    assert place is not None
    assert place.country == "PRK"
    assert place.latitude == pytest.approx(40.97, abs=0.1)
    assert place.longitude == pytest.approx(126.6, abs=0.1)


def test_the_text_decides_between_cities_of_one_name() -> None:
    ours = told("A bomb exploded in Tripoli, Lebanon.", "exploded")
    biggest = told("A bomb exploded in Tripoli.", "exploded")
    assert ours is not None and ours.country == "LBN"
    assert biggest is not None and biggest.country == "LBY"


def test_the_narrower_place_is_taken() -> None:
    place = told("Soldiers arrested the minister in Bamako in Mali.", "arrested")
    assert place is not None
    assert place.name == "Bamako"


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Canada imposed sanctions on Iran.", "imposed"),
        ("France condemned the attack on a hospital in Sudan.", "condemned"),
        ("Moscow rejected the offer.", "rejected"),
        ("The Islamic State of Iraq and the Levant attacked soldiers.", "attacked"),
        ("The president criticised Minister Rama.", "criticised"),
    ],
)
def test_an_actor_or_an_object_is_no_place(sentence: str, word: str) -> None:
    assert told(sentence, word) is None
