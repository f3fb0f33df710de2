"""What was known then, and what was so then: every query of the catalogue, before and after the graph was corrected."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from dragoman.graph.ledger.decisions import Decision, Verdict
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
from dragoman.queries.catalogue import load_catalogue
from dragoman.queries.resolve import Unresolved

NORTH, SOUTH, CHINA = (
    Actor(id=id, name=name, kind=ActorKind.STATE, state=id)
    for id, name in (("PRK", "North Korea"), ("KOR", "South Korea"), ("CHN", "China"))
)
CHOI = Actor(id="official:kor:choi-sang-mok", name="Choi Sang-mok", kind=ActorKind.OFFICIAL, state="KOR")
ASKED = {
    "who-responded-to-event": {"event": "event:launch"},
    "allies-who-condemned": {"state": "North Korea"},
    "allies": {"state": "North Korea", "on": "2025-01-14"},
    "blocs": {"since": "2025-01-01", "least": "1"},
    "coincident-events": {"event": "event:launch"},
    "common-enemies": {"a": "South Korea", "b": "China", "least": "1"},
    "connection": {"a": "China", "b": "North Korea"},
    "contested": {"state": "South Korea"},
    "document": {"document": "first.txt"},
    "escalation": {"a": "North Korea", "b": "South Korea"},
    "events": {"actor": "North Korea"},
    "evidence": {"id": "event:launch"},
    "officials": {"state": "South Korea", "on": "2025-01-14"},
    "reaction-profile": {"state": "South Korea", "type": "MOBILIZE"},
    "relation-timeline": {"a": "North Korea", "b": "South Korea"},
    "response-chain": {"event": "missile launch january 2025"},
    "search": {"q": "korea"},
    "statements": {"event": "missile launch january 2025"},
    "voted-together": {"a": "North Korea", "b": "South Korea"},
    "most-similar-states": {"state": "South Korea", "at_least": "1"},
}


def day(text: str) -> DateRange:
    return DateRange.model_validate({"start": text, "end": text, "precision": Precision.DAY})


def tell_launch(it: Any, id: str, place: str) -> None:
    launch = {"name": "missile launch by North Korea", "type": EventType.MOBILIZE, "initiators": (NORTH,)}
    where = Place(name=place, country="PRK")
    told = {**launch, "recipients": (SOUTH,), "date": day("2025-01-14"), "place": where}
    it.tell(EventRecord, id, f"North Korea fired missiles at South Korea from {place}.", **told)


def tell_all(it: Any, place: str, accused_on: str, term: Term | None) -> None:
    """Fill a document with a fact of every kind."""
    tell_launch(it, "event:launch", place)
    accused = {"name": "condemnation by Choi", "type": EventType.ACCUSE, "initiators": (CHOI,), "recipients": (NORTH,)}
    it.tell(EventRecord, f"event:{accused_on}", "Choi condemned it.", **accused, date=day(accused_on))
    for id, type, by, to in (("protest", EventType.PROTEST, CHINA, NORTH), ("accord", EventType.AGREE, SOUTH, CHINA)):
        told = {"name": f"{id} of {by.name}", "type": type, "initiators": (by,), "recipients": (to,)}
        it.tell(EventRecord, f"event:{id}-{accused_on}", f"An {id}, says {it.name}.", **told, date=day(accused_on))
    answered = {"event": "event:launch", "date": day(accused_on)}
    reaction = {"speaker": CHOI, "stance": Stance.CONDEMNED, "reaction": f"event:{accused_on}"}
    it.tell(ResponseRecord, f"response:{accused_on}", "Seoul condemned it.", actor=SOUTH, **answered, **reaction)
    for actor, stance in ((CHINA, Stance.CONDEMNED), (SOUTH, Stance.DENIED)):
        sentence = f"{actor.name} {stance} the launch."
        it.tell(ResponseRecord, f"response:{actor.id}-{accused_on}", sentence, actor=actor, stance=stance, **answered)
    spoken = {"speaker": CHOI, "text": f"The launch from {place} is a provocation", "quoted": True}
    it.tell(
        StatementRecord, f"statement:{place}", "Choi spoke.", **spoken, about=("event:launch",), date=day("2025-01-15")
    )
    held = {"name": CHOI.name, "office": "acting president", "state": "KOR", "actor": CHOI, "acting": True}
    it.tell(OfficialRecord, f"official:{place}", f"Choi is acting president, says {it.name}.", **held, term=term)
    pact = {"members": (NORTH, CHINA), "name": "Treaty of 1961", "type": "defense pact", "term": term}
    it.tell(AllianceRecord, f"alliance:{place}", f"They are allied, says {it.name}.", **pact)
    both = ("event:launch", f"event:{accused_on}")
    it.tell(CoincidenceRecord, f"coincidence:{accused_on}", f"It was no accident, says {it.name}.", events=both)
    votes = {Vote.YES: {"KOR": 1}, Vote.NO: {"PRK": 1}, Vote.ABSTAIN: {"CHN": 1}}
    put = {"name": f"launch from {place}", "body": "UN General Assembly", "date": day(accused_on), "votes": votes}
    it.tell(RollCallRecord, f"roll-call:{place}", f"The Assembly voted on {place}.", **put)


def answers(graph: Any, **more: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of every query; without the score of a search, which depends on all that the index holds."""
    rows = {name: graph.ask(name, **arguments, **more).rows for name, arguments in ASKED.items()}
    return rows | {"search": [{**row, "score": None} for row in rows["search"]]}


