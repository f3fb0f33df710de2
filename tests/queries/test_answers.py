"""Each named query on the small world: the rows a user would expect, with the sentences that say so."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from neo4j import Driver

from dragoman.graph.errors import DatabaseError, DatabaseTimeout
from dragoman.queries.answer import Answer
from dragoman.queries.catalogue import Query
from dragoman.queries.parameter import ParameterError
from dragoman.queries.resolve import Unresolved
from dragoman.queries.run import run_query

Ask = Callable[..., Answer]


def sentences(row: Mapping[str, Any]) -> list[str]:
    return [piece["sentence"] for piece in row["evidence"]]


def test_who_responded_gathers_all_records_of_the_occurrence(ask: Ask) -> None:
    answer = ask("who-responded-to-event", event="north korea missile launch january 2025")
    assert answer.resolved["event"].id == "event:launch"
    told = [(row["actor_id"], row["speaker"], row["stance"], row["date"], row["lag_days"]) for row in answer.rows]
    assert told == [
        ("JPN", "Yoshimasa Hayashi", "ACKNOWLEDGED", "2025-01-14", 0),
        ("KOR", "Choi Sang-mok", "CONDEMNED", "2025-01-15", 1),
        ("CHN", None, "CONDEMNED", "2025-01-16", 2),
        ("USA", "Antony Blinken", "CONDEMNED", None, None),
    ]
    assert answer.rows[1]["statement"] == "This is a provocation"
    assert sentences(answer.rows[1]) == ["Seoul condemned the launch on Wednesday."]


@pytest.mark.parametrize(
    ("only", "speakers"),
    [
        ({"stance": "CONDEMNED"}, ["Choi Sang-mok", None, "Antony Blinken"]),
        ({"stance": "acknowledged"}, ["Yoshimasa Hayashi"]),
        ({"actor": "South Korea"}, ["Choi Sang-mok"]),
        ({"actor": "blinken"}, ["Antony Blinken"]),
        ({"actor": "CHN", "stance": "SUPPORTED"}, []),
    ],
)
def test_responses_of_one_stance_or_one_actor(ask: Ask, only: dict[str, str], speakers: list[str | None]) -> None:
    answer = ask("who-responded-to-event", event="event:launch", **only)
    assert [row["speaker"] for row in answer.rows] == speakers


def test_what_is_undated_belongs_to_the_newest_such_event_of_its_document(ask: Ask) -> None:
    # The document with the undated tests tells of the launch, not of the hypersonic missile before it.
    assert ask("who-responded-to-event", event="event:hypersonic").rows == []


def test_evidence_stands_at_its_offsets_in_the_document(ask: Ask, world: Driver) -> None:
    texts = {
        row["name"]: row["text"]
        for row in world.execute_query("MATCH (d:Document) RETURN d.name AS name, d.text AS text").records
    }
    rows = [
        row
        for name, words in (("events", {}), ("statements", {}), ("document", {"document": "launch.txt"}))
        for row in ask(name, **words).rows
    ]
    pieces = [piece for row in rows for piece in row["evidence"]]
    assert pieces
    for piece in pieces:
        assert texts[piece["document"]][piece["start"] : piece["end"]] == piece["sentence"]
        assert set(piece) == {"document", "title", "url", "published", "sentence", "start", "end", "confidence"}


def test_events_newest_first_undated_last(ask: Ask) -> None:
    rows = ask("events").rows
    assert [row["date"] for row in rows] == [
        "2025-02-03",
        "2025-01-15",
        "2025-01-14",
        "2025-01-06",
        None,
        None,
    ]
    assert rows[2]["documents"] == 2
    assert list(rows[0]) == [
        "event_id",
        "name",
        "type",
        "date",
        "initiators",
        "recipients",
        "place",
        "documents",
        "evidence",
    ]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"actor": "pyongyang"}, {"event:launch", "event:hypersonic", "event:tests"}),
        ({"actor": "KOR"}, {"event:accuse", "event:aid"}),
        ({"actor": "choi"}, {"event:accuse"}),
        ({"actor": "KOR", "target": "PRK", "type": "aid"}, {"event:aid"}),
        ({"target": "DPRK"}, {"event:accuse", "event:aid"}),
        ({"place": "jagang"}, {"event:launch"}),
        ({"place": "north korea"}, {"event:launch"}),
        ({"since": "2025-01-10", "until": "2025-01-14"}, {"event:launch"}),
        ({"as_of": "2025-01-10"}, {"event:hypersonic"}),
        ({"modality": "hypothetical"}, {"event:talks"}),
        ({"actor": "JPN"}, set()),
    ],
)
def test_events_are_narrowed_by_each_parameter(ask: Ask, arguments: dict[str, str], expected: set[str]) -> None:
    assert {row["event_id"] for row in ask("events", **arguments).rows} == expected


def test_an_act_of_an_official_is_shown_as_the_officials(ask: Ask) -> None:
    (accusation,) = ask("events", actor="KOR", type="ACCUSE").rows
    assert (accusation["initiators"], accusation["recipients"]) == (["Choi Sang-mok"], ["North Korea"])


@pytest.mark.parametrize(
    "arguments",
    [
        {"speaker": "choi"},
        {"state": "seoul"},
        {"event": "event:launch"},
        {"event": "event:launch-again"},
        {"state": "KOR", "event": "event:launch-again"},
        {"since": "2025-01-15"},
        {},
    ],
)
def test_statements_are_found_from_every_side(ask: Ask, arguments: dict[str, str]) -> None:
    (row,) = ask("statements", **arguments).rows
    assert (row["speaker"], row["office"], row["state"]) == ("Choi Sang-mok", "acting president", "KOR")
    assert (row["text"], row["stance"], row["date"]) == ("This is a provocation", "CONDEMNED", "2025-01-15")
    assert row["event"] == "missile launch by North Korea"


def test_officials_hold_until_they_are_called_former_or_followed(ask: Ask) -> None:
    def names(day: str) -> list[str]:
        return [row["name"] for row in ask("officials", state="South Korea", on=day).rows]

    assert names("2024-11-15") == ["Yoon Suk Yeol", "Han Duck-soo"]
    assert names("2025-01-18") == ["Choi Sang-mok", "Han Duck-soo"]
    assert names("2020-01-01") == []


def test_allies_on_a_day(ask: Ask) -> None:
    (china,) = ask("allies", state="PRK", on="2025-01-14").rows
    assert (china["ally_id"], china["alliance"], china["type"], china["from"]) == (
        "CHN",
        "Treaty of 1961",
        "defense pact",
        "1961-07-11",
    )
    assert ask("allies", state="PRK", on="1950-01-01").rows == []
    assert ask("allies", state="PRK", as_of="1950-01-01").rows == []


def test_coincident_events_stated_or_near_and_sharing_an_actor(ask: Ask) -> None:
    def found(days: str) -> list[tuple[str, int | None]]:
        return [
            (row["event_id"], row["days"]) for row in ask("coincident-events", event="event:launch", days=days).rows
        ]

    assert found("3") == [("event:accuse", 1), ("event:inauguration", None)]
    assert found("8") == [("event:accuse", 1), ("event:hypersonic", 8), ("event:inauguration", None)]
    stated = ask("coincident-events", event="event:launch").rows[-1]
    assert sentences(stated) == ["The timing before the inauguration was no accident."]


def test_relation_timeline_by_bucket(ask: Ask) -> None:
    def told(**arguments: str) -> list[tuple[Any, ...]]:
        rows = ask("relation-timeline", a="PRK", b="KOR", **arguments).rows
        return [
            tuple(row[name] for name in ("period", "events", "cooperation", "conflict", "goldstein")) for row in rows
        ]

    assert told() == [("2025-01", 1, 0, 1, -2.0), ("2025-02", 1, 1, 0, 7.0)]
    assert told(bucket="year") == [("2025", 2, 1, 1, 2.5)]
    assert told(bucket="day", since="2025-02-01") == [("2025-02-03", 1, 1, 0, 7.0)]


def test_connection_reads_as_a_chain(ask: Ask) -> None:
    rows = ask("connection", a="choi sang-mok", b="japan").rows
    assert [row["step"] for row in rows] == [1, 2, 3]
    assert (rows[-1]["from"], rows[-1]["edge"], rows[-1]["to"]) == (
        "Japan",
        "ACKNOWLEDGED",
        "missile launch by North Korea",
    )
    assert all(row["evidence"] for row in rows)
    assert ask("connection", a="japan", b="venezuela").rows == []


def test_connection_keeps_to_what_was_so(ask: Ask) -> None:
    assert ask("connection", a="CHN", b="PRK").rows != []
    assert ask("connection", a="CHN", b="PRK", as_of="1950-01-01").rows == []


def test_allies_who_condemned(ask: Ask) -> None:
    (row,) = ask("allies-who-condemned", state="north korea").rows
    assert (row["ally"], row["alliance"], row["event"], row["date"]) == (
        "China",
        "Treaty of 1961",
        "missile launch by North Korea",
        "2025-01-16",
    )
    assert sentences(row) == [
        "China condemned its neighbour.",
        "China and North Korea are bound by the treaty of 1961.",
    ]


def test_document_tells_every_fact_in_the_order_of_the_text(ask: Ask) -> None:
    rows = ask("document", document="Reactions to the missiles").rows
    assert [(row["kind"], row["fact"]) for row in rows] == [
        ("event", "missile launch by North Korea"),
        ("response", "China CONDEMNED missile launch by North Korea"),
        ("event", "missile tests by North Korea"),
        ("response", "Antony Blinken for United States CONDEMNED missile tests by North Korea"),
        ("alliance", "China and North Korea"),
        ("event", "talks between South Korea and North Korea"),
        ("event", "aid by South Korea to North Korea"),
        ("official", "Yoon Suk Yeol, former president of South Korea"),
        ("response", "North Korea DENIED aid by South Korea to North Korea"),
    ]
    assert {piece["document"] for row in rows for piece in row["evidence"]} == {"reactions.txt"}
    assert rows[5]["date"] == "2025-02"


def test_search_by_kind_and_without_accents(ask: Ask) -> None:
    assert [row["id"] for row in ask("search", q="nicolas maduro").rows] == ["official:ven:nicolas-maduro"]
    assert {row["id"] for row in ask("search", q="korea", kind="state").rows} == {"KOR", "PRK"}
    assert {row["kind"] for row in ask("search", q="missile").rows} == {"document", "event"}
    assert ask("search", q="missiles", kind="document").rows[0]["name"] in {
        "North Korea fires missiles",
        "Reactions to the missiles",
    }


@pytest.mark.parametrize(
    "words", ['+-&&||!(){}[]^"~*?:\\/', "AND OR NOT", "a:b", "*", "“”", "name:*", "x" * 5000, "word " * 500]
)
def test_search_takes_any_text_for_words(ask: Ask, words: str) -> None:
    assert isinstance(ask("search", q=words).rows, list)


def test_nothing_was_known_before_anything_was_loaded(world: Driver, catalogue: Mapping[str, Query]) -> None:
    before = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    today = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    examples = {
        "who-responded-to-event": {"event": "event:launch"},
        "allies-who-condemned": {"state": "PRK"},
        "coincident-events": {"event": "event:launch"},
        "document": {"document": "launch.txt"},
        "allies": {"state": "PRK"},
        "officials": {"state": "KOR", "on": "2025-01-18"},
        "relation-timeline": {"a": "PRK", "b": "KOR"},
        "connection": {"a": "PRK", "b": "KOR"},
        "search": {"q": "korea"},
        "events": {},
        "statements": {},
        "evidence": {"id": "KOR"},
        "contested": {},
        "response-chain": {"event": "event:launch"},
        "voted-together": {"a": "PRK", "b": "CHN"},
        "most-similar-states": {"state": "KOR", "at_least": "1"},
        "escalation": {"a": "PRK", "b": "KOR"},
        "reaction-profile": {"state": "KOR", "type": "MOBILIZE"},
        "blocs": {"since": "2025-01-01", "least": "1"},
    }
    # This world has no rows of data sets by the million, and no enemy that two states share: asked in other tests.
    assert set(examples) == set(catalogue) - {"same-events", "common-enemies"}
    for name, arguments in examples.items():
        if any(catalogue[name].parameters[argument].resolved for argument in arguments):
            with pytest.raises(Unresolved):
                run_query(world, catalogue[name], arguments | {"known_at": before})
        else:
            assert run_query(world, catalogue[name], arguments | {"known_at": before}).rows == [], name
        assert run_query(world, catalogue[name], arguments | {"known_at": today}).rows != [], name


def test_pages_join_to_the_whole(ask: Ask) -> None:
    whole = ask("events", modality="any", limit="1000")
    assert whole.next is None
    page, pages = ask("events", modality="any", limit="2"), []
    while True:
        pages += page.rows
        if page.next is None:
            break
        page = ask("events", modality="any", limit="2", cursor=page.next)
    assert pages == whole.rows


def test_a_cursor_serves_its_own_query_alone(ask: Ask) -> None:
    cursor = ask("events", limit="2").next
    assert cursor is not None
    for name, arguments in (
        ("events", {"cursor": cursor, "actor": "KOR"}),
        ("statements", {"cursor": cursor}),
        ("events", {"cursor": "zzz"}),
        ("events", {"cursor": "é"}),
    ):
        with pytest.raises(ParameterError, match="cursor does not belong"):
            ask(name, **arguments)


def test_wrong_arguments_name_the_parameter(ask: Ask) -> None:
    for arguments, name in (
        ({"state": "KOR", "colour": "red"}, "colour"),
        ({}, "state"),
        ({"state": "KOR", "on": "x"}, "on"),
        ({"state": "KOR", "limit": "1001"}, "limit"),
    ):
        with pytest.raises(ParameterError) as caught:
            ask("allies", **arguments)
        assert caught.value.parameter == name


def test_the_answer_tells_the_values_used(ask: Ask) -> None:
    answer = ask("coincident-events", event="event:launch", as_of="2025-02-01")
    assert answer.parameters == {"event": "event:launch", "days": 3, "as_of": "2025-02-01", "limit": 50}


def test_a_query_that_writes_is_refused(world: Driver, catalogue: Mapping[str, Query]) -> None:
    wicked = catalogue["events"].model_copy(update={"cypher": "CREATE (n:Wicked) RETURN n.id AS event_id"})
    with pytest.raises(DatabaseError, match="access mode"):
        run_query(world, wicked, {})
    assert world.execute_query("MATCH (n:Wicked) RETURN count(n) AS n").records[0]["n"] == 0


def test_a_query_that_takes_too_long_is_ended(world: Driver, catalogue: Mapping[str, Query]) -> None:
    endless = catalogue["events"].model_copy(
        update={"cypher": "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN count(a * b) AS event_id"}
    )
    with pytest.raises(DatabaseTimeout):
        run_query(world, endless, {}, timeout=0.5)
