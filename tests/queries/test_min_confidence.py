"""`min_confidence`: an answer is what it would be if the facts that are less sure had never been told."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pytest

from dragoman.graph.records import (
    Actor,
    AllianceRecord,
    CoincidenceRecord,
    DateRange,
    EventRecord,
    OfficialRecord,
    Place,
    ResponseRecord,
    RollCallRecord,
    StatementRecord,
    Term,
)
from dragoman.graph.vocabulary import ActorKind, EventType, Precision, Stance, Vote
from dragoman.queries.catalogue import Query
from dragoman.queries.parameter import ParameterError

NORTH, SOUTH, CHINA, JAPAN, AMERICA = (
    Actor(id=id, name=name, kind=ActorKind.STATE, state=id)
    for id, name in (
        ("PRK", "North Korea"),
        ("KOR", "South Korea"),
        ("CHN", "China"),
        ("JPN", "Japan"),
        ("USA", "America"),
    )
)
CHOI, HAN = (
    Actor(id=f"official:kor:{slug}", name=name, kind=ActorKind.OFFICIAL, state="KOR")
    for slug, name in (("choi-sang-mok", "Choi Sang-mok"), ("han-duck-soo", "Han Duck-soo"))
)
ASKED = {
    "who-responded-to-event": {"event": "event:launch"},
    "allies-who-condemned": {"state": "North Korea"},
    "allies": {"state": "North Korea", "on": "2025-01-20"},
    "blocs": {"since": "2025-01-01", "least": "1"},
    "coincident-events": {"event": "event:launch", "days": "30"},
    "common-enemies": {"a": "South Korea", "b": "America", "least": "1"},
    "connection": {"a": "Japan", "b": "China"},
    "contested": {},
    "document": {"document": "korea.txt"},
    "escalation": {"a": "North Korea", "b": "South Korea"},
    "events": {"modality": "any"},
    "evidence": {"id": "KOR"},
    "officials": {"state": "South Korea", "on": "2025-01-20"},
    "reaction-profile": {"state": "South Korea", "type": "MOBILIZE"},
    "relation-timeline": {"a": "North Korea", "b": "South Korea"},
    "response-chain": {"event": "event:launch"},
    "search": {"q": "korea"},
    "statements": {"event": "event:launch"},
    "voted-together": {"a": "North Korea", "b": "South Korea"},
    "most-similar-states": {"state": "South Korea", "at_least": "1"},
}
# What is asked about, and what is no fact, stands however unsure all else is.
ALWAYS = {"response-chain": ["event:launch"], "search": ["document:korea.txt"]}


def day(text: str) -> DateRange:
    return DateRange.model_validate({"start": text, "end": text, "precision": Precision.DAY})


def tell_all(it: Any, name: str, on: str, holder: Actor, confidence: float) -> None:
    """Fill a document with facts of every kind, of which another name and day make others."""

    def event(id: str, words: str, **fields: Any) -> str:
        it.tell(EventRecord, f"event:{id}", f"{words}, {name}.", confidence, name=words, date=day(on), **fields)
        return f"event:{id}"

    launch = event(
        name,
        f"{name} by North Korea",
        type=EventType.MOBILIZE,
        initiators=(NORTH,),
        recipients=(SOUTH,),
        place=Place(name=f"Site of {name}", country="PRK"),
    )
    accusation = {"type": EventType.ACCUSE, "initiators": (holder,), "recipients": (NORTH,)}
    accused = event(f"accused-{name}", f"condemnation by {holder.name}", **accusation)
    event(f"protest-{name}", "protest of America", type=EventType.PROTEST, initiators=(AMERICA,), recipients=(NORTH,))
    event(f"accord-{name}", "accord with America", type=EventType.AGREE, initiators=(SOUTH,), recipients=(AMERICA,))
    for about in dict.fromkeys(("event:launch", launch)):
        told = {"event": about, "date": day(on)}
        key = f"{about.removeprefix('event:')}-{name}"
        reaction = {"speaker": holder, "stance": Stance.CONDEMNED, "reaction": accused}
        it.tell(ResponseRecord, f"response:{key}", f"Seoul, {key}.", confidence, actor=SOUTH, **told, **reaction)
        for actor, stance in ((CHINA, Stance.CONDEMNED), (JAPAN, Stance.DENIED)):
            id = f"response:{actor.id}-{key}"
            it.tell(ResponseRecord, id, f"{actor.name} {stance} {key}.", confidence, actor=actor, stance=stance, **told)
        spoken = {"speaker": holder, "text": f"We saw {key}", "quoted": True, "stance": Stance.CONDEMNED}
        it.tell(
            StatementRecord,
            f"statement:{key}",
            f"He spoke of {key}.",
            confidence,
            **spoken,
            about=(about, accused),
            date=day(on),
        )
        if about != accused:
            both = {"events": (about, accused), "days": 0}
            it.tell(CoincidenceRecord, f"coincidence:{key}", f"No accident, {key}.", confidence, **both)
    held = {"name": holder.name, "office": "president", "state": "KOR", "actor": holder}
    it.tell(
        OfficialRecord,
        f"official:{name}",
        f"He is president, {name}.",
        confidence,
        **held,
        term=Term(since=day(on), until=day("2025-12-31")),
    )
    pact = {"members": (NORTH, CHINA), "name": f"Treaty of {name}", "type": "defense pact"}
    it.tell(AllianceRecord, f"alliance:{name}", f"They are allied, {name}.", confidence, **pact)
    votes = {Vote.YES: {"KOR": 1, "JPN": 1}, Vote.NO: {"PRK": 1}, Vote.ABSTAIN: {"CHN": 1}}
    put = {"name": f"vote on the {name}", "body": "UN General Assembly", "date": day(on), "votes": votes}
    it.tell(RollCallRecord, f"roll-call:{name}", f"The Assembly voted on the {name}.", confidence, **put)


def asked(graph: Any, **more: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of every query; without the score of a search, which depends on all that the index holds."""
    rows = {name: graph.ask(name, **arguments, **more).rows for name, arguments in ASKED.items()}
    return rows | {"search": sorted(({**row, "score": None} for row in rows["search"]), key=lambda row: row["id"])}