@pytest.fixture
def corrected(graph: Any) -> tuple[Any, list[tuple[str, Any]]]:
    """A graph whose documents came late, were taken back and came again; instants, and what was answered then."""
    first, second = graph.telling("first.txt", "2025-01-15"), graph.telling("second.txt", "2025-01-16")
    tell_all(first, "Jagang Province", "2025-01-15", None)
    tell_all(second, "Kanggye", "2025-01-16", Term(since=day("2024-12-27")))
    moments = []
    for change in (lambda: graph.load(first), lambda: graph.load(second), lambda: graph.retract("second.txt")):
        moment = change()
        moments.append((moment, answers(graph)))
    graph.retract("first.txt")
    graph.load(second)
    return graph, moments


def test_every_query_is_asked(catalogue: Mapping[str, Any]) -> None:
    # Of data sets by the million, which this world has none of: asked in the tests of loading.
    assert set(ASKED) == set(catalogue) - {"same-events"} == set(load_catalogue()) - {"same-events"}


def test_what_was_answered_then_is_answered_with_known_at(corrected: tuple[Any, list[tuple[str, Any]]]) -> None:
    graph, moments = corrected
    for moment, then in moments:
        assert all(then.values()), [name for name, rows in then.items() if not rows]
        now = answers(graph, known_at=moment)
        for name, rows in then.items():
            assert now[name] == rows, (name, moment)


def test_without_known_at_only_what_is_live_counts(corrected: tuple[Any, list[tuple[str, Any]]]) -> None:
    graph, _ = corrected
    with pytest.raises(Unresolved):
        graph.ask("document", document="first.txt")
    for name, arguments in ASKED.items():
        if name != "document":
            rows = graph.ask(name, **arguments).rows
            assert {piece["document"] for row in rows for piece in row["evidence"]} <= {"second.txt"}, name


def test_before_the_first_load_nothing_was_known(corrected: tuple[Any, list[tuple[str, Any]]]) -> None:
    graph, _ = corrected
    assert graph.ask("events", known_at="2025-01-31").rows == []
    for words in ({"actor": "PRK"}, {"actor": "north korea"}, {"place": "Jagang Province"}):
        with pytest.raises(Unresolved):
            graph.ask("events", **words, known_at="2025-01-31")
    with pytest.raises(Unresolved):
        graph.ask("evidence", id="event:launch", known_at="2025-01-31")


