"""`dragoman load --dataset` as a user runs it: rows into the graph, bad rows listed, other files refused."""

import csv
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from neo4j import Driver

Run = Callable[..., subprocess.CompletedProcess[str]]

LEADERS = """obsid,gwcode,leadid,leader,yrborn,gender,startdate,enddate,entry,exit,exitcode
FRA-2007,220,a,Sarkozy,1955,M,2007-05-16,2012-05-15,Regular,Regular,Regular
FRA-2012,220,b,Hollande,1954,M,2012-05-15,2015-12-31,Regular,Still in Office,Still in Office
XXX-2012,9999,c,Nobody,1954,M,2012-05-15,2015-12-31,Regular,Still in Office,Still in Office
GMY-1998,260,d,Schroeder,1944,M,1998-10-27,long ago,Regular,Regular,Regular
"""


def rows(driver: Driver, cypher: str) -> list[list[object]]:
    with driver.session() as session:
        return [record.values() for record in session.run(cypher)]  # type: ignore[arg-type]


@pytest.fixture
def leaders(tmp_path: Path) -> Path:
    file = tmp_path / "archigos.csv"
    file.write_text(LEADERS, encoding="utf-8")
    return file


def test_good_rows_are_loaded_beside_bad_ones(
    dragoman: Run, leaders: Path, empty_graph: Driver, tmp_path: Path
) -> None:
    run = dragoman("load", "--dataset", "archigos", str(leaders), "--rejects", str(tmp_path / "rejects.csv"))
    assert run.returncode == 1
    assert "rows: 4, of these 2 rejected" in run.stderr
    held = "MATCH (o:Occupancy)-[:HOLDER]->(p) RETURN p.name, toString(o.from), toString(o.to) ORDER BY o.from"
    names = rows(empty_graph, held)
    assert [row[1:] for row in names] == [["2007-05-16", "2012-05-15"], ["2012-05-15", None]]
    assert ["Sarkozy" in str(names[0][0]), "Hollande" in str(names[1][0])] == [True, True]
    with (tmp_path / "rejects.csv").open(encoding="utf-8", newline="") as file:
        rejected = list(csv.DictReader(file))
    assert [row["line"] for row in rejected] == ["4", "5"]
    assert "9999" in rejected[0]["reason"]
    assert rejected[1]["row"] == LEADERS.splitlines()[4]


def test_every_fact_quotes_its_row(dragoman: Run, leaders: Path, empty_graph: Driver) -> None:
    dragoman("load", "--dataset", "archigos", str(leaders))
    told = rows(
        empty_graph, "MATCH (:Occupancy)-[t:REPORTED_IN]->(d:Document) RETURN t.sentence, t.start, t.end, d.text"
    )
    assert {row[0] for row in told} == set(LEADERS.splitlines()[1:3])
    assert all(str(text)[int(str(start)) : int(str(end))] == sentence for sentence, start, end, text in told)


def test_a_second_load_changes_nothing_and_a_data_set_is_taken_back_by_its_name(
    dragoman: Run, leaders: Path, empty_graph: Driver
) -> None:
    dragoman("load", "--dataset", "archigos", str(leaders))
    again = dragoman("load", "--dataset", "archigos", str(leaders))
    assert "1 unchanged" in again.stderr
    assert dragoman("retract", "archigos").returncode == 0
    assert rows(empty_graph, "MATCH (o:Occupancy) RETURN o") == []


def test_a_file_of_another_kind_is_refused(dragoman: Run, leaders: Path, empty_graph: Driver) -> None:
    run = dragoman("load", "--dataset", "unsc-vetoes", str(leaders))
    assert run.returncode == 1
    assert "is no file of unsc-vetoes" in run.stderr
    assert rows(empty_graph, "MATCH (d:Document) RETURN d") == []


def test_a_data_set_without_its_file_tells_where_it_is_from(dragoman: Run) -> None:
    run = dragoman("load", "--dataset", "archigos")
    assert run.returncode == 2
    assert "https://" in run.stderr
    assert dragoman("load", "--dataset", "no-such").returncode == 2


def test_the_list_of_data_sets_tells_licence_and_home(dragoman: Run) -> None:
    told = [json.loads(line) for line in dragoman("datasets").stdout.splitlines()]
    assert {"archigos", "unsc-vetoes", "cns-missile-tests"} <= {one["name"] for one in told}
    assert all(one["licence"] and one["citation"] and one["home"].startswith("https://") for one in told)


def test_the_list_waits_for_no_reader_of_texts() -> None:
    loaded = "import sys, dragoman.cli.datasets; print(sorted({'spacy', 'neo4j', 'httpx'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True).stdout == "[]\n"


