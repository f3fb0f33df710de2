"""What the user names on the command line becomes the single inputs, in a steady order."""

import os
import pickle
from pathlib import Path

import pytest

from dragoman.loaders.documents.read import Unreadable, read
from dragoman.loaders.documents.sources import Source, find_sources
from dragoman.loaders.documents.text import DocumentText


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "sub/c.PDF", "sub/picture.png", ".hidden/d.txt", "sub/.e.txt", "[f].txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("2025-01-14\n\nSouth Korea condemned it.")
    return tmp_path


def _names(*arguments: object) -> list[str]:
    return [source.name for source in find_sources([str(argument) for argument in arguments])]


def test_a_folder_gives_its_documents_by_name(folder: Path) -> None:
    assert _names(folder) == ["[f].txt", "a.md", "b.txt", "c.PDF"]


def test_a_file_of_any_suffix_is_taken_when_named(folder: Path) -> None:
    assert _names(folder / "sub/picture.png", folder / "[f].txt") == ["picture.png", "[f].txt"]


def test_patterns_are_matched(folder: Path) -> None:
    assert _names(folder / "*.txt") == ["[f].txt", "b.txt"]
    assert _names(folder / "**/c.*") == ["c.PDF"]


def test_a_link_back_to_a_folder_ends(folder: Path) -> None:
    (folder / "sub/back").symlink_to(folder)
    assert sorted(_names(folder)) == ["[f].txt", "a.md", "b.txt", "c.PDF"]


def test_addresses_and_standard_input() -> None:
    assert list(find_sources(["https://example.org/news/a%20b.html?x=1", "https://example.org/", "-"])) == [
        Source("a b.html", "https://example.org/news/a%20b.html?x=1"),
        Source("example.org", "https://example.org/"),
        Source("stdin", "-"),
    ]


def test_what_is_missing_is_told_and_the_rest_is_read(folder: Path) -> None:
    arguments = [str(folder / name) for name in ("none.txt", "*.none", "b.txt")]
    outcomes = [outcome for source in find_sources(arguments) for outcome in read(source)]
    assert [type(outcome) for outcome in outcomes] == [Unreadable, Unreadable, DocumentText]
    assert [outcome.name for outcome in outcomes] == ["none.txt", "*.none", "b.txt"]


def test_a_file_name_that_is_no_utf8_can_be_printed(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("2025-01-14\n\nSouth Korea condemned it.")
    (source,) = find_sources([str(tmp_path)])
    (document,) = read(source)
    assert document.name.encode() == b"caf?.txt"


def test_sources_and_outcomes_travel_between_processes(folder: Path) -> None:
    (source,) = pickle.loads(pickle.dumps(list(find_sources([str(folder / "b.txt")]))))
    outcomes = list(read(source))
    assert pickle.loads(pickle.dumps(outcomes)) == outcomes
