"""Who is allied with whom, by what kind of tie, and from when to when, as a reader of the sentence would say."""

from datetime import date

import pytest

from dragoman.graph.records import AllianceRecord, DateRange
from dragoman.loaders.documents.extract import extract
from dragoman.loaders.documents.text import DocumentText


def alliances(text: str) -> list[AllianceRecord]:
    facts = extract(DocumentText("a.txt", text, published=date(2025, 1, 15))).facts
    return [fact for fact in facts if isinstance(fact, AllianceRecord)]


def shown(when: DateRange | None) -> str | None:
    """A date as closely as it is known: `2019`, `2019-05`, `2019-05-03`, or first and last day of a period."""
    if when is None:
        return None
    length = {"year": 4, "month": 7, "day": 10}.get(when.precision)
    return when.start.isoformat()[:length] if length else f"{when.start}..{when.end}"


def told(text: str) -> tuple[set[str], str | None, str | None, str | None]:
    """Members, kind, beginning and end of the only alliance of a text."""
    (alliance,) = alliances(text)
    term = alliance.term
    ends = (shown(term.since), shown(term.until)) if term else (None, None)
    return {member.id for member in alliance.members}, alliance.type, *ends


@pytest.mark.parametrize(
    ("text", "members", "kind"),
    [
        ("Norway and Denmark form an alliance.", "NOR DNK", "alliance"),
        ("The US-South Korea alliance is strong.", "USA KOR", "alliance"),
        ("The U.S.-South Korea alliance is strong.", "USA KOR", "alliance"),
        ("Russia is a treaty ally of Armenia.", "RUS ARM", "alliance"),
        ("President Vladimir Putin of Russia is an ally of Belarus.", "RUS BLR", "alliance"),
        ("China and Pakistan have a strategic partnership.", "CHN PAK", "partnership"),
        ("Chad and Niger have a comprehensive strategic partnership treaty.", "TCD NER", "partnership"),
        ("The defence pact between Chad and Niger is secret.", "TCD NER", "defense pact"),
        ("The axis between Iran and Syria worries Israel.", "IRN SYR", "axis"),
        ("NATO member Turkey objected.", "TUR NATO", "membership"),
    ],
)
def test_who_is_allied_by_what(text: str, members: str, kind: str) -> None:
    assert told(text) == (set(members.split()), kind, None, None)


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("Japan and the United States have been allied since 1951.", "1951"),
        ("China has been North Korea's ally since July 1961.", "1961-07"),
        ("Japan, an ally of the United States since 1951, agreed.", "1951"),
        ("The 1961 treaty of alliance between China and North Korea binds both.", "1961"),
        ("The treaty of mutual defence between Chad and Niger, signed in 1976, binds both.", "1976"),
        ("Russia and North Korea signed a mutual defence treaty on June 19, 2024.", "2024-06-19"),
        ("China, which has had a defence treaty with North Korea since 1961, was silent.", "1961"),
        ("Chad signed a defence pact with Niger last week.", "2025-01-06..2025-01-12"),
        ("The defence pact between Chad and Niger has been in force since December 4.", "2024-12-04"),
        ("Finland joined NATO in April 2023.", "2023-04"),
        ("Turkey has been a member of NATO since 1952.", "1952"),
        ("Turkey, a NATO member since 1952, objected.", "1952"),
        ("Poland became a member of the EU in 2004.", "2004"),
    ],
)
def test_since_when(text: str, since: str) -> None:
    assert told(text)[2:] == (since, None)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("The alliance between Egypt and Syria was dissolved in 1961.", "1961"),
        ("France withdrew from NATO on March 7, 1966.", "1966-03-07"),
        ("NATO was founded long ago. France left the alliance in 1966.", "1966"),
        ("Albania belonged to the Warsaw Pact until 1968.", "1968"),
        ("Egypt was expelled from the Arab League in March 1979.", "1979-03"),
    ],
)
def test_until_when(text: str, until: str) -> None:
    assert told(text)[2:] == (None, until)


@pytest.mark.parametrize(
    "text",
    [
        "Japan and Germany signed a trade pact on Monday.",
        "Sweden wants to join NATO this year.",
        "Sweden applied to join NATO in May 2022.",
        "Parliament discussed Sweden joining NATO.",
        "Ukraine will join NATO in 2030.",
        "Ukraine is not a member of NATO.",
        "China joined the World Trade Organization in 2001.",
        "The envoy left NATO headquarters on Monday.",
    ],
)
def test_what_is_no_alliance(text: str) -> None:
    assert alliances(text) == []


def test_each_state_that_leaves_a_body_leaves_it_for_itself() -> None:
    found = alliances("Mali and Niger withdrew from ECOWAS on January 29, 2024.")
    assert [{member.id for member in one.members} for one in found] == [{"MLI", "ECOWAS"}, {"NER", "ECOWAS"}]


def test_members_of_an_alliance_are_allied() -> None:
    found = alliances("Norway and Denmark are members of the NATO alliance.")
    assert any({"NOR", "DNK"} <= {member.id for member in alliance.members} for alliance in found)


def test_a_treaty_keeps_its_name() -> None:
    (alliance,) = alliances("The 1951 Mutual Defense Treaty between the United States and the Philippines holds.")
    assert alliance.name == "Mutual Defense Treaty"


def test_sentences_without_a_term_tell_of_the_term_that_lasts() -> None:
    text = "Chad and Niger have been allied since 1976.\n\nChad and Niger are allied.\n"
    (alliance,) = alliances(text)
    assert alliance.term is not None
    assert shown(alliance.term.since) == "1976"
    assert len(alliance.evidence) == 2


def test_a_term_is_a_part_of_what_the_fact_is() -> None:
    (dated,) = alliances("Chad and Niger have been allied since 1976.")
    (bare,) = alliances("Chad and Niger have been allied.")
    assert dated.id != bare.id
