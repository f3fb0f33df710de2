"""How the pages behave for everybody: read aloud, on a phone, in the dark, in trouble, and when somebody means ill."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from dragoman.api.keys import Keys, Scope
from dragoman.graph.settings import Settings
from dragoman.queries.catalogue import load_catalogue

AXE = next(Path(__file__).parent.glob("vendor/axe-core-*/axe.min.js")).read_text("utf-8")
LAUNCH = "/ask/who-responded-to-event?event=north+korea+missile+launch+14+january+2025"
PAGES = {
    "start": "/",
    "form": "/ask/escalation",
    "table": LAUNCH,
    "graph": f"{LAUNCH}&view=graph",
    "timeline": f"{LAUNCH}&view=timeline",
    "map": "/ask/events?actor=PRK&view=map",
    "chart": "/ask/relation-timeline?a=RUS&b=PRK&bucket=year&view=chart",
    "evidence": "/ask/evidence?id=KOR",
    "no rows": "/ask/events?actor=PRK&since=1990-01-01&until=1990-01-02",
    "wrong": "/ask/events?since=yesterday",
    "search": "/search?q=korea",
    "nothing found": "/search?q=atlantis",
    "state": "/actors/KOR",
    "official": "/actors/official:kor:choi-sang-mok",
    "event": "/events/north korea missile launch 14 january 2025",
    "document": "/documents/2025-01-14-short-range-launches.md",
    "unknown": "/actors/atlantis of the deep",
    "no address": "/nowhere",
}


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious_by_day_or_night(page: Page, name: str) -> None:
    page.goto(PAGES[name])
    page.evaluate(AXE)
    found = page.evaluate("axe.run().then(found => found.violations)")
    page.emulate_media(color_scheme="dark")
    found += page.evaluate("axe.run({ runOnly: ['color-contrast'] }).then(found => found.violations)")
    serious = [
        (each["id"], [node["html"][:120] for node in each["nodes"]][:3])
        for each in found
        if each["impact"] in ("serious", "critical")
    ]
    assert serious == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_phone(page: Page, name: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(PAGES[name])
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_every_question_has_a_form_whose_example_is_answered(page: Page) -> None:
    page.goto("/")
    for name, query in load_catalogue().items():
        expect(page.locator(f'.cards a[href="/ask/{name}"]')).to_contain_text(query.summary)
        answer = page.request.get(f"/ask/{name}", params=dict(query.example))
        assert answer.status in (200, 404), name
        assert "<h1>" in answer.text()


def test_a_question_in_doubt_is_told_with_what_to_do(page: Page) -> None:
    page.goto("/ask/allies?state=Atlantis of the deep")
    problem = page.get_by_role("alert")
    expect(problem).to_contain_text("nothing in the graph is called 'Atlantis of the deep'")
    expect(problem.get_by_role("link", name="Try the example")).to_be_visible()
    expect(page.get_by_role("combobox", name="state")).to_have_value("Atlantis of the deep")
    page.goto("/ask/events?actor=PRK&since=1990-01-01&until=1990-01-02")
    expect(page.locator(".empty-state")).to_contain_text("widen the dates")


def test_without_scripts_all_but_the_pictures_is_there(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/ask/allies")
    page.get_by_label("state").fill("north korea")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("table")).to_contain_text("Russia")
    page.get_by_role("link", name="Graph", exact=True).click()
    expect(page.locator(".edges li").first).to_contain_text("ALLIED_WITH")
    context.close()


def test_the_documentation_shows_every_query(page: Page) -> None:
    page.goto("/docs")
    expect(page.locator("#operations-queries-relation-timeline")).to_be_visible()


@pytest.mark.parametrize("view", ["chart", "hologram"])
def test_a_view_that_an_answer_does_not_have_is_told(page: Page, view: str) -> None:
    page.goto(f"/ask/allies?state=KOR&view={view}")
    expect(page.get_by_role("alert")).to_contain_text("Use one of table, graph")


@pytest.mark.parametrize("name", ["/documents/hostile.md", "/ask/document?document=hostile.md&view=graph", "/"])
def test_words_of_a_document_are_never_more_than_words(page: Page, name: str) -> None:
    answer = page.goto(name)
    assert answer is not None
    assert re.search(r"script-src 'self'[;$]", answer.headers["content-security-policy"])
    page.wait_for_load_state("networkidle")
    expect(page.locator("body")).to_contain_text('<script>alert("title")</script>')
    assert page.locator("img[onerror]").count() == 0


@pytest.mark.parametrize(
    "address_of", ["/search?q={}", "/ask/allies?state={}", "/ask/{}", "/actors/{}", "/documents/{}", "/things/{}"]
)
def test_words_of_an_address_are_never_more_than_words(address: str, address_of: str) -> None:
    words = '"><script>alert(1)</script>'
    answer = httpx.get(address + address_of.format(words), follow_redirects=True, timeout=60)
    assert answer.status_code in (200, 404)
    assert "<script>alert" not in answer.text


def test_the_start_page_stands_while_the_graph_is_away(chromium: Browser, serve: Any) -> None:
    away = Settings(_env_file=None, neo4j_uri="bolt://127.0.0.1:1", neo4j_password="unused")
    with serve(away) as where:
        page = chromium.new_page()
        page.goto(where)
        expect(page.get_by_role("alert")).to_contain_text("The graph cannot be read")
        expect(page.locator(".cards li")).to_have_count(len(load_catalogue()))
        answer = page.goto(f"{where}/actors/KOR")
        assert answer is not None
        assert answer.status == 503
        page.close()


@pytest.mark.usefixtures("address")
def test_a_browser_takes_a_key_as_a_password(
    chromium: Browser, serve: Any, neo4j_settings: Settings, tmp_path: Path
) -> None:
    keys = Keys(tmp_path / "keys.json")
    key = keys.create("reader", {Scope.READ})
    with serve(neo4j_settings, keys=keys) as where:
        assert (refused := httpx.get(where, headers={"Accept": "text/html"})).status_code == 401
        assert "<h1>A key is needed</h1>" in refused.text
        credentials = {"username": "anybody", "password": key}
        page = chromium.new_context(base_url=where, http_credentials=credentials).new_page()
        page.goto("/")
        page.get_by_role("combobox", name="Search").press_sequentially("choi sang")
        page.get_by_role("option", name="Choi Sang-mok").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Choi Sang-mok")
        page.context.close()


def test_an_address_that_does_not_exist_is_a_page_for_people_and_a_document_for_programs(address: str) -> None:
    person = httpx.get(f"{address}/nowhere", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (person.status_code, person.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "To the start page" in person.text
    program = httpx.get(f"{address}/nowhere")
    assert (program.status_code, program.json()["type"]) == (404, "/problems/no-such-address")
