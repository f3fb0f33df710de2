"""ICEWS: whom a name with its sectors stands for, what is rejected, the sample counted by other code."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from dragoman.graph.records import Actor, Place
from dragoman.graph.vocabulary import ActorKind, EventType
from dragoman.loaders.datasets.icews import ICEWS
from dragoman.loaders.datasets.icews_actors import icews_actor
from dragoman.loaders.datasets.rows import columns_of

from .conftest import ReadCoded

COLUMNS = columns_of(
    "Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,Target Name,"
    "Target Sectors,Target Country,Story ID,Sentence Number,Publisher,City,District,Province,Country,Latitude,Longitude"
)
HEADER = "\t".join(COLUMNS)
GOOD = {
    "Event ID": "7",
    "Event Date": "2018-06-01",
    "Source Name": "Foreign Affairs (Bangladesh)",
    "Source Sectors": "Executive,Foreign Ministry,Government",
    "Source Country": "Bangladesh",
    "Event Text": "Consult",
    "CAMEO Code": "040",
    "Intensity": "1",
    "Target Name": "Protester (Vietnam)",
    "Target Sectors": "Dissident",
    "Target Country": "Vietnam",
    "City": "Hanoi",
    "District": "NA",
    "Province": "Thanh Pho Ha Noi",
    "Country": "Vietnam",
    "Latitude": "21.0245",
    "Longitude": "105.841",
}


def line(**changed: str) -> str:
    """A good row, but for the columns given with underscores for spaces."""
    values = {**GOOD, **{column.replace("_", " "): value for column, value in changed.items()}}
    return "\t".join(values.get(column, "NA") for column in COLUMNS)


def test_a_row_is_one_event(read_coded: ReadCoded) -> None:
    event = read_coded(ICEWS, f"{HEADER}\n{line()}\n").events["icews:7"]
    assert event.name == "Consult: Foreign Ministry of Bangladesh with Protesters (Vietnam)"
    assert (event.type, event.cameo, event.goldstein, event.confidence) == (EventType.CONSULT, "040", 1.0, 0.76)
    assert event.initiators == (
        Actor(
            id="BGD:foreign-ministry",
            name="Foreign Ministry of Bangladesh",
            kind=ActorKind.ORGANIZATION,
            state="BGD",
        ),
    )
    assert event.recipients == (Actor(id="group:vnm:protesters", name="Protesters (Vietnam)", kind=ActorKind.GROUP),)
    assert event.place == Place(name="Hanoi", country="VNM", latitude=21.0245, longitude=105.841)
    assert event.date is not None
    assert event.date.start.isoformat() == event.date.end.isoformat() == "2018-06-01"


@pytest.mark.parametrize(
    ("name", "sectors", "country", "id", "state"),
    [
        ("United States", "NA", "United States", "USA", "USA"),
        ("Palestinian Territory, Occupied", "NA", "Occupied Palestinian Territory", "PSE", "PSE"),
        ("Government (India)", "Government", "India", "IND", "IND"),
        ("Police (India)", "Government,Police", "India", "IND:police", "IND"),
        ("Foreign Affairs (United States)", "Government", "United States", "USA:state-department", "USA"),
        ("Senate (United States)", "Government,Upper House", "United States", "USA:us-senate", "USA"),
        ("Regulator (India)", "Government", "India", "IND:regulator", "IND"),
        ("Citizen (India)", "Social", "India", "group:ind:civilians", None),
        ("Armed Rebel (Yemen)", "Dissident,Rebel", "Yemen", "group:yem:rebels", None),
        ("Member of Legislative (Govt) (Zimbabwe)", "Government", "Zimbabwe", "group:zwe:lawmakers", None),
        ("Priest (Holy See (Vatican City State))", "Social", "Holy See", "group:vat:priest", None),
        ("Terrorist (Boko Haram)", "Insurgents,Dissident", "Nigeria", "BOKO_HARAM", "BOKO_HARAM"),
        ("European Commission", "International Government Organization", "NA", "EU", "EU"),
        ("Israeli Defense Forces", "Government,Military", "Israel", "ISR:israel-defense-forces", "ISR"),
        ("Democratic Party", "Parties", "Turkey", "DEMOCRATIC_PARTY", None),
        ("Central Bureau of Investigation", "Government,Police", "India", "IND:central-bureau-of-investigation", "IND"),
        ("Donald Trump", "Government,Executive,Executive Office", "United States", "official:usa:donald-trump", "USA"),
        ("Sergey Viktorovich Lavrov", "Government", "Russian Federation", "official:rus:sergei-lavrov", "RUS"),
        ("Kim Yong-chol", "Government", "North Korea", "official:prk:kim-yong-chol", "PRK"),
        ("Uddhav Thackeray", "Parties", "India", "official:ind:uddhav-thackeray", None),
        ("Ann Example", "Elite,Legislative / Parliamentary,Government", "Croatia", "official:hrv:ann-example", None),
        ("Federica Mogherini", "Regional Diplomatic IGOs", "Italy", "official:eu:federica-mogherini", "EU"),
        ("Emmanuel Macron", "Elite,Executive,Government", "Andorra", "official:fra:emmanuel-macron", "FRA"),
        ("Ann Example", "Executive,Consumer Goods Business,Government", "Ukraine", "official:ukr:ann-example", "UKR"),
        ("Jayalalithaa", "Elite,Parties", "India", "official:ind:jayalalithaa", None),
    ],
)  # fmt: skip
def test_whom_a_name_stands_for(name: str, sectors: str, country: str, id: str, state: str | None) -> None:
    (found,) = icews_actor(name, sectors, country, 2018)
    assert (found.id, found.state) == (id, state)


def test_who_is_widely_known_is_so_in_office_alone() -> None:
    sectors, country = "Government,Executive,Executive Office", "United States"
    known = [icews_actor("Joe Biden", sectors, country, year)[0].known for year in (2005, 2022)]
    assert known == [False, True]


@pytest.mark.parametrize("name", ["Unspecified Actor", "Africa", "Southeast Asia", "International"])
def test_what_names_nobody_is_no_actor(name: str) -> None:
    assert icews_actor(name, "NA", "NA", 2018) == ()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (line(CAMEO_Code="013"), "CAMEO 013, a public statement, is no event of PLOVER's"),
        (line(CAMEO_Code="x"), "'x' is no code of CAMEO's"),
        (line(Event_Date="2018-02-30"), "'2018-02-30' is no day"),
        (line(Latitude="-90.5"), "'-90.5' is no latitude"),
        (line(Country="Atlantis"), "no state is called 'Atlantis'"),
        (line(Source_Name="Some Body", Source_Country="Atlantis"), "no state is called 'Atlantis'"),
        (line(Intensity="much"), "'much' is no weight"),
        (
            line(Source_Name="Unspecified Actor", Target_Name="Africa", Target_Sectors="NA", Target_Country="NA"),
            "no side is an actor that can be identified",
        ),
        (line().rsplit("\t", 1)[0], "has no Longitude"),
        ("7\0", "holds a NUL character"),
    ],
)
def test_bad_rows_are_rejected_with_the_reason_beside_good_ones(read_coded: ReadCoded, row: str, reason: str) -> None:
    told = read_coded(ICEWS, f"{HEADER}\n{row}\n{line(Event_ID='8')}\n")
    assert told.rejected == {2: reason}
    assert list(told.events) == ["icews:8"]


def test_quotation_marks_are_characters_and_line_ends_of_windows_are_read(read_coded: ReadCoded) -> None:
    quoted = line(Publisher='The "Star', Target_Name='"Free" Party', Target_Sectors="Parties")
    told = read_coded(ICEWS, f"{HEADER}\r\n{quoted}\r\n{line(Event_ID='8')}\r\n")
    assert told.rejected == {}
    assert [actor.name for actor in told.events["icews:7"].recipients] == ['"Free" Party']
    assert list(told.events) == ["icews:7", "icews:8"]


def test_a_row_without_a_city_has_the_closest_division(read_coded: ReadCoded) -> None:
    rows = [
        line(City="NA"),
        line(Event_ID="8", City="NA", Province="NA"),
        line(Event_ID="9", City="NA", Province="NA", Country="NA"),
    ]
    told = read_coded(ICEWS, "\n".join([HEADER, *rows]) + "\n")
    assert [event.place and event.place.name for event in told.events.values()] == ["Thanh Pho Ha Noi", "Vietnam", None]


def test_the_sample_has_what_other_code_counts(shared: Path, read_coded: ReadCoded) -> None:
    text = (shared / "datasets" / "icews_events.2018.sample.tab").read_text(encoding="utf-8")
    told = read_coded(ICEWS, text)
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert ICEWS.is_one(text)
    assert len(told.events) + len(told.rejected) == len(rows)
    statements = Counter(
        row["CAMEO Code"] for row in rows if row["CAMEO Code"] in ("010", "012", "013", "014", "015", "017")
    )
    reasons = Counter(told.rejected.values())
    for code, count in statements.items():
        assert reasons[f"CAMEO {code}, a public statement, is no event of PLOVER's"] == count
    assert len(told.rejected) - statements.total() == reasons["no side is an actor that can be identified"] == 2
    kept = [row for row in rows if f"icews:{row['Event ID']}" in told.events]
    found = Counter(actor.id for event in told.events.values() for actor in event.initiators)
    named = Counter(row["Source Name"] for row in kept)
    assert found["IND:police"] == named["Police (India)"]
    assert found["group:ind:civilians"] == named["Citizen (India)"]
    assert found["RUS"] == named["Russia"] + named["Government (Russia)"] + named["Government Official (Russia)"] + (
        named["Other Authorities / Officials (Russia)"] + named["Ministry (Russia)"]
    )
    assert found["official:usa:donald-trump"] == named["Donald Trump"]
    weights = {f"icews:{row['Event ID']}": float(row["Intensity"]) for row in kept}
    assert {id: event.goldstein for id, event in told.events.items()} == weights
