"""Lists of states: who was a member of the interstate system when, and under which codes and names states are found."""

import csv
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

from neo4j import Driver

from dragoman.queries.catalogue import load_catalogue
from dragoman.queries.run import run_query

Run = Callable[..., subprocess.CompletedProcess[str]]

# The publisher's own format: no header, tabs, day:month:year. 9999 is nobody.
GLEDITSCH_WARD = """2\tUSA\tUnited States of America\t01:01:1816\t31:12:2017
260\tGFR\tGerman Federal Republic\t21:09:1949\t31:12:2017
265\tGDR\tGerman Democratic Republic\t05:10:1949\t02:10:1990
9999\tXXX\tNowhere\t05:10:1949\t02:10:1990
20\tCAN\tCanada\t01:07:1867\tnow
"""


def members(driver: Driver, system: str, on: date) -> int:
    """How many terms of members a list has on a day."""
    cypher = """MATCH (:State)-[of:MEMBER_OF]->(:Alliance {name: $name, type: 'bloc'})
    WHERE coalesce(of.from <= $on, true) AND coalesce(of.to >= $on, true) RETURN count(of)"""
    with driver.session() as session:
        return int(session.run(cypher, name=f"interstate system ({system})", on=on).single(strict=True)[0])


def found(driver: Driver, words: str) -> list[str]:
    """The ids of the states that `search` finds, the best first."""
    return [row["id"] for row in run_query(driver, load_catalogue()["search"], {"q": words, "kind": "state"}).rows]


def meant(driver: Driver, words: str) -> str:
    """The id of the state for which a query takes words."""
    return run_query(driver, load_catalogue()["allies"], {"state": words}).resolved["state"].id


def day(row: dict[str, str], end: str) -> date:
    return date(*(int(row[end + of]) for of in ("year", "month", "day")))


def test_members_of_the_system_are_those_that_the_file_counts(shared: Path, dragoman: Run, empty_graph: Driver) -> None:
    file = shared / "datasets/cow_states2016.csv"
    assert dragoman("load", "--dataset", "cow-states", str(file)).returncode == 0
    assert "1 unchanged" in dragoman("load", "--dataset", "cow-states", str(file)).stderr
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    for on in (date(1816, 1, 1), date(1917, 6, 1), date(1950, 1, 1), date(1990, 12, 1), date(2016, 12, 31)):
        expected = sum(day(row, "st") <= on <= day(row, "end") for row in rows)
        assert members(empty_graph, "Correlates of War", on) == expected, on
    assert found(empty_graph, "GMY") == ["GMY"]
    assert meant(empty_graph, "GMY") == "GMY"
    # AUS is Austria there, and Australia's id.
    assert meant(empty_graph, "AUS") == "AUS"
    # Members of the system are no allies.
    assert run_query(empty_graph, load_catalogue()["allies"], {"state": "FRA"}).rows == []


def test_gleditsch_and_wards_own_format(dragoman: Run, empty_graph: Driver, tmp_path: Path) -> None:
    file, rejects = tmp_path / "ksgmdw.txt", tmp_path / "rejects.csv"
    file.write_text(GLEDITSCH_WARD, encoding="utf-8")
    run = dragoman("load", "--dataset", "gleditsch-ward-states", str(file), "--rejects", str(rejects))
    assert run.returncode == 1
    cypher = """MATCH (s:State)-[of:MEMBER_OF]->(:Alliance)
    RETURN s.id, toString(of.from), toString(of.to) ORDER BY of.from, s.id"""
    with empty_graph.session() as session:
        terms = [record.values() for record in session.run(cypher)]
    assert terms == [
        ["GFR", "1949-09-21", "1990-10-02"],
        ["GDR", "1949-10-05", "1990-10-02"],
        ["DEU", "1990-10-03", None],
        ["USA", None, None],
    ]
    with rejects.open(encoding="utf-8", newline="") as opened:
        assert [row["line"] for row in csv.DictReader(opened)] == ["4", "5"]


def test_codes_of_a_list_come_back_from_a_dump(dragoman: Run, empty_graph: Driver, tmp_path: Path) -> None:
    file, dump = tmp_path / "ksgmdw.txt", tmp_path / "graph.jsonl"
    file.write_text(GLEDITSCH_WARD.splitlines(keepends=True)[2], encoding="utf-8")
    dragoman("load", "--dataset", "gleditsch-ward-states", str(file))
    assert found(empty_graph, "GDR") == ["GDR"]
    dump.write_text(dragoman("dump").stdout, encoding="utf-8")
    dragoman("retract", "gleditsch-ward-states")
    assert found(empty_graph, "GDR") == []
    assert dragoman("load", str(dump)).returncode == 0
    assert found(empty_graph, "GDR") == ["GDR"]


def test_names_of_countries_find_states_and_shadow_none(shared: Path, dragoman: Run, empty_graph: Driver) -> None:
    dragoman("load", "--dataset", "alliances")
    usual = ("Congo", "Korea", "Georgia", "US", "Guinea", "Ireland", "Niger", "India", "Samoa", "Germany")
    before = {words: meant(empty_graph, words) for words in usual}
    file = shared / "datasets/countries_mledoze.json"
    assert dragoman("load", "--dataset", "countries", str(file)).returncode == 0
    assert {words: meant(empty_graph, words) for words in usual} == before
    others = {
        "Allemagne": "DEU",
        "Япония": "JPN",
        "日本": "JPN",
        "Zimbabwéenne": "ZWE",
        "DE": "DEU",
        "Kosovar": "XKX",
    }
    assert {words: meant(empty_graph, words) for words in others} == others
    assert found(empty_graph, "Saksamaa") == ["DEU"]
    # What is taken back is gone, the state's usual name is not.
    with empty_graph.session() as session:
        names = "MATCH (s:State {id: 'DEU'}) RETURN s.name, s.other_names"
        named = session.run(names).single(strict=True).values()
        assert dragoman("retract", "countries").returncode == 0
        assert session.run(names).single(strict=True).values() == [named[0], None]
    assert found(empty_graph, "Saksamaa") == []
