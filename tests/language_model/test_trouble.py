"""What goes wrong between dragoman and a model's server, and what a user sees of it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

Extract = Callable[..., Any]

FIRED = "North Korea fired several ballistic missiles into the Sea of Japan on Tuesday."


@pytest.fixture
def good(model: Any) -> Any:
    """An answer with the one fact of the text."""
    return model.completion(model.facts(events=[model.event(FIRED, "fired", "MOBILIZE", ["North Korea"], [])]))


def is_by_model(run: Any) -> bool:
    return [record["confidence"] for record in run.of_kind("event")] == [0.6]


def test_too_many_requests_are_asked_again_when_the_server_says(model: Any, extract: Extract, good: Any) -> None:
    model.replies(model.reply(status=429, headers={"Retry-After": "2"}), good)
    run = extract(launch=FIRED)
    assert is_by_model(run)
    first, second = model.received
    assert second.at - first.at >= 2


def test_the_server_may_say_when_by_day_and_time(model: Any, extract: Extract, good: Any) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(days=1), usegmt=True)
    model.replies(model.reply(status=503, headers={"Retry-After": later}), good)
    run = extract(launch=FIRED)
    # In a day is too late: the document is not kept waiting.
    assert len(model.received) == 1
    assert "launch.txt: read offline: scripted-7b: the server answers 503" in run.err
    assert run.status == 0


@pytest.mark.parametrize("status", [500, 502, 503, 529])
def test_a_server_that_stumbles_is_asked_again(model: Any, extract: Extract, good: Any, status: int) -> None:
    model.replies(model.reply(b"<html>bad gateway</html>", status=status), good)
    assert is_by_model(extract(launch=FIRED))


def test_a_server_that_stays_away_is_given_up_and_the_document_read_offline(model: Any, extract: Extract) -> None:
    model.replies(model.reply(status=503))
    run = extract(launch=FIRED)
    assert len(model.received) == 4
    waits = [after.at - before.at for before, after in zip(model.received, model.received[1:], strict=False)]
    assert waits[0] >= 0.5
    assert waits[2] >= 2
    assert run.status == 0
    assert "launch.txt: read offline: scripted-7b: the server answers 503" in run.err
    assert run.of_kind("event")


def test_after_three_documents_in_a_row_a_server_is_asked_no_more(model: Any, extract: Extract) -> None:
    texts = {f"report{number}": f"{FIRED} Report {number}." for number in range(6)}
    model.replies(model.reply(status=503, headers={"Retry-After": "3600"}))
    run = extract("--workers", "1", **texts)
    assert len(model.received) == 3
    assert "scripted-7b was asked no more: it failed at 3 documents in a row" in run.err
    assert "3 documents read offline" in run.err
    assert [record["document"] for record in run.of_kind("document")] == [f"{name}.txt" for name in texts]


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        ({"content": None, "refusal": "I cannot help with that."}, "the model refuses to answer"),
        ({"content": None}, "the answer is empty"),
        ({"content": '{"events": [{"sentence": "Nor'}, "the answer does not have the form of the schema"),
        ({"content": '{"officials": "none"}'}, "the answer does not have the form of the schema"),
        ({"content": "{", "finish": "length"}, "the answer is cut off at its limit of tokens"),
        ({"content": "", "finish": "content_filter"}, "the server's filter withholds the answer"),
    ],
)
def test_an_answer_that_is_none(model: Any, extract: Extract, reply: dict[str, Any], reason: str) -> None:
    model.replies(model.completion(**reply))
    run = extract(launch=FIRED)
    assert run.status == 0
    assert f"launch.txt: read offline: scripted-7b: {reason}" in run.err
    assert len(model.received) <= 2
    assert run.of_kind("event")[0]["confidence"] != 0.6


@pytest.mark.parametrize("body", [b"", b"not json", b"[]", b'{"choices": []}', b"\xff\xfe"])
def test_a_server_that_does_not_speak_the_protocol(model: Any, extract: Extract, body: bytes) -> None:
    model.replies(model.reply(body))
    assert "the server's answer is no chat completion" in extract(launch=FIRED).err


def test_a_server_that_never_answers(model: Any, extract: Extract, monkeypatch: pytest.MonkeyPatch, good: Any) -> None:
    monkeypatch.setenv("DRAGOMAN_LLM_TIMEOUT", "0.3")
    model.replies(model.reply(hang=True), good)
    assert is_by_model(extract(launch=FIRED))
    model.replies(model.reply(hang=True))
    run = extract(other=f"{FIRED} Again.")
    assert "other.txt: read offline: scripted-7b: no answer within 0.3 s" in run.err


def test_an_answer_without_end_is_not_read_to_it(model: Any, extract: Extract) -> None:
    model.replies(model.reply(b"x" * 2_000_000))
    run = extract(launch=FIRED)
    assert "the answer is larger than 1,000,000 bytes" in run.err
    assert len(model.received) == 1


def test_nobody_at_the_address(model: Any, extract: Extract, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_LLM_URL", "http://127.0.0.1:1/v1")
    run = extract(launch=FIRED)
    assert "launch.txt: read offline: scripted-7b: cannot be reached" in run.err
    assert run.of_kind("event")


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_server_that_wants_other_settings_ends_the_run(model: Any, extract: Extract, status: int) -> None:
    error = json.dumps({"error": {"message": f"Incorrect API key provided: {model.key}", "code": "invalid_api_key"}})
    model.replies(model.reply(error.encode(), status=status))
    run = extract(launch=FIRED)
    assert (run.status, run.out) == (2, "")
    assert f"the server answers {status}: Incorrect API key provided: ***" in run.err
    assert "check DRAGOMAN_LLM_" in run.err
    assert model.key not in run.err


def test_a_redirect_is_not_followed(model: Any, extract: Extract) -> None:
    model.replies(model.reply(status=307, headers={"Location": "http://127.0.0.1:1/elsewhere"}))
    run = extract(launch=FIRED)
    assert run.status == 2
    assert "the server redirects; give the final address" in run.err
    assert len(model.received) == 1


def test_parameters_that_a_model_does_not_take_are_left_out(model: Any, extract: Extract, good: Any) -> None:
    def refuse(words: str) -> Any:
        return model.reply(json.dumps({"error": {"message": words}}).encode(), status=400)

    model.replies(
        refuse("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."),
        refuse("Unsupported value: 'temperature' does not support 0 with this model."),
        good,
    )
    assert is_by_model(extract(launch=FIRED))
    spoken = model.received[-1].body
    assert (spoken["max_completion_tokens"], "max_tokens" in spoken, "temperature" in spoken) == (6000, False, False)


def test_what_is_asked(model: Any, extract: Extract) -> None:
    extract(launch=FIRED)
    [received] = model.received
    assert (received.path, received.authorization) == ("/v1/chat/completions", f"Bearer {model.key}")
    wanted = received.body["response_format"]
    assert (wanted["type"], wanted["json_schema"]["strict"]) == ("json_schema", True)
    assert wanted["json_schema"]["schema"]["additionalProperties"] is False
    assert (received.body["model"], received.body["temperature"]) == ("scripted-7b", 0)


def test_a_run_stops_asking_when_its_budget_is_spent(
    model: Any, extract: Extract, monkeypatch: pytest.MonkeyPatch, good: Any
) -> None:
    monkeypatch.setenv("DRAGOMAN_LLM_ANSWER_TOKENS", "1000")
    monkeypatch.setenv("DRAGOMAN_LLM_BUDGET", "20000")
    model.script = lambda _: model.completion(model.facts(), tokens=6_000)
    run = extract("--workers", "1", **{f"report{number}": f"{FIRED} Report {number}." for number in range(6)})
    assert 1 <= len(model.received) <= 3
    read = len(model.received)
    assert "scripted-7b was asked no more: the budget of 20,000 tokens is spent" in run.err
    assert f"{6 - read} documents read offline" in run.err
    assert f"{read * 6_000:,} of 20,000 tokens used" in run.err
    assert run.status == 0


def test_several_documents_at_once_do_not_overdraw_the_budget_nor_leave_it_unspent(
    model: Any, extract: Extract, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_LLM_BUDGET", "25000")
    model.script = lambda _: model.completion(model.facts(), tokens=1_000)
    run = extract("--workers", "4", **{f"report{number}": f"{FIRED} Report {number}." for number in range(8)})
    assert len(model.received) == 8
    assert "8,000 of 25,000 tokens used" in run.err
    assert "offline" not in run.err


def test_a_run_that_broke_off_goes_on_without_paying_again(
    model: Any, extract: Extract, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_LLM_WINDOW", "200")
    text = " ".join(f"North Korea fired missile number {number} into the sea on Tuesday." for number in range(12))
    answered = model.completion(model.facts())
    model.replies(answered, answered, model.reply(status=402))
    assert "was asked no more" in extract(long=text).err
    asked = len(model.received)
    assert asked == 3
    model.replies(answered)
    resumed = extract(long=text)
    windows = 2 + len(model.received) - asked
    assert "2 answers from the cache" in resumed.err
    before = len(model.received)
    again = extract(long=text)
    assert len(model.received) == before
    assert f"{windows} answers from the cache, 0 of 1,000,000 tokens used" in again.err


def test_another_model_or_text_is_another_question(
    model: Any, extract: Extract, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract(launch=FIRED)
    extract(launch=f"{FIRED} And more.")
    monkeypatch.setenv("DRAGOMAN_LLM_MODEL", "scripted-70b")
    extract(launch=FIRED)
    assert len(model.received) == 3


def test_the_cache_is_only_its_owners_and_holds_no_key(model: Any, extract: Extract, tmp_path: Path) -> None:
    extract(launch=FIRED)
    [kept] = (tmp_path / "home").rglob("*.json")
    assert (kept.stat().st_mode & 0o077, kept.parents[1].stat().st_mode & 0o077) == (0, 0)
    assert model.key not in kept.read_text()
    kept.write_text("{broken off")
    extract(launch=FIRED)
    assert len(model.received) == 2


def test_an_interrupted_run_ends_at_once(model: Any, tmp_path: Path) -> None:
    model.replies(model.reply(hang=True))
    (tmp_path / "launch.txt").write_text(FIRED)
    arguments = ["extract", "--reader", "language-model", "--published", "2025-01-15", "launch.txt"]
    command = [sys.executable, "-m", "dragoman.cli.main", *arguments]
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env=dict(os.environ),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Tests that run in the background inherit that interrupts are ignored; a person at a terminal does not.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as run:
        try:
            assert model.asked.wait(60), "the model was never asked"
            run.send_signal(signal.SIGINT)
            _, told = run.communicate(timeout=20)
        finally:
            run.kill()
    assert run.returncode not in (0, None)
    assert "Traceback" not in told
