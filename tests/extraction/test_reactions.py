"""Who said what, and who reacted how to which event."""

import pickle
from collections.abc import Callable

from dragoman.graph.records import DocumentRecords, StatementRecord

Read = Callable[..., DocumentRecords]

REPORT = """On March 12, 2024, North Korea fired two ballistic missiles into the Sea of Japan.

Prime Minister Fumio Kishida of Japan condemned the launches as a threat. "We will not tolerate this," he said. \
"Our navy is on alert." South Korea called on the United Nations Security Council to act. In response, the United \
States sent warships to the Sea of Japan.

China, North Korea's ally, said that all sides should show restraint. According to the South Korean military, the \
missiles flew 400 kilometers."""


def statements(records: DocumentRecords) -> list[StatementRecord]:
    return [fact for fact in records.facts if fact.kind == "statement"]


def test_a_quotation_is_a_statement_for_each_sentence(read: Read) -> None:
    quoted = [(s.speaker.name, s.text) for s in statements(read(REPORT)) if s.quoted]
    assert ("Fumio Kishida", "We will not tolerate this") in quoted
    assert ("Fumio Kishida", "Our navy is on alert.") in quoted


def test_reported_speech_gives_the_content_and_the_speaker(read: Read) -> None:
    reported = {s.speaker.state: s.text for s in statements(read(REPORT)) if not s.quoted}
    assert "all sides should show restraint" in reported["CHN"]
    assert "flew 400 kilometers" in reported["KOR"]


def test_reactions_point_at_the_event(read: Read) -> None:
    records = read(REPORT)
    launch = next(f for f in records.facts if f.kind == "event" and f.type.value == "MOBILIZE")
    responses = {(f.actor.id, f.stance.value) for f in records.facts if f.kind == "response" and f.event == launch.id}
    assert {("JPN", "CONDEMNED"), ("USA", "ACTED")} <= responses


def test_a_reaction_names_its_speaker(read: Read) -> None:
    named = [f.speaker.name for f in read(REPORT).facts if f.kind == "response" and f.speaker and f.actor.id == "JPN"]
    assert set(named) == {"Fumio Kishida"}


def test_every_event_pointed_at_is_in_the_document(read: Read) -> None:
    facts = read(REPORT).facts
    known = {fact.id for fact in facts if fact.kind == "event"}
    assert {event for fact in facts for event in fact.events_named()} <= known


def test_alliances(read: Read) -> None:
    members = [{a.id for a in f.members} for f in read(REPORT).facts if f.kind == "alliance"]
    assert members == [{"CHN", "PRK"}]


def test_coincidences_with_the_days_between(read: Read) -> None:
    text = "Israel attacked Lebanon on Tuesday, two days after Hezbollah attacked Israel."
    assert [f.days for f in read(text).facts if f.kind == "coincidence"] == [2]


def test_a_statement_issued_in_somebodys_name_is_that_ones(read: Read) -> None:
    text = "I welcome the agreement between Armenia and Azerbaijan. It is a step towards peace."
    said = statements(read(text, title="Statement by President Emmanuel Macron of France on Armenia"))
    assert {s.speaker.state for s in said} == {"FRA"}
    assert len(said) == 2


def test_experts_speak_for_no_state(read: Read) -> None:
    text = "North Korea tested a missile on Monday. Analysts say that more tests will follow."
    assert statements(read(text)) == []


def test_evidence_stands_at_its_offsets_and_records_travel_between_processes(read: Read) -> None:
    records = read(REPORT)
    assert pickle.loads(pickle.dumps(records)) == records
    for fact in records.facts:
        for evidence in fact.evidence:
            assert REPORT[evidence.start : evidence.end] == evidence.sentence


def test_reading_twice_gives_the_same(read: Read) -> None:
    assert read(REPORT) == read(REPORT)
