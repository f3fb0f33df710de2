"""The documentation as a site: whole, found by its search, and without anything from elsewhere."""

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, expect

ROOT = Path(__file__).parents[2]
ELSEWHERE = re.compile(r"<(?:script|img|iframe)[^>]+src=\"https?:|<link[^>]+href=\"https?:")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make docs` builds it."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", ROOT / "mkdocs.yml"]
    built = subprocess.run([*command, "--site-dir", folder], capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return folder


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=site)) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_every_page_of_the_repository_is_a_page_of_the_site(site: Path) -> None:
    pages = [page.relative_to(ROOT / "docs").with_suffix(".html") for page in (ROOT / "docs").rglob("*.md")]
    pages += [Path("index.html"), Path("CHANGELOG.html"), Path("CONTRIBUTING.html"), Path("decisions/index.html")]
    assert not [page for page in pages if not (site / page).exists()]


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    assert not [page.name for page in site.rglob("*.html") if ELSEWHERE.search(page.read_text("utf-8"))]


def test_what_is_no_page_is_linked_on_the_code_host(site: Path) -> None:
    text = "".join(page.read_text("utf-8") for page in site.rglob("*.html"))
    linked = set(re.findall(r'href="https://github\.com/dragoman-graph/dragoman/(?:tree|blob)/main/([^"#]+)', text))
    assert "examples" in linked
    assert not [path for path in linked if not (ROOT / path).exists()]


def test_a_page_is_found_by_the_search(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.set_default_timeout(60_000)
    elsewhere: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(address) else elsewhere.append(request.url))
    # What is typed before its index is read, the search of MkDocs does not look for.
    with page.expect_console_message(lambda message: "search ready" in message.text):
        page.goto(address)
    page.get_by_role("link", name="Search").click()
    page.get_by_role("searchbox").press_sequentially("consistency check")
    results = page.locator("#mkdocs-search-results")
    results.get_by_role("link", name="Backup and restore").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Backup and restore")
    page.close()
    assert elsewhere == []
