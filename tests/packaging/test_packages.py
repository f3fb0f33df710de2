"""What is published: sdist, wheel and editable install hold the same, and the wheel works where nothing else is."""

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path, PurePosixPath

import httpx
import pytest

from dragoman.graph.local import running
from dragoman.graph.settings import Settings
from dragoman.queries.catalogue import load_catalogue

ROOT = Path(__file__).parents[2]
LAYERS = ("graph", "loaders", "queries", "api", "cli", "client")
DATA = (".cypher", ".toml", ".csv", ".html", ".grass", ".js", ".css", ".lock", ".typed")

pytestmark = pytest.mark.packaging


def build(outputs: Path, *options: str) -> Path:
    """The one file that a build of the project leaves in the folder `outputs`."""
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", outputs, *options]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = outputs.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("wheel"), "--wheel", str(ROOT))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("sdist"), "--sdist", str(ROOT))


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh virtual environment with the wheel; the libraries it needs are seen where this run has them."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--no-deps", "--no-index", "--quiet", wheel], check=True)
    # A path in a .pth file is searched last, and .pth files in it (that of the editable install) are not read.
    libraries = Path(sysconfig.get_path("purelib", vars={"base": str(folder)})) / "libraries.pth"
    libraries.write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return folder


def files(wheel: Path) -> set[str]:
    return {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}


def test_only_dragoman_is_installed(wheel: Path) -> None:
    assert {PurePosixPath(name).parts[0] for name in files(wheel)} == {"dragoman"}


def test_the_wheel_holds_every_module_and_data_file(wheel: Path) -> None:
    wanted = {
        f"dragoman/{path.relative_to(ROOT)}"
        for layer in LAYERS
        for path in (ROOT / layer).rglob("*")
        if path.suffix in (".py", *DATA)
    }
    assert wanted <= files(wheel)
    assert {f"dragoman/{layer}/py.typed" for layer in LAYERS} <= files(wheel)


def test_a_wheel_from_the_sdist_is_the_same(wheel: Path, sdist: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (project,) = (tmp_path / "unpacked").iterdir()
    again = build(tmp_path / "again", "--wheel", str(project))
    assert again.name == wheel.name
    assert files(again) == files(wheel)


def test_the_editable_install_is_this_tree() -> None:
    where = "import dragoman.graph, pathlib; print(pathlib.Path(dragoman.graph.__file__).resolve())"
    found = subprocess.run([sys.executable, "-c", where], capture_output=True, text=True, check=True, cwd="/")
    assert Path(found.stdout.strip()) == ROOT / "graph" / "__init__.py"


def test_the_installed_command_helps_and_finds_its_queries(environment: Path, tmp_path: Path) -> None:
    command = environment / "bin" / "dragoman"
    helped = subprocess.run([command, "--help"], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert "serve" in helped.stdout
    listed = subprocess.run([command, "queries"], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert all(name in listed.stdout for name in load_catalogue())


@pytest.mark.usefixtures("neo4j_driver")
def test_the_installed_command_serves(environment: Path, neo4j_settings: Settings, tmp_path: Path) -> None:
    server = running(neo4j_settings)
    uri, password = (
        (server.bolt_uri, server.password)
        if server
        else (neo4j_settings.neo4j_uri or "", neo4j_settings.neo4j_password.get_secret_value())
    )
    with subprocess.Popen(
        [environment / "bin" / "dragoman", "serve", "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "NEO4J_URI": uri, "NEO4J_PASSWORD": password},
    ) as process:
        assert process.stderr
        address = next(match[0] for line in process.stderr if (match := re.search(r"http://[\d.]+:\d+", line)))
        answer = httpx.get(f"{address}/queries/events", timeout=30)
        process.terminate()
        process.communicate()
    assert answer.status_code == 200
    assert answer.json()["query"] == "events"