def test_vetoes_are_those_that_the_file_counts(shared: Path, dragoman: Run, empty_graph: Driver) -> None:
    file = shared / "datasets" / "unsc_vetoes_1946_sept2022.csv"
    assert dragoman("load", "--dataset", "unsc-vetoes", str(file)).returncode == 0
    with file.open(encoding="utf-8", newline="") as opened:
        names = Counter(row[f"member_veto{n}"] for row in csv.DictReader(opened) for n in (1, 2, 3))
    expected = {"CHN": names["China"], "FRA": names["France"], "GBR": names["UK"], "USA": names["USA"]}
    expected["RUS"] = names["Russia"] + names["USSR"]
    found = rows(empty_graph, "MATCH (s:State)-[:INITIATED]->(e:Event {mode: 'veto'}) RETURN s.id, count(e)")
    assert {str(state): count for state, count in found} == expected


def test_leaders_are_those_that_the_file_counts_and_those_of_the_news(
    shared: Path, dragoman: Run, empty_graph: Driver
) -> None:
    file = shared / "datasets" / "archigos_4.1.csv"
    assert dragoman("load", "--dataset", "archigos", str(file)).returncode == 0
    with file.open(encoding="utf-8", newline="") as opened:
        terms = len(list(csv.DictReader(opened)))
    assert rows(empty_graph, "MATCH (o:Occupancy) RETURN count(o)") == [[terms]]
    answer = json.loads(dragoman("query", "officials", "state=Germany", "on=2010-06-01", "--format", "json").stdout)
    assert [row["name"] for row in answer["rows"]] == ["Angela Merkel"]
    answer = json.loads(dragoman("query", "officials", "state=GDR", "on=1985-06-01", "--format", "json").stdout)
    assert [row["name"] for row in answer["rows"]] == ["Honecker"]


def test_missiles_of_one_day_and_place_are_one_launch(shared: Path, dragoman: Run, empty_graph: Driver) -> None:
    file = shared / "datasets" / "nk_missile_tests_cns.json"
    assert dragoman("load", "--dataset", "cns-missile-tests", str(file)).returncode == 0
    fired = [missile for bin in json.loads(file.read_text("utf-8"))["timeBins"] for missile in bin["data"]]
    launches = rows(
        empty_graph, "MATCH (e:Event {mode: 'launch'}) RETURN count(e), sum(COUNT { (e)-[:REPORTED_IN]->() })"
    )
    assert launches == [[len({(one["date"], one["facility"]) for one in fired}), len(fired)]]


def test_a_missile_without_a_date_or_place_is_rejected_and_the_others_are_loaded(
    dragoman: Run, empty_graph: Driver, tmp_path: Path
) -> None:
    whole = {"missile": "scud-b", "date": "1984-04-09", "facility": "tonghae-satellite-launching-ground"}
    lacking = [{name: value for name, value in whole.items() if name != left_out} for left_out in ("date", "facility")]
    file, rejects = tmp_path / "missiles.json", tmp_path / "rejects.csv"
    file.write_text(json.dumps({"timeBins": [{"data": [*lacking, whole]}]}), encoding="utf-8")
    assert dragoman("load", "--dataset", "cns-missile-tests", str(file), "--rejects", str(rejects)).returncode == 1
    assert rows(empty_graph, "MATCH (e:Event) RETURN toString(e.start)") == [["1984-04-09"]]
    with rejects.open(encoding="utf-8", newline="") as opened:
        assert [row["reason"] for row in csv.DictReader(opened)] == ["has no date", "has no facility"]


def test_alliances_come_with_dragoman_and_hold_at_their_dates(dragoman: Run, empty_graph: Driver) -> None:
    assert dragoman("load", "--dataset", "alliances").returncode == 0

    def allies(state: str, on: str, alliance: str) -> set[str]:
        answer = dragoman("query", "allies", f"state={state}", f"on={on}", "limit=1000", "--format", "json").stdout
        return {row["ally_id"] for row in json.loads(answer)["rows"] if row["alliance"] == alliance}

    assert len(allies("USA", "2018-01-01", "NATO")) == 28
    assert allies("USA", "2024-06-01", "NATO") - allies("USA", "2018-01-01", "NATO") == {"MKD", "FIN", "SWE"}
    assert "GFR" in allies("FRA", "1980-01-01", "NATO")
    # Both have joined ASEAN's treaty of amity and the Group of Twenty; the one is a bloc, and so makes no allies.
    assert allies("USA", "2024-06-01", "G20") == set()


