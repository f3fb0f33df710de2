"""Data sets that `dragoman load` fetches by itself, as a user runs it, from a publisher's server on this machine."""

import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver

from dragoman.cli.fetching import Days, check
from dragoman.graph.coded.store import CodedStore
from dragoman.graph.errors import UsageError
from dragoman.graph.settings import Settings
from dragoman.loaders.datasets.catalogue import dataset_named
from dragoman.loaders.datasets.gdelt import GDELT
from dragoman.loaders.datasets.rejects import Rejects
from dragoman.loaders.datasets.streaming import BATCH, load_coded
from dragoman.loaders.documents.sources import Source
from dragoman.queries.catalogue import load_catalogue
from dragoman.queries.run import run_query

Run = Callable[..., subprocess.CompletedProcess[str]]
Event = Callable[[int], str]


@pytest.fixture
def publish(publishing: Any, tmp_path: Path) -> Callable[..., None]:
    """Gives out files of GDELT, from where the command is told to fetch them."""
    (tmp_path / ".env").write_text(f"DRAGOMAN_GDELT_URL={publishing.url}\n", encoding="utf-8")

    def one(stamp: str, text: str, kind: str = "export", *, missing: bool = False) -> None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{stamp}.{kind}.CSV", text)
        content, name = packed.getvalue(), f"{stamp}.{kind}.CSV.zip"
        md5 = hashlib.md5(content).hexdigest()
        line = f"{len(content)} {md5} http://data.gdeltproject.org/gdeltv2/{name}\n".encode()
        publishing.files["lastupdate.txt"] = line
        publishing.files["masterfilelist.txt"] = publishing.files.get("masterfilelist.txt", b"") + line
        if not missing:
            publishing.files[name] = content

    return one


def events(driver: Driver) -> dict[object, object]:
    """The documents of each event."""
    return {row["event_id"]: row["documents"] for row in run_query(driver, load_catalogue()["events"], {}).rows}


def test_the_files_of_a_day_are_fetched_and_loaded(
    publishing: Any,
    publish: Callable[..., None],
    dragoman: Run,
    empty_graph: Driver,
    event: Event,
    mention: Callable[[int, str, int], str],
) -> None:
    publish("20191023234500", event(1))
    publish("20191024143000", event(2) + event(3))
    publish("20191024144500", "", missing=True)
    publish("20191024150000", event(4))
    publish("20191024150000", mention(2, "a.example", 60) + mention(1, "a.example", 60), "mentions")
    arguments = ["--since", "2019-10-24", "--until", "2019-10-24"]
    run = dragoman("load", "--dataset", "gdelt", *arguments)
    assert run.returncode == 1
    assert "20191024144500.export.CSV.zip: cannot be fetched: the server answers 404" in run.stderr
    assert "files: 2 loaded, 1 failed" in run.stderr
    assert events(empty_graph) == {"gdelt:2": 1, "gdelt:3": 1, "gdelt:4": 1}
    dragoman("load", "--dataset", "gdelt-mentions", *arguments)
    assert events(empty_graph) == {"gdelt:2": 2, "gdelt:3": 1, "gdelt:4": 1}
    again = dragoman("load", "--dataset", "gdelt", *arguments)
    assert "files: 2 unchanged, 1 failed" in again.stderr
    assert publishing.asked_for("20191024143000.export.CSV.zip") == [None]


def test_the_sample_fetched_is_the_sample_loaded(
    shared: Path, publish: Callable[..., None], dragoman: Run, empty_graph: Driver
) -> None:
    file = shared / "datasets" / "20191024143000.export.CSV"
    publish("20191024143000", file.read_text(encoding="utf-8"))
    dragoman("load", "--dataset", "gdelt", "--since", "2019-10-24", "--until", "2019-10-24")
    stored = events(empty_graph)
    rows = len(file.read_text(encoding="utf-8").splitlines())
    with empty_graph.session() as session:
        (count,) = session.run("MATCH (e:Coded) RETURN count(e)").single(strict=True)
    assert len(stored) > 0
    run = dragoman("load", "--dataset", "gdelt", str(file))
    assert "files: 1 unchanged" in run.stderr
    assert 0.5 * rows < count < rows


@pytest.fixture
def followed(neo4j_settings: Settings, tmp_path: Path) -> Callable[[str, signal.Signals], tuple[int, str]]:
    """Follows GDELT until a line is told, then sends a signal; the exit status and the last line."""

    def until(told: str, end: signal.Signals) -> tuple[int, str]:
        environment = {**os.environ, "DRAGOMAN_HOME": str(neo4j_settings.dragoman_home)}
        command = [sys.executable, "-m", "dragoman.cli.main", "load", "--dataset", "gdelt", "--follow"]
        with subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True) as running:
            assert running.stderr is not None
            lines = []
            for line in running.stderr:
                lines.append(line)
                if line.startswith(told):
                    running.send_signal(end)
        return running.returncode, lines[-1]

    return until


