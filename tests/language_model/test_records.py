"""What a model tells becomes the same records as offline reading gives; what does not hold is dropped and counted."""

from collections.abc import Callable
from typing import Any

import pytest

Extract = Callable[..., Any]

FIRED = "North Korea fired several ballistic missiles into the Sea of Japan on Tuesday."
CONDEMNED = "South Korea's acting president Choi Sang-mok condemned the launches as a violation of resolutions."
SAID = 'Choi said "we will respond firmly to provocations" in a statement.'
ALLIED = "The United States is an ally of South Korea."
TEXT = f"{FIRED} {CONDEMNED}\n\n{SAID} {ALLIED}\n"


def test_all_kinds_of_facts(model: Any, extract: Extract) -> None:
    launch = model.event(
        FIRED, "fired several ballistic missiles", "MOBILIZE", ["North Korea"], [], name="missile launch",
        time="on Tuesday", place="the Sea of Japan",
    )  # fmt: skip
    blame = model.event(CONDEMNED, "condemned", "ACCUSE", ["Choi Sang-mok"], ["North Korea"], key="e2")
    model.tells(
        officials=[
            {"sentence": CONDEMNED, "name": "Choi Sang-mok", "office": "acting president", "state": "South Korea",
             "acting": True, "former": False}
        ],
        events=[launch, blame],
        statements=[
            {"sentence": SAID, "speaker": "Choi", "text": "we will respond firmly to provocations",
             "stance": "THREATENED", "about": ["e1"]}
        ],
        responses=[{"sentence": CONDEMNED, "actor": "Choi Sang-mok", "stance": "CONDEMNED", "event": "e1",
                    "reaction": "e2"}],
        alliances=[{"sentence": ALLIED, "members": ["United States", "South Korea"], "name": None, "type": None}],
        coincidences=[{"sentence": CONDEMNED, "first": "e1", "second": "e2", "days": 0}],
    )  # fmt: skip
    run = extract(launch=TEXT)
    assert run.status == 0
    assert "dropped" not in run.err
    [fired, condemned] = run.of_kind("event")
    assert (fired["name"], fired["type"]) == ("missile launch by North Korea", "MOBILIZE")
    assert [actor["id"] for actor in fired["initiators"]] == ["PRK"]
    assert fired["date"] == {"start": "2025-01-14", "end": "2025-01-14", "precision": "day"}
    assert fired["place"]["name"] == "Sea of Japan"
    assert fired["evidence"] == [{"sentence": FIRED, "start": 0, "end": len(FIRED)}]
    assert [actor["state"] for actor in condemned["initiators"]] == ["KOR"]
    [official] = run.of_kind("official")
    assert (official["name"], official["office"], official["state"]) == ("Choi Sang-mok", "acting president", "KOR")
    [statement] = run.of_kind("statement")
    assert (statement["speaker"]["id"], statement["quoted"]) == (official["actor"]["id"], True)
    assert statement["about"] == [fired["id"]]
    [response] = run.of_kind("response")
    assert (response["actor"]["id"], response["speaker"]["id"]) == ("KOR", official["actor"]["id"])
    assert (response["event"], response["reaction"]) == (fired["id"], condemned["id"])
    [alliance] = run.of_kind("alliance")
    assert sorted(member["id"] for member in alliance["members"]) == ["KOR", "USA"]
    [coincidence] = run.of_kind("coincidence")
    assert (set(coincidence["events"]), coincidence["days"]) == ({fired["id"], condemned["id"]}, 0)


def test_every_fact_quotes_the_text_at_its_offsets(model: Any, extract: Extract) -> None:
    text = "**North Korea** fired “several”\nmissiles on Tuesday. Japan’s government condemned North Korea.\n"
    model.tells(
        events=[
            model.event('North Korea fired "several" missiles on Tuesday.', "fired", "MOBILIZE", ["North Korea"], []),
            model.event(
                "Japan's government condemned North Korea.", "condemned", "ACCUSE", ["Japan's government"],
                ["North Korea"], key="e2",
            ),
        ]
    )  # fmt: skip
    run = extract(marked=text)
    assert len(run.of_kind("event")) == 2
    for record in run.records:
        for evidence in record["evidence"]:
            assert text[evidence["start"] : evidence["end"]] == evidence["sentence"]


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"sentence": "Japan attacked North Korea on Monday."}, "the sentence is not in the document"),
        ({"sentence": "missiles"}, "less than half a sentence is quoted"),
        ({"initiators": ["France"]}, "an actor is not known from the document"),
        ({"initiators": ["the Martians"]}, "an actor is not known from the document"),
        ({"initiators": ["us"]}, "an actor is not known from the document"),
        ({"initiators": []}, "nobody is named"),
        ({"initiators": ["the United States"]}, "the sentence has none of the actors"),
    ],
)
def test_a_fact_that_does_not_hold_is_dropped_and_counted(
    model: Any, extract: Extract, told: dict[str, Any], reason: str
) -> None:
    good = model.event(FIRED, "fired", "MOBILIZE", ["North Korea"], [], key="e2")
    model.tells(events=[model.event(FIRED, "fired", "MOBILIZE", ["North Korea"], []) | told, good])
    run = extract(launch=TEXT)
    assert run.status == 0
    assert [actor["id"] for [actor] in (one["initiators"] for one in run.of_kind("event"))] == ["PRK"]
    assert f"dropped 1 of 2 facts: 1 {reason}" in run.err


