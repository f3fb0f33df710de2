"""Correcting, deciding, dumping: as a user does it on the command line, and what he finds afterwards."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver

Run = Callable[..., subprocess.CompletedProcess[str]]
Write = Callable[..., str]
Ask = Callable[..., list[dict[str, Any]]]

WRONG = "Gunmen killed the mayor of Tikrit on Monday. France condemned the killing on Tuesday."
RIGHT = "Gunmen killed the governor of Tikrit on Monday. Germany condemned the killing on Tuesday."


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a document with front matter: `write("a.md", text, url=…)`; gives its path."""

    def written(name: str, text: str, **fields: str) -> str:
        head = {"date": "2025-01-15"} | fields
        lines = "\n".join(f"{field}: {value}" for field, value in head.items())
        path = tmp_path / name
        path.write_text(f"---\n{lines}\n---\n\n{text}\n", encoding="utf-8")
        return str(path)

    return written


@pytest.fixture
def ask(dragoman: Run) -> Ask:
    """Asks a named query on the command line; gives its rows."""

    def rows(name: str, *arguments: str) -> list[dict[str, Any]]:
        run = dragoman("query", name, *arguments, "--format", "json")
        assert run.returncode == 0, run.stderr
        found: list[dict[str, Any]] = json.loads(run.stdout)["rows"]
        return found

    return rows


def now(driver: Driver) -> str:
    """An instant after all that has been loaded, before all that will be."""
    with driver.session() as session:
        return str(session.run("MATCH (s:Schema) RETURN toString(max(s.written_at))").single(strict=True)[0])


def condemning(rows: list[dict[str, Any]]) -> set[str]:
    return {name for row in rows for name in row["initiators"]}


def test_a_correction_takes_the_place_of_the_document_and_keeps_it_for_then(
    dragoman: Run, write: Write, ask: Ask, empty_graph: Driver
) -> None:
    first = dragoman("load", write("wrong.md", WRONG))
    assert first.returncode == 0, first.stderr
    before = now(empty_graph)
    run = dragoman("load", write("right.md", RIGHT), "--corrects", "wrong.md")
    assert run.returncode == 0, run.stderr
    assert condemning(ask("events", "type=ACCUSE")) == {"Germany"}
    assert condemning(ask("events", "type=ACCUSE", f"known_at={before}")) == {"France"}
    again = dragoman("load", str(Path(write("wrong.md", WRONG)).parent))
    assert "corrected" in again.stderr
    assert condemning(ask("events", "type=ACCUSE")) == {"Germany"}
    dragoman("retract", "right.md")
    assert ask("events", "type=ACCUSE") == []
    dragoman("load", write("wrong.md", WRONG))
    assert condemning(ask("events", "type=ACCUSE")) == {"France"}


def test_a_document_that_is_there_already_can_be_declared_a_correction(
    dragoman: Run, write: Write, ask: Ask, empty_graph: Driver
) -> None:
    right = write("right.md", RIGHT)
    dragoman("load", write("wrong.md", WRONG), right)
    assert dragoman("load", right, "--corrects", "wrong.md").returncode == 0
    assert condemning(ask("events", "type=ACCUSE")) == {"Germany"}
    itself = dragoman("load", right, "--corrects", "right.md")
    assert itself.returncode == 2
    assert "cannot correct itself" in itself.stderr


@pytest.mark.parametrize("names", [("page.md", "page.md"), ("first.md", "second.md")], ids=["file", "page"])
def test_a_newer_text_at_an_address_takes_the_place_of_the_older(
    dragoman: Run, write: Write, ask: Ask, empty_graph: Driver, names: tuple[str, str]
) -> None:
    page = {} if names[0] == names[1] else {"url": "https://news.example/killing"}
    dragoman("load", write(names[0], WRONG, **page))
    before = now(empty_graph)
    run = dragoman("load", write(names[1], RIGHT, **page))
    assert "1 taken back for a newer text" in run.stderr
    assert condemning(ask("events", "type=ACCUSE")) == {"Germany"}
    assert condemning(ask("events", "type=ACCUSE", f"known_at={before}")) == {"France"}


