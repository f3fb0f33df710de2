"""What plain words are taken for."""

from collections.abc import Callable
from datetime import date

import pytest

from dragoman.queries.answer import Answer, Resolved
from dragoman.queries.resolve import Unresolved
from dragoman.queries.resolve.dates import find_dates
from dragoman.queries.resolve.words import fold, same_stem, similarity

Ask = Callable[..., Answer]


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("PRK", "PRK"),
        ("prk", "PRK"),
        ("North Korea", "PRK"),
        ("north korea's", "PRK"),
        ("NORTH‑KOREA", "PRK"),
        ("Pyongyang", "PRK"),
        ("the U.S.", "USA"),
        ("us", "USA"),
        ("choi sang-mok", "official:kor:choi-sang-mok"),
        ("Choi Sang Mok", "official:kor:choi-sang-mok"),
        ("choi sangmok", "official:kor:choi-sang-mok"),
        ("acting president choi", "official:kor:choi-sang-mok"),
        ("Nicolas Maduro", "official:ven:nicolas-maduro"),
        ("Nikolas Maduro", "official:ven:nicolas-maduro"),
        ("hayashi", "official:jpn:yoshimasa-hayashi"),
    ],
)
def test_actors(ask: Ask, words: str, id: str) -> None:
    assert ask("events", actor=words).resolved["actor"].id == id


def test_what_else_it_could_have_been(ask: Ask) -> None:
    korea = ask("events", actor="korea").resolved["actor"]
    assert {korea.id, *(other.id for other in korea.alternatives)} >= {"PRK", "KOR"}


def _event(ask: Ask, words: str) -> Resolved:
    return ask("who-responded-to-event", event=words).resolved["event"]


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("event:hypersonic", "event:hypersonic"),
        ("north korea missile launch january 2025", "event:launch"),
        ("North Korean missile launches of 14 January 2025", "event:launch"),
        ("launches of 2025-01-14", "event:launch"),
        ("missile launch", "event:launch"),
        ("event:launch-again", "event:launch"),
        ("hypersonic missile", "event:hypersonic"),
        ("north korea january 6, 2025", "event:hypersonic"),
        ("rice aid to pyongyang february 2025", "event:aid"),
        ("seoul's criticism of north korea", "event:accuse"),
        ("condemnation of 2025-01-15", "event:accuse"),
        ("pyongyang tests 2025-01", "event:hypersonic"),
        ("inauguration", "event:inauguration"),
        ("inauguration january 2025", "event:inauguration"),
        ("AND (missile) OR launch*", "event:launch"),
    ],
)
def test_events(ask: Ask, words: str, id: str) -> None:
    assert _event(ask, words).id == id


def test_an_event_tells_its_day_and_its_rivals(ask: Ask) -> None:
    launch = _event(ask, "north korea missile launch january 2025")
    assert (launch.name, launch.kind, launch.date) == ("missile launch by North Korea", "event", "2025-01-14")
    assert [other.id for other in launch.alternatives][:1] == ["event:hypersonic"]


@pytest.mark.parametrize(
    "words",
    [
        "zebra landing",
        "north korea missile launch 1999",
        "china missile launch",
        "inauguration 2021",
        "earthquake in chile",
        "?!",
    ],
)
def test_an_event_that_is_not_there(ask: Ask, words: str) -> None:
    with pytest.raises(Unresolved, match="nothing in the graph"):
        _event(ask, words)


def test_the_nearest_names_are_told(ask: Ask) -> None:
    with pytest.raises(Unresolved, match=r"nearest: .*North Korea") as caught:
        ask("events", actor="korean people's army")
    assert caught.value.parameter == "actor"


def test_an_official_is_no_state(ask: Ask) -> None:
    with pytest.raises(Unresolved):
        ask("allies", state="choi sang-mok")


@pytest.mark.parametrize(
    "words", ["document:launch.txt", "launch.txt", "https://news.example/launch.txt", "north korea fires"]
)
def test_documents_by_id_name_address_and_title(ask: Ask, words: str) -> None:
    assert ask("document", document=words).resolved["document"].id == "document:launch.txt"


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("launches of 2025-01-14", date(2025, 1, 14), date(2025, 1, 14)),
        ("on 14 Jan 2025", date(2025, 1, 14), date(2025, 1, 14)),
        ("January 14th, 2025", date(2025, 1, 14), date(2025, 1, 14)),
        ("the 3rd of March 2024", date(2024, 3, 3), date(2024, 3, 3)),
        ("february 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("Sept. 2001", date(2001, 9, 1), date(2001, 9, 30)),
        ("protests 2019", date(2019, 1, 1), date(2019, 12, 31)),
    ],
)
def test_dates_in_words(words: str, first: date, last: date) -> None:
    days, rest = find_dates(words)
    assert days == (first, last)
    assert "20" not in rest


@pytest.mark.parametrize("words", ["may talks", "resolution 2397", "F-2000 jets", "marching"])
def test_words_without_a_date(words: str) -> None:
    assert find_dates(words) == (None, words)


def test_folding_and_likeness() -> None:
    assert fold("Pyongyang’s “U.S.” Péter-Müller") == "pyongyang us peter muller"
    assert (
        similarity("choi sang mok", "choi sang mok")
        > similarity("choi", "choi sang mok")
        > similarity("choi", "choe ryong hae")
    )
    assert same_stem("launches", "launch")
    assert same_stem("striking", "strike")
    assert not same_stem("iran", "iraq")