def test_votes_are_those_that_the_file_counts(shared: Path, dragoman: Run, empty_graph: Driver, tmp_path: Path) -> None:
    files = [shared / "datasets" / name for name in ("unga_votes_session70plus.csv", "unga_roll_calls.csv")]
    load = ("load", "--dataset", "unga-votes", *map(str, files))
    assert dragoman(*load).returncode == 0
    with files[0].open(encoding="utf-8", newline="") as opened:
        votes = list(csv.DictReader(opened))
    counted = rows(empty_graph, "MATCH (:State)-[v:VOTED]->(r:RollCall) RETURN v.vote, count(*), count(DISTINCT r)")
    assert {str(vote): count for vote, count, _ in counted} == Counter(row["vote"] for row in votes)
    assert rows(empty_graph, "MATCH (r:RollCall) RETURN count(r)") == [[len({row["rcid"] for row in votes})]]
    lines = files[0].read_text(encoding="utf-8").splitlines()
    told = rows(empty_graph, "MATCH (:State {id: 'FRA'})-[v:VOTED]->() RETURN v.line, v.vote, toString(v.date)")
    assert told
    assert all({"FR", vote, day} <= set(lines[int(str(line)) - 1].split(",")) for line, vote, day in told)

    session = [row for row in votes if row["session"] == "72"]
    cast = {code: {r["rcid"]: r["vote"] for r in session if r["country_code"] == code} for code in ("US", "RU")}
    both = [(vote, cast["RU"][roll_call]) for roll_call, vote in cast["US"].items() if roll_call in cast["RU"]]
    same, opposite = sum(a == b for a, b in both), sum({a, b} == {"yes", "no"} for a, b in both)
    asked = ("query", "voted-together", "a=United States", "b=Russia", "bucket=session", "--format", "json")
    [row] = [row for row in json.loads(dragoman(*asked).stdout)["rows"] if row["period"] == "72"]
    assert [row[name] for name in ("both_voted", "same", "opposite")] == [len(both), same, opposite]
    assert row["same_share"] == pytest.approx(same / len(both), abs=0.0005)
    assert row["agreement"] == pytest.approx((same + (len(both) - same - opposite) / 2) / len(both), abs=0.0005)
    assert row["evidence"]

    alike = ("query", "most-similar-states", "state=USA", "limit=1000", "since=2017-09-12", "--format", "json")
    since = json.loads(dragoman(*alike).stdout)["rows"]
    assert [one["agreement"] for one in since] == sorted((one["agreement"] for one in since), reverse=True)
    together = ("query", "voted-together", "a=USA", f"b={since[0]['similar_id']}", "bucket=all", "since=2017-09-12")
    [whole] = json.loads(dragoman(*together, "--format", "json").stdout)["rows"]
    assert {name: since[0][name] for name in ("both_voted", "same", "opposite", "agreement")} == {
        name: whole[name] for name in ("both_voted", "same", "opposite", "agreement")
    }
    assert "the graph is as it was" in dragoman(*load).stderr


def test_a_list_in_parts_is_taken_back_and_nothing_else(
    dragoman: Run, leaders: Path, empty_graph: Driver, tmp_path: Path
) -> None:
    votes, roll_calls = tmp_path / "un_votes.csv", tmp_path / "un_roll_calls.csv"
    votes.write_text("rcid,country,country_code,vote\n1,France,FR,yes\n1,Italy,IT,no\n2,France,FR,abstain\n", "utf-8")
    roll_calls.write_text("rcid,session,date,unres,descr\n1,70,2015-10-01,R/1,A\n2,71,2016-10-01,R/2,B\n", "utf-8")
    dragoman("load", "--dataset", "archigos", str(leaders))
    assert dragoman("load", "--dataset", "unga-votes", str(votes)).returncode == 1
    assert dragoman("load", "--dataset", "unga-votes", str(roll_calls)).returncode == 1
    assert rows(empty_graph, "MATCH (r:RollCall) RETURN r") == []
    assert dragoman("load", "--dataset", "unga-votes", str(votes), str(roll_calls)).returncode == 0
    cast = "MATCH (s)-[v:VOTED]->(r:RollCall) RETURN s.id, v.vote, r.name, r.session ORDER BY r.name, s.id"
    assert rows(empty_graph, cast) == [["FRA", "yes", "A", 70], ["ITA", "no", "A", 70], ["FRA", "abstain", "B", 71]]

    # A newer release of one session.
    votes.write_text("rcid,country,country_code,vote\n2,France,FR,no\n", "utf-8")
    dragoman("load", "--dataset", "unga-votes", str(votes), str(roll_calls))
    assert rows(empty_graph, cast) == [["FRA", "yes", "A", 70], ["ITA", "no", "A", 70], ["FRA", "no", "B", 71]]

    assert dragoman("retract", "unga-votes").returncode == 0
    assert rows(empty_graph, "MATCH (r:RollCall) RETURN r") == []
    assert rows(empty_graph, "MATCH (o:Occupancy) RETURN count(o)") == [[2]]
    assert dragoman("retract", "unga-votes").returncode == 1


@pytest.mark.parametrize(
    ("name", "file", "state", "on", "office", "holder"),
    [
        ("reign", "reign_leaders_2021-03.csv", "France", "1960-01-01", "effective leader", "De Gaulle"),
        ("wikidata-leaders", "leaders_wikidata_2022.csv", "Albania", "2022-01-01", "Prime Minister", "Edi Rama"),
        ("world-leaders", "world_leaders_2026-08-22.json", "Germany", "2026-08-22", "Chancellor", "Friedrich Merz"),
    ],
)
def test_lists_of_leaders_answer_who_held_an_office(
    shared: Path,
    dragoman: Run,
    empty_graph: Driver,
    name: str,
    file: str,
    state: str,
    on: str,
    office: str,
    holder: str,
) -> None:
    dragoman("load", "--dataset", name, str(shared / "datasets" / file))
    answer = json.loads(dragoman("query", "officials", f"state={state}", f"on={on}", "--format", "json").stdout)
    assert (holder, office) in {(row["name"], row["office"]) for row in answer["rows"]}
