"""Where a document stands: the address by which its later version is known to replace it."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dragoman.graph.records import DocumentRecords
from dragoman.loaders.documents.extract import extract
from dragoman.loaders.documents.read import Unreadable, read
from dragoman.loaders.documents.sources import Source
from dragoman.loaders.documents.text import DocumentText

ReadOne = Callable[..., DocumentText]
BODY = "South Korea condemned the launch on Tuesday and called on the North to return to talks."


def test_a_file_stands_at_its_own_path(read_one: ReadOne, tmp_path: Path) -> None:
    document = read_one("seoul report.txt", BODY, date(2025, 1, 14))
    assert document.address == (tmp_path.resolve() / "seoul report.txt").as_uri()
    assert document.url is None


def test_a_link_to_a_file_stands_where_the_file_does(read_one: ReadOne, tmp_path: Path) -> None:
    direct = read_one("report.txt", BODY, date(2025, 1, 14))
    (tmp_path / "link.txt").symlink_to(tmp_path / "report.txt")
    (linked,) = read(Source("link.txt", str(tmp_path / "link.txt")), date(2025, 1, 14))
    assert isinstance(linked, DocumentText)
    assert linked.address == direct.address


def test_a_changed_text_stands_at_the_same_address(read_one: ReadOne) -> None:
    before = read_one("report.txt", BODY, date(2025, 1, 14))
    after = read_one("report.txt", BODY.replace("Tuesday", "Monday"), date(2025, 1, 14))
    assert before.id != after.id
    assert before.address == after.address


def test_the_address_that_a_file_tells_goes_before_its_path(read_one: ReadOne) -> None:
    head = "---\ndate: 2025-01-14\nurl: https://example.org/news/launch\n---\n\n"
    assert read_one("launch.md", head + BODY).address == "https://example.org/news/launch"


@pytest.mark.parametrize("url", ["https://example.org", "https://example.org/", "news/launch", "none", "http://[::1/a"])
def test_what_names_no_single_page_is_not_taken_for_the_address(read_one: ReadOne, url: str) -> None:
    document = read_one("launch.md", f"---\ndate: 2025-01-14\nurl: '{url}'\n---\n\n{BODY}")
    assert document.address is not None
    assert document.address.startswith("file://")


def test_rows_of_a_collection_have_only_the_address_they_tell(
    read_file: Callable[..., list[DocumentText | Unreadable]],
) -> None:
    rows = [{"text": BODY, "date": "2025-01-14", "url": "https://example.org/a"}, {"text": BODY, "date": "2025-01-15"}]
    outcomes = read_file("rows.jsonl", "\n".join(map(json.dumps, rows)))
    addresses = [outcome.address for outcome in outcomes if isinstance(outcome, DocumentText)]
    assert addresses == ["https://example.org/a", None]


def test_the_address_reaches_the_store_and_is_not_printed(read_one: ReadOne) -> None:
    document = read_one("report.txt", BODY, date(2025, 1, 14))
    records = extract(document)
    assert isinstance(records, DocumentRecords)
    assert records.document.address == document.address
    assert "address" not in records.document.model_dump()
