"""The list of alliances that comes with the package: dates, members, and who belonged to what when."""

import csv
import re
from calendar import monthrange
from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from dragoman.loaders.gazetteer import states

FILE = Path(__file__).parents[2] / "loaders/datasets/alliances.csv"
COLUMNS = ["alliance", "type", "member", "from", "to", "treaty"]
TYPES = {"defense pact", "nonaggression pact", "consultation pact", "partnership", "coalition", "bloc"}
HISTORICAL = {"GDR", "GFR", "YUG", "CZE-1918", "DRV", "RVN", "YAR", "YPR"}

FOUNDERS = "BEL CAN DNK FRA GBR ISL ITA LUX NLD NOR PRT USA"
NATO_2018 = f"{FOUNDERS} GRC TUR DEU ESP CZE HUN POL BGR EST LTU LVA ROU SVK SVN ALB HRV MNE"
EU_2016 = (
    "AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GBR GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU SVK SVN SWE"
)
ASEAN_2020 = "BRN IDN KHM LAO MMR MYS PHL SGP THA VNM"

Row = dict[str, str]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def first_day(text: str) -> date:
    """The first day that a date of day, month or year may mean."""
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return date(year, month, day)


def last_day(text: str) -> date:
    """The last day that a date of day, month or year may mean; none is the end of time."""
    if not text:
        return date.max
    parts = [int(part) for part in text.split("-")]
    year, month = (*parts, 12)[:2]
    return date(year, month, parts[2] if len(parts) == 3 else monthrange(year, month)[1])


def members(rows: list[Row], alliance: str, day: str) -> list[str]:
    """The members of an alliance on a day, each as often as it is told."""
    on = date.fromisoformat(day)
    return sorted(
        row["member"]
        for row in rows
        if row["alliance"] == alliance and first_day(row["from"]) <= on <= last_day(row["to"])
    )


def test_header_and_cells(rows: list[Row]) -> None:
    assert FILE.read_text(encoding="utf-8").split("\n", 1)[0] == ",".join(COLUMNS)
    for row in rows:
        assert list(row) == COLUMNS, row
        assert all(row[column] for column in COLUMNS if column != "to"), row
        assert all(cell == cell.strip() for cell in row.values()), row
        assert row["type"] in TYPES, row


def test_size(rows: list[Row]) -> None:
    assert len(rows) > 900
    assert len({row["alliance"] for row in rows}) > 60


def test_dates(rows: list[Row]) -> None:
    for row in rows:
        for text in (row["from"], row["to"]):
            assert not text or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text), row
        assert first_day(row["from"]) <= last_day(row["to"]), row


def test_no_end_is_to_come(rows: list[Row]) -> None:
    assert not [row for row in rows if first_day(row["from"]) > date.today()]
    assert not [row for row in rows if row["to"] and first_day(row["to"]) > date.today()]


def test_an_alliance_has_one_type(rows: list[Row]) -> None:
    types = defaultdict(set)
    for row in rows:
        types[row["alliance"]].add(row["type"])
    assert not {alliance: found for alliance, found in types.items() if len(found) > 1}


def test_an_alliance_has_two_members(rows: list[Row]) -> None:
    found = defaultdict(set)
    for row in rows:
        found[row["alliance"]].add(row["member"])
    assert not [alliance for alliance, those in found.items() if len(those) < 2]


def test_no_member_twice_at_a_time(rows: list[Row]) -> None:
    terms = defaultdict(list)
    for row in rows:
        terms[row["alliance"], row["member"]].append((first_day(row["from"]), last_day(row["to"])))
    for key, found in terms.items():
        for (_, end), (start, _) in pairwise(sorted(found)):
            assert end < start, key


def test_members_are_known(rows: list[Row]) -> None:
    known = {entry.id for entry in states()} | HISTORICAL
    assert not {row["member"] for row in rows} - known


def test_one_germany_one_yemen_one_czechoslovakia_at_a_time(rows: list[Row]) -> None:
    for former, later, ended in (("GFR", "DEU", "1990-10-02"), ("YAR", "YEM", "1990-05-21")):
        assert all(last_day(row["to"]) <= last_day(ended) for row in rows if row["member"] == former)
        assert all(first_day(row["from"]) > last_day(ended) for row in rows if row["member"] == later)
    assert all(last_day(row["to"]) < date(1993, 1, 1) for row in rows if row["member"] == "CZE-1918")
    assert all(first_day(row["from"]) >= date(1993, 1, 1) for row in rows if row["member"] in ("CZE", "SVK"))


