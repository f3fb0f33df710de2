"""The sentences behind anything, and the chain of reactions to an event."""

from typing import Any

import pytest
from neo4j import Driver

from dragoman.graph.records import Actor, DateRange, EventRecord, ResponseRecord
from dragoman.graph.vocabulary import ActorKind, EventType, Precision, Stance
from dragoman.queries.resolve import Unresolved

A, B, C = (Actor(id=id, name=id.title(), kind=ActorKind.STATE, state=id) for id in ("AAA", "BBB", "CCC"))


def told(rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(row["document"], row["sentence"]) for row in rows]


def test_every_sentence_of_an_event_with_what_read_it(ask: Any) -> None:
    rows = ask("evidence", id="event:launch").rows
    assert told(rows) == [
        ("launch.txt", "North Korea fired missiles from Jagang Province on January 14."),
        ("reactions.txt", "North Korea fired missiles into the sea."),
    ]
    first = rows[0]
    assert (first["fact_id"], first["fact"]) == ("event:launch", "missile launch by North Korea")
    assert (first["published"], first["publisher"], first["extractor"], first["rule"]) == (
        "2025-01-15",
        "Agency",
        "test-1",
        "test",
    )
    assert (first["start"], first["end"], first["confidence"], first["sources"]) == (0, len(first["sentence"]), 0.9, 2)
    assert [row["evidence"][0]["sentence"] for row in rows] == [row["sentence"] for row in rows]


def test_an_id_that_extract_printed_leads_to_the_fact_in_the_graph(ask: Any) -> None:
    answer = ask("evidence", id="event:launch-again")
    assert (answer.resolved["id"].id, answer.resolved["id"].kind) == ("event:launch", "event")
    assert answer.rows == ask("evidence", id="event:launch").rows


def test_an_id_has_the_kind_that_a_search_has(ask: Any) -> None:
    (row,) = ask("search", q="sanctions", kind="roll-call").rows
    assert ask("evidence", id=row["id"]).resolved["id"].kind == row["kind"] == "roll-call"


@pytest.mark.parametrize(
    ("id", "sentence"),
    [
        ("statement:choi", "“This is a provocation,” Choi said."),
        ("response:choi", "Seoul condemned the launch on Wednesday."),
        ("official:JPN", "Yoshimasa Hayashi is chief cabinet secretary."),
        ("alliance:pact", "China and North Korea are bound by the treaty of 1961."),
        ("coincidence:stated", "The timing before the inauguration was no accident."),
        ("official:jpn:yoshimasa-hayashi", "Japan's Yoshimasa Hayashi confirmed the launch."),
        ("office:jpn:chief-cabinet-secretary", "Yoshimasa Hayashi is chief cabinet secretary."),
        ("place:prk:jagang-province", "North Korea fired missiles from Jagang Province on January 14."),
        ("document:yoon.txt", "President Yoon Suk Yeol met Nicolás Maduro."),
        ("yoon.txt", "President Yoon Suk Yeol met Nicolás Maduro."),
        ("chn", "China condemned its neighbour."),
    ],
)
def test_the_id_of_anything_has_its_sentences(ask: Any, id: str, sentence: str) -> None:
    assert sentence in [row["sentence"] for row in ask("evidence", id=id).rows]


def test_a_document_has_its_own_sentences_alone(ask: Any) -> None:
    assert {row["document"] for row in ask("evidence", id="reactions.txt").rows} == {"reactions.txt"}


@pytest.mark.parametrize(
    ("edge", "sentences"),
    [
        ("(:State {id: 'KOR'})-[edge:CONDEMNED]->()", ["Seoul condemned the launch on Wednesday."]),
        ("()-[edge:RESPONDS_TO]->(:Event {id: 'event:launch'})", ["Seoul condemned the launch on Wednesday."]),
        ("()-[edge:ALLIED_WITH]-(:State {id: 'CHN'})", ["China and North Korea are bound by the treaty of 1961."]),
        ("()-[edge:COINCIDES_WITH]-()", ["The timing before the inauguration was no accident."]),
        ("(:Official {name: 'Yoshimasa Hayashi'})-[edge:HELD]->()", ["Yoshimasa Hayashi is chief cabinet secretary."]),
    ],
)
def test_a_derived_edge_leads_to_the_sentences_that_it_follows_from(
    ask: Any, world: Driver, edge: str, sentences: list[str]
) -> None:
    id = world.execute_query(f"MATCH {edge} RETURN edge.id AS id").records[0]["id"]
    answer = ask("evidence", id=id)
    assert answer.resolved["id"].kind == "edge"
    assert [row["sentence"] for row in answer.rows] == sentences


