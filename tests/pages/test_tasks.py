"""What people come for, done as they would: by clicks and keys."""

import csv
import io
import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect
from pydantic import SecretStr

from dragoman.graph.local import running
from dragoman.graph.settings import Settings

LAUNCH = "/ask/who-responded-to-event?event=north+korea+missile+launch+14+january+2025"
CONDEMNED = "Japan also condemned them"


def test_from_the_start_page_to_the_sentence_in_which_japan_condemned_the_launches(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name=re.compile("^Who responded to an event")).click()
    page.get_by_role("link", name="Try the example").click()
    row = page.get_by_role("row", name=re.compile("Japan.*CONDEMNED"))
    row.locator("xpath=following-sibling::tr[1]").get_by_role("link", name=CONDEMNED).click()
    expect(page).to_have_title(re.compile("North Korea fires short-range missiles"))
    expect(page.locator("mark.asked").first).to_contain_text(CONDEMNED)
    expect(page.locator("mark.asked").first).to_be_in_viewport()


def test_the_start_page_shows_an_example_whose_sentence_is_one_click_away(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name=CONDEMNED).first.click()
    expect(page.locator("mark.asked").first).to_contain_text(CONDEMNED)


def test_a_name_is_found_by_keys_alone(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox", name="Search").press_sequentially("choi sang")
    expect(page.get_by_role("option", name="Choi Sang-mok").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Choi Sang-mok")


def test_a_search_finds_actors_events_and_documents(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox", name="Search").fill("missile")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="Events")).to_be_visible()
    page.get_by_role("link", name="North Korea fires short-range missiles").click()
    expect(page.locator(".text")).to_contain_text(CONDEMNED)


def test_a_question_in_the_search_box_leads_to_its_answer(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox", name="Search").fill("Who condemned the missile launch of 14 January 2025?")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=re.compile("^who-responded-to-event .*stance=CONDEMNED")).click()
    expect(page.get_by_role("row", name=re.compile("Japan.*CONDEMNED")).first).to_be_visible()


def test_a_suggestion_is_asked_for_by_its_id_and_shown_by_its_name(page: Page) -> None:
    page.goto("/ask/who-responded-to-event")
    event = page.get_by_role("combobox", name="event *")
    event.press_sequentially("launch of miss")
    page.get_by_role("option", name="launch of missiles by North Korea").first.click()
    page.get_by_role("button", name="Ask").click()
    expect(page).to_have_url(re.compile(r"\?event=event%3A[0-9a-f]+&view=table$"))
    expect(event).to_have_value("launch of missiles by North Korea")
    expect(page.locator(".taken")).to_contain_text("event taken as launch of missiles by North Korea, 2025-01-14")
    page.go_back()
    expect(page.locator(".taken")).to_have_count(0)


def test_what_else_was_meant_is_one_click_away(page: Page) -> None:
    page.goto(LAUNCH)
    page.locator(".taken").get_by_role("link", name="missile test by North Korea").click()
    expect(page.locator(".taken")).to_contain_text("taken as missile test by North Korea")
    page.go_back()
    expect(page.locator(".taken")).to_contain_text("taken as launch of missiles by North Korea")


def test_pages_follow_each_other_and_csv_has_what_is_shown(page: Page) -> None:
    page.goto(f"{LAUNCH}&limit=1")
    first = page.locator("#answer tbody").inner_text()
    page.get_by_role("link", name="Next page").click()
    expect(page.locator("#answer tbody")).not_to_have_text(first)
    shown = page.locator("#answer tbody td").first.inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    (row,) = csv.DictReader(io.StringIO(download.value.path().read_text("utf-8")))
    assert row["actor"] == shown
    page.get_by_role("link", name="First page").click()
    expect(page.locator("#answer tbody")).to_contain_text("Japan")


def test_the_graph_leads_to_an_edge_s_sentence_and_a_node_s_page(page: Page) -> None:
    page.goto(LAUNCH)
    page.get_by_role("link", name="Graph", exact=True).click()
    expect(page.locator("#graph canvas").first).to_be_visible()
    # Where the library has put them: it keeps its graph on the element it draws into, and hears in the next frame that
    # the page has been scrolled.
    at = """async what => {
      await new Promise(frame => requestAnimationFrame(() => requestAnimationFrame(frame)));
      const graph = document.getElementById("graph")._cyreg.cy, box = graph.container().getBoundingClientRect();
      const found = graph.elements().filter(one => one.data("name") === what)[0];
      const place = found.isNode() ? found.renderedPosition() : found.renderedMidpoint();
      return [box.left + place.x, box.top + place.y];
    }"""
    page.locator("#graph").scroll_into_view_if_needed()
    page.mouse.click(*page.evaluate(at, "THREATENED"))
    expect(page.locator(".edges .chosen")).to_contain_text("Seoul would respond sternly")
    page.locator("#graph").scroll_into_view_if_needed()
    page.mouse.click(*page.evaluate(at, "United States"))
    expect(page.get_by_role("heading", level=1)).to_have_text("United States")


def test_the_map_shows_where(page: Page) -> None:
    page.goto("/ask/events?actor=PRK&view=map")
    expect(page.locator("#map path.leaflet-interactive")).to_have_count(page.locator(".places > li").count())
    expect(page.locator(".places")).to_contain_text("Kanggye, PRK")
    page.locator("#map path.leaflet-interactive").first.click()
    expect(page.locator(".leaflet-popup")).to_contain_text("launch of missiles by North Korea")


def test_the_timeline_goes_by_days(page: Page) -> None:
    page.goto("/ask/events?actor=PRK&view=timeline")
    days = page.locator(".timeline time").all_inner_texts()
    assert len(days) > 3
    assert days == sorted(days)
    launched = page.locator(".timeline li").filter(has=page.get_by_role("heading", name="2025-01-14"))
    expect(launched).to_contain_text("launch of missiles")


def test_relations_are_drawn_over_time(page: Page) -> None:
    page.goto("/ask/relation-timeline?a=RUS&b=PRK&bucket=year")
    expect(page.get_by_role("row", name=re.compile("^2024")).first).to_be_visible()
    page.get_by_role("link", name="Chart").click()
    drawn = page.locator("svg.chart rect title").all_text_contents()
    assert any(re.match(r"2024: cooperation \d+", says) for says in drawn)


def test_an_actor_s_page_tells_offices_relations_and_events(page: Page) -> None:
    page.goto("/actors/choi sang-mok")
    expect(page).to_have_url(re.compile("/actors/official%3Akor%3Achoi-sang-mok$"))
    expect(page.locator(".offices")).to_contain_text("Acting President of South Korea")
    page.locator(".offices").get_by_role("link", name="South Korea").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("South Korea")
    page.locator("#relations").get_by_role("link", name=re.compile("^North Korea")).click()
    expect(page.locator("#relations svg")).to_have_attribute("aria-label", re.compile("South Korea and North Korea"))
    expect(page.get_by_role("table", name="Allies")).to_contain_text("United States")


def test_an_event_s_page_tells_who_did_it_and_what_followed(page: Page) -> None:
    page.goto("/events/north korea missile launch 14 january 2025")
    facts = page.locator(".facts")
    expect(facts).to_contain_text("North Korea")
    expect(facts).to_contain_text("2025-01-14")
    expect(facts).to_contain_text("Kanggye")
    expect(page.get_by_role("table", name="Who responded")).to_contain_text("Choi Sang-mok")
    chain = page.locator(".chain")
    expect(chain.locator(".step-1").filter(has_text="condemnation").first).to_be_visible()


def test_a_document_shows_what_was_found_in_it_by_kind(page: Page) -> None:
    page.goto("/documents/2025-01-14-short-range-launches.md")
    sentence = page.locator("mark.told", has_text="Choi Sang-mok, South Korea's acting president, condemned")
    expect(sentence).to_have_attribute("data-kinds", re.compile("statement"))
    expect(sentence.get_by_role("link", name="Choi Sang-mok")).to_have_attribute("href", re.compile("/actors/"))
    statements = page.locator(".notes li[data-kind=statement]")
    expect(statements.first).to_be_visible()
    page.get_by_role("checkbox", name="statement").uncheck()
    expect(statements.first).to_be_hidden()
    expect(page.locator(".text .tag[data-kind=statement]").first).to_be_hidden()
    page.locator(".notes li[data-kind=official]").first.get_by_role("link", name="in the text").click()
    expect(page.locator("mark:has(:target)")).to_be_in_viewport()


def test_neo4j_browser_opens_with_the_same_thing(page: Page) -> None:
    page.goto("/actors/KOR")
    link = page.get_by_role("link", name="Neo4j Browser")
    expect(link).to_have_attribute("href", re.compile(r"/browser/\?dbms=.*&cmd=edit&arg=MATCH.*KOR"))


@pytest.mark.usefixtures("address")
def test_the_browser_of_another_server_opens_too_when_its_address_is_told(serve: Any, neo4j_settings: Settings) -> None:
    server = running(neo4j_settings)
    if server is None:
        pytest.skip("the Neo4j under test is another's already")
    browser = "https://graph.example.org/browser/"
    its = {"neo4j_uri": server.bolt_uri, "neo4j_password": SecretStr(server.password)}
    elsewhere = neo4j_settings.model_copy(update=its)
    with serve(elsewhere.model_copy(update={"dragoman_browser_url": browser})) as where:
        assert f'href="{browser}?cmd=edit&amp;arg=MATCH' in httpx.get(f"{where}/actors/KOR", timeout=60).text
    with serve(elsewhere) as where:
        shown = httpx.get(f"{where}/actors/KOR", timeout=60).text
    assert "/browser/?" not in shown
    assert "MATCH picture" in shown


def test_an_actor_is_shown_as_of_a_day(page: Page) -> None:
    page.goto("/actors/north korea")
    launch = page.get_by_role("link", name=re.compile("launch of missiles by North Korea")).first
    expect(launch).to_be_visible()
    page.get_by_label("As of").fill("2025-01-10")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"/actors/PRK\?as_of=2025-01-10$"))
    expect(launch).to_have_count(0)
    page.get_by_role("link", name="without a day").click()
    expect(launch).to_be_visible()