def test_following_goes_on_until_it_is_stopped(
    publish: Callable[..., None],
    followed: Callable[[str, signal.Signals], tuple[int, str]],
    empty_graph: Driver,
    event: Event,
) -> None:
    publish("20191024143000", event(1))
    publish("20191024144500", event(2))
    assert followed("20191024144500.export.CSV.zip: 1 rows, 1 of them", signal.SIGINT) == (0, "stopped\n")
    assert events(empty_graph) == {"gdelt:2": 1}
    # The next run goes on behind the last file that is in the graph.
    publish("20191024150000", event(3))
    publish("20191024151500", event(4))
    assert followed("20191024151500.export.CSV.zip: 1 rows", signal.SIGTERM) == (0, "stopped\n")
    assert events(empty_graph) == {"gdelt:2": 1, "gdelt:3": 1, "gdelt:4": 1}


def test_a_file_that_is_left_after_a_batch_is_gone_on_with(empty_graph: Driver, tmp_path: Path, event: Event) -> None:
    file, rejects = tmp_path / "20191024143000.export.CSV", Rejects(tmp_path / "rejects.csv")
    file.write_text("".join(event(id) for id in range(1, 2 * BATCH + 2)), encoding="utf-8")
    source, store = Source(file.name, str(file)), CodedStore(empty_graph, "neo4j")
    left = load_coded(GDELT, [source], store, rejects, lambda rows: None, lambda: True)
    assert (left.events, left.loaded, store.last_file("gdelt")) == (BATCH, 0, None)
    rest = load_coded(GDELT, [source], store, rejects, lambda rows: None)
    assert (rest.events, rest.gone_on_with, store.last_file("gdelt")) == (BATCH + 1, 1, file.name)


def test_leaders_are_asked_of_the_query_service(
    publishing: Any, dragoman: Run, empty_graph: Driver, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text(f"DRAGOMAN_WIKIDATA_URL={publishing.url}/sparql\n", encoding="utf-8")
    entity = "http://www.wikidata.org/entity/"
    office = {"country": f"{entity}Q142", "countryLabel": "France", "iso3": "FRA"}
    office |= {"position": f"{entity}Q191954", "positionLabel": "President of France"}
    term = {"position": f"{entity}Q191954", "officeholder": f"{entity}Q329", "officeholderLabel": "Nicolas Sarkozy"}
    term |= {"start": "2007-05-16T00:00:00Z", "startPrecision": "11", "end": "2012-05-15T00:00:00Z"}
    term["endPrecision"] = "11"

    def answer(query: Mapping[str, list[str]]) -> bytes:
        one = term if "VALUES" in query["query"][0] else office
        bindings = [{name: {"type": "literal", "value": value} for name, value in one.items()}]
        return json.dumps({"results": {"bindings": bindings}}).encode()

    publishing.answer = answer
    run = dragoman("load", "--dataset", "wikidata-leaders")
    assert run.returncode == 0, run.stderr
    rows = run_query(empty_graph, load_catalogue()["officials"], {"state": "FRA", "on": "2010-06-01"}).rows
    assert [(row["name"], row["office"], row["from"]) for row in rows] == [
        ("Nicolas Sarkozy", "President", "2007-05-16")
    ]


@pytest.mark.parametrize(
    ("name", "files", "days", "wrong"),
    [
        ("archigos", [], Days(date(2019, 1, 1)), "has no list of files by day"),
        ("wikidata-leaders", [], Days(follow=True), "has no list of files by day"),
        ("gdelt", ["a.CSV"], Days(date(2019, 1, 1)), "fetch the files"),
        ("gdelt", [], Days(until=date(2019, 1, 1)), "--until goes with --since"),
        ("gdelt", [], Days(date(2019, 1, 1), date(2019, 1, 1), True), "--until goes with --since"),
        ("gdelt", [], Days(date(2019, 1, 2), date(2019, 1, 1)), "is before --since"),
        ("gdelt", [], Days(), "needs its file"),
        ("icews", [], Days(), "needs its file"),
    ],
)
def test_what_does_not_go_together_is_told(name: str, files: list[str], days: Days, wrong: str) -> None:
    with pytest.raises(UsageError, match=wrong):
        check(dataset_named(name), files, days, bulk=False)


def test_a_store_that_is_built_new_cannot_keep_up() -> None:
    with pytest.raises(UsageError, match="--bulk builds a new store"):
        check(dataset_named("gdelt"), [], Days(follow=True), bulk=True)


def test_days_are_of_a_data_set_and_written_as_days(dragoman: Run) -> None:
    run = dragoman("load", "--dataset", "gdelt", "--since", "last week")
    assert (run.returncode, "--since 'last week' is no day" in run.stderr) == (2, True)
    assert dragoman("load", "--follow").returncode == 2
