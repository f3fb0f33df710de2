"""`dragoman query` and `dragoman queries` as a user runs them."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.queries.catalogue import load_catalogue

DRAGOMAN = str(Path(sys.executable).with_name("dragoman"))
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(environment: dict[str, str]) -> Run:
    def dragoman(*words: str, **more: str) -> "subprocess.CompletedProcess[str]":
        command = [DRAGOMAN, *words]
        return subprocess.run(command, env=environment | more, capture_output=True, text=True, timeout=120, check=False)

    return dragoman


def test_json_in_a_pipe_and_messages_apart(run: Run) -> None:
    done = run("query", "who-responded-to-event", "event=north korea missile launch january 2025")
    assert done.returncode == 0, done.stderr
    assert [row["actor_id"] for row in json.loads(done.stdout)["rows"]] == ["JPN", "KOR", "CHN", "USA"]
    assert "event taken as missile launch by North Korea, 2025-01-14 (event:launch)" in done.stderr


def test_a_table_on_a_terminal(environment: dict[str, str]) -> None:
    terminal, inner = pty.openpty()
    command = [DRAGOMAN, "query", "allies", "state=PRK"]
    subprocess.run(command, env=environment, stdout=inner, stderr=subprocess.PIPE, timeout=120, check=True)
    shown = os.read(terminal, 65536).decode()
    os.close(inner)
    os.close(terminal)
    assert "Treaty of 1961" in shown
    assert "China and North Korea are bound" in shown
    assert "{" not in shown


def test_csv_and_graphml(run: Run) -> None:
    rows = csv.DictReader(io.StringIO(run("query", "events", "actor=KOR", "--format", "csv").stdout))
    assert [row["event_id"] for row in rows] == ["event:aid", "event:accuse"]
    assert run("query", "events", "actor=KOR", "--format", "graphml").stdout.startswith("<?xml")


def test_pages(run: Run) -> None:
    first = run("query", "events", "limit=2")
    cursor = json.loads(first.stdout)["next"]
    assert f"cursor={cursor}" in first.stderr
    second = run("query", "events", "limit=2", f"cursor={cursor}")
    assert json.loads(second.stdout)["rows"][0]["event_id"] == "event:launch"


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["query"], 2, "name a query"),
        (["query", "alies", "state=KOR"], 2, "did you mean allies"),
        (["query", "allies"], 2, "needs the parameter state"),
        (["query", "allies", "KOR"], 2, "param=value"),
        (["query", "allies", "state=KOR", "state=PRK"], 2, "more than once"),
        (["query", "allies", "state=KOR", "on=tomorrow"], 2, "YYYY-MM-DD"),
        (["query", "allies", "state=KOR", "min_confidence=60"], 2, "at least 0 and at most 1"),
        (["query", "allies", "state=KOR", "colour=red"], 2, "no parameter 'colour'"),
        (["query", "allies", "state=Atlantis"], 1, "nothing in the graph is called 'Atlantis'"),
        (["queries", "nothing-like-it"], 2, "there is no query"),
    ],
)
def test_mistakes_are_one_line_and_a_status(run: Run, words: list[str], status: int, told: str) -> None:
    done = run(*words)
    assert (done.returncode, done.stdout) == (status, "")
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_database_that_is_away(run: Run) -> None:
    done = run("query", "events", NEO4J_URI="bolt://127.0.0.1:9")
    assert done.returncode == 1
    assert "no Neo4j answers at bolt://127.0.0.1:9" in done.stderr


def test_an_empty_answer_says_so(run: Run) -> None:
    done = run("query", "events", "actor=JPN")
    assert (done.returncode, json.loads(done.stdout)["rows"]) == (0, [])
    assert "nothing is known" in done.stderr


def test_the_list_and_one_query_in_full(run: Run) -> None:
    assert "who-responded-to-event" in run("queries").stdout
    shown = run("queries", "allies").stdout
    assert "MATCH" in shown
    assert ":param state => 'PRK';" in shown


def test_a_question_in_plain_words_tells_what_it_was_taken_for(run: Run) -> None:
    done = run("ask", "who condemned the North Korean missile launch in January 2025?", "--format", "csv")
    assert done.returncode == 0, done.stderr
    taken = 'taken as: who-responded-to-event event="North Korean missile launch January 2025" stance=CONDEMNED'
    assert done.stderr.splitlines()[0] == taken
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["actor_id"] for row in rows] == ["KOR", "CHN", "USA"]
    assert {row["stance"] for row in rows} == {"CONDEMNED"}


def test_parameters_behind_a_question_go_before_what_is_taken_from_it(run: Run) -> None:
    done = run("ask", "who condemned the North Korean missile launch in January 2025?", "actor=CHN", "--format", "csv")
    assert done.stderr.splitlines()[0].endswith("actor=CHN")
    assert [row["actor_id"] for row in csv.DictReader(io.StringIO(done.stdout))] == ["CHN"]
    wrong = run("ask", "who are the allies of China?", "colour=red")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "no parameter 'colour'" in wrong.stderr


def test_a_period_that_ends_before_it_begins_is_refused(run: Run) -> None:
    done = run("query", "events", "since=2025-01-31", "until=2025-01-01")
    assert (done.returncode, done.stdout) == (2, "")
    assert "2025-01-01 lies before since=2025-01-31" in done.stderr


def test_a_question_that_no_query_answers_is_told_what_can_be_asked(run: Run) -> None:
    done = run("ask", "what", "is", "the", "capital", "of", "Finland?")
    assert (done.returncode, done.stdout) == (1, "")
    assert "no named query answers 'what is the capital of Finland?'" in done.stderr
    assert all(name in done.stderr for name in load_catalogue())


def test_all_evidence_is_shown_when_asked_for(environment: dict[str, str]) -> None:
    def shown(*options: str) -> str:
        command = [DRAGOMAN, "query", "events", "actor=PRK", "--format", "table", *options]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=True).stdout

    assert shown("--sentences", "0").count("—") == 0
    assert shown("--evidence").count("—") > shown().count("—")
