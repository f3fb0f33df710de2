"""The start page and the documentation in a real Chromium that reaches nothing but this API."""

import shutil
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, expect, sync_playwright


@pytest.fixture(scope="module")
def browser_page(api: httpx.Client) -> Iterator[Page]:
    here = str(api.base_url)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(base_url=here)
        page.route(lambda address: not address.startswith(here), lambda route: route.abort())
        yield page
        browser.close()


def test_a_question_is_answered_under_its_form(browser_page: Page) -> None:
    browser_page.goto("/#who-responded-to-event")
    question = browser_page.locator("#who-responded-to-event")
    question.locator("input[name=event]").fill("north korea missile launch january 2025")
    question.get_by_role("button", name="Ask").click()
    answer = question.locator("output")
    expect(answer).to_contain_text("event was taken as missile launch by North Korea")
    expect(answer.locator("tbody tr:not(.evidence)")).to_have_count(2)
    expect(answer.get_by_role("row", name="South Korea").first).to_contain_text("CONDEMNED")
    # Shown as it stands in the document, never read as HTML.
    expect(answer.locator("blockquote").first).to_contain_text("condemned <the> launch.")
    expect(answer.get_by_role("link", name="A launch").first).to_have_attribute("href", "https://example.org/launch")


def test_further_pages_are_added_below(browser_page: Page) -> None:
    browser_page.goto("/#who-responded-to-event")
    question = browser_page.locator("#who-responded-to-event")
    question.locator("input[name=event]").fill("north korea missile launch january 2025")
    question.get_by_text("Dates and limits").click()
    question.locator("input[name=limit]").fill("1")
    question.get_by_role("button", name="Ask").click()
    question.get_by_role("button", name="More rows").click()
    expect(question.locator("output tbody tr:not(.evidence)")).to_have_count(2)
    expect(question.get_by_role("button", name="More rows")).to_have_count(0)


def test_a_problem_is_told_under_the_form(browser_page: Page) -> None:
    browser_page.goto("/#allies")
    question = browser_page.locator("#allies")
    question.locator("input[name=state]").fill("Atlantis of the deep")
    question.get_by_role("button", name="Ask").click()
    expect(question.locator("output .problem")).to_contain_text("Nothing in the graph answers")


def test_the_plain_answer_is_one_click_away(browser_page: Page) -> None:
    browser_page.goto("/#events")
    browser_page.locator("#events").get_by_role("button", name="JSON").click()
    expect(browser_page.locator("body")).to_contain_text('"query":')
    assert "actor=" not in browser_page.url


def test_the_documentation_shows_every_query_without_the_outside_world(browser_page: Page) -> None:
    browser_page.goto("/docs")
    expect(browser_page.locator("#operations-queries-relation-timeline")).to_be_visible()
