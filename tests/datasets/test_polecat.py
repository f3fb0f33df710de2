"""POLECAT: sides by name, country and sector, what is rejected, and the layouts of different years."""

from collections.abc import Sequence

import pytest

from dragoman.graph.records import Place
from dragoman.graph.vocabulary import EventType
from dragoman.loaders.datasets.polecat import POLECAT
from dragoman.loaders.datasets.polecat_actors import PolecatSide, polecat_side
from dragoman.loaders.datasets.rows import columns_of

from .conftest import ReadCoded

COLUMNS = columns_of(
    "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,Actor Country,Actor COW,"
    "Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw,Wikipedia Actor ID,Recipient Name,"
    "Recipient Country,Recipient COW,Primary Recipient Sector,Recipient Sectors,Recipient Title,Recipient Name Raw,"
    "Wikipedia Recipient ID,Placename,City,District,Province,Country,Latitude,Longitude,GeoNames ID,Raw Placename,"
    "Feature Type,Source,Publication Date,Story People,Story Organizations,Story Locations,Language,Version"
)
GOOD = {
    "Event ID": "20230105-1_PROTEST_R",
    "Event Date": "2023-01-05",
    "Event Type": "PROTEST",
    "Event Mode": "demo",
    "Intensity": "-6.0",
    "Quad Code": "MATERIAL CONFLICT",
    "Actor Country": "PER",
    "Primary Actor Sector": "CVL",
    "Recipient Name": "Dina Boluarte",
    "Recipient Country": "PER",
    "Primary Recipient Sector": "GOV",
    "Recipient Title": "President of Peru",
    "Placename": "Lima",
    "City": "Lima",
    "Country": "PER",
    "Latitude": "-12.04",
    "Longitude": "-77.03",
}
ID = "polecat:20230105-1_PROTEST_R"


def table(*rows: dict[str, str], columns: Sequence[str] = COLUMNS) -> str:
    """Good rows, each but for what is given."""
    lines = ["\t".join({**GOOD, **row}.get(column, "None") for column in columns) for row in rows]
    return "\n".join(["\t".join(columns), *lines]) + "\n"


def test_a_row_is_one_event(read_coded: ReadCoded) -> None:
    text = table({})
    assert POLECAT.is_one(text)
    event = read_coded(POLECAT, text).events[ID]
    assert event.name == "Protest (demo): Civilians (Peru) against Dina Boluarte"
    assert (event.type, event.mode, event.cameo, event.goldstein) == (EventType.PROTEST, "demo", None, -6.0)
    assert [(actor.id, actor.state) for actor in event.actors()] == [
        ("group:per:civilians", None),
        ("official:per:dina-boluarte", "PER"),
    ]
    assert event.place == Place(name="Lima", country="PER", latitude=-12.04, longitude=-77.03)


@pytest.mark.parametrize(
    ("side", "ids", "states"),
    [
        (PolecatSide("", "USA", "GOV", ""), ["USA"], ["USA"]),
        (PolecatSide("", "USA", "", ""), ["USA"], ["USA"]),
        (PolecatSide("", "IND", "MED", ""), ["group:ind:media"], [None]),
        (PolecatSide("", "", "MIL", ""), [], []),
        (PolecatSide("Georgia (country)", "GEO", "GOV", ""), ["GEO"], ["GEO"]),
        (PolecatSide("Federal government of the United States", "USA", "GOV", ""), ["USA"], ["USA"]),
        (PolecatSide("Islamic State", "IGO", "REB", ""), ["ISIL"], ["ISIL"]),
        (PolecatSide("Fatah Halab", "SYR", "REB", ""), ["FATAH_HALAB"], [None]),
        (PolecatSide("Federal Reserve Police", "USA", "COP", ""), ["USA:federal-reserve-police"], ["USA"]),
        (PolecatSide("Ann Example", "United Kingdom", "OPP", "Member"), ["official:gbr:ann-example"], [None]),
        (
            PolecatSide("Emmanuel Macron; Olaf Scholz", "FRA; DEU", "GOV", "President; Chancellor"),
            ["official:fra:emmanuel-macron", "official:deu:olaf-scholz"],
            ["FRA", "DEU"],
        ),
    ],
)
def test_whom_a_side_stands_for(side: PolecatSide, ids: list[str], states: list[str | None]) -> None:
    found = polecat_side(side, 2023)
    assert [actor.id for actor in found] == ids
    assert [actor.state for actor in found] == states


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"Event Type": "SNEEZE"}, "'SNEEZE' is no type of PLOVER's"),
        ({"Event Date": "None"}, "'' is no day"),
        ({"Country": "QQQ"}, "no state is called 'QQQ'"),
        ({"Actor Country": "QQQ"}, "no state is called 'QQQ'"),
        ({"Primary Actor Sector": "QQQ"}, "no role has the code QQQ"),
        ({"Longitude": "181"}, "'181' is no longitude"),
        ({"Event ID": "None"}, "the event has no id"),
        (
            {"Actor Country": "None", "Recipient Name": "None", "Recipient Country": "None"},
            "no side is an actor that can be identified",
        ),
    ],
)
def test_bad_rows_are_rejected_with_the_reason_beside_good_ones(
    read_coded: ReadCoded, row: dict[str, str], reason: str
) -> None:
    told = read_coded(POLECAT, table(row, {}))
    assert told.rejected == {2: reason}
    assert list(told.events) == [ID]


def test_other_names_and_further_columns_are_read(read_coded: ReadCoded) -> None:
    renamed = ["Event Intensity" if column == "Intensity" else column for column in COLUMNS]
    text = table({"Event Intensity": "-6.0"}, columns=[*renamed, "", ""])
    assert POLECAT.is_one(text)
    assert read_coded(POLECAT, text).events[ID].goldstein == -6.0