def test_what_somebody_decided_counts_from_then_on(graph: Any) -> None:
    papers = [graph.telling(f"{name}.txt", "2025-01-15") for name in ("first", "second")]
    for paper in papers:
        tell_launch(paper, f"event:{paper.name}", "Jagang Province")
    before = graph.load(*papers)
    sides = {"left": ("event:first.txt",), "right": ("event:second.txt",)}
    graph.store.decide([Decision(verdict=Verdict.SPLIT, **sides)])
    between = datetime.now(UTC).isoformat()
    graph.store.decide([Decision(verdict=Verdict.MERGE, **sides)])

    def asked(**arguments: str) -> set[tuple[str, int]]:
        return {(row["event_id"], row["documents"]) for row in graph.ask("events", actor="PRK", **arguments).rows}

    assert asked() == asked(known_at=before) == {("event:first.txt", 2)}
    assert asked(known_at=between) == {("event:first.txt", 1), ("event:second.txt", 1)}
    assert graph.rows("evidence", "document", id="event:second.txt") == [("first.txt",), ("second.txt",)]
    assert graph.rows("evidence", "document", id="event:second.txt", known_at=between) == [("second.txt",)]


SINCE_WHEN = [
    ("who-responded-to-event", {"event": "event:launch"}, "2025-01-14", "2025-01-15"),
    ("allies-who-condemned", {"state": "North Korea"}, "2025-01-14", "2025-01-15"),
    ("allies", {"state": "North Korea"}, "2024-12-26", "2024-12-27"),
    ("coincident-events", {"event": "event:launch"}, "2025-01-14", "2025-01-16"),
    ("contested", {}, "2025-01-14", "2025-01-16"),
    ("blocs", {"since": "2025-01-01", "least": "1"}, "2025-01-14", "2025-01-15"),
    ("common-enemies", {"a": "South Korea", "b": "China", "least": "1"}, "2025-01-14", "2025-01-15"),
    ("escalation", {"a": "North Korea", "b": "South Korea"}, "2025-01-13", "2025-01-14"),
    ("events", {"actor": "North Korea"}, "2025-01-13", "2025-01-14"),
    ("evidence", {"id": "event:launch"}, "2025-01-13", "2025-01-14"),
    ("officials", {"state": "South Korea"}, "2024-12-26", "2024-12-27"),
    ("relation-timeline", {"a": "North Korea", "b": "South Korea"}, "2025-01-13", "2025-01-14"),
    ("reaction-profile", {"state": "South Korea", "type": "MOBILIZE"}, "2025-01-14", "2025-01-15"),
    ("statements", {"speaker": "choi sang-mok"}, "2025-01-14", "2025-01-15"),
    ("connection", {"a": "China", "b": "North Korea"}, "2024-12-26", "2025-01-16"),
    ("search", {"q": "missile launch", "kind": "event"}, "2025-01-13", "2025-01-14"),
    ("voted-together", {"a": "North Korea", "b": "South Korea"}, "2025-01-14", "2025-01-15"),
    ("most-similar-states", {"state": "South Korea", "at_least": "1"}, "2025-01-14", "2025-01-15"),
]


def test_what_was_so_by_a_day(graph: Any) -> None:
    it = graph.telling("second.txt", "2025-01-16")
    tell_all(it, "Kanggye", "2025-01-15", Term(since=day("2024-12-27")))
    graph.load(it)
    for name, arguments, before, after in SINCE_WHEN:
        assert graph.ask(name, **arguments, as_of=before).rows == [], name
        assert graph.ask(name, **arguments, as_of=after).rows != [], name
    for name, arguments in (("response-chain", {"event": "event:launch"}), ("document", {"document": "second.txt"})):
        early, late = (graph.ask(name, **arguments, as_of=on).rows for on in ("2025-01-14", "2025-01-15"))
        assert 0 < len(early) < len(late), name


def test_an_alliance_that_ended(graph: Any) -> None:
    it = graph.telling("pact.txt", "2025-01-16")
    pact = {"members": (NORTH, CHINA), "term": Term(since=day("1961-07-11"), until=day("1991-12-31"))}
    it.tell(AllianceRecord, "alliance:pact", "They were allied from 1961 to 1991.", **pact)
    graph.load(it)
    held = {
        on: graph.rows("allies", "ally_id", "from", "to", state="PRK", on=on)
        for on in ("1961-07-10", "1991-12-31", "1992-01-01")
    }
    assert held == {"1961-07-10": [], "1991-12-31": [("CHN", "1961-07-11", "1991-12-31")], "1992-01-01": []}
