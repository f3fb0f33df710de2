"""Documents that come over HTTP, to the facts in the graph."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from neo4j import Driver

from dragoman.api.jobs.job import Job, JobFile, JobFolder
from dragoman.api.keys import Keys, Scope
from dragoman.graph.local.folders import folders
from dragoman.graph.settings import Settings

LAUNCH = (
    "SEOUL, January 14, 2025 - North Korea fired several short-range ballistic missiles into the sea on Tuesday. "
    "Japan condemned the launch.\n"
)


@pytest.fixture(scope="module")
def loader(serve: Any, neo4j_settings: Settings, neo4j_driver: Driver) -> httpx.Client:
    """A client with a key to read and load, and an empty graph."""
    neo4j_driver.execute_query("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")
    keys = Keys(folders(neo4j_settings).keys_file)
    client: httpx.Client = serve(neo4j_settings.model_copy(update={"dragoman_upload_limit": 3_000_000}), keys=keys)
    client.headers["Authorization"] = f"Bearer {keys.create('loader', {Scope.READ, Scope.LOAD})}"
    return client


def ended(client: httpx.Client, accepted: httpx.Response) -> dict[str, Any]:
    """The job as it stands at its end."""
    assert accepted.status_code == 202, accepted.text
    while True:
        job: dict[str, Any] = client.get(accepted.headers["location"]).raise_for_status().json()
        if job["status"] in ("done", "failed"):
            return job


def test_files_are_loaded_and_each_is_told_of(loader: httpx.Client) -> None:
    files = [
        ("file", ("launch.txt", LAUNCH.encode())),
        ("file", ("../../etc/empty.txt", b"")),
        ("file", ("photo.pdf", b"\x89PNG\r\n\x1a\n")),
    ]
    accepted = loader.post("/documents", files=files, data={"published": "2025-01-15"})
    assert re.fullmatch(r"/jobs/[0-9a-f]{32}", accepted.headers["location"])
    job = ended(loader, accepted)
    assert (job["status"], job["published"]) == ("done", "2025-01-15")
    launch, empty, photo = job["files"]
    assert (launch["name"], launch["status"], launch["documents"]) == ("launch.txt", "loaded", 1)
    assert launch["facts"]["event"] >= 1
    assert (empty["name"], empty["status"], empty["troubles"][0]["reason"]) == ("empty.txt", "failed", "is empty")
    assert photo["status"] == "failed" and photo["troubles"][0]["hint"]
    found = loader.get("/queries/document", params={"document": "launch.txt"}).json()
    assert any("fired" in piece["sentence"] for row in found["rows"] for piece in row["evidence"])


def test_the_same_again_changes_nothing(loader: httpx.Client) -> None:
    files = {"file": ("again.txt", LAUNCH.replace("several", "two").encode())}
    assert ended(loader, loader.post("/documents", files=files))["files"][0]["status"] == "loaded"
    before = loader.get("/queries/events").headers["etag"]
    assert ended(loader, loader.post("/documents", files=files))["files"][0]["status"] == "unchanged"
    assert loader.get("/queries/events").headers["etag"] == before


@pytest.mark.parametrize("address", ["http://127.0.0.1:7474/", "http://[::1]/", "http://169.254.169.254/latest/"])
def test_nothing_is_fetched_from_the_own_network(loader: httpx.Client, address: str) -> None:
    (file,) = ended(loader, loader.post("/documents", json={"url": address}))["files"]
    assert file["status"] == "failed"
    assert "not public" in file["troubles"][0]["reason"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"json": {"url": "file:///etc/passwd"}}, 400),
        ({"json": {"url": "/etc/passwd"}}, 400),
        ({"json": {"url": "https://example.org/", "corrects": "x"}}, 400),
        ({"json": ["https://example.org/"]}, 400),
        ({"content": b"{", "headers": {"Content-Type": "application/json"}}, 400),
        ({"content": b"--x", "headers": {"Content-Type": "multipart/form-data; boundary=y"}}, 400),
        ({"content": b"--x", "headers": {"Content-Type": "multipart/form-data"}}, 400),
        ({"data": {"published": "2025-01-15"}, "files": {"other": (None, b"no file")}}, 400),
        ({"data": {"publshed": "2025-01-15"}, "files": {"file": ("a.txt", b"text")}}, 400),
        ({"data": {"published": "yesterday"}, "files": {"file": ("a.txt", b"text")}}, 400),
        ({"content": LAUNCH.encode(), "headers": {"Content-Type": "text/plain"}}, 415),
        ({"json": {"url": "https://example.org/" + "x" * 1_000_000}}, 413),
        ({"files": {"file": ("large.txt", b"x" * 3_000_001)}}, 413),
    ],
)
def test_what_is_no_document_is_refused_at_once(loader: httpx.Client, body: dict[str, Any], status: int) -> None:
    refused = loader.post("/documents", **body)
    assert (refused.status_code, refused.headers["content-type"]) == (status, "application/problem+json"), refused.text


def test_an_unknown_job(loader: httpx.Client) -> None:
    for id in ("0" * 32, "..%2fkeys.json", "x"):
        assert loader.get(f"/jobs/{id}").status_code == 404


def test_without_keys_nothing_is_taken(api: httpx.Client) -> None:
    refused = api.post("/documents", files={"file": ("a.txt", b"text")})
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/scope-missing")
    assert "dragoman keys create" in refused.json()["detail"]


def test_the_queue_is_bounded(serve: Any, unreachable: Settings) -> None:
    keys = Keys(folders(unreachable).keys_file)
    client = serve(unreachable.model_copy(update={"dragoman_job_queue": 1}), keys=keys)
    headers = {"Authorization": f"Bearer {keys.create('many', {Scope.LOAD})}"}
    waiting = JobFolder(folders(unreachable).jobs)
    job = Job(id="f" * 32, created=datetime.now(UTC), files=[JobFile(name="a.txt")])
    waiting.begin(job)
    waiting.save(job)
    refused = client.post("/documents", headers=headers, files={"file": ("b.txt", b"text")})
    assert (refused.status_code, refused.json()["type"]) == (503, "/problems/queue-full")
    assert int(refused.headers["retry-after"]) > 0


def test_a_job_that_a_server_left_is_gone_on_with(serve: Any, neo4j_settings: Settings, neo4j_driver: Driver) -> None:
    """What is on disk when a server begins is loaded, as after a machine lost its power."""
    jobs = JobFolder(folders(neo4j_settings).jobs)
    job = Job(id="e" * 32, created=datetime.now(UTC), attempts=1, status="running", files=[JobFile(name="left.txt")])
    jobs.begin(job)
    jobs.file(job, 0).write_text(LAUNCH.replace("several", "three"), encoding="utf-8")
    jobs.save(job)
    serve(neo4j_settings)
    while not (found := jobs.find(job.id)) or not found.finished:
        pass
    assert (found.status, found.files[0].status) == ("done", "loaded")
    assert not jobs.file(job, 0).exists()


def test_with_the_database_away_a_job_says_so(serve: Any, unreachable: Settings, tmp_path: Path) -> None:
    settings = unreachable.model_copy(update={"dragoman_home": tmp_path})
    keys = Keys(folders(settings).keys_file)
    client = serve(settings, keys=keys)
    client.headers["Authorization"] = f"Bearer {keys.create('away', {Scope.LOAD})}"
    job = ended(client, client.post("/documents", files={"file": ("a.txt", LAUNCH.encode())}))
    assert job["status"] == "failed"
    assert "Neo4j" in job["problem"] and "again" in job["problem"]
