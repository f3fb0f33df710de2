"""What the shells offer while a query is being typed; bash runs it for real, the others get their form of it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.queries.catalogue import load_catalogue

COMMANDS = Path(sys.executable).parent
DRAGOMAN = str(COMMANDS / "dragoman")
# As readline calls it: the words, of which "=" is one, and which of them the cursor is in.
IN_BASH = """
eval "$(_DRAGOMAN_COMPLETE=source_bash dragoman)"
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_dragoman_completion dragoman
printf '%s\\n' "${COMPREPLY[@]}"
"""


def offered_in_bash(environment: dict[str, str], *words: str) -> list[str]:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash")
    told = environment | {"PATH": f"{COMMANDS}:{environment['PATH']}"}
    done = subprocess.run([bash, "-c", IN_BASH, "bash", *words], env=told, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout.split()


def offered(environment: dict[str, str], shell: str, line: str) -> str:
    told = {"_DRAGOMAN_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": line}
    told["_TYPER_COMPLETE_FISH_ACTION"] = "get-args"
    return subprocess.run([DRAGOMAN], env=environment | told, capture_output=True, text=True, check=True).stdout


def test_bash_is_offered_commands_queries_and_parameters(environment: dict[str, str]) -> None:
    assert offered_in_bash(environment, "dragoman", "que") == ["query", "queries"]
    assert offered_in_bash(environment, "dragoman", "query", "all") == ["allies", "allies-who-condemned"]
    parameters = [f"{name}=" for name in load_catalogue()["events"].parameters if name != "actor"]
    assert offered_in_bash(environment, "dragoman", "query", "events", "actor", "=", "KOR", "") == parameters


def test_data_sets_are_offered(environment: dict[str, str]) -> None:
    assert offered_in_bash(environment, "dragoman", "load", "--dataset", "gd") == ["gdelt", "gdelt-mentions"]


def test_the_only_parameter_is_offered_with_a_value_so_that_no_space_follows(environment: dict[str, str]) -> None:
    assert offered_in_bash(environment, "dragoman", "query", "events", "si") == ["since=", "since=2025-01-01"]


def test_values_are_those_that_a_parameter_takes_or_the_graph_has(environment: dict[str, str]) -> None:
    assert offered_in_bash(environment, "dragoman", "query", "events", "type", "=", "S") == ["SUPPORT", "SANCTION"]
    assert "north-korea" in offered_in_bash(environment, "dragoman", "query", "events", "actor", "=", "nor")
    assert "Choi-sang-mok" in offered_in_bash(environment, "dragoman", "query", "statements", "speaker", "=", "Ch")


def test_an_offered_value_is_taken_for_what_it_names(environment: dict[str, str]) -> None:
    command = [DRAGOMAN, "query", "events", "actor=north-korea"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert "actor taken as North Korea (PRK)" in done.stderr


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_zsh_and_fish_are_offered_the_whole_word(environment: dict[str, str], shell: str) -> None:
    assert "type=SANCTION" in offered(environment, shell, "dragoman query events type=SA")
    assert "actor=north-korea" in offered(environment, shell, "dragoman query events actor=nor")
    assert "Allies of a state or body on a given day" in offered(environment, shell, "dragoman query alli")


def test_without_a_graph_nothing_is_started_and_nothing_said(environment: dict[str, str], tmp_path: Path) -> None:
    alone = {name: value for name, value in environment.items() if not name.startswith("NEO4J_")}
    alone["DRAGOMAN_HOME"] = str(tmp_path)
    assert offered_in_bash(alone, "dragoman", "query", "events", "actor", "=", "nor") == []
    assert list(tmp_path.iterdir()) == []
