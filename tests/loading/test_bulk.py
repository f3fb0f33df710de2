"""`dragoman load --bulk`: Neo4j's own importer builds the graph that loading row by row builds, where none was."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from neo4j import Driver

from dragoman.graph import local
from dragoman.graph.coded.import_files import ImportFiles
from dragoman.graph.connection import open_driver
from dragoman.graph.dump import dump
from dragoman.graph.local.importing import demand_empty_store, import_store
from dragoman.graph.local.reporting import silent
from dragoman.graph.settings import Settings
from dragoman.loaders.datasets.bulk import Preparation
from dragoman.loaders.datasets.icews import ICEWS
from dragoman.loaders.datasets.rejects import Rejects
from dragoman.loaders.documents.sources import Source

Run = Callable[..., subprocess.CompletedProcess[str]]

HEADER = (
    "Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity|Target Name|"
    "Target Sectors|Target Country|Story ID|Sentence Number|Publisher|City|District|Province|Country|Latitude|Longitude"
)
ROWS = [
    "1|2018-06-01|Foreign Affairs (Bangladesh)|Executive,Foreign Ministry,Government|Bangladesh|Consult|040|1|Vietnam|"
    'NA|Vietnam|1|2|The "Daily" Bulletin|Hanoi|NA|NA|Vietnam|21.0245|105.841',
    "2|2018-06-02|United States|NA|United States|Use conventional military force|190|-10|Syria|NA|"
    "Syria|1|1|Wire, the|NA|NA|NA|Syria|33.5|36.2",
    "3|2018-06-03|United States|NA|United States|Make statement|010|0|Syria|NA|Syria|1|1|Wire|NA|NA|NA|Syria|33.5|36.2",
    "4|2018-06-04|Walid Muallem|Executive,Foreign Ministry,Government|Syria|Demand|100|-5|United States|NA|"
    "United States|1|1|Wire|Damascus|NA|NA|Syria|33.5102|36.2913",
]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Settings]:
    """A home with a graph of its own."""
    settings = Settings(_env_file=None, neo4j_uri=None, dragoman_home=tmp_path / "home")
    yield settings
    local.down(settings)


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Two files, of which the second tells an event again."""
    first, second = tmp_path / "first.tab", tmp_path / "second.tab"
    for file, rows in ((first, ROWS[:3]), (second, ROWS[1:])):
        file.write_text("".join(f"{row}\n" for row in (HEADER, *rows)).replace("|", "\t"), encoding="utf-8")
    return [str(first), str(second)]


def graph(settings: Settings) -> list[str]:
    with open_driver(settings) as driver:
        return list(dump(driver, "neo4j"))


def test_the_graph_is_that_of_loading_row_by_row(
    dragoman: Run,
    command_of: Callable[[Settings], Run],
    home: Settings,
    files: list[str],
    empty_graph: Driver,
    neo4j_settings: Settings,
) -> None:
    in_bulk = command_of(home)
    run = in_bulk("load", "--bulk", "--dataset", "icews", *files)
    assert run.returncode == 1, run.stderr
    assert "rows: 6, of these 2 rejected" in run.stderr
    dragoman("load", "--dataset", "icews", *files)
    assert graph(home) == graph(neo4j_settings)
    assert "files: 2 unchanged" in in_bulk("load", "--dataset", "icews", *files).stderr

    refused = in_bulk("load", "--bulk", "--dataset", "icews", *files)
    assert refused.returncode == 2
    assert "holds" in refused.stderr
    assert graph(home) == graph(neo4j_settings)


def test_an_import_that_was_broken_off_before_its_last_step_is_begun_anew(
    command_of: Callable[[Settings], Run], home: Settings, files: list[str], tmp_path: Path
) -> None:
    (folder := tmp_path / "import").mkdir()
    demand_empty_store(home, silent)
    rejects = Rejects(tmp_path / "rejects.csv")
    made = Preparation(ICEWS, ImportFiles(folder), rejects, lambda rows: None)
    import_store(home, made.read([Source(Path(name).name, name) for name in files]), silent)
    rejects.close()
    run = command_of(home)("load", "--dataset", "icews", *files)
    assert "events: 4" in run.stderr, run.stderr
    asked = command_of(home)("query", "events", "actor=Bangladesh", "--format", "json")
    (row,) = json.loads(asked.stdout)["rows"]
    assert [piece["document"] for piece in row["evidence"]] == ["first.tab"]


def test_what_cannot_be_loaded_in_bulk_is_said(dragoman: Run, files: list[str]) -> None:
    for arguments, reason in (
        (["--dataset", "archigos"], "is a list"),
        (["--dataset", "gdelt-mentions"], "load gdelt with --bulk"),
        ([], "--dataset NAME"),
    ):
        run = dragoman("load", "--bulk", *arguments, *files)
        assert (run.returncode, reason in run.stderr) == (2, True), run.stderr
