"""`dragoman load --dataset atop`: alliances by the year and by the day, against what the files themselves count."""

import csv
import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from neo4j import Driver

Run = Callable[..., subprocess.CompletedProcess[str]]

SAMPLE = "datasets/atop_directed_dyad_year_2010_2018.csv"
KINDS = {
    "atop_defense": "defense pact",
    "atop_offense": "offense pact",
    "atop_neutral": "neutrality pact",
    "atop_nonagg": "nonaggression pact",
    "atop_consul": "consultation pact",
}
# The publisher's columns. 345 is Yugoslavia until June 2006, Serbia after; 255 and 260 are both Germany in 1990.
DYADS = """atopid1,stateA,stateB,year,atopally,defense,offense,neutral,nonagg,consul
1,2,255,1990,1,1,0,0,0,0
1,2,260,1988,1,1,0,0,0,0
1,2,260,1989,1,1,0,0,0,0
1,260,2,1990,1,1,0,0,0,0
1,2,255,1993,1,1,0,0,0,0
2,345,365,2004,1,0,0,0,1,0
2,345,365,2005,1,0,0,0,1,0
2,345,365,2006,1,0,0,0,1,0
3,2,999,1990,1,1,0,0,0,0
3,2,20,1990,1,7,0,0,0,0
3,2,20,soon,1,1,0,0,0,0
3,2,20
3,2,20,2007,0,0,0,0,0,0
"""
MEMBERS = """atopid,member,phase,yrent,moent,dayent,yrexit,moexit,dayexit,defense,offense,neutral,nonagg,consul
3180,2,1,1949,4,4,1951,10,17,1,0,0,0,1
3180,220,1,1949,4,4,1951,10,17,1,0,0,0,1
3180,2,2,1951,10,17,0,0,0,1,0,0,0,1
3180,220,2,1951,10,17,1966,7,1,1,0,0,0,1
3180,255,2,1990,10,3,0,0,0,0,0,0,0,1
3180,999,2,1990,10,3,0,0,0,1,0,0,0,1
3180,20,2,1990,13,3,0,0,0,1,0,0,0,1
3180,20,2,0,0,0,0,0,0,1,0,0,0,1
4000,339,0,1925,0,0,1926,11,0,0,0,0,2,1
4001,339,0,1925,0,0,1926,11,0,0,0,0,1,1
4001,345,0,1925,-9,-9,1926,11,0,0,0,0,1,1
"""


def terms(driver: Driver, members: tuple[str, str]) -> list[tuple[object, ...]]:
    """Every time in which two actors were allied: the kind, first and last day."""
    cypher = """MATCH (:Actor {id: $members[0]})-[edge:ALLIED_WITH]-(:Actor {id: $members[1]})
    RETURN edge.type, toString(edge.from), toString(edge.to) ORDER BY edge.type, edge.from"""
    with driver.session() as session:
        return [tuple(record.values()) for record in session.run(cypher, members=members)]


def rejected(file: Path) -> dict[str, str]:
    """The reasons by line."""
    with file.open(encoding="utf-8", newline="") as opened:
        return {row["line"]: row["reason"] for row in csv.DictReader(opened)}


def test_dyad_years_are_terms_of_years_and_bad_rows_are_listed(
    dragoman: Run, empty_graph: Driver, tmp_path: Path
) -> None:
    file, rejects = tmp_path / "atop5_1ddyr.csv", tmp_path / "rejects.csv"
    file.write_text(DYADS, encoding="utf-8")
    run = dragoman("load", "--dataset", "atop", str(file), "--rejects", str(rejects))
    assert run.returncode == 1
    # The file begins in 1988 and ends in 2007.
    assert terms(empty_graph, ("USA", "GFR")) == [("defense pact", None, "1990-12-31")]
    assert terms(empty_graph, ("USA", "DEU")) == [
        ("defense pact", "1990-01-01", "1990-12-31"),
        ("defense pact", "1993-01-01", "1993-12-31"),
    ]
    assert terms(empty_graph, ("RUS", "YUG")) == [("nonaggression pact", "2004-01-01", "2005-12-31")]
    assert terms(empty_graph, ("RUS", "SRB")) == [("nonaggression pact", "2006-01-01", "2006-12-31")]
    assert terms(empty_graph, ("USA", "CAN")) == []
    reasons = rejected(rejects)
    assert list(reasons) == ["10", "11", "12", "13"]
    assert [word in reason for word, reason in zip(("999", "'7'", "soon", "year"), reasons.values(), strict=True)]


