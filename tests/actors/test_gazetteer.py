"""Who is who: names, short forms, seats and persons, and that two ids never share a name."""

from collections import defaultdict
from datetime import date

import pytest

from dragoman.graph.records import Actor
from dragoman.loaders.gazetteer import bodies, entries, fold, groups, lookup, persons, regions, states


@pytest.mark.parametrize(
    ("words", "identifier"),
    [
        ("South Korea", "KOR"),
        ("ROK", "KOR"),
        ("DPRK", "PRK"),
        ("North Korean", "PRK"),
        ("the U.S.", "USA"),
        ("the White House", "USA"),
        ("the Kremlin", "RUS"),
        ("Downing Street", "GBR"),
        ("Élysée", "FRA"),
        ("Elysee", "FRA"),
        ("Seoul", "KOR"),
        ("Pyongyang", "PRK"),
        ("Kyiv", "UKR"),
        ("Kiev", "UKR"),
        ("Türkiye", "TUR"),
        ("Côte d’Ivoire", "CIV"),
        ("Kosovo", "XKX"),
        ("Taiwan", "TWN"),
        ("Palestinian", "PSE"),
        ("Hong Kong", "HKG"),
        ("UAE", "ARE"),
        ("DRC", "COD"),
        ("the United Nations", "UN"),
        ("U.N. Security Council", "UNSC"),
        ("Berlaymont", "EU"),
        ("ISIS", "ISIL"),
        ("Daesh", "ISIL"),
        ("State Department", "USA:state-department"),
    ],
)
def test_a_name_is_looked_up_whatever_its_form(words: str, identifier: str) -> None:
    entry = lookup(words)
    assert entry is not None and entry.id == identifier


def test_what_is_no_actor_is_not_found() -> None:
    assert lookup("Sea of Japan") is None
    assert lookup("") is None


def test_every_member_of_the_united_nations_is_there() -> None:
    known = {entry.id for entry in states()}
    assert len(known) >= 200
    assert {"KOR", "PRK", "SSD", "TLS", "MNE", "XKX", "TWN", "PSE", "HKG", "VAT"} <= known


def test_no_name_of_a_state_or_body_belongs_to_two() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for entry in (*states(), *bodies(), *groups()):
        for name in (entry.name, *entry.names):
            owners[fold(name)].add(entry.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_an_entry_becomes_an_actor_with_all_its_names() -> None:
    entry = lookup("Seoul")
    assert entry is not None
    actor = entry.actor("Seoul")
    assert isinstance(actor, Actor)
    assert (actor.id, actor.state, actor.mention) == ("KOR", "KOR", "Seoul")
    assert {"ROK", "South Korean", "Seoul"} <= set(actor.aliases)


def test_persons_serve_a_known_state_body_or_group_in_the_order_of_time() -> None:
    for person in persons():
        assert person.state in entries(), person
        assert person.terms and all(term.start <= term.end for term in person.terms), person


def test_years_between_a_day_and_the_nearest_term() -> None:
    trump = next(person for person in persons() if person.id == "official:usa:donald-trump")
    assert [trump.distance(date(year, 6, 1)) for year in (2015, 2019, 2023, 2025)] == [2, 0, 2, 0]
    assert trump.distance(None) == 0


def test_regions_lie_in_states() -> None:
    assert regions()["Crimea"] == "UKR"
    assert regions()["New Mexico"] == "USA"
    assert "Georgia" not in regions()
    assert set(regions().values()) <= {entry.id for entry in states()}
