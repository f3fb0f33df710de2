"""Codes of CAMEO mean what the published data sets mean by them, on every row of real samples."""

import csv
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import pytest

from dragoman.graph.vocabulary import EVENT_TYPES, EventType, Quad
from dragoman.loaders.datasets.cameo import Cameo, cameo, codes


class Coded(NamedTuple):
    code: str
    quad: Quad | None
    weight: float


# GDELT's QuadClass.
QUADS = {
    "1": Quad.VERBAL_COOPERATION,
    "2": Quad.MATERIAL_COOPERATION,
    "3": Quad.VERBAL_CONFLICT,
    "4": Quad.MATERIAL_CONFLICT,
}

# GDELT classes by root, PLOVER by what is done: beginning of the code, the type whose quad class differs, and why.
OTHER_QUADS = {
    ("016", EventType.REJECT): "a denial is a verbal conflict; root 01 is all verbal cooperation to GDELT",
    ("02", EventType.REQUEST): "PLOVER has asking, demanding and ordering as one type of verbal conflict",
    ("08", EventType.CONCEDE): "PLOVER has only retreats as material, and what is conceded in words as verbal",
    ("09", EventType.ACCUSE): "PLOVER has to investigate as to accuse, a verbal conflict",
    ("14", EventType.PROTEST): "people in the streets are material to PLOVER, verbal to GDELT",
}

ICEWS_WEIGHTS = {"016": -5.0, "022": 3.4, "164": -6.5, "165": -7.0}


def gdelt(shared: Path) -> Iterator[Coded]:
    with (shared / "datasets/20191024143000.export.CSV").open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Coded(row[26], QUADS[row[29]], float(row[30]))


def icews(shared: Path) -> Iterator[Coded]:
    with (shared / "datasets/icews_events.2018.sample.tab").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Coded(row["CAMEO Code"], None, float(row["Intensity"]))


def known(code: str) -> Cameo:
    found = cameo(code)
    assert found is not None, code
    return found


def test_every_code_of_the_samples_is_in_the_table(shared: Path) -> None:
    for sample, rows in ((gdelt(shared), 2111), (icews(shared), 3705)):
        coded = [row.code for row in sample]
        assert len(coded) == rows
        assert set(coded) <= codes().keys()


def test_weights_are_those_of_gdelt_on_every_row(shared: Path) -> None:
    assert [row for row in gdelt(shared) if known(row.code).goldstein != row.weight] == []


def test_weights_are_those_of_icews_but_for_four_codes(shared: Path) -> None:
    assert [row for row in icews(shared) if ICEWS_WEIGHTS.get(row.code, known(row.code).goldstein) != row.weight] == []
    assert all(known(code).goldstein != weight for code, weight in ICEWS_WEIGHTS.items())


def test_quad_classes_are_those_of_gdelt_but_for_the_reasons_named(shared: Path) -> None:
    differing = {
        (row.code, kind)
        for row in gdelt(shared)
        if (kind := known(row.code).type) and EVENT_TYPES[kind].quad is not row.quad
    }
    named = {
        key: {(code, kind) for code, kind in differing if code.startswith(key[0]) and kind is key[1]}
        for key in OTHER_QUADS
    }
    assert differing == set().union(*named.values())
    assert all(named.values())


def test_rows_without_a_type_are_public_statements(shared: Path) -> None:
    for sample in (gdelt(shared), icews(shared)):
        untyped = {row.code for row in sample if known(row.code).type is None}
        assert untyped <= {"010", "011", "012", "013", "014", "015", "017"}


