"""UCDP GED: sides, days with their precision, places, what is rejected, and the sample counted by other code."""

import csv
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from dragoman.graph.records import Place
from dragoman.graph.vocabulary import EventType
from dragoman.loaders.datasets.rows import columns_of
from dragoman.loaders.datasets.ucdp import UCDP_GED
from dragoman.loaders.datasets.ucdp_sides import ucdp_side

from .conftest import ReadCoded

# The columns of version 23.1 and after.
COLUMNS = columns_of(
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,"
    "dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,"
    "source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,"
    "where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
    "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
)
GOOD = {
    "id": "1",
    "type_of_violence": "1",
    "side_a": "Government of Syria",
    "side_b": "IS",
    "source_article": 'Reuters, "Fighting\nat Aleppo"',
    "where_prec": "1",
    "where_coordinates": "Aleppo town",
    "latitude": "36.2",
    "longitude": "37.16",
    "country": "Syria",
    "country_id": "652",
    "date_prec": "1",
    "date_start": "2016-01-05 00:00:00.000",
    "date_end": "2016-01-05 00:00:00.000",
    "best": "4",
    "gwnoa": "652",
}


def table(*rows: dict[str, str]) -> str:
    """Good rows, each but for what is given."""
    text = StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({**GOOD, **row} for row in rows)
    return text.getvalue()


def test_a_row_is_one_event(read_coded: ReadCoded) -> None:
    text = table({})
    assert UCDP_GED.is_one(text)
    event = read_coded(UCDP_GED, text).events["ucdp-ged:1"]
    assert event.name == "State-based conflict with 4 deaths: Syria against Islamic State"
    assert (event.type, event.mode, event.cameo, event.goldstein) == (
        EventType.ASSAULT,
        "state-based conflict",
        None,
        None,
    )
    assert [(actor.id, actor.state) for actor in event.actors()] == [("SYR", "SYR"), ("ISIL", "ISIL")]
    assert event.place == Place(name="Aleppo", country="SYR", latitude=36.2, longitude=37.16)
    assert event.confidence == 0.99


@pytest.mark.parametrize(
    ("side", "codes", "country", "state", "on", "ids"),
    [
        ("Civilians", "", "Syria", "SYR", date(2016, 1, 1), ["group:syr:civilians"]),
        ("XXX1423", "", "Syria", "SYR", date(2016, 1, 1), []),
        ("NSA", "", "Syria", "SYR", date(2016, 1, 1), ["NSA"]),
        ("Taleban", "", "Afghanistan", "AFG", date(2016, 1, 1), ["TALIBAN"]),
        ("PLO", "", "Lebanon", "LBN", date(2016, 1, 1), ["PALESTINE_LIBERATION_ORGANIZATION"]),
        ("SSD", "", "Sudan", "SDN", date(2016, 1, 1), ["SSD_GROUP"]),
        ("FSA, 13th Division", "", "Syria", "SYR", date(2016, 1, 1), ["FSA", "13TH_DIVISION"]),
        ("Government of Myanmar (Burma)", "", "Thailand", "THA", date(2016, 1, 1), ["MMR"]),
        ("Government of Serbia (Yugoslavia)", "345", "Serbia (Yugoslavia)", "YUG", date(1998, 6, 1), ["YUG"]),
        ("Government of Serbia (Yugoslavia)", "", "Serbia (Yugoslavia)", "YUG", date(1998, 6, 1), ["YUG"]),
        ("Government of Iraq, Government of Iran", "645; 630", "Iraq", "IRQ", date(1999, 1, 1), ["IRQ", "IRN"]),
    ],
)  # fmt: skip
def test_who_makes_up_a_side(side: str, codes: str, country: str, state: str, on: date, ids: list[str]) -> None:
    assert [actor.id for actor in ucdp_side(side, codes, country, state, on)] == ids


