"""The day of publication is taken from where a document tells it, and is never invented."""

from collections.abc import Callable
from datetime import date

import pytest
from docx.document import Document

from dragoman.loaders.documents.read import Unreadable
from dragoman.loaders.documents.text import DocumentText

DAY = date(2025, 1, 14)
GIVEN = date(2024, 12, 31)
BODY = "South Korea condemned the launch. It had signed an accord with the North on September 19, 2018, in Pyongyang."
PAST = f"Relations are tense. {BODY}"


@pytest.mark.parametrize(
    "head",
    [
        "2025-01-14",
        "January 14, 2025",
        "Tuesday, 14th January 2025",
        "Published: Jan. 14, 2025 at 10:30 a.m. KST",
        "A headline\n\nFOR IMMEDIATE RELEASE\nJanuary 14, 2025",
        "A headline of March 1, 2024\n\nJanuary 14, 2025",
        "By Jane Doe, Herald, 14 January 2025",
        "Updated: January 20, 2025\nPublished: January 14, 2025",
    ],
)
def test_a_date_over_the_text_is_the_day(read_one: Callable[..., DocumentText], head: str) -> None:
    assert read_one("a.txt", f"{head}\n\n{PAST}", published=GIVEN).published == DAY


@pytest.mark.parametrize(
    "dateline",
    ["SEOUL, Jan. 14, 2025 — ", "SEOUL, South Korea (14 January 2025) - ", "TOKYO, January 14, 2025 (Agency) -- "],
)
def test_a_dateline_is_the_day(read_one: Callable[..., DocumentText], dateline: str) -> None:
    assert read_one("a.txt", f"{dateline}{PAST}", published=GIVEN).published == DAY


def test_a_date_in_a_sentence_is_not_the_documents(read_one: Callable[..., DocumentText]) -> None:
    assert read_one("a.txt", PAST, published=GIVEN).published == GIVEN


def test_the_given_day_goes_before_the_file_name_and_that_before_the_text(
    read_one: Callable[..., DocumentText],
) -> None:
    assert read_one("2025-01-14-launch.txt", PAST, published=GIVEN).published == GIVEN
    assert read_one("2025-01-14-launch.txt", PAST).published == DAY
    assert read_one("launch.txt", f"On January 14, 2025, North Korea fired missiles.\n\n{PAST}").published == DAY


def test_what_the_template_of_a_library_says_is_not_the_day(
    refuse: Callable[..., Unreadable], word: Callable[..., bytes]
) -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("South Korea condemned the launch.")

    assert refuse("a.docx", word(fill)).reason == "tells no date"


def test_a_copyright_notice_or_a_change_is_not_the_day(refuse: Callable[..., Unreadable]) -> None:
    page = (
        '<html><head><meta name="last-modified" content="2025-03-03"></head><body><p>South Korea condemned the launch '
        "of several ballistic missiles by North Korea, and said that it would respond to further provocations.</p>"
        "<p>The last one was on March 3, 2021.</p><footer>Copyright 2019-03-04</footer></body></html>"
    )
    outcome = refuse("a.html", page)
    assert (outcome.reason, "--published" in (outcome.hint or "")) == ("tells no date", True)


@pytest.mark.parametrize("day", ["03/04/2025", "2025-13-45", "January 2025", "last Tuesday"])
def test_an_unclear_day_is_none(refuse: Callable[..., Unreadable], day: str) -> None:
    assert refuse("a.md", f"---\ndate: {day}\n---\nSouth Korea condemned the launch.").reason == "tells no date"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Seoul condemns launch\n\nSouth Korea condemned it.", "Seoul condemns launch"),
        ("Report on the U.S.\n\n2025-01-14\n\nSouth Korea condemned it.", "Report on the U.S."),
        ("South Korea condemned it.\n\nJapan did, too.", None),
        ("- First point\n\nSouth Korea condemned it.", None),
        ("South Korea condemned it", None),
    ],
)
def test_a_headline_is_a_line_of_its_own(read_one: Callable[..., DocumentText], text: str, title: str | None) -> None:
    document = read_one("a.txt", text, published=DAY)
    assert (document.title, document.text) == (title, text)