@pytest.mark.parametrize(
    ("code", "name", "type", "mode", "goldstein"),
    [
        ("010", "Make a statement of no other kind", None, None, 0.0),
        ("013", "Comment with optimism", None, None, 0.4),
        ("016", "Deny responsibility", "REJECT", None, -2.0),
        ("0231", "Appeal for economic aid", "REQUEST", None, 3.4),
        ("036", "Express intent to meet or negotiate", "AGREE", None, 4.0),
        ("040", "Consult in general", "CONSULT", None, 1.0),
        ("041", "Talk by telephone", "CONSULT", "phone", 1.0),
        ("042", "Make a visit", "CONSULT", "visit", 1.9),
        ("043", "Host a visit", "CONSULT", "visit", 2.8),
        ("055", "Apologise", "CONCEDE", None, 7.0),
        ("057", "Sign a formal agreement", "SUPPORT", None, 8.0),
        ("064", "Share intelligence or information", "COOPERATE", None, 7.0),
        ("072", "Give military aid", "AID", None, 8.3),
        ("0841", "Return or release persons", "CONCEDE", "release", 7.0),
        ("0871", "Declare a truce or ceasefire", "CONCEDE", "ceasefire", 9.0),
        ("0874", "Retreat or surrender militarily", "RETREAT", None, 10.0),
        ("090", "Investigate in general", "ACCUSE", None, -2.0),
        ("1042", "Demand a change of policy", "REQUEST", None, -5.0),
        ("111", "Criticise or denounce", "ACCUSE", None, -2.0),
        ("129", "Veto", "REJECT", "veto", -5.0),
        ("130", "Threaten in general", "THREATEN", None, -4.4),
        ("145", "Protest violently or riot", "PROTEST", None, -7.5),
        ("154", "Mobilise or increase armed forces", "MOBILIZE", "deployment", -7.2),
        ("163", "Impose sanctions or a boycott or embargo", "SANCTION", "sanctions", -8.0),
        ("173", "Arrest or detain or charge in law", "COERCE", "arrest", -5.0),
        ("1712", "Destroy property", "ASSAULT", None, -9.2),
        ("1831", "Bomb by suicide", "ASSAULT", "bombing", -10.0),
        ("190", "Use conventional military force in general", "ASSAULT", None, -10.0),
        ("192", "Occupy territory", "COERCE", None, -9.5),
        ("1952", "Use remotely piloted aerial weapons", "ASSAULT", "aerial", -10.0),
        ("203", "Cleanse ethnically", "ASSAULT", None, -10.0),
    ],
)
def test_meaning(code: str, name: str, type: str | None, mode: str | None, goldstein: float) -> None:
    assert cameo(code) == (code, name, type, mode, goldstein)


@pytest.mark.parametrize(
    ("code", "meant"),
    [("40", "040"), ("43", "043"), ("94", "094"), ("211", "0211"), ("874", "0874"), ("4", "04"), ("9", "09")],
)
def test_a_lost_zero_comes_back(code: str, meant: str) -> None:
    assert known(code).code == meant


def test_only_roots_from_10_to_20_could_be_codes_without_their_zero() -> None:
    """Every other code is found again when it has lost its zero, and none is taken for another."""
    lost = {code: known(code.lstrip("0")).code for code in codes() if code.startswith("0")}
    mistaken = {code for code, found in lost.items() if found != code}
    assert mistaken == {f"0{root}" for root in range(10, 21)}
    assert all(known(code.lstrip("0").zfill(3)).code == code for code in codes() if len(code) > 2)


@pytest.mark.parametrize(
    ("code", "meant"), [("1999", "19"), ("0418", "041"), ("1955", "195"), ("209", "20"), ("0257", "025"), ("109", "10")]
)
def test_a_code_deeper_than_the_table_is_the_one_above_it(code: str, meant: str) -> None:
    assert known(code).code == meant


@pytest.mark.parametrize("code", ["", "---", "0", "00", "000", "99", "210", "2100", "04A", " 040", "-10", "19000", "²"])
def test_what_is_no_code(code: str) -> None:
    assert cameo(code) is None


def test_every_code_has_all_of_its_parents() -> None:
    assert all(code[:end] in codes() for code in codes() for end in range(2, len(code)))
    assert {code for code in codes() if len(code) == 2} == {f"{root:02}" for root in range(1, 21)}
    assert len(codes()) == 318


def test_every_type_occurs_and_every_mode_is_one_that_texts_have_too() -> None:
    text = files("dragoman.loaders.documents.code").joinpath("events.csv").read_text(encoding="utf-8")
    from_texts = {(row["type"], row["mode"]) for row in csv.DictReader(text.splitlines()) if row["mode"]}
    assert {known(code).type for code in codes()} == {*EventType, None}
    assert {(row.type, row.mode) for row in codes().values() if row.mode} <= from_texts
