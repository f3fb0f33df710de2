"""Data sets of events by the million as a user loads them: row by row, gone on with after a kill, taken back."""

import csv
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from neo4j import Driver

from dragoman.graph.dump import dump
from dragoman.graph.settings import Settings
from dragoman.queries.catalogue import load_catalogue
from dragoman.queries.run import run_query

Run = Callable[..., subprocess.CompletedProcess[str]]

TALKS, STATEMENT, FIGHT, NO_CODE = "040", "010", "190", "999"
WEIGHTS = {TALKS: "1.0", FIGHT: "-10.0"}
LEADERS = """obsid,gwcode,leadid,leader,yrborn,gender,startdate,enddate,entry,exit,exitcode
FRA-2007,220,a,Sarkozy,1955,M,2007-05-16,2012-05-15,Regular,Regular,Regular
"""


def line(id: int, day: str, by: str, to: str, code: str = TALKS, place: tuple[str, str] = ("Minsk", "BO")) -> str:
    """A row of a GDELT 2.0 event file; the place with its country by FIPS."""
    cells = [""] * 61
    cells[0:2], cells[25:31] = [str(id), day], ["1", code, code, code[:2], "1", WEIGHTS.get(code, "0.0")]
    cells[5:8], cells[15:18] = [by, by, by], [to, to, to]
    cells[51:54], cells[56:58] = ["4", f"{place[0]}, Somewhere", place[1]], ["53.9", "27.5667"]
    cells[59:] = [f"{day}000000", f"https://news.example/{id}"]
    return "\t".join(cells) + "\n"


ROWS = [
    line(1, "20191001", "USA", "RUS"),
    line(2, "20191002", "RUS", "USA", FIGHT, place=("", "")),
    line(3, "20191003", "USA", "RUS", STATEMENT),
    line(4, "20191004", "USA", "RUS", NO_CODE),
    line(5, "20191005", "FRA", "RUS", place=("Moscow", "RS")),
]


@pytest.fixture
def events(tmp_path: Path) -> Path:
    file = tmp_path / "20191001.export.CSV"
    file.write_text("".join(ROWS), encoding="utf-8")
    return file


def ask(driver: Driver, query: str, **arguments: str) -> list[dict[str, object]]:
    return run_query(driver, load_catalogue()[query], arguments).rows


def graph(driver: Driver) -> list[str]:
    return list(dump(driver, "neo4j"))


def rejects(file: Path) -> list[Mapping[str, str]]:
    with file.open(encoding="utf-8", newline="") as listed:
        return list(csv.DictReader(listed))


def test_rows_become_events_with_the_row_and_its_article_as_evidence(
    dragoman: Run, events: Path, empty_graph: Driver, tmp_path: Path
) -> None:
    run = dragoman("load", "--dataset", "gdelt", str(events), "--rejects", str(tmp_path / "rejects.csv"))
    assert run.returncode == 1
    assert "rows: 5, of these 2 rejected; events: 3" in run.stderr
    assert [(row["file"], row["line"]) for row in rejects(tmp_path / "rejects.csv")] == [
        (events.name, "3"),
        (events.name, "4"),
    ]
    found = ask(empty_graph, "events", actor="USA", target="RUS")
    assert [(row["event_id"], row["type"], row["date"], row["place"]) for row in found] == [
        ("gdelt:1", "CONSULT", "2019-10-01", "Minsk")
    ]
    evidence = found[0]["evidence"]
    assert isinstance(evidence, list)
    assert evidence[0]["sentence"] == ROWS[0].rstrip("\n")
    assert evidence[0]["url"] == "https://news.example/1"
    periods = ask(empty_graph, "relation-timeline", a="USA", b="RUS", bucket="month")
    assert [(row["period"], row["events"], row["conflict"]) for row in periods] == [("2019-10", 2, 1)]