def test_members_are_terms_of_days(dragoman: Run, empty_graph: Driver, tmp_path: Path) -> None:
    file, rejects = tmp_path / "atop5_1m.csv", tmp_path / "rejects.csv"
    file.write_text(MEMBERS, encoding="utf-8")
    dragoman("load", "--dataset", "atop", str(file), "--rejects", str(rejects))
    # Two phases of one kind are one term; who promises less is a member of the same alliance.
    assert terms(empty_graph, ("USA", "FRA")) == [("defense pact", "1949-04-04", "1966-07-01")]
    assert terms(empty_graph, ("USA", "DEU")) == [("defense pact", "1990-10-03", None)]
    assert terms(empty_graph, ("FRA", "DEU")) == []
    assert terms(empty_graph, ("ALB", "YUG")) == [("nonaggression pact", "1925-01-01", "1926-11-30")]
    answer = json.loads(dragoman("query", "allies", "state=USA", "on=1960-01-01", "--format", "json").stdout)
    assert [(row["ally_id"], row["alliance"]) for row in answer["rows"]] == [("FRA", "ATOP 3180")]
    assert list(rejected(rejects)) == ["7", "8", "9", "10"]


@pytest.fixture(scope="module")
def sample(shared: Path) -> Path:
    return shared / SAMPLE


def pairs(file: Path) -> Iterator[tuple[tuple[str, str], str, int]]:
    """Two COW numbers, a kind of obligation and a year in which they had it."""
    with file.open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            for column, kind in KINDS.items():
                if row[column] == "1":
                    one, other = sorted((row["ccode1"], row["ccode2"]))
                    yield (one, other), kind, int(row["year"])


def test_the_sample_answers_who_was_allied_and_is_taken_back_whole(
    sample: Path, dragoman: Run, empty_graph: Driver, tmp_path: Path
) -> None:
    dragoman("load", "--dataset", "alliances")
    with empty_graph.session() as session:
        before = session.run("MATCH (a:Alliance) RETURN count(a) AS n").single(strict=True)["n"]
    assert dragoman("load", "--dataset", "atop", str(sample)).returncode == 0
    assert "1 unchanged" in dragoman("load", "--dataset", "atop", str(sample)).stderr
    told = set(pairs(sample))
    with empty_graph.session() as session:
        count = session.run(
            "MATCH (a:Alliance)-[t:REPORTED_IN]->(:Document {address: 'dataset:atop'}) RETURN count(DISTINCT t.record)"
        ).single(strict=True)[0]
    assert count == len({(pair, kind) for pair, kind, _ in told})

    def allies(on: str) -> set[str]:
        answer = dragoman("query", "allies", "state=USA", f"on={on}", "limit=1000", "--format", "json").stdout
        rows = json.loads(answer)["rows"]
        listed = [row for row in rows if any(one["document"] == sample.name for one in row["evidence"])]
        return {row["ally_id"] for row in listed if row["type"] == "defense pact"}

    for year in (2010, 2015, 2018):
        expected = {pair for pair, kind, told_in in told if kind == "defense pact" and told_in == year and "2" in pair}
        assert len(allies(f"{year}-06-30")) == len(expected)
    assert {"CAN", "GBR", "KOR", "JPN", "DEU"} <= allies("2015-06-30")
    assert dragoman("retract", "atop").returncode == 0
    with empty_graph.session() as session:
        after = session.run("MATCH (a:Alliance) RETURN count(a) AS n").single(strict=True)["n"]
    assert after == before
