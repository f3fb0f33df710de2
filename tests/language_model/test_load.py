"""What `load` makes of a model's readings: which reading of a document holds, and what is tried again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver

from dragoman.graph.settings import Settings

FIRED = "North Korea fired several ballistic missiles into the Sea of Japan on Tuesday."


@pytest.fixture
def load(
    model: Any,
    dragoman: Callable[..., Any],
    neo4j_settings: Settings,
    empty_graph: Driver,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., Any]:
    """`dragoman load` of one report, by the reader of that name."""
    if neo4j_settings.neo4j_uri and neo4j_settings.neo4j_password:
        monkeypatch.setenv("NEO4J_URI", neo4j_settings.neo4j_uri)
        monkeypatch.setenv("NEO4J_PASSWORD", neo4j_settings.neo4j_password.get_secret_value())
    else:
        monkeypatch.setenv("DRAGOMAN_HOME", str(neo4j_settings.dragoman_home))
    # Of the test's own: answers of an earlier test may stand in the cache beside the database.
    text = f"{FIRED} Report of {tmp_path.name}."
    (tmp_path / "launch.txt").write_text(text)
    return lambda reader: dragoman("load", "--reader", reader, "--published", "2025-01-15", "launch.txt")


def readings(driver: Driver) -> list[str]:
    """What has read the documents in the graph."""
    with driver.session() as session:
        rows = session.run("MATCH (document:Document) RETURN document.extractor AS extractor ORDER BY extractor")
        return [str(row["extractor"]) for row in rows]


def test_a_models_reading_takes_the_place_of_an_offline_one_and_stays(
    model: Any, load: Callable[..., Any], empty_graph: Driver
) -> None:
    load("offline")
    told = model.event(FIRED, "fired", "MOBILIZE", ["North Korea"], [], name="missile launch")
    model.tells(events=[told])
    run = load("language-model")
    assert run.status == 0
    assert "1 read anew" in run.err
    assert readings(empty_graph) == ["language-model-1:scripted-7b"]
    with empty_graph.session() as session:
        names = session.run("MATCH (:State {id: 'PRK'})-[:INITIATED]->(e:Event) RETURN collect(e.name) AS names")
        assert names.single(strict=True)["names"] == ["missile launch by North Korea"]
    assert "1 unchanged" in load("offline").err
    assert "1 unchanged" in load("language-model").err
    assert len(model.received) == 1


def test_what_was_read_offline_for_want_of_an_answer_is_tried_again(
    model: Any, load: Callable[..., Any], empty_graph: Driver
) -> None:
    model.replies(model.completion(None, refusal="no"))
    assert "launch.txt: read offline: scripted-7b: the model refuses to answer" in load("language-model").err
    [offline] = readings(empty_graph)
    assert not offline.startswith("language-model")
    model.tells()
    assert "1 read anew" in load("language-model").err
    assert readings(empty_graph) == ["language-model-1:scripted-7b"]


def test_wrong_settings_store_nothing(model: Any, load: Callable[..., Any], empty_graph: Driver) -> None:
    model.replies(model.reply(status=401))
    assert load("language-model").status == 2
    assert readings(empty_graph) == []
