"""Bad input is named with its reason, and never keeps others from being read."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.loaders.documents.read import Unreadable, read
from dragoman.loaders.documents.sources import FORMAT_BY_SUFFIX, Source
from dragoman.loaders.documents.text import DocumentText

Refuse = Callable[..., Unreadable]
FRENCH = "Le président a condamné mardi les tirs de missiles de la Corée du Nord et a demandé une réunion du Conseil."


def _zip(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\n ", "holds no text"),
        ("a.txt", bytes(range(256)) * 20, "is binary"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "is binary"),
        ("a.txt", f"2025-01-14\n\n{FRENCH}".encode(), "is not in English (language: fr)"),
        ("a.txt", "2025-01-14\n\n北朝鮮が弾道ミサイルを発射した。".encode(), "is not in English (language: ja)"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj\n<<", "damaged or truncated"),
        ("a.pdf", b"no PDF at all", "is not a whole PDF"),
        ("a.docx", b"PK\x03\x04 and no more", "is not a whole Word document"),
        ("a.docx", _zip("a.txt", b"a"), "is a ZIP archive, not a Word document"),
        ("a.docx", _zip("word/document.xml", bytes(70_000_000)), "unpacks to more than 60 MB"),
        ("a.docx", _zip("word/document.xml", b"<no xml"), "damaged or truncated"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word format"),
        ("a.html", b"<html><body><script>draw()</script></body></html>", "is HTML without text"),
        ("a.html", b"<html><body>" + b"<div>" * 300_000, "is HTML without text"),
        ("a.txt", b"word " * 400_001, "has more than 2,000,000 characters"),
        ("a.md", b"---\na: " + b"[" * 20_000 + b"\n---\nText", "nested too deeply"),
    ],
)
def test_the_reason_is_told(refuse: Refuse, name: str, content: bytes, reason: str) -> None:
    assert reason in refuse(name, content).reason


def test_pdf_that_cannot_be_read(refuse: Refuse, pdf: Callable[..., bytes]) -> None:
    whole = pdf(["14 January 2025", "South Korea condemned it."])
    assert "is an encrypted PDF" in refuse("a.pdf", pdf(["Text"], password="secret")).reason
    assert "without text (a scan)" in refuse("a.pdf", pdf([])).reason
    assert "damaged or truncated" in refuse("a.pdf", whole[: len(whole) // 2]).reason


def test_front_matter_that_is_no_yaml_is_told_with_its_line(refuse: Refuse) -> None:
    outcome = refuse("a.md", "---\ntitle: fine\nlist: [a\ndate: 2025-01-14\n---\nText")
    assert ("not YAML" in outcome.reason, outcome.line) == (True, 4)


def test_a_hundred_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    assert list(read(Source("huge.txt", str(path)))) == [
        Unreadable("huge.txt", "is larger than 20 MB (100 MB)", "split it, or give JSON Lines")
    ]


def test_broken_rows_are_told_with_their_line_and_the_others_read(
    read_file: Callable[..., list[DocumentText | Unreadable]],
) -> None:
    good = '{"text": "South Korea condemned it.", "date": "2025-01-14"}'
    broken = ['{"text": ', "[1]", "[" * 100_000, "1" * 5_000, '{"date": "2025-01-14"}', '{"text": "Undated."}', "\xff"]
    content = "\n".join([good, *broken, good]).encode("latin-1")
    first, *middle, last = read_file("rows.jsonl", content)
    assert (first.name, last.name) == ("rows.jsonl#1", "rows.jsonl#9")
    assert [(row.line, row.name) for row in middle if isinstance(row, Unreadable)] == [
        (line, "rows.jsonl") for line in range(2, 9)
    ]


def test_facts_are_not_taken_for_documents(refuse: Refuse) -> None:
    fact = '{"kind": "statement", "text": "It is grave.", "evidence": [], "date": "2025-01-14"}'
    assert "is a fact" in refuse("facts.jsonl", fact).reason


def test_characters_that_cannot_be_stored_are_replaced(read_one: Callable[..., DocumentText]) -> None:
    row = '{"text": "South \\ud800 Korea \\u0000 condemned it.", "date": "2025-01-14", "title": "A \\udfff"}'
    document = read_one("rows.jsonl", row)
    assert (document.text, document.title) == ("South \ufffd Korea \ufffd condemned it.", "A \ufffd")


def test_paths_that_cannot_be_opened(tmp_path: Path) -> None:
    circle = tmp_path / "circle.txt"
    circle.symlink_to(circle)
    for path, reason in [
        (str(tmp_path / "none.txt"), "does not exist"),
        (str(tmp_path / "*.txt"), "matches no file"),
        (str(tmp_path), "is a folder without documents"),
        (str(circle), "is a link that leads in a circle"),
        ("a\0b", "cannot be opened"),
    ]:
        (outcome,) = read(Source("a.txt", path))
        assert isinstance(outcome, Unreadable)
        assert reason in outcome.reason


@pytest.mark.skipif(os.geteuid() == 0, reason="the super-user may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("2025-01-14\n\nSouth Korea condemned it.")
    path.chmod(0)
    (outcome,) = read(Source("secret.txt", str(path)))
    assert isinstance(outcome, Unreadable)
    assert "may not be read" in outcome.reason


MARKS = [b"", b"---\na: ", b"<html>", b'{"text": "a', b"PK\x03\x04", b"\xff\xfe", b"2025-01-14\n\n"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mark=st.sampled_from(MARKS), content=st.binary(max_size=400), suffix=st.sampled_from(sorted(FORMAT_BY_SUFFIX)))
def test_reading_never_raises(tmp_path: Path, mark: bytes, content: bytes, suffix: str) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(mark + content)
    for outcome in read(Source(path.name, str(path))):
        assert isinstance(outcome, DocumentText | Unreadable)
        str(outcome).encode()


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=400), at=st.integers(0, 400))
def test_reading_a_damaged_pdf_never_raises(tmp_path: Path, pdf: Callable[..., bytes], content: bytes, at: int) -> None:
    whole = pdf(["14 January 2025", "South Korea condemned it."])
    path = tmp_path / "any.pdf"
    path.write_bytes(whole[:at] + content + whole[at + len(content) :])
    assert len(list(read(Source(path.name, str(path))))) == 1