def test_several_documents_of_one_page_stay_when_they_come_together(
    dragoman: Run, tmp_path: Path, empty_graph: Driver
) -> None:
    url = "https://news.example/live"
    rows = [{"text": text, "url": url, "date": "2025-01-15"} for text in (WRONG, RIGHT)]
    (tmp_path / "live.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert "2 loaded" in dragoman("load", "live.jsonl", "--batch", "1").stderr
    assert "2 unchanged" in dragoman("load", "live.jsonl").stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["a.md", "b.md", "--corrects", "a.md"], "one document"),
        (["b.md", "--corrects", "nowhere.md"], "nowhere.md"),
    ],
)
def test_a_correction_of_nothing_loads_nothing(
    dragoman: Run, write: Write, empty_graph: Driver, arguments: list[str], told: str
) -> None:
    write("a.md", WRONG)
    write("b.md", RIGHT)
    run = dragoman("load", *arguments)
    assert run.returncode in (1, 2)
    assert told in run.stderr
    assert "Traceback" not in run.stderr
    with empty_graph.session() as session:
        assert session.run("MATCH (d:Document) RETURN count(d)").single(strict=True)[0] == 0


def test_a_dump_loads_back_whatever_the_batches(dragoman: Run, write: Write, empty_graph: Driver) -> None:
    dragoman("load", write("wrong.md", WRONG, publisher="One"), write("right.md", RIGHT, publisher="Other"))
    first = dragoman("dump")
    assert first.returncode == 0
    assert {json.loads(line)["kind"] for line in first.stdout.splitlines()} >= {
        "dump",
        "document",
        "event",
        "node",
        "edge",
    }
    empty_graph.execute_query("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")
    run = dragoman("load", "-", "--batch", "1", text=first.stdout)
    assert run.returncode == 0, run.stderr
    assert dragoman("dump").stdout == first.stdout


def by_initiator(rows: list[dict[str, Any]], name: str) -> str:
    return str(next(row["event_id"] for row in rows if row["initiators"] == [name]))


def test_decisions_corrections_and_pages_come_back_with_a_dump_and_a_second_load_changes_nothing(
    dragoman: Run, write: Write, ask: Ask, empty_graph: Driver
) -> None:
    dragoman("load", write("old.md", WRONG))
    other = RIGHT.replace("Germany", "Italy")
    dragoman("load", write("wrong.md", WRONG, url="https://news.example/killing"), write("other.md", other))
    dragoman("load", write("right.md", RIGHT), "--corrects", "old.md")
    rows = ask("events", "type=ACCUSE")
    france, germany, italy = (by_initiator(rows, name) for name in ("France", "Germany", "Italy"))
    dragoman("merge", france, germany)
    dragoman("split", france, italy)
    first = dragoman("dump").stdout
    decisions = [row for row in map(json.loads, first.splitlines()) if row["kind"] == "decision"]
    assert {row["verdict"] for row in decisions} == {"merge", "split"}
    empty_graph.execute_query("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")
    nodes = []
    for _ in range(2):
        run = dragoman("load", "-", text=first)
        assert run.returncode == 0, run.stderr
        assert dragoman("dump").stdout == first
        found, _, _ = empty_graph.execute_query("MATCH (n) WHERE NOT n:Schema RETURN labels(n), properties(n)")
        nodes.append(sorted(map(str, found)))
    assert nodes[0] == nodes[1]
    assert not any("PastDecision" in node for node in nodes[0])
    assert "passed over" in dragoman("load", "old.md").stderr
    newer = dragoman("load", write("newer.md", RIGHT.replace("Germany", "Spain"), url="https://news.example/killing"))
    assert "1 taken back for a newer text" in newer.stderr


