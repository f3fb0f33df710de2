"""What the documentation shows is what its reader gets, page by page."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect


def test_the_tutorial(reader: Any, chromium: Browser) -> None:
    visited = []

    def from_the_row_to_its_sentence(address: str) -> None:
        page = chromium.new_page()
        page.set_default_timeout(60_000)
        page.goto(address)
        page.locator("#answer").get_by_role("link", name="Norway condemned North Korea").click()
        expect(page.locator("mark.asked").first).to_contain_text("Norway condemned", timeout=60_000)
        page.close()
        visited.append(address)

    assert reader.follow("tutorial.md", from_the_row_to_its_sentence)
    assert len(visited) == 1


@pytest.mark.parametrize("page", ["terminal.md", "write-a-query.md", "write-a-loader.md"])
def test_a_page_that_shows_commands(reader: Any, page: str) -> None:
    assert reader.follow(page)


def test_the_answer_at_the_head_of_the_readme(reader: Any) -> None:
    status, told = reader.run("dragoman load examples/")
    assert not status, told
    assert reader.follow("../README.md")