@pytest.mark.parametrize(
    ("alliance", "day", "those"),
    [
        ("NATO", "1949-08-23", ""),
        ("NATO", "1949-08-24", FOUNDERS),
        ("NATO", "1990-10-02", f"{FOUNDERS} GRC TUR ESP GFR"),
        ("NATO", "1990-10-03", f"{FOUNDERS} GRC TUR ESP DEU"),
        ("NATO", "2018-01-01", NATO_2018),
        ("NATO", "2024-06-01", f"{NATO_2018} MKD FIN SWE"),
        ("European Union", "2016-01-01", EU_2016),
        ("European Union", "2021-01-01", EU_2016.replace("GBR ", "")),
        ("European Communities", "1980-01-01", "BEL DNK FRA GBR GFR IRL ITA LUX NLD"),
        ("Collective Security Treaty Organization", "2010-01-01", "ARM BLR KAZ KGZ RUS TJK UZB"),
        ("Collective Security Treaty Organization", "2020-01-01", "ARM BLR KAZ KGZ RUS TJK"),
        ("Warsaw Pact", "1960-01-01", "ALB BGR CZE-1918 GDR HUN POL ROU RUS"),
        ("Warsaw Pact", "1970-01-01", "BGR CZE-1918 GDR HUN POL ROU RUS"),
        ("Warsaw Pact", "1992-01-01", ""),
        ("ANZUS", "1980-01-01", "AUS NZL USA"),
        ("ANZUS", "2020-01-01", "AUS USA"),
        ("ASEAN", "2020-01-01", ASEAN_2020),
        ("ASEAN", "2025-12-01", f"{ASEAN_2020} TLS"),
        ("BRICS", "2012-01-01", "BRA CHN IND RUS ZAF"),
        ("BRICS", "2025-02-01", "ARE BRA CHN EGY ETH IDN IND IRN RUS ZAF"),
        ("Shanghai Cooperation Organisation", "2025-01-01", "BLR CHN IND IRN KAZ KGZ PAK RUS TJK UZB"),
        ("ECOWAS", "2025-06-01", "BEN CIV CPV GHA GIN GMB GNB LBR NGA SEN SLE TGO"),
        ("Alliance of Sahel States", "2025-06-01", "BFA MLI NER"),
        ("Gulf Cooperation Council", "2000-01-01", "ARE BHR KWT OMN QAT SAU"),
        ("G8", "2010-01-01", "CAN DEU FRA GBR ITA JPN RUS USA"),
        ("G7", "2020-01-01", "CAN DEU FRA GBR ITA JPN USA"),
        ("Treaty of Mutual Cooperation and Security between the United States and Japan", "2020-01-01", "JPN USA"),
        ("Strategic Mutual Defense Agreement", "2025-09-17", "PAK SAU"),
    ],
)
def test_who_belonged(rows: list[Row], alliance: str, day: str, those: str) -> None:
    assert members(rows, alliance, day) == sorted(those.split())


@pytest.mark.parametrize(
    ("alliance", "day", "count"),
    [
        ("NATO", "2018-01-01", 29),
        ("NATO", "2024-06-01", 32),
        ("European Union", "2016-01-01", 28),
        ("European Union", "2021-01-01", 27),
        ("Collective Security Treaty Organization", "2020-01-01", 6),
        ("Warsaw Pact", "1960-01-01", 8),
        ("Warsaw Pact", "1970-01-01", 7),
        ("African Union", "2020-01-01", 55),
        ("Organisation of African Unity", "2000-01-01", 53),
        ("Arab League", "2024-01-01", 22),
        ("Organisation of Islamic Cooperation", "2010-01-01", 57),
        ("Organization of American States", "2020-01-01", 34),
        ("Council of Europe", "2020-01-01", 47),
        ("Council of Europe", "2023-01-01", 46),
        ("CELAC", "2015-01-01", 33),
        ("OPEC", "2018-07-01", 15),
    ],
)
def test_how_many_belonged(rows: list[Row], alliance: str, day: str, count: int) -> None:
    assert len(members(rows, alliance, day)) == count
