"""Since when and until when somebody held an office, as a reader of the sentence would say."""

from datetime import date

import pytest

from dragoman.graph.records import DateRange, OfficialRecord
from dragoman.loaders.documents.extract import extract
from dragoman.loaders.documents.text import DocumentText

WEDNESDAY = date(2025, 1, 15)


def officials(text: str, published: date = WEDNESDAY) -> list[OfficialRecord]:
    facts = extract(DocumentText("a.txt", text, published=published)).facts
    return [fact for fact in facts if isinstance(fact, OfficialRecord)]


def shown(when: DateRange | None) -> str | None:
    """A date as closely as it is known: `2019`, `2019-05`, `2019-05-03`, or first and last day of a period."""
    if when is None:
        return None
    length = {"year": 4, "month": 7, "day": 10}.get(when.precision)
    return when.start.isoformat()[:length] if length else f"{when.start}..{when.end}"


def terms(text: str, office: str) -> list[tuple[str | None, str | None]]:
    told = [record.term for record in officials(text) if record.office.lower() == office and record.term]
    return [(shown(term.since), shown(term.until)) for term in told]


@pytest.mark.parametrize(
    ("text", "office", "since"),
    [
        ("Ann Baker, president of Ghana since 2019, met reporters.", "president", "2019"),
        ("Ann Baker of Ghana has been president since March 2019.", "president", "2019-03"),
        ("Finance Minister Ann Baker of Ghana, who became acting president on December 27, spoke.",
         "acting president", "2024-12-27"),
        ("President Ann Baker of Ghana took office on January 7.", "president", "2025-01-07"),
        ("President Ann Baker of Ghana came to power in a coup in 2011.", "president", "2011"),
        ("Prime Minister Ann Baker of Ghana took over as acting president last week.",
         "acting president", "2025-01-06..2025-01-12"),
        ("Ann Baker was sworn in as president of Ghana on Monday.", "president", "2025-01-13"),
        ("Ghana's king appointed Ann Baker prime minister in May 2022.", "prime minister", "2022-05"),
        ("Ann Baker of Ghana assumed the post of foreign minister on 3 January.", "foreign minister", "2025-01-03"),
        ("Foreign Minister Ann Baker of Ghana, in office since January 2024, spoke.", "foreign minister", "2024-01"),
        ("President Ann Baker has ruled Ghana since 1999.", "president", "1999"),
        ("Ann Baker took office as president of Ghana on Monday.", "president", "2025-01-13"),
        ("The country's new prime minister, Ann Baker of Ghana, sworn in last month, spoke.",
         "prime minister", "2024-12"),
        ("Ghana's Congress swore in Vice President Ann Baker as president on Monday.", "president", "2025-01-13"),
        ("Ann Baker was sworn in for a second term as president of Ghana on Monday.", "president", "2025-01-13"),
        ("Ghana's king named Ann Baker prime minister on Monday.", "prime minister", "2025-01-13"),
        ("President Ann Baker of Ghana, 83, in power since 2011, spoke.", "president", "2011"),
        ("Ann Baker, Ghana's defence minister, said no. She became prime minister two days ago.",
         "prime minister", "2025-01-13"),
    ],
)  # fmt: skip
def test_since_when(text: str, office: str, since: str) -> None:
    assert terms(text, office) == [(since, None)]


@pytest.mark.parametrize(
    ("text", "office", "until"),
    [
        ("Ann Baker, who was president of Ghana until 2021, spoke.", "president", "2021"),
        ("Ann Baker was president of Ghana until her resignation in May 2022.", "president", "2022-05"),
        ("President Ann Baker of Ghana, whose term ended on January 7, spoke.", "president", "2025-01-07"),
        ("Ann Baker was president of Ghana until she resigned in May 2022.", "president", "2022-05"),
        ("The former minister of Ghana, Ann Baker, who quit on Monday, spoke.", "former minister", "2025-01-13"),
        ("Defence Minister Ann Baker of Ghana resigned on January 3.", "defence minister", "2025-01-03"),
        ("President Ann Baker of Ghana was ousted in a coup in 2011.", "president", "2011"),
        ("President Ann Baker of Ghana was removed from office last month.", "president", "2024-12"),
        ("Parliament suspended President Ann Baker of Ghana from her duties on Friday.", "president", "2025-01-10"),
        ("Envoy Ann Baker of Ghana was replaced by Kofi Mensah on Friday.", "envoy", "2025-01-10"),
    ],
)  # fmt: skip
def test_until_when(text: str, office: str, until: str) -> None:
    assert terms(text, office) == [(None, until)]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Baker served as foreign minister of Ghana from 2013 to 2017.",
        "Ann Baker was foreign minister of Ghana in 2013-2017.",
        "Ann Baker was foreign minister of Ghana between May 2013 and January 2017.",
        "Foreign Minister Ann Baker of Ghana (2013-2017) spoke.",
        "Former Foreign Minister Ann Baker of Ghana took office in 2013 and resigned in 2017.",
    ],
)
def test_from_when_to_when(text: str) -> None:
    (record,) = officials(text)
    assert record.term is not None
    since, until = shown(record.term.since), shown(record.term.until)
    assert (since or "")[:4] == "2013" and (until or "")[:4] == "2017"
    assert record.former