def test_a_dump_that_ends_too_soon_loads_what_is_whole_and_says_so(
    dragoman: Run, write: Write, tmp_path: Path, empty_graph: Driver
) -> None:
    dragoman("load", write("wrong.md", WRONG), write("right.md", RIGHT))
    lines = dragoman("dump").stdout.splitlines(keepends=True)
    second = [place for place, line in enumerate(lines) if line.startswith('{"kind": "document"')][1]
    (tmp_path / "cut.jsonl").write_text("".join(lines[: second + 2]), encoding="utf-8")
    empty_graph.execute_query("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")
    run = dragoman("load", "cut.jsonl")
    assert run.returncode == 1
    assert "1 loaded, 1 failed" in run.stderr
    assert "ends in the middle" in run.stderr


def test_a_merge_outlives_reloading_and_a_split_takes_it_back(
    dragoman: Run, write: Write, ask: Ask, empty_graph: Driver
) -> None:
    paths = [write("wrong.md", WRONG), write("right.md", RIGHT)]
    dragoman("load", *paths)
    france, germany = (by_initiator(ask("events", "type=ACCUSE"), name) for name in ("France", "Germany"))
    apart = dragoman("dump").stdout
    run = dragoman("merge", france, germany)
    assert run.returncode == 0, run.stderr
    [row] = ask("events", "type=ACCUSE")
    assert set(row["initiators"]) == {"France", "Germany"}
    dragoman("retract", "wrong.md")
    dragoman("load", *paths)
    assert len(ask("events", "type=ACCUSE")) == 1
    assert dragoman("split", france, germany).returncode == 0
    assert len(ask("events", "type=ACCUSE")) == 2
    nodes = [line for line in apart.splitlines() if '"decision"' not in line]
    assert [line for line in dragoman("dump").stdout.splitlines() if '"decision"' not in line] == nodes


def test_a_merge_of_clusters_is_taken_back_whole_whichever_two_of_its_parts_are_named(
    dragoman: Run, write: Write, ask: Ask, empty_graph: Driver
) -> None:
    names = ("France", "Germany", "Italy", "Spain")
    paths = [write(f"{name}.md", RIGHT.replace("Germany", name)) for name in names]
    dragoman("load", *paths)
    rows = ask("events", "type=ACCUSE")
    france, germany, italy, spain = (by_initiator(rows, name) for name in names)
    for pair in ((france, germany), (italy, spain), (germany, italy)):
        assert dragoman("merge", *pair).returncode == 0
    assert len(ask("events", "type=ACCUSE")) == 1
    held = dragoman("split", france, germany)
    assert held.returncode == 2
    assert "would stay one" in held.stderr
    assert dragoman("split", france, spain).returncode == 0
    assert sorted(len(row["initiators"]) for row in ask("events", "type=ACCUSE")) == [2, 2]
    assert dragoman("split", france, germany).returncode == 0
    assert sorted(len(row["initiators"]) for row in ask("events", "type=ACCUSE")) == [1, 1, 2]


@pytest.mark.parametrize(("one", "other", "told"), [("DEU", "FRA", "known to be two"), ("DEU", "event:no", "event:no")])
def test_what_can_not_be_merged_is_refused(
    dragoman: Run, write: Write, empty_graph: Driver, one: str, other: str, told: str
) -> None:
    dragoman("load", write("wrong.md", WRONG), write("right.md", RIGHT))
    run = dragoman("merge", one, other)
    assert run.returncode in (1, 2)
    assert told in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_candidates_come_with_score_and_reasons(dragoman: Run, write: Write, empty_graph: Driver) -> None:
    monday, tuesday = "North Korea fired a missile on Monday.", "North Korea launched a missile on Tuesday."
    dragoman("load", write("one.md", monday), write("other.md", tuesday))
    run = dragoman("candidates")
    assert run.returncode == 0
    [pair] = [json.loads(line) for line in run.stdout.splitlines()]
    assert pair["kind"] == "event"
    assert 0 < pair["score"] < 1
    assert pair["reasons"]
    assert dragoman("split", pair["left"], pair["right"]).returncode == 0
    assert dragoman("candidates").stdout == ""
