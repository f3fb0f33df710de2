"""What has to be set for a language model as reader, and what is refused before anything is sent."""

from collections.abc import Callable
from typing import Any

import pytest

from dragoman.graph.settings import Settings
from dragoman.loaders.documents.language_model.endpoint import endpoint_of

Extract = Callable[..., Any]

TEXT = "North Korea fired several ballistic missiles into the Sea of Japan on Tuesday."


@pytest.mark.parametrize("missing", ["DRAGOMAN_LLM_URL", "DRAGOMAN_LLM_MODEL"])
def test_what_is_missing_is_named(model: Any, extract: Extract, monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    monkeypatch.delenv(missing)
    run = extract(launch=TEXT)
    assert (run.status, run.out) == (2, "")
    assert f"needs {missing}; set it to" in run.err


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://models.example.org/v1", "the key would travel readable to models.example.org over plain http"),
        ("http://192.168.0.7:8000/v1", "the key would travel readable to 192.168.0.7 over plain http"),
        ("ftp://models.example.org/v1", "is no http or https address"),
        ("models.example.org", "is no http or https address"),
        ("https://models.example.org:port/v1", "is no http or https address"),
        ("https://user:word@models.example.org/v1", "holds a password; put the key into DRAGOMAN_LLM_KEY"),
    ],
)
def test_an_address_that_cannot_be_used(
    model: Any, extract: Extract, monkeypatch: pytest.MonkeyPatch, url: str, reason: str
) -> None:
    monkeypatch.setenv("DRAGOMAN_LLM_URL", url)
    run = extract(launch=TEXT)
    assert run.status == 2
    assert reason in run.err
    assert model.key not in run.err
    assert "word" not in run.err.replace("password", "")


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("http://192.168.0.7:8000/v1", "http://192.168.0.7:8000/v1/chat/completions"),
        ("https://models.example.org/openai/v1/", "https://models.example.org/openai/v1/chat/completions"),
        ("https://models.example.org/v1?api-version=1", "https://models.example.org/v1/chat/completions?api-version=1"),
        ("http://[::1]:8080/v1/chat/completions", "http://[::1]:8080/v1/chat/completions"),
    ],
)
def test_an_address_without_a_key(url: str, asked: str) -> None:
    assert endpoint_of(Settings(_env_file=None, dragoman_llm_url=url, dragoman_llm_model="m")).url == asked


def test_without_a_key_none_is_sent(model: Any, extract: Extract, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAGOMAN_LLM_KEY")
    extract(launch=TEXT)
    assert [received.authorization for received in model.received] == [None]


def test_a_proxy_of_the_environment_does_not_get_what_is_for_this_machine(
    model: Any, extract: Extract, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert "read offline" not in extract(launch=TEXT).err
    assert len(model.received) == 1


def test_an_unknown_reader_is_wrong_usage(dragoman: Callable[..., Any]) -> None:
    run = dragoman("extract", "--reader", "oracle", "launch.txt")
    assert run.status == 2
    assert "language-model" in run.err