def test_every_derived_edge_has_evidence(ask: Any, world: Driver) -> None:
    edges = world.execute_query("MATCH ()-[edge]->() WHERE edge.facts IS NOT NULL RETURN edge.id AS id").records
    assert len(edges) > 10
    assert [edge["id"] for edge in edges if not ask("evidence", id=edge["id"]).rows] == []


@pytest.mark.parametrize("id", ["edge:none", "event:none", "north korea missile launch"])
def test_what_is_no_id_is_refused(ask: Any, id: str) -> None:
    with pytest.raises(Unresolved, match="nothing in the graph"):
        ask("evidence", id=id)


def _event(telling: Any, id: str, name: str, kind: EventType, actor: Actor, on: str | None) -> None:
    date = DateRange.model_validate({"start": on, "end": on, "precision": Precision.DAY}) if on else None
    sentence = f"There was a {name} by {actor.name} ({id})."
    told = {"name": f"{name} by {actor.name}", "type": kind, "initiators": (actor,), "date": date}
    telling.tell(EventRecord, id, sentence, **told)


def _answer(telling: Any, actor: Actor, event: str, reaction: str | None = None) -> None:
    sentence = f"{actor.name} answered {event} by {reaction}."
    fields = {"actor": actor, "stance": Stance.ACTED, "event": event, "reaction": reaction}
    telling.tell(ResponseRecord, f"response:{reaction}-{event}", sentence, **fields)


@pytest.fixture
def quarrel(graph: Any) -> Any:
    """A deed, two answers to it, an answer to one of these, and that answered in turn by the first."""
    it = graph.telling("quarrel.txt", "2024-02-01")
    _event(it, "event:raid", "raid", EventType.ASSAULT, A, "2024-01-01")
    _event(it, "event:ban", "ban", EventType.SANCTION, B, "2024-01-03")
    _event(it, "event:protest", "protest", EventType.ACCUSE, C, None)
    _event(it, "event:threat", "threat", EventType.THREATEN, A, "2024-01-10")
    _event(it, "event:drill", "drill", EventType.MOBILIZE, B, "2024-01-11")
    _answer(it, B, "event:raid", "event:ban")
    _answer(it, C, "event:raid", "event:protest")
    _answer(it, A, "event:ban", "event:threat")
    _answer(it, B, "event:threat", "event:drill")
    _answer(it, A, "event:drill", "event:threat")
    graph.load(it)
    return graph


CHAIN = ("step", "event_id", "responds_to", "lag_days")


def test_a_chain_is_told_as_a_tree_in_order(quarrel: Any) -> None:
    whole = [
        (0, "event:raid", None, None),
        (1, "event:ban", "event:raid", 2),
        (2, "event:threat", "event:ban", 7),
        (3, "event:drill", "event:threat", 1),
        (1, "event:protest", "event:raid", None),
    ]
    assert quarrel.rows("response-chain", *CHAIN, event="event:raid") == whole
    assert quarrel.rows("response-chain", *CHAIN, event="event:raid", depth="1") == [whole[0], whole[1], whole[4]]
    assert quarrel.rows("response-chain", *CHAIN, event="event:raid", as_of="2024-01-05") == whole[:2]
    ban = quarrel.ask("response-chain", event="event:raid").rows[1]
    assert (ban["actors"], ban["sentence"]) == (["Bbb"], "Bbb answered event:raid by event:ban.")
    assert [piece["sentence"] for piece in ban["evidence"]] == [ban["sentence"]]


def test_answers_that_answer_each_other_end(quarrel: Any) -> None:
    rows = quarrel.rows("response-chain", *CHAIN, event="event:threat", depth="6")
    assert rows == [(0, "event:threat", None, None), (1, "event:drill", "event:threat", 1)]
