"""GDELT's events: whom a code stands for, what is told and what is rejected, and the file counted by other code."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from dragoman.graph.records import Actor, EventRecord, Evidence, Place
from dragoman.graph.vocabulary import ActorKind, EventType, Precision
from dragoman.loaders.datasets.cameo_actors import CameoSide, cameo_side
from dragoman.loaders.datasets.gdelt import GDELT

from .conftest import ReadCoded

DAY = date(2019, 10, 24)
TURKEY, SYRIA = ("TUR", "ANKARA", "TUR"), ("SYRREB", "SYRIAN REBEL", "SYR", "", "", "", "", "REB")
HASAKAH = ("4", "Hasakah, Al Hasakah, Syria", "SY", "SY01", "", "36.5", "40.75", "1")


def line(
    id: str = "1",
    day: str = "20191024",
    one: tuple[str, ...] = TURKEY,
    other: tuple[str, ...] = SYRIA,
    code: str = "190",
    weight: str = "-10.0",
    place: tuple[str, ...] = HASAKAH,
) -> str:
    """A row as the code book orders its columns."""
    sides = [cell for side in (one, other) for cell in (*side, *[""] * (10 - len(side)))]
    act = ["1", code, code[:3], code[:2], "4", weight, "3", "1", "3", "-2.5"]
    places = [""] * 16 + [*place, *[""] * (8 - len(place))]
    return "\t".join(
        [id, day, day[:6], day[:4], "2019.8", *sides, *act, *places, "20191024143000", "https://x.example/1"]
    )


def test_a_row_is_one_event(read_coded: ReadCoded) -> None:
    text = line() + "\n"
    (event,) = read_coded(GDELT, text).events.values()
    turkey = event.initiators[0]
    assert (turkey.id, turkey.kind, turkey.known) == ("TUR", ActorKind.STATE, True)
    rebels = Actor(id="group:syr:rebels", name="Rebels (Syria)", kind=ActorKind.GROUP)
    assert event == EventRecord(
        id="gdelt:1",
        document="file",
        confidence=0.21,
        evidence=(Evidence(sentence=line(), start=0, end=len(line()), url="https://x.example/1"),),
        rule="list",
        name="Use conventional military force: Turkey against Rebels (Syria)",
        type=EventType.ASSAULT,
        initiators=(turkey,),
        recipients=(rebels,),
        date=event.date,
        place=Place(name="Hasakah", country="SYR", latitude=36.5, longitude=40.75),
        cameo="190",
        goldstein=-10.0,
    )
    assert event.date is not None
    assert (event.date.start, event.date.end, event.date.precision) == (DAY, DAY, Precision.DAY)


@pytest.mark.parametrize(
    ("code", "country", "roles", "actor", "state"),
    [
        ("USA", "USA", "", "USA", "USA"),
        ("USAGOV", "USA", "GOV", "USA", "USA"),
        ("GBRCOP", "GBR", "COP", "GBR", "GBR"),
        ("FRAJUD", "FRA", "JUD", "FRA", "FRA"),
        ("USAOPP", "USA", "OPP", "group:usa:opposition", None),
        ("MNCUSA", "USA", "MNC", "group:usa:multinational-companies", None),
        ("MEDGOV", "USA", "MED GOV", "group:usa:media", None),
        ("JPNELIGOV", "JPN", "ELI GOV", "group:jpn:elites", None),
        ("JPNGOVELI", "JPN", "GOV ELI", "group:jpn:elites", None),
        ("IGOUNO", "", "IGO", "UN", "UN"),
        ("IGOUNODEVWBK", "", "IGO DEV", "WORLD_BANK", "WORLD_BANK"),
        ("IGOUNOREFHCR", "", "IGO REF", "UNHCR", "UNHCR"),
        ("IGOEUREEC", "EUR", "IGO", "EU", "EU"),
        ("IGOWSTNAT", "WST", "IGO", "NATO", "NATO"),
        ("IMGMOSALQ", "", "IMG", "AL_QAEDA", "AL_QAEDA"),
        ("PSEREBHMS", "PSE", "REB", "HAMAS", "HAMAS"),
        ("NGOXFM", "", "NGO", "OXFAM", None),
        ("WSB", "WSB", "", "PSE", "PSE"),
    ],
)
def test_whom_a_code_stands_for(code: str, country: str, roles: str, actor: str, state: str | None) -> None:
    first, second, third = (*roles.split(), "", "", "")[:3]
    (found,) = cameo_side(CameoSide(code, country, "", "", (first, second, third)), DAY)
    assert (found.id, found.state) == (actor, state)


@pytest.mark.parametrize(("code", "country"), [("COP", ""), ("AFR", "AFR"), ("kur", ""), ("CHR", "")])
def test_police_of_nowhere_and_whole_regions_are_nobody(code: str, country: str) -> None:
    assert cameo_side(CameoSide(code, country, "", "", ("", "", "")), DAY) == ()


def test_a_states_code_is_that_of_the_day() -> None:
    side = CameoSide("DEU", "DEU", "", "", ("", "", ""))
    assert [cameo_side(side, day)[0].id for day in (date(1985, 1, 1), DAY)] == ["GFR", "DEU"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (line(code="010"), "CAMEO 010, a public statement, is no event of PLOVER's"),
        (line(code="999"), "'999' is no code of CAMEO's"),
        (line(day="20191324"), "'20191324' is no day"),
        (line(one=("XQX", "", "XQX")), "no state has the CAMEO code 'XQX' on 2019-10-24"),
        (line(one=("USAXQX", "", "USA", "", "", "", "", "XQX")), "no role has the code XQX"),
        (
            line(one=(), other=("COP", "POLICE", "", "", "", "", "", "COP")),
            "no side is an actor that can be identified",
        ),
        (line(place=("4", "X", "SY", "", "", "95.0", "40.75")), "'95.0' is no latitude"),
        (line(place=("4", "X", "SY", "", "", "5.0", "nan")), "'nan' is no longitude"),
        (line(place=("4", "X", "QQ", "", "", "5.0", "5.0")), "no state has the FIPS code 'QQ' on 2019-10-24"),
        (line(weight="-11"), "'-11' is no weight"),
        (line(id=""), "the event has no id"),
        (line().rsplit("\t", 1)[0], "has no SOURCEURL"),
        (line(id="1\0"), "holds a NUL character"),
    ],
)
def test_bad_rows_are_rejected_with_the_reason_beside_good_ones(read_coded: ReadCoded, row: str, reason: str) -> None:
    told = read_coded(GDELT, f"{row}\n{line(id='2')}\n")
    assert told.rejected == {1: reason}
    assert list(told.events) == ["gdelt:2"]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (("1", "Syria", "SY", "SY", "", "35", "38"), Place(name="Syria", country="SYR", latitude=35, longitude=38)),
        (("4", "Minsk, Belarus (general), Belarus", "BO"), Place(name="Minsk", country="BLR")),
        (("5", "Crimea (general), Ukraine", "UP"), Place(name="Crimea", country="UKR")),
        (("4", "Black Sea", "OS"), Place(name="Black Sea")),
        (("0",), None),
    ],
)
def test_places_have_their_own_name_alone(
    read_coded: ReadCoded, place: tuple[str, ...], expected: Place | None
) -> None:
    assert read_coded(GDELT, line(place=place)).events["gdelt:1"].place == expected


def test_line_ends_of_windows_and_quotation_marks_are_read(read_coded: ReadCoded) -> None:
    quoted = line(place=("4", 'Ras al-"Ayn, Syria', "SY"))
    told = read_coded(GDELT, f"{quoted}\r\n{line(id='2')}\r\n")
    assert [event.place and event.place.name for event in told.events.values()] == ['Ras al-"Ayn', "Hasakah"]


def test_a_file_is_told_by_its_columns() -> None:
    assert GDELT.is_one(line() + "\n")
    assert not GDELT.is_one("a\tb\n")
    assert not GDELT.is_one("id,day\n1,20191024\n")


@pytest.fixture(scope="module")
def sample(shared: Path) -> str:
    return (shared / "datasets" / "20191024143000.export.CSV").read_text(encoding="utf-8")


def test_the_file_has_the_events_that_other_code_counts(sample: str, read_coded: ReadCoded) -> None:
    told = read_coded(GDELT, sample)
    rows = [row.split("\t") for row in sample.splitlines()]
    statements = {n for n, row in enumerate(rows, 1) if row[26][:2] == "01" and row[26] not in ("016", "018", "019")}
    assert {line for line, reason in told.rejected.items() if "public statement" in reason} == statements
    others = {n for n, reason in told.rejected.items() if "no side" in reason}
    assert others | statements == set(told.rejected)
    assert len(told.events) + len(told.rejected) == len(rows)
    known_groups = {8, 18}
    # Nobody is in a row without a state on either side, unless it names a known group.
    for number in others:
        row = rows[number - 1]
        assert not any(row[column] for column in known_groups)
        assert {row[7], row[17]} <= {"", "EUR", "AFR", "ASA", "SEA", "WST", "MEA", "LAM", "CRB", "SAF"}


def test_the_file_has_the_states_that_other_code_counts(sample: str, read_coded: ReadCoded) -> None:
    told = read_coded(GDELT, sample)
    states, acting = ("USA", "GBR", "RUS", "SYR", "CHN", "TUR"), {"", "GOV", "MIL", "COP", "JUD", "LEG", "SPY"}
    expected: Counter[str] = Counter()
    for row in (line.split("\t") for line in sample.splitlines()):
        for country, group, ethnic, religion, _, *roles in (row[7:15], row[17:25]):
            if f"gdelt:{row[0]}" in told.events and not (group or ethnic or religion or "ELI" in roles):
                expected[country] += roles[0] in acting
    found = Counter(actor.id for event in told.events.values() for actor in event.actors())
    assert {state: found[state] for state in states} == {state: expected[state] for state in states}
