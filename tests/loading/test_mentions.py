"""Mentions as a user loads them: more evidence of events that are there, whatever came first; taken back alone."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from neo4j import Driver

from dragoman.graph.dump import dump
from dragoman.queries.catalogue import load_catalogue
from dragoman.queries.run import run_query

Run = Callable[..., subprocess.CompletedProcess[str]]
Event = Callable[[int], str]


@pytest.fixture
def events(tmp_path: Path, event: Event) -> str:
    file = tmp_path / "20191024143000.export.CSV"
    file.write_text(event(1) + event(2), encoding="utf-8")
    return str(file)


@pytest.fixture
def mentions(tmp_path: Path, mention: Callable[[int, str, int], str]) -> str:
    file = tmp_path / "20191025120000.mentions.CSV"
    rows = mention(1, "a.example", 60) + mention(1, "b.example", 100) + mention(3, "a.example", 40)
    file.write_text(rows, encoding="utf-8")
    return str(file)


def load(dragoman: Run, dataset: str, file: str) -> str:
    run = dragoman("load", "--dataset", dataset, file)
    assert run.returncode == 0, run.stderr
    return run.stderr


def ask(driver: Driver, query: str, **arguments: str) -> list[dict[str, object]]:
    return run_query(driver, load_catalogue()[query], arguments).rows


def graph(driver: Driver) -> list[str]:
    return list(dump(driver, "neo4j"))


def documents(driver: Driver) -> dict[object, object]:
    return {row["event_id"]: row["documents"] for row in ask(driver, "events")}


def test_a_mention_is_one_more_piece_of_evidence_of_its_event(
    dragoman: Run, events: str, mentions: str, empty_graph: Driver
) -> None:
    load(dragoman, "gdelt", events)
    told = load(dragoman, "gdelt-mentions", mentions)
    assert "rows: 3, of these 0 rejected; mentions: 2; of events that are not in the graph: 1, not stored" in told
    found = {row["publisher"]: row for row in ask(empty_graph, "evidence", id="gdelt:1")}
    assert set(found) == {None, "a.example", "b.example"}
    best = found["b.example"]
    assert (best["published"], best["sentence"]) == (
        "2019-10-25",
        Path(mentions).read_text(encoding="utf-8").splitlines()[1],
    )
    assert best["evidence"][0]["url"] == "https://b.example/1"  # type: ignore[index]
    assert found["a.example"]["confidence"] == pytest.approx(best["confidence"] * 0.6)  # type: ignore[operator]
    assert {row["sources"] for row in found.values()} == {1}
    assert documents(empty_graph) == {"gdelt:1": 2, "gdelt:2": 1}


def test_mentions_loaded_again_change_nothing_and_find_events_that_came_later(
    dragoman: Run, events: str, mentions: str, empty_graph: Driver, tmp_path: Path, event: Event
) -> None:
    load(dragoman, "gdelt", events)
    load(dragoman, "gdelt-mentions", mentions)
    before = graph(empty_graph)
    assert "files: 1 unchanged" in load(dragoman, "gdelt-mentions", mentions)
    assert graph(empty_graph) == before
    later = tmp_path / "20191024144500.export.CSV"
    later.write_text(event(3), encoding="utf-8")
    load(dragoman, "gdelt", str(later))
    load(dragoman, "gdelt-mentions", mentions)
    assert documents(empty_graph) == {"gdelt:1": 2, "gdelt:2": 1, "gdelt:3": 2}
    assert len(ask(empty_graph, "evidence", id="gdelt:1")) == 3


def test_which_came_first_does_not_show(dragoman: Run, events: str, mentions: str, empty_graph: Driver) -> None:
    load(dragoman, "gdelt", events)
    load(dragoman, "gdelt-mentions", mentions)
    there = graph(empty_graph)
    empty_graph.execute_query("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")
    assert "mentions: 0" in load(dragoman, "gdelt-mentions", mentions)
    load(dragoman, "gdelt", events)
    load(dragoman, "gdelt-mentions", mentions)
    assert graph(empty_graph) == there


def test_retracting_mentions_takes_back_that_evidence_alone(
    dragoman: Run, events: str, mentions: str, empty_graph: Driver
) -> None:
    load(dragoman, "gdelt", events)
    before = graph(empty_graph)
    load(dragoman, "gdelt-mentions", mentions)
    assert graph(empty_graph) != before
    assert dragoman("retract", "gdelt-mentions").returncode == 0
    assert graph(empty_graph) == before


def test_a_mention_keeps_no_event_alive(dragoman: Run, events: str, mentions: str, empty_graph: Driver) -> None:
    load(dragoman, "gdelt", events)
    load(dragoman, "gdelt-mentions", mentions)
    there = graph(empty_graph)
    assert dragoman("retract", "gdelt").returncode == 0
    assert ask(empty_graph, "events") == []
    load(dragoman, "gdelt", events)
    load(dragoman, "gdelt-mentions", mentions)
    assert graph(empty_graph) == there


def test_an_event_told_twice_in_one_file_goes_with_it(
    dragoman: Run, empty_graph: Driver, tmp_path: Path, event: Event
) -> None:
    file = tmp_path / "twice.export.CSV"
    file.write_text(event(1) + event(1), encoding="utf-8")
    load(dragoman, "gdelt", str(file))
    assert dragoman("retract", "gdelt").returncode == 0
    assert ask(empty_graph, "events") == []


def test_mentions_of_the_sample_are_of_events_that_other_code_finds(
    shared: Path, dragoman: Run, empty_graph: Driver, tmp_path: Path, event: Event
) -> None:
    file = shared / "datasets" / "gdelt_mentions_sample.csv"
    lines = file.read_text(encoding="utf-8").splitlines()[1:]
    numbers = [line.split(",", 1)[0] for line in lines]
    known = sorted(set(numbers))[:5]
    events = tmp_path / "events.export.CSV"
    events.write_text("".join(event(int(number)) for number in known), encoding="utf-8")
    load(dragoman, "gdelt", str(events))
    stored = sum(number in known for number in numbers)
    assert f"mentions: {stored:,}; of events that are not in the graph: {len(numbers) - stored:,}" in load(
        dragoman, "gdelt-mentions", str(file)
    )