def test_events_are_found_by_whatever_is_asked(dragoman: Run, events: Path, empty_graph: Driver) -> None:
    dragoman("load", "--dataset", "gdelt", str(events))
    for arguments, ids in (
        ({}, [5, 2, 1]),
        ({"actor": "USA"}, [1]),
        ({"target": "RUS"}, [5, 1]),
        ({"type": "CONSULT"}, [5, 1]),
        ({"place": "RUS"}, [5]),
        ({"place": "Minsk", "until": "2019-10-01"}, [1]),
        ({"since": "2019-10-02", "until": "2019-10-04"}, [2]),
        ({"limit": "1"}, [5]),
        ({"min_confidence": "0.9"}, []),
        ({"as_of": "2019-10-03"}, [2, 1]),
    ):
        found = ask(empty_graph, "events", **arguments)
        assert [row["event_id"] for row in found] == [f"gdelt:{id}" for id in ids], arguments


def test_a_second_load_changes_nothing(dragoman: Run, events: Path, empty_graph: Driver) -> None:
    dragoman("load", "--dataset", "gdelt", str(events))
    before = graph(empty_graph)
    again = dragoman("load", "--dataset", "gdelt", str(events))
    assert (again.returncode, "files: 1 unchanged" in again.stderr) == (0, True)
    assert graph(empty_graph) == before


def test_an_archive_is_read_as_the_file_in_it(dragoman: Run, events: Path, empty_graph: Driver) -> None:
    dragoman("load", "--dataset", "gdelt", str(events))
    before = [text for text in graph(empty_graph) if '"Document"' not in text]
    empty_graph.execute_query("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")
    packed = events.with_suffix(".CSV.zip")
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(events, events.name)
    dragoman("load", "--dataset", "gdelt", str(packed))
    assert [text for text in graph(empty_graph) if '"Document"' not in text] == before


def test_a_newer_file_of_the_same_name_takes_the_place_of_the_older(
    dragoman: Run, events: Path, empty_graph: Driver
) -> None:
    dragoman("load", "--dataset", "gdelt", str(events))
    events.write_text("".join(ROWS[1:2]), encoding="utf-8")
    run = dragoman("load", "--dataset", "gdelt", str(events))
    assert "1 taken back for a newer one" in run.stderr
    assert [row["event_id"] for row in ask(empty_graph, "events")] == ["gdelt:2"]
    assert [row["documents"] for row in ask(empty_graph, "events")] == [1]


def test_retracting_a_data_set_leaves_the_others(
    dragoman: Run, events: Path, empty_graph: Driver, tmp_path: Path
) -> None:
    leaders = tmp_path / "archigos.csv"
    leaders.write_text(LEADERS, encoding="utf-8")
    dragoman("load", "--dataset", "archigos", str(leaders))
    before = graph(empty_graph)
    dragoman("load", "--dataset", "gdelt", str(events))
    (known,) = empty_graph.execute_query("MATCH (s:Schema) RETURN toString(s.written_at)").records[0]
    run = dragoman("retract", "gdelt")
    assert run.returncode == 0, run.stderr
    assert graph(empty_graph) == before
    assert ask(empty_graph, "events") == []
    assert len(ask(empty_graph, "events", known_at=known)) == 3
    assert dragoman("retract", "gdelt").returncode == 1


def test_what_two_files_tell_stays_while_one_does(
    dragoman: Run, events: Path, empty_graph: Driver, tmp_path: Path
) -> None:
    other = tmp_path / "20191001-again.export.CSV"
    other.write_text("".join([*ROWS[:2], ROWS[0]]), encoding="utf-8")
    dragoman("load", "--dataset", "gdelt", str(events), str(other))
    assert [row["documents"] for row in ask(empty_graph, "events")] == [1, 2, 2]
    dragoman("retract", events.name)
    assert [(row["event_id"], row["documents"]) for row in ask(empty_graph, "events")] == [
        ("gdelt:2", 1),
        ("gdelt:1", 1),
    ]
    dragoman("retract", other.name)
    assert ask(empty_graph, "events") == []