def test_what_points_at_a_dropped_event_is_dropped(model: Any, extract: Extract) -> None:
    invented = model.event("North Korea bombed Japan.", "bombed", "ASSAULT", ["North Korea"], ["Japan"])
    model.tells(
        events=[invented],
        responses=[{"sentence": CONDEMNED, "actor": "South Korea", "stance": "CONDEMNED", "event": "e1",
                    "reaction": None}],
    )  # fmt: skip
    run = extract(launch=TEXT)
    assert [record["kind"] for record in run.records] == ["document"]
    assert "dropped 2 of 2 facts" in run.err
    assert "1 the event that it points at is not told" in run.err


def test_words_put_into_a_speakers_mouth_are_dropped(model: Any, extract: Extract) -> None:
    model.tells(statements=[{"sentence": SAID, "speaker": "Choi", "text": "we surrender", "stance": None, "about": []}])
    run = extract(launch=TEXT)
    assert run.of_kind("statement") == []
    assert "1 its words are not in the sentence" in run.err


@pytest.mark.parametrize(
    ("name", "office", "kept"),
    [
        ("Choi Sang-mok", "acting president", True),
        ("Choi Sang-mok", "president of South Korea", True),
        ("Choi Sang-mok", "president of Japan", False),
        ("Choi Sang-mok", "king", False),
        ("Han Duck-soo", "acting president", False),
    ],
)
def test_an_office_and_its_holder_are_in_the_words_of_the_sentence(
    model: Any, extract: Extract, name: str, office: str, kept: bool
) -> None:
    sentence = "The acting president Choi thanked South Korea's allies."
    model.tells(
        officials=[
            {"sentence": sentence, "name": name, "office": office, "state": "South Korea", "acting": True,
             "former": False}
        ]
    )  # fmt: skip
    run = extract(thanks=f"{CONDEMNED} {sentence}")
    assert len(run.of_kind("official")) == kept


def test_the_name_of_an_event_says_nothing_that_its_sentence_does_not(model: Any, extract: Extract) -> None:
    model.tells(events=[model.event(FIRED, "fired", "MOBILIZE", ["North Korea"], [], name="glorious victory")])
    [fired] = extract(launch=TEXT).of_kind("event")
    assert fired["name"] == "fire by North Korea"


def test_a_date_comes_from_the_text_and_not_from_the_model(model: Any, extract: Extract) -> None:
    model.tells(events=[model.event(FIRED, "fired", "MOBILIZE", ["North Korea"], [], time="1 January 1999")])
    [fired] = extract(launch=TEXT).of_kind("event")
    assert fired["date"]["start"] == "2025-01-14"


def test_long_documents_are_read_in_overlapping_windows_and_no_fact_comes_twice(
    model: Any, extract: Extract, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_LLM_WINDOW", "400")
    sentences = [f"North Korea fired missile number {number} into the sea on Tuesday." for number in range(30)]

    def tell_all(received: Any) -> Any:
        shown = [sentence for sentence in sentences if sentence in received.document]
        return model.completion(
            model.facts(
                events=[
                    model.event(sentence, "fired", "MOBILIZE", ["North Korea"], [], key=f"e{at}", name=f"missile {at}")
                    for at, sentence in enumerate(shown)
                ]
            )
        )

    model.script = tell_all
    run = extract("--workers", "1", long=" ".join(sentences))
    parts = [received.document for received in model.received]
    assert len(parts) > 3
    assert sum(part.count("missile number") for part in parts) > len(sentences)
    told = [evidence["sentence"] for record in run.of_kind("event") for evidence in record["evidence"]]
    assert sorted(told) == sorted(sentences)


def test_an_event_of_the_overlap_can_be_reacted_to(
    model: Any, extract: Extract, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_LLM_WINDOW", "200")
    filling = (
        "The weather over the peninsula was cold and clear in the days that followed, forecasters of the bureau said."
    )
    text = f"{filling} {FIRED} {CONDEMNED}"

    def tell(received: Any) -> Any:
        told: dict[str, Any] = {"events": [], "responses": []}
        if FIRED in received.document:
            told["events"] = [model.event(FIRED, "fired", "MOBILIZE", ["North Korea"], [])]
            if CONDEMNED in received.document:
                told["events"][0]["name"] = "missiles"
                told["responses"] = [
                    {"sentence": CONDEMNED, "actor": "South Korea", "stance": "CONDEMNED", "event": "e1",
                     "reaction": None}
                ]  # fmt: skip
        return model.completion(model.facts(**told))

    model.script = tell
    run = extract(launch=text)
    assert len(model.received) == 2
    [fired] = run.of_kind("event")
    [response] = run.of_kind("response")
    assert response["event"] == fired["id"]


def test_an_answer_cut_off_at_its_limit_is_asked_for_in_halves(model: Any, extract: Extract) -> None:
    def cut_off(received: Any) -> Any:
        if FIRED in received.document and ALLIED in received.document:
            return model.completion('{"events": [{"sentence": "Nor', finish="length")
        told = [model.event(FIRED, "fired", "MOBILIZE", ["North Korea"], [])] if FIRED in received.document else []
        return model.completion(model.facts(events=told))

    model.script = cut_off
    run = extract(launch=TEXT)
    assert len(model.received) == 3
    assert len(run.of_kind("event")) == 1
    assert "offline" not in run.err
