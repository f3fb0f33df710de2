"""Every format gives its text, and what it tells about itself."""

import io
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from docx.document import Document

from dragoman.loaders.documents.read import Unreadable, read
from dragoman.loaders.documents.sources import Source
from dragoman.loaders.documents.text import DocumentText

DAY = date(2025, 1, 14)
SENTENCE = "South Korea condemned the launch of several ballistic missiles by North Korea."
ARTICLE = f"<p>{SENTENCE} The ministry said that it would respond.</p><p>Japan lodged a protest with Pyongyang.</p>"
ReadOne = Callable[..., DocumentText]


def test_plain_text_is_kept_as_it_stands(read_one: ReadOne, tmp_path: Path) -> None:
    text = f"Seoul condemns launch\n\n2025-01-14\n\n{SENTENCE}\n"
    document = read_one("seoul.txt", text)
    address = (tmp_path / "seoul.txt").as_uri()
    assert document == DocumentText("seoul.txt", text, "Seoul condemns launch", DAY, language="en", address=address)


def test_plain_text_has_no_front_matter(read_one: ReadOne) -> None:
    text = f"---\ndate: 2025-01-14\n---\n{SENTENCE}"
    document = read_one("a.txt", text)
    assert (document.text, document.published) == (text, DAY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_encodings_are_recognised(read_one: ReadOne, encoding: str) -> None:
    text = f"2025-01-14\n\n“It’s grave”, said José López. {SENTENCE}"
    assert read_one("grave.txt", text.encode(encoding)).text == text


def test_one_broken_byte_does_not_spoil_the_other_characters(read_one: ReadOne) -> None:
    content = "2025-01-14\n\n“It’s grave”, said José López of Peru.".encode()[:-8] + b"\xe2\x80"
    assert "“It’s grave”, said José López" in read_one("cut.txt", content).text


def test_line_ends_of_windows_become_plain_ones(read_one: ReadOne) -> None:
    assert read_one("dos.txt", f"2025-01-14\r\n\r\n{SENTENCE}\r\n").text == f"2025-01-14\n\n{SENTENCE}\n"


def test_front_matter_tells_title_date_publisher_and_address(read_one: ReadOne) -> None:
    body = f"\nA first line,\nhard-wrapped. {SENTENCE}\n"
    front_matter = (
        "title: 'No: a \\ headline'\nmodified_time: 2025-02-01 10:00:00\ndate: 2025-01-14\n"
        "source_url: https://example.org/a\npublisher: Herald\n"
    )
    document = read_one("a.md", f"---\n{front_matter}---\n{body}")
    url = "https://example.org/a"
    assert document == DocumentText("a.md", body, "No: a \\ headline", DAY, "Herald", url, "en", url)


def test_a_time_of_publication_keeps_its_own_day(read_one: ReadOne) -> None:
    assert read_one("a.md", f"---\npublished_time: 2025-01-14 23:59:00-05:00\n---\n{SENTENCE}").published == DAY


def test_markdown_without_front_matter(read_one: ReadOne) -> None:
    text = f"# Seoul condemns launch\n\n14 January 2025\n\n{SENTENCE}\n"
    document = read_one("a.md", text)
    assert (document.text, document.title, document.published) == (text, "Seoul condemns launch", DAY)


def test_a_rule_at_the_top_is_no_front_matter(read_one: ReadOne) -> None:
    text = f"---\nThe following was released\n---\n\nJanuary 14, 2025\n\n{SENTENCE}"
    assert read_one("a.md", text).text == text


def test_html_head_tells_what_the_page_is(read_one: ReadOne) -> None:
    page = f"""<!doctype html><html><head><title>Seoul condemns | Herald</title>
        <meta property="og:title" content="Seoul condemns launch"><meta property="og:site_name" content="Herald">
        <meta property="article:modified_time" content="2025-02-01T00:00:00Z">
        <meta property="article:published_time" content="2025-01-14T23:30:00+09:00">
        <link rel="canonical" href="https://example.org/a"></head>
        <body><nav><a href="/">Home</a></nav><article><h1>Seoul condemns launch</h1>{ARTICLE}</article></body></html>"""
    document = read_one("a.html", page)
    assert (document.title, document.published) == ("Seoul condemns launch", DAY)
    assert (document.publisher, document.url) == ("Herald", "https://example.org/a")
    assert "respond.\nJapan" in document.text
    assert "Home" not in document.text


def test_html_linked_data_tell_date_and_publisher(read_one: ReadOne) -> None:
    linked = '{"@graph": [{"@type": "NewsArticle", "datePublished": "2025-01-14", "publisher": {"name": "Herald"}}]}'
    page = f'<html><head><script type="application/ld+json">{linked}</script></head><body>{ARTICLE}</body></html>'
    document = read_one("a.html", page)
    assert (document.published, document.publisher) == (DAY, "Herald")


def test_html_in_the_encoding_it_names(read_one: ReadOne) -> None:
    page = f"<html><head><meta charset='windows-1252'></head><body><p>14 January 2025</p><p>José’s.</p>{ARTICLE}"
    assert "José’s." in read_one("a.html", page.encode("cp1252")).text


def test_pdf_text_and_information(read_one: ReadOne, pdf: Callable[..., bytes]) -> None:
    lines = ["SEOUL, Jan. 14, 2025 \\(Agency\\) - South Korea condemned the launch", "of several missiles."]
    document = read_one("a.pdf", pdf(lines, {"/Title": "Seoul condemns", "/CreationDate": "D:20250301120000Z"}))
    assert document.text.endswith("South Korea condemned the launch\nof several missiles.")
    assert (document.title, document.published) == ("Seoul condemns", DAY)


def test_pdf_without_other_date_is_of_the_day_it_was_made(read_one: ReadOne, pdf: Callable[..., bytes]) -> None:
    assert read_one("a.pdf", pdf([SENTENCE], {"/CreationDate": "D:20250114120000Z"})).published == DAY


def test_pdf_that_needs_no_password_to_be_read(read_one: ReadOne, pdf: Callable[..., bytes]) -> None:
    assert SENTENCE in read_one("a.pdf", pdf(["14 January 2025", SENTENCE], password="")).text


def test_the_content_tells_the_format_before_the_suffix(read_one: ReadOne, pdf: Callable[..., bytes]) -> None:
    assert read_one("a.txt", pdf(["14 January 2025", SENTENCE])).text == f"14 January 2025\n{SENTENCE}"
    assert "<p>" not in read_one("b.txt", f"<html><body><p>14 January 2025</p>{ARTICLE}</body></html>").text


def test_word_paragraphs_tables_and_properties(read_one: ReadOne, word: Callable[..., bytes], tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        document.add_paragraph(SENTENCE)
        document.add_table(1, 2).rows[0].cells[1].text = "A cell."
        document.core_properties.title = "Seoul condemns"
        document.core_properties.author = "Ministry"
        document.core_properties.created = datetime(2025, 1, 14)

    document = read_one("a.docx", word(fill))
    text, address = f"{SENTENCE}\n\nA cell.", (tmp_path / "a.docx").as_uri()
    assert document == DocumentText("a.docx", text, "Seoul condemns", DAY, "Ministry", None, "en", address)


def test_json_lines_give_a_document_each(read_file: Callable[..., list[DocumentText | Unreadable]]) -> None:
    rows = (
        f'{{"headline": "Seoul", "body": "{SENTENCE}", "publishedAt": "2025-01-14T10:00:00Z", '
        f'"source": {{"name": "Herald"}}, "url": "https://example.org/a"}}\n\n'
        f'{{"text": "{SENTENCE}", "date": "Tue, 14 Jan 2025 10:00:00 GMT", "language": "en"}}\n'
    )
    url = "https://example.org/a"
    assert read_file("rows.jsonl", rows) == [
        DocumentText("rows.jsonl#1", SENTENCE, "Seoul", DAY, "Herald", url, "en", url),
        DocumentText("rows.jsonl#3", SENTENCE, None, DAY, language="en"),
    ]


def test_standard_input_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"2025-01-14\n\n{SENTENCE}"
    stdin = io.TextIOWrapper(io.BytesIO(text.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    (document,) = read(Source("stdin", "-"))
    assert isinstance(document, DocumentText)
    assert (document.name, document.address) == ("stdin", None)
    assert not stdin.buffer.closed
