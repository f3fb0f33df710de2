"""For whom the words of a text stand, as a reader would say."""

import re
from datetime import date

import pytest
from spacy.tokens import Doc

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import ActorKind
from dragoman.loaders.documents.mentions import find_mentions
from dragoman.loaders.documents.parse import parse
from dragoman.loaders.documents.resolve import resolve_actors

PUBLISHED = date(2021, 3, 1)


def actors(text: str, words: str, published: date = PUBLISHED) -> tuple[Actor, ...]:
    """The actors at the head of the last place where these words stand in the text."""
    doc = parse(text)
    start = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)][-1]
    span = doc.char_span(start, start + len(words), alignment_mode="expand")
    assert span is not None
    return resolve_actors(doc, find_mentions(doc), published).actors_at(span.root)


def ids(text: str, words: str, published: date = PUBLISHED) -> set[str]:
    return {actor.id for actor in actors(text, words, published)}


def states(text: str, words: str, published: date = PUBLISHED) -> set[str | None]:
    return {actor.state for actor in actors(text, words, published)}


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("South Korea and Japan condemned the launch.", "South Korea", {"KOR", "JPN"}),
        ("The Kremlin rejected the proposal of Downing Street.", "The Kremlin", {"RUS"}),
        ("The Kremlin rejected the proposal of Downing Street.", "Downing Street", {"GBR"}),
        ("Pyongyang’s rulers ignored Seoul.", "Seoul", {"PRK", "KOR"} - {"PRK"}),
        ("The U.S.-ROK alliance is strong.", "U.S.-ROK", {"USA", "KOR"}),
        ("Islamic State fighters attacked the town.", "Islamic State fighters", {"ISIL"}),
        ("Iranian troops crossed the border.", "Iranian troops", {"IRN"}),
        ("Chinese and Indian troops clashed.", "troops", {"CHN", "IND"}),
        ("The United Nations Security Council met on Monday.", "Security Council", {"UNSC"}),
        ("A report appeared in the Washington Post.", "Washington Post", set()),
        ("The ship sank in the Sea of Japan.", "Sea of Japan", set()),
        ("A bomb exploded in Baghdad.", "Baghdad", set()),
        ("New Mexico sued the company.", "New Mexico", {"USA"}),
    ],
)
def test_names_demonyms_and_seats(text: str, words: str, expected: set[str]) -> None:
    assert ids(text, words) == expected


def test_a_force_or_ministry_is_an_actor_of_its_own_that_stands_for_its_state() -> None:
    (military,) = actors("The South Korean military said that it saw the launch.", "military")
    assert (military.id, military.kind, military.state) == ("KOR:military", ActorKind.ORGANIZATION, "KOR")
    (chiefs,) = actors("South Korea's Joint Chiefs of Staff raised the alert.", "Joint Chiefs of Staff")
    assert chiefs.state == "KOR"
    (pentagon,) = actors("The Pentagon said on Friday that it would help.", "The Pentagon")
    assert pentagon.state == "USA"


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("South Korea and Japan spoke. Both nations have condemned the acts.", "Both nations", {"KOR", "JPN"}),
        ("North Korea made news. The nation fired several missiles.", "The nation", {"PRK"}),
        ("North Korea made news. The regime often tests missiles.", "The regime", {"PRK"}),
        ("While Beijing has supported Pyongyang, it seeks stability.", "it", {"CHN"}),
        ("By showing its strength, North Korea may gain influence over Japan.", "its", {"PRK"}),
        ("Hamas fired rockets at Israel. The group claimed success.", "The group", {"HAMAS"}),
        ("France recalled its ambassador.", "its", {"FRA"}),
    ],
)
def test_words_that_refer_back(text: str, words: str, expected: set[str]) -> None:
    assert ids(text, words) == expected


def test_it_without_reference_is_nobody() -> None:
    assert ids("North Korea is poor. It is imperative to act.", "It") == set()


def test_he_is_the_last_person_and_him_is_not_the_one_who_acts() -> None:
    text = "President Emmanuel Macron met Chancellor Angela Merkel. He praised the accord."
    assert ids(text, "He") == {"official:fra:emmanuel-macron"}
    text = "President Joe Biden spoke with Prime Minister Mario Draghi of Italy to congratulate him."
    assert ids(text, "him") == {"official:ita:mario-draghi"}


def test_they_and_the_leaders_are_those_who_met() -> None:
    met = "President Joe Biden spoke today with Prime Minister Justin Trudeau of Canada. "
    both = {"official:usa:joe-biden", "official:can:justin-trudeau"}
    assert ids(met + "They agreed to stay in touch.", "They") == both
    assert ids(met + "The leaders agreed to stay in touch.", "The leaders") == both
    assert ids(met + "The two leaders agreed to stay in touch.", "The two leaders") == both
    assert ids(met + "The President thanked Canada.", "The President") == {"official:usa:joe-biden"}
    assert ids(met + "The Prime Minister thanked the United States.", "The Prime Minister") == {
        "official:can:justin-trudeau"
    }


def test_who_speaks_in_a_quotation_and_in_a_statement() -> None:
    quoted = 'The crisis goes on. "We will not yield," President Volodymyr Zelensky said.'
    assert ids(quoted, "We") == {"UKR"}
    issued = "Statement by President Joe Biden on Ukraine\n\nI condemn the attack of Russia. We will answer.\n"
    assert ids(issued, "I") == {"official:usa:joe-biden"}
    assert ids(issued, "We") == {"USA"}
    joint = "We, the leaders of France, Germany and Italy, condemn the attack on Ukraine. We will answer."
    assert ids(joint, "We") == {"FRA", "DEU", "ITA"}


def test_known_persons_count_for_the_state_of_the_day() -> None:
    assert ids("Putin rejected the offer.", "Putin") == {"official:rus:vladimir-putin"}
    tusk = "Tusk rejected the offer."
    assert states(tusk, "Tusk", date(2016, 5, 1)) == {"EU"}
    assert states(tusk, "Tusk", date(2024, 5, 1)) == {"POL"}


def test_spellings_of_one_person_have_one_id() -> None:
    for name in ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan", "Erdogan"):
        assert ids(f"President {name} of Turkey arrived.", name) == {"official:tur:recep-tayyip-erdogan"}


def test_north_and_south_korea_never_merge() -> None:
    text = (
        "North Korea and South Korea are at odds. North Korean officials criticised Seoul. South Korean officials"
        " answered Pyongyang. The Democratic People's Republic of Korea and the Republic of Korea have no treaty."
    )
    doc: Doc = parse(text)
    cast = resolve_actors(doc, find_mentions(doc), PUBLISHED)
    north = [actor.id for token in doc for actor in cast.actors_at(token) if token.text == "North"]
    south = [actor.id for token in doc for actor in cast.actors_at(token) if token.text == "South"]
    assert set(north) <= {"PRK"} and set(south) <= {"KOR"}


def test_a_text_without_actors_has_none() -> None:
    doc = parse("The weather was fine all week. Nobody complained.")
    cast = resolve_actors(doc, find_mentions(doc), None)
    assert cast.officials == ()
    assert [token.text for token in doc if cast.actors_at(token)] == []