@pytest.mark.parametrize(
    ("first", "last", "degree", "precision"),
    [
        ("2016-01-05", "2016-01-05", "1", "day"),
        ("2016-01-05", "2016-01-08", "2", "period"),
        ("2016-02-01", "2016-02-29", "4", "month"),
        ("2016-01-01", "2016-12-31", "5", "year"),
        ("2016-01-01", "2016-04-01", "5", "period"),
        ("2016-01-05", "2016-01-05", "4", "period"),
    ],
)
def test_days_have_their_precision(read_coded: ReadCoded, first: str, last: str, degree: str, precision: str) -> None:
    text = table({"date_start": first, "date_end": last, "date_prec": degree})
    when = read_coded(UCDP_GED, text).events["ucdp-ged:1"].date
    assert when is not None
    assert (when.start.isoformat(), when.end.isoformat(), when.precision.value) == (first, last, precision)


def test_a_place_that_is_the_country_alone_has_its_name(read_coded: ReadCoded) -> None:
    event = read_coded(UCDP_GED, table({"where_prec": "6", "where_coordinates": "Syria"})).events["ucdp-ged:1"]
    assert event.place == Place(name="Syria", country="SYR", latitude=36.2, longitude=37.16)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"type_of_violence": "4"}, "'4' is no type of violence"),
        ({"best": ""}, "'' is no number of deaths"),
        ({"date_end": "2016-01-04"}, "ends on 2016-01-04, before it begins on 2016-01-05"),
        ({"date_start": "5 January"}, "'5 January' is no day"),
        ({"country_id": "9999"}, "no state has the Gleditsch-Ward code '9999' on 2016-01-05"),
        ({"side_b": "Government of Atlantis"}, "no state is called 'Atlantis'"),
        ({"latitude": "91"}, "'91' is no latitude"),
        ({"side_a": "XXX1", "side_b": "XXX2"}, "no side is an actor that can be identified"),
    ],
)
def test_bad_rows_are_rejected_with_the_reason_beside_good_ones(
    read_coded: ReadCoded, row: dict[str, str], reason: str
) -> None:
    told = read_coded(UCDP_GED, table(row, {"id": "2"}))
    assert list(told.rejected.values()) == [reason]
    assert list(told.events) == ["ucdp-ged:2"]


def test_a_quotation_mark_that_is_never_closed_ends_nothing_but_its_row(read_coded: ReadCoded) -> None:
    header, *_ = table().splitlines()
    long = "x" * csv.field_size_limit()
    told = read_coded(UCDP_GED, f'{header}\n1,"{long}\n{table({"id": "2"}).split(chr(10), 1)[1]}')
    assert told.rejected == {2: "is no row of the table"}
    assert list(told.events) == ["ucdp-ged:2"]


def test_the_sample_has_what_other_code_counts(shared: Path, read_coded: ReadCoded) -> None:
    text = (shared / "datasets" / "ucdp_ged_19.1_syria_1500.csv").read_text(encoding="utf-8")
    told = read_coded(UCDP_GED, text)
    rows = list(csv.DictReader(text.splitlines()))
    assert told.rejected == {}
    assert set(told.events) == {f"ucdp-ged:{row['id']}" for row in rows}
    sides = Counter(row[side] for row in rows for side in ("side_a", "side_b"))
    found = Counter(actor.id for event in told.events.values() for actor in event.actors())
    assert found["SYR"] == sides["Government of Syria"]
    assert found["ISIL"] == sides["IS"]
    assert found["SDF"] == sides["SDF"]
    assert found["NUSRA"] == sum(count for side, count in sides.items() if "Jabhat Fateh al-Sham" in side)
    exact = sum(row["date_prec"] == "1" for row in rows)
    assert sum(event.date is not None and event.date.precision == "day" for event in told.events.values()) == exact
    assert Counter(event.mode for event in told.events.values()) == {
        "state-based conflict": sum(row["type_of_violence"] == "1" for row in rows),
        "non-state conflict": sum(row["type_of_violence"] == "2" for row in rows),
        "one-sided violence": sum(row["type_of_violence"] == "3" for row in rows),
    }