class Mixed(NamedTuple):
    """A graph of sure and doubtful facts.

    `sure` is what it answered to every query with the sure ones alone; `loaded` an instant after all were loaded.
    """

    graph: Any
    sure: dict[str, list[dict[str, Any]]]
    loaded: str


@pytest.fixture
def mixed(graph: Any) -> Mixed:
    it = graph.telling("korea.txt", "2025-01-16")
    tell_all(it, "launch", "2025-01-14", CHOI, 0.9)
    graph.load(it)
    sure = asked(graph)
    graph.retract("korea.txt")
    tell_all(it, "drill", "2025-01-15", HAN, 0.4)
    talks = {"name": "talks", "type": EventType.CONSULT, "initiators": (JAPAN,), "recipients": (CHINA,)}
    it.tell(EventRecord, "event:talks", "Japan may have talked with China.", 0.4, **talks)
    return Mixed(graph, sure, loaded=graph.load(it))


def without_time(answers: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    return {name: [{**row, "loaded_at": None} for row in rows] for name, rows in answers.items()}


def test_every_query_is_asked(catalogue: Mapping[str, Query]) -> None:
    # Of data sets by the million, which this world has none of: asked in the tests of loading.
    assert set(ASKED) == set(catalogue) - {"same-events"}


def test_less_sure_facts_leave_no_trace(mixed: Mixed) -> None:
    graph, sure, _ = mixed
    assert all(sure.values()), [name for name, rows in sure.items() if not rows]
    found = without_time(asked(graph, min_confidence="0.6"))
    everything = without_time(asked(graph))
    for name, rows in without_time(sure).items():
        assert found[name] == rows, name
        assert everything[name] != rows, f"{name} tells nothing that is doubtful"


def test_what_is_exactly_as_sure_stays(mixed: Mixed) -> None:
    graph = mixed.graph
    everything = asked(graph)
    assert asked(graph, min_confidence="0") == asked(graph, min_confidence="0.4") == everything


def test_above_all_facts_only_what_is_no_fact_is_left(mixed: Mixed) -> None:
    graph = mixed.graph
    for name, rows in asked(graph, min_confidence="0.95").items():
        ids = [row.get("event_id") or row["id"] for row in rows]
        assert ids == ALWAYS.get(name, []), name


def test_the_past_is_as_sure_as_it_was_told(mixed: Mixed) -> None:
    mixed.graph.retract("korea.txt")
    found = without_time(asked(mixed.graph, min_confidence="0.6", known_at=mixed.loaded))
    for name, rows in without_time(mixed.sure).items():
        assert found[name] == rows, name


def test_an_unsure_event_can_be_asked_about(graph: Any) -> None:
    it = graph.telling("korea.txt", "2025-01-16")
    launch = {"name": "missile launch by North Korea", "type": EventType.MOBILIZE, "initiators": (NORTH,)}
    it.tell(EventRecord, "event:launch", "It may have been a launch.", 0.3, **launch, date=day("2025-01-14"))
    for actor, confidence in ((SOUTH, 0.9), (JAPAN, 0.4)):
        told = {"actor": actor, "stance": Stance.CONDEMNED, "event": "event:launch", "date": day("2025-01-15")}
        it.tell(ResponseRecord, f"response:{actor.id}", f"{actor.name} condemned it.", confidence, **told)
    said = {"speaker": CHOI, "text": "We condemn it", "quoted": True, "about": ("event:launch",)}
    it.tell(StatementRecord, "statement:choi", "Choi condemned it.", 0.9, **said)
    graph.load(it)
    about = {"event": "missile launch january 2025", "min_confidence": "0.6"}
    assert graph.rows("who-responded-to-event", "actor_id", **about) == [("KOR",)]
    assert graph.rows("statements", "text", "event", **about) == [("We condemn it", "missile launch by North Korea")]
    assert graph.rows("statements", "text", "event", speaker="choi", min_confidence="0.6") == [("We condemn it", None)]
    assert graph.rows("events", "event_id", actor="PRK", min_confidence="0.6") == []


def test_what_two_sources_tell_is_as_sure_as_both_make_it(graph: Any) -> None:
    for name in ("first", "second"):
        it = graph.telling(f"{name}.txt", "2025-01-16")
        launch = {"name": "missile launch by North Korea", "type": EventType.MOBILIZE, "initiators": (NORTH,)}
        it.tell(EventRecord, f"event:{name}", f"A launch, says the {name}.", 0.6, **launch, date=day("2025-01-14"))
        graph.load(it)
    # 1 - 0.4 x 0.4
    assert len(graph.rows("events", "event_id", actor="PRK", min_confidence="0.84")) == 1
    assert graph.rows("events", "event_id", actor="PRK", min_confidence="0.85") == []
    sentences = graph.rows("evidence", "confidence", id="PRK", min_confidence="0.84")
    assert sentences == [(0.6,), (0.6,)]


def test_pages_join(mixed: Mixed) -> None:
    graph, sure, _ = mixed
    first = graph.ask("evidence", id="KOR", min_confidence="0.6", limit="3")
    rows = list(first.rows)
    while first.next:
        first = graph.ask("evidence", id="KOR", min_confidence="0.6", limit="3", cursor=first.next)
        rows += first.rows
    assert [row["sentence"] for row in rows] == [row["sentence"] for row in sure["evidence"]]


@pytest.mark.parametrize(
    ("text", "told"), [("1.2", "at most 1"), ("-0.1", "at least 0"), ("much", "0.6"), ("nan", "0.6"), ("60%", "0.6")]
)
def test_what_is_no_confidence_is_told(graph: Any, text: str, told: str) -> None:
    with pytest.raises(ParameterError, match=told) as caught:
        graph.ask("events", min_confidence=text)
    assert caught.value.parameter == "min_confidence"