def test_a_file_of_another_kind_is_refused_before_anything_is_written(
    dragoman: Run, empty_graph: Driver, tmp_path: Path
) -> None:
    file = tmp_path / "archigos.csv"
    file.write_text(LEADERS, encoding="utf-8")
    before = graph(empty_graph)
    run = dragoman("load", "--dataset", "gdelt", str(file))
    assert run.returncode == 1
    assert "is no file of gdelt" in run.stderr
    assert graph(empty_graph) == before


def test_a_load_that_is_killed_is_gone_on_with(
    dragoman: Run, neo4j_settings: Settings, empty_graph: Driver, tmp_path: Path
) -> None:
    file = tmp_path / "many.export.CSV"
    codes = (TALKS, FIGHT, NO_CODE)
    file.write_text(
        "".join(line(id, f"2019{1 + id % 12:02}{1 + id % 28:02}", "USA", "RUS", codes[id % 3]) for id in range(15_000)),
        encoding="utf-8",
    )
    listed = tmp_path / "rejects.csv"
    arguments = ["load", "--dataset", "gdelt", str(file), "--rejects", str(listed)]
    undisturbed = dragoman(*arguments)
    whole, all_rejects = graph(empty_graph), rejects(listed)
    assert len(all_rejects) == 5_000, undisturbed.stderr
    listed.unlink()
    with empty_graph.session() as session:
        session.run("MATCH (n) WHERE NOT n:Schema CALL (n) { DETACH DELETE n } IN TRANSACTIONS").consume()

    environment = {**os.environ, "DRAGOMAN_HOME": str(neo4j_settings.dragoman_home)}
    process = subprocess.Popen([sys.executable, "-m", "dragoman.cli.main", *arguments], cwd=tmp_path, env=environment)
    while not _stored(empty_graph):
        assert process.poll() is None
    process.kill()
    process.wait()
    assert 0 < _stored(empty_graph) < 15_000
    run = dragoman(*arguments)
    assert "1 gone on with" in run.stderr
    assert graph(empty_graph) == whole
    assert rejects(listed) == all_rejects


def _stored(driver: Driver) -> int:
    """Up to which line the file is stored."""
    (lines,) = driver.execute_query("OPTIONAL MATCH (d:Document) RETURN coalesce(max(d.lines), 0)").records[0]
    return int(lines)


def test_a_row_and_a_text_that_tell_one_event_are_linked_whichever_comes_first(
    dragoman: Run, events: Path, empty_graph: Driver, tmp_path: Path
) -> None:
    text = tmp_path / "strike.txt"
    text.write_text("Russia attacked the United States on October 2, 2019.\n", encoding="utf-8")
    news, rows = ["load", str(text), "--published", "2019-10-03"], ["load", "--dataset", "gdelt", str(events)]
    dragoman(*rows)
    dragoman(*news)
    (told,) = (row["event_id"] for row in ask(empty_graph, "events", min_confidence="0.22") if row["type"] == "ASSAULT")
    linked = ask(empty_graph, "same-events", event=str(told))
    assert [row["event_id"] for row in linked] == ["gdelt:2"]
    assert "same day" in str(linked[0]["reasons"])
    assert [row["event_id"] for row in ask(empty_graph, "same-events", event="gdelt:2")] == [told]
    rows_first = graph(empty_graph)
    (known,) = empty_graph.execute_query("MATCH (s:Schema) RETURN toString(s.written_at)").records[0]

    dragoman("retract", "gdelt")
    assert ask(empty_graph, "same-events", event=str(told)) == []
    assert [row["event_id"] for row in ask(empty_graph, "same-events", event=str(told), known_at=known)] == ["gdelt:2"]
    dragoman(*rows)
    assert graph(empty_graph) == rows_first
    dragoman("retract", text.name)
    assert ask(empty_graph, "same-events", event="gdelt:2") == []
