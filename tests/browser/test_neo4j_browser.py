"""Neo4j Browser as a person meets it: a real Chromium at the local server's address."""

from urllib.parse import urlsplit

import pytest
from neo4j import Driver
from playwright.sync_api import Page, Response, expect

from dragoman.graph.local import LocalServer


@pytest.fixture
def answered(page: Page) -> list[str]:
    """The hosts that answered a request of the page so far."""
    hosts: list[str] = []

    def note(response: Response) -> None:
        hosts.append(urlsplit(response.url).hostname or response.url)

    page.on("response", note)
    return hosts


@pytest.fixture
def connected(page: Page, answered: list[str], local_server: LocalServer) -> Page:
    """Browser after nothing but the password has been typed: address and user are filled in."""
    page.goto(local_server.browser_uri)
    page.get_by_test_id("password").fill(local_server.password)
    page.get_by_test_id("connect").click()
    return page


def test_the_guide_plays_and_its_queries_show_the_graph(connected: Page, small_graph: Driver) -> None:
    guide = connected.locator("article.guide, [data-testid=frameContents]").filter(has_text="every edge with the")
    expect(guide.first).to_be_visible()
    connected.locator("pre.runnable").first.click()
    connected.get_by_test_id("editor-Run").click()

    nodes = connected.locator("svg g.node")
    expect(nodes).to_have_count(6)
    for caption in ("North Korea", "Japan", "Choi"):
        expect(nodes.filter(has_text=caption).first).to_be_visible()
    expect(connected.locator("svg g.relationship").filter(has_text="CONDEMNED").first).to_be_attached()


def test_states_officials_and_events_have_their_own_colours(connected: Page, small_graph: Driver) -> None:
    connected.locator("pre.runnable").first.click()
    connected.get_by_test_id("editor-Run").click()
    colours = {
        caption: connected.locator("svg g.node").filter(has_text=caption).locator("circle.b-outline").first
        for caption in ("Japan", "Choi", "missile")
    }
    expect(colours["Japan"]).to_have_attribute("fill", "#2F6DB5")
    expect(colours["Choi"]).to_have_attribute("fill", "#14866D")
    expect(colours["missile"]).to_have_attribute("fill", "#D9482B")


def test_nobody_but_this_machine_is_called(connected: Page, answered: list[str], small_graph: Driver) -> None:
    expect(connected.locator("pre.runnable").first).to_be_visible()
    connected.wait_for_load_state("networkidle")
    assert set(answered) == {"127.0.0.1"}