@pytest.mark.parametrize(
    "text",
    [
        "President Ann Baker of Ghana offered to step down on Friday.",
        "President Ann Baker of Ghana will take office on Friday.",
        "President Ann Baker of Ghana may resign in May.",
        "President Ann Baker of Ghana did not resign on Monday.",
        "President Ann Baker of Ghana became ill on Monday.",
        "President Ann Baker of Ghana left Accra on Monday.",
        "President Ann Baker of Ghana has met the envoys since Monday.",
        "President Ann Baker of Ghana was elected in 2020.",
        "Prime Minister Ann Baker of Ghana took over his duties on Monday.",
        "Togo protested on Monday, weeks after parliament had suspended President Ann Baker of Ghana.",
        "President Ann Baker of Ghana, whose term ends on January 20, spoke.",
        "General Ann Baker of Ghana has ruled since 2021.",
        "President Ann Baker of Ghana was impeached on Monday.",
    ],
)
def test_what_tells_no_term(text: str) -> None:
    assert [record.term for record in officials(text)] == [None]


def test_two_terms_are_two_facts_and_the_present_one_takes_what_tells_none() -> None:
    text = (
        "President Ann Baker of Ghana spoke on Monday.\n\nBaker, who was president from 2013 to 2017, has been "
        "president again since January 7."
    )
    old, new = officials(text)
    assert (shown(old.term and old.term.since), old.former, len(old.evidence)) == ("2013", True, 1)
    assert (shown(new.term and new.term.since), new.former, len(new.evidence)) == ("2025-01-07", False, 2)
    assert old.id != new.id


def test_sentences_of_one_office_tell_one_term() -> None:
    text = "President Ann Baker of Ghana took office in 2019.\n\nOn Monday, President Baker was ousted by the army."
    (record,) = officials(text)
    assert record.term is not None
    assert (shown(record.term.since), shown(record.term.until)) == ("2019", "2025-01-13")
    assert len(record.evidence) == 2


def test_one_comes_and_the_other_goes() -> None:
    found = officials("Ann Baker replaced Kofi Mensah as president of Ghana in July.")
    terms = {record.name: record.term for record in found}
    assert [shown(term.since if term else None) for term in terms.values()] == ["2024-07", None]
    assert [shown(term.until if term else None) for term in terms.values()] == [None, "2024-07"]


def test_who_is_succeeded_may_have_gone_before() -> None:
    text = "President Ann Baker of Ghana was ousted on January 3 and was succeeded by Kofi Mensah on January 10."
    (record,) = officials(text)
    assert record.term is not None
    assert shown(record.term.until) == "2025-01-03"


def test_a_term_is_a_part_of_what_the_fact_is() -> None:
    (told,) = officials("Ann Baker, president of Ghana since 2019, met reporters.")
    (bare,) = officials("Ann Baker, president of Ghana, met reporters.")
    assert told.id != bare.id


@pytest.mark.parametrize("word", ["Then-President", "Ousted President", "Deposed President", "Former President"])
def test_who_holds_the_office_no_more(word: str) -> None:
    (record,) = officials(f"{word} Ann Baker of Ghana left for London.")
    assert record.former
    assert record.office.lower().removeprefix("former ") == "president"


def test_an_impeached_president_is_president_until_somebody_acts_in_her_place() -> None:
    (alone,) = officials("Impeached President Ann Baker of Ghana was impeached on Monday.")
    assert (alone.office, alone.former, alone.term) == ("President", False, None)
    text = "President Ann Baker of Ghana was impeached on Monday.\n\nKofi Mensah is acting president of Ghana."
    replaced = next(record for record in officials(text) if record.name == "Ann Baker")
    assert replaced.term is not None
    assert shown(replaced.term.until) == "2025-01-13"
