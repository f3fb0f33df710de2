"""`--min-confidence`: what is less sure is neither stored nor printed, and nothing points at it."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver

from dragoman.graph.records import (
    Actor,
    CoincidenceRecord,
    DocumentRecord,
    DocumentRecords,
    EventRecord,
    Evidence,
    FactRecord,
    OfficialRecord,
    ResponseRecord,
    StatementRecord,
    missing_from,
)
from dragoman.graph.store import Store
from dragoman.graph.vocabulary import ActorKind, EventType, Stance
from dragoman.loaders.least_confidence import at_least

Run = Callable[..., subprocess.CompletedProcess[str]]

NORTH, SOUTH = (
    Actor(id=id, name=name, kind=ActorKind.STATE, state=id, mention=name, aliases=(f"{name}n",), known=True)
    for id, name in (("PRK", "North Korea"), ("KOR", "South Korea"))
)
CHOI = Actor(id="official:kor:choi-sang-mok", name="Choi Sang-mok", kind=ActorKind.OFFICIAL, state="KOR")
SENTENCE = "North Korea fired a missile, and South Korea's Choi Sang-mok condemned it."
REPORT = """North Korea fires missiles

2025-01-14

North Korea fired several ballistic missiles into the Sea of Japan on Tuesday. South Korea condemned the launches, and
Japan's prime minister Shigeru Ishiba may visit Seoul. The United States denied that it had known of the launches.
"""


def told(kind: type[FactRecord], id: str, confidence: float, **fields: Any) -> FactRecord:
    evidence = (Evidence(sentence=SENTENCE, start=0, end=len(SENTENCE)),)
    head = {"id": id, "document": "launch.txt", "confidence": confidence, "evidence": evidence, "rule": "test"}
    return kind.model_validate(head | fields)


def event(id: str, confidence: float, by: Actor, **fields: Any) -> FactRecord:
    words = {"name": f"deed of {by.name}", "type": EventType.ACCUSE, "initiators": (by,)}
    return told(EventRecord, id, confidence, **words | fields)


def statement(confidence: float, *about: str) -> FactRecord:
    said = {"speaker": CHOI, "text": "condemned it", "quoted": False, "about": about}
    return told(StatementRecord, "statement:choi", confidence, **said)


def response(id: str, confidence: float, to: str, reaction: str | None = None) -> FactRecord:
    given = {"actor": SOUTH, "speaker": CHOI, "stance": Stance.CONDEMNED, "event": to, "reaction": reaction}
    return told(ResponseRecord, id, confidence, **given)


def records(*facts: FactRecord, actors: tuple[Actor, ...] = ()) -> DocumentRecords:
    head = DocumentRecord(
        id="document:launch", document="launch.txt", sha256="0", text=SENTENCE, confidence=1, evidence=()
    )
    return DocumentRecords(document=head, facts=facts, actors=actors)


LAUNCH, ACCUSED = event("event:launch", 0.9, NORTH), event("event:accused", 0.5, CHOI, recipients=(NORTH,))


def ids(document: DocumentRecords) -> list[str]:
    return [fact.id for fact in document.facts]


def test_what_is_less_sure_goes_and_what_is_as_sure_stays() -> None:
    document = records(LAUNCH, ACCUSED, statement(0.7), actors=(SOUTH,))
    assert ids(at_least(document, 0.5)) == ids(document)
    assert ids(at_least(document, 0.7)) == ["event:launch", "statement:choi"]
    assert ids(at_least(document, 0.91)) == []
    assert at_least(document, 0) is document
    assert at_least(document, 0.91).document == document.document


def test_a_response_goes_with_its_event_and_stays_without_the_event_that_it_is() -> None:
    document = records(LAUNCH, ACCUSED, response("r:1", 0.9, "event:launch", "event:accused"))
    [_, kept] = at_least(document, 0.6).facts
    assert isinstance(kept, ResponseRecord)
    assert (kept.event, kept.reaction) == ("event:launch", None)
    document = records(LAUNCH, ACCUSED, response("r:1", 0.9, "event:accused"))
    assert ids(at_least(document, 0.6)) == ["event:launch"]


def test_a_statement_is_about_the_events_that_stay() -> None:
    document = records(LAUNCH, ACCUSED, statement(0.9, "event:accused", "event:launch"), actors=(SOUTH,))
    [_, kept] = at_least(document, 0.6).facts
    assert isinstance(kept, StatementRecord)
    assert kept.about == ("event:launch",)


def test_a_coincidence_needs_both_its_events() -> None:
    both = told(CoincidenceRecord, "coincidence:1", 0.9, events=("event:launch", "event:accused"))
    document = records(LAUNCH, ACCUSED, both, actors=(SOUTH,))
    assert ids(at_least(document, 0.5)) == ["event:launch", "event:accused", "coincidence:1"]
    assert ids(at_least(document, 0.6)) == ["event:launch"]


def test_an_event_that_is_told_twice_stays_with_its_surer_telling() -> None:
    again = event("event:accused", 0.8, CHOI, recipients=(NORTH,))
    document = records(ACCUSED, again, response("r:1", 0.9, "event:accused"), actors=(SOUTH,))
    assert [fact.confidence for fact in at_least(document, 0.6).facts] == [0.8, 0.9]


def test_a_state_that_only_a_left_out_fact_named_is_still_known() -> None:
    held = {"name": CHOI.name, "office": "acting president", "state": "KOR", "actor": CHOI}
    document = records(event("event:visit", 0.3, SOUTH), told(OfficialRecord, "official:choi", 0.9, **held))
    assert not missing_from(document)
    kept = at_least(document, 0.6)
    assert ids(kept) == ["official:choi"]
    assert not missing_from(kept)
    [state] = kept.actors
    assert (state.id, state.name, state.aliases, state.known) == ("KOR", "South Korea", ("South Korean",), True)


@pytest.fixture
def dump(dragoman: Run, empty_graph: Driver) -> str:
    """A dump of one document with facts of 0.9 and 0.5; the graph is empty again."""
    facts = (
        LAUNCH,
        ACCUSED,
        response("response:1", 0.9, "event:launch", "event:accused"),
        response("response:2", 0.9, "event:accused"),
        statement(0.9, "event:accused", "event:launch"),
        told(CoincidenceRecord, "coincidence:1", 0.9, events=("event:launch", "event:accused")),
    )
    Store(empty_graph, "neo4j").load([records(*facts)], "test-1")
    printed = dragoman("dump").stdout
    empty_graph.execute_query("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")
    return printed


def stored(driver: Driver) -> dict[str, int]:
    found, _, _ = driver.execute_query(
        "MATCH (fact:Fact) RETURN head([l IN labels(fact) WHERE l <> 'Fact']) AS kind, count(*) AS facts"
    )
    return {row["kind"]: row["facts"] for row in found}


def test_load_leaves_out_what_is_less_sure_and_says_how_much(dragoman: Run, dump: str, empty_graph: Driver) -> None:
    run = dragoman("load", "-", "--min-confidence", "0.6", text=dump)
    assert run.returncode == 0, run.stderr
    # The doubtful event, the response to it and the coincidence with it.
    assert "facts left out as less sure: 3" in run.stderr
    assert stored(empty_graph) == {"Event": 1, "Response": 1, "Statement": 1}
    rows = json.loads(dragoman("query", "statements").stdout)["rows"]
    assert [row["event"] for row in rows] == ["deed of North Korea"]


def test_the_graph_keeps_the_reading_it_has_until_that_is_taken_back(
    dragoman: Run, dump: str, empty_graph: Driver
) -> None:
    dragoman("load", "-", text=dump)
    before = stored(empty_graph)
    again = dragoman("load", "-", "--min-confidence", "0.6", text=dump)
    assert "1 unchanged" in again.stderr
    assert stored(empty_graph) == before
    dragoman("retract", "launch.txt")
    dragoman("load", "-", "--min-confidence", "0.6", text=dump)
    assert stored(empty_graph) == {"Event": 1, "Response": 1, "Statement": 1}


def test_a_load_without_a_minimum_leaves_out_nothing(dragoman: Run, dump: str, empty_graph: Driver) -> None:
    run = dragoman("load", "-", text=dump)
    assert "left out" not in run.stderr
    assert stored(empty_graph) == {"Event": 2, "Response": 2, "Statement": 1, "Coincidence": 1}


def test_extract_prints_what_is_sure_and_nothing_that_points_elsewhere(dragoman: Run, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    everything = [json.loads(line) for line in dragoman("extract", "report.txt").stdout.splitlines()]
    least = sorted(record["confidence"] for record in everything)[len(everything) // 2]
    run = dragoman("extract", "report.txt", "--min-confidence", str(least))
    assert run.returncode == 0, run.stderr
    sure = [json.loads(line) for line in run.stdout.splitlines()]
    assert sure[0] == everything[0]
    assert all(record["confidence"] >= least for record in sure)
    told_of = {record["id"] for record in sure}
    for record in sure:
        pointed_at = (*record.get("about", ()), *record.get("events", ()), record.get("event"), record.get("reaction"))
        assert {id for id in pointed_at if id} <= told_of
    assert f"facts left out as less sure: {len(everything) - len(sure)}" in run.stderr or everything == sure


@pytest.mark.parametrize("command", ["load", "extract"])
@pytest.mark.parametrize("confidence", ["1.5", "-0.1", "nan", "much"])
def test_what_is_no_confidence_is_wrong_usage(dragoman: Run, command: str, confidence: str) -> None:
    run = dragoman(command, "report.txt", "--min-confidence", confidence)
    assert (run.returncode, run.stdout) == (2, "")
    assert "--min-confidence" in run.stderr
    assert "Traceback" not in run.stderr
