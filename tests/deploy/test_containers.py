"""The container files, as far as they can be checked without running the images."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.graph.local.lock import neo4j_version, read_lock

ROOT = Path(__file__).parents[2]
COMPOSE_FILE = ROOT / "docker-compose.yml"
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


@pytest.fixture
def services() -> dict[str, Any]:
    return yaml.safe_load(COMPOSE_FILE.read_text(encoding="utf-8"))["services"]


def compose_command() -> list[str]:
    for command in (["docker", "compose"], ["docker-compose"]):
        if shutil.which(command[0]) and subprocess.run([*command, "version"], capture_output=True).returncode == 0:
            return command
    pytest.skip("no Docker Compose on this machine")


def compose_config(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What Compose makes of the file in a folder without a `.env` of the developer's own."""
    without_password = {name: value for name, value in os.environ.items() if name != "NEO4J_PASSWORD"}
    command = [*compose_command(), "--project-directory", folder, "--file", COMPOSE_FILE, "config"]
    return subprocess.run(command, capture_output=True, text=True, env={**without_password, **environment})


def test_compose_accepts_the_file_and_hands_on_the_password(tmp_path: Path) -> None:
    accepted = compose_config(tmp_path, NEO4J_PASSWORD="a-long-password")
    assert accepted.returncode == 0, accepted.stderr
    assert yaml.safe_load(accepted.stdout)["services"]["api"]["environment"]["NEO4J_PASSWORD"] == "a-long-password"


def test_compose_refuses_to_run_without_a_password(tmp_path: Path) -> None:
    refused = compose_config(tmp_path)
    assert refused.returncode != 0
    assert "set a password" in refused.stderr


def test_the_database_is_the_version_of_the_local_server(services: dict[str, Any]) -> None:
    assert services["neo4j"]["image"] == f"neo4j:{neo4j_version(read_lock())}-community"


def test_everything_is_reached_from_this_machine_only(services: dict[str, Any]) -> None:
    ports = [port for service in services.values() for port in service["ports"]]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_the_api_waits_until_the_database_answers(services: dict[str, Any]) -> None:
    assert all("healthcheck" in service for service in services.values())
    assert services["api"]["depends_on"]["neo4j"]["condition"] == "service_healthy"


def test_data_outlives_the_containers(services: dict[str, Any]) -> None:
    assert "neo4j-data:/data" in services["neo4j"]["volumes"]


def test_the_file_is_tidy() -> None:
    rules = "{extends: default, rules: {line-length: {max: 120}, document-start: disable}}"
    linted = subprocess.run(
        [sys.executable, "-m", "yamllint", "--strict", "-d", rules, COMPOSE_FILE], capture_output=True, text=True
    )
    assert linted.returncode == 0, linted.stdout


def test_the_base_image_is_pinned_to_the_patch() -> None:
    images = re.findall(r"^FROM (\S+)", DOCKERFILE, flags=re.MULTILINE)
    assert len(images) == 2
    assert all(re.fullmatch(r"python:3\.\d+\.\d+-slim-\w+", image) for image in images)


def test_the_image_does_not_run_as_root() -> None:
    (user,) = re.findall(r"^USER (\d+)", DOCKERFILE, flags=re.MULTILINE)
    assert int(user) > 0


def test_the_image_gets_every_folder_of_the_wheel() -> None:
    hatch = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]
    copied = set(re.findall(r"^COPY (\w+) \1$", DOCKERFILE, flags=re.MULTILINE))
    let_in = set((ROOT / ".dockerignore").read_text(encoding="utf-8").split())
    assert copied == set(hatch["build"]["targets"]["wheel"]["only-include"])
    assert {f"!{folder}" for folder in copied} <= let_in


def test_the_image_starts_a_command_that_exists() -> None:
    (command,) = re.findall(r"^CMD (\[.*\])$", DOCKERFILE, flags=re.MULTILINE)
    subcommand, *options = json.loads(command)
    helped = subprocess.run(
        [Path(sys.executable).with_name("dragoman"), subcommand, "--help"], capture_output=True, text=True, check=True
    )
    assert all(option in helped.stdout for option in options if option.startswith("--"))


def test_a_linter_finds_nothing_in_the_dockerfile() -> None:
    hadolint = shutil.which("hadolint")
    if hadolint is None:
        pytest.skip("no hadolint on this machine")
    linted = subprocess.run([hadolint, ROOT / "Dockerfile"], capture_output=True, text=True)
    assert linted.returncode == 0, linted.stdout
