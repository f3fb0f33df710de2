"""`dragoman load`, `extract` and `retract` as a user runs them: output, graph and exit status."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver

from dragoman.graph.settings import Settings
from dragoman.loaders.documents.sources import find_sources
from dragoman.loaders.documents.text import DocumentText
from dragoman.loaders.loading import read_all

Run = Callable[..., subprocess.CompletedProcess[str]]

LAUNCH = """North Korea fires missiles

2025-01-14

North Korea fired several ballistic missiles into the Sea of Japan on Tuesday. South Korea condemned the launches.
"""
VISIT = """---
title: French president visits Egypt
date: 2025-04-07
publisher: Example Wire
---

President Emmanuel Macron of France met Egyptian President Abdel Fattah el-Sisi in Cairo on Monday.
"""


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "launch.txt").write_text(LAUNCH, encoding="utf-8")
    (folder / "visit.md").write_text(VISIT, encoding="utf-8")
    return folder


def records(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def count(driver: Driver, cypher: str) -> int:
    with driver.session() as session:
        return int(session.run(cypher).single(strict=True)[0])  # type: ignore[arg-type]


def test_load_puts_documents_and_their_facts_into_the_graph(
    dragoman: Run, documents: Path, empty_graph: Driver
) -> None:
    run = dragoman("load", str(documents))
    assert (run.returncode, run.stdout) == (0, "")
    assert "2 loaded" in run.stderr
    assert count(empty_graph, "MATCH (d:Document) RETURN count(d)") == 2
    launches = "MATCH (:State {id: 'PRK'})-[:INITIATED]->(e:Event {type: 'MOBILIZE'}) RETURN count(e)"
    assert count(empty_graph, launches) == 1


def test_a_second_load_changes_nothing_and_says_so(dragoman: Run, documents: Path, empty_graph: Driver) -> None:
    dragoman("load", str(documents))
    edges = count(empty_graph, "MATCH ()-[r]->() RETURN count(r)")
    again = dragoman("load", str(documents))
    assert again.returncode == 0
    assert "2 unchanged" in again.stderr
    assert "the graph is as it was" in again.stderr
    assert count(empty_graph, "MATCH ()-[r]->() RETURN count(r)") == edges


def test_what_cannot_be_read_is_named_and_the_rest_loaded(dragoman: Run, documents: Path, empty_graph: Driver) -> None:
    (documents / "empty.txt").write_text("")
    (documents / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (documents / "rows.jsonl").write_text(
        json.dumps({"title": "Visit", "date": "2025-04-08", "text": "The president of Egypt met the king of Jordan."})
        + "\n{broken\n"
    )
    run = dragoman("load", str(documents), str(documents / "nowhere.txt"))
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    for name in ("empty.txt", "binary.txt", "rows.jsonl:2", "nowhere.txt"):
        assert any(line.startswith(f"{name}: ") for line in run.stderr.splitlines()), name
    assert "3 loaded, 4 failed" in run.stderr
    assert count(empty_graph, "MATCH (d:Document) RETURN count(d)") == 3


def test_retract_takes_back_one_document(dragoman: Run, documents: Path, empty_graph: Driver) -> None:
    dragoman("load", str(documents))
    assert dragoman("retract", "launch.txt").returncode == 0
    assert count(empty_graph, "MATCH (:State {id: 'PRK'}) RETURN count(*)") == 0
    assert count(empty_graph, "MATCH (:State {id: 'EGY'}) RETURN count(*)") == 1
    unknown = dragoman("retract", "launch.txt")
    assert unknown.returncode == 1
    assert "launch.txt" in unknown.stderr


def test_extract_prints_what_load_would_store_and_needs_no_database(
    command_of: Callable[[Settings], Run], documents: Path
) -> None:
    nowhere = command_of(Settings(_env_file=None, neo4j_uri="bolt://127.0.0.1:1"))
    run = nowhere("extract", str(documents))
    assert (run.returncode, run.stderr) == (0, "")
    printed = records(run.stdout)
    assert [record["document"] for record in printed if record["kind"] == "document"] == ["launch.txt", "visit.md"]
    texts = {
        text.name: text.text
        for text in read_all(find_sources([str(documents)]), None)
        if isinstance(text, DocumentText)
    }
    for record in printed:
        assert 0 <= record["confidence"] <= 1
        for evidence in record["evidence"]:
            assert texts[record["document"]][evidence["start"] : evidence["end"]] == evidence["sentence"]


def test_extract_reads_standard_input(dragoman: Run) -> None:
    text = "Japan condemned the missile launch by North Korea on Tuesday."
    run = dragoman("extract", "-", "--published", "2025-01-15", text=text)
    [event] = [record for record in records(run.stdout) if record["kind"] == "event" and record["type"] == "ACCUSE"]
    assert [actor["id"] for actor in event["initiators"]] == ["JPN"]
    assert event["evidence"] == [{"sentence": text, "start": 0, "end": len(text)}]


def test_two_workers_read_the_same_as_one_in_the_same_order(dragoman: Run, documents: Path) -> None:
    for number in range(8):
        (documents / f"copy-{number}.txt").write_text(f"{LAUNCH}\nReport number {number}.\n", encoding="utf-8")
    one = dragoman("extract", str(documents), "--workers", "1")
    two = dragoman("extract", str(documents), "--workers", "2")
    assert one.stdout == two.stdout != ""


@pytest.mark.parametrize(
    "arguments",
    [["load"], ["load", "a.txt", "--published", "tomorrow"], ["load", "a.txt", "--speed", "9"], ["unload"]],
)
def test_wrong_usage_is_told_with_status_2(dragoman: Run, arguments: list[str]) -> None:
    run = dragoman(*arguments)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr


def test_an_unreachable_database_is_one_line(command_of: Callable[[Settings], Run], documents: Path) -> None:
    run = command_of(Settings(_env_file=None, neo4j_uri="bolt://127.0.0.1:1"))("load", str(documents))
    assert run.returncode == 1
    assert len(run.stderr.splitlines()) == 1
    assert "bolt://127.0.0.1:1" in run.stderr
