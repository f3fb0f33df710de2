"""Whole collections of real documents come in, none lost, each of its own day."""

from pathlib import Path

from dragoman.loaders.documents.read import read
from dragoman.loaders.documents.sources import find_sources
from dragoman.loaders.documents.text import DocumentText


def _read_all(*arguments: Path) -> list[DocumentText]:
    sources = find_sources([str(argument) for argument in arguments])
    outcomes = [outcome for source in sources for outcome in read(source)]
    assert [outcome for outcome in outcomes if not isinstance(outcome, DocumentText)] == []
    return [outcome for outcome in outcomes if isinstance(outcome, DocumentText)]


def test_readouts_with_front_matter(shared: Path) -> None:
    documents = _read_all(shared / "docs/white-house-readouts")
    assert len(documents) == 656
    assert all(document.name.startswith(str(document.published)) for document in documents)
    assert all(document.title and document.url for document in documents)


def test_annotated_texts_with_their_day_in_line_three(shared: Path) -> None:
    documents = _read_all(shared / "gold/train/*/*.txt")
    assert len(documents) > 500
    for document in documents:
        title, _, day = document.text.split("\n")[:3]
        assert (document.title, str(document.published)) == (" ".join(title.split()), day)


def test_text_without_a_line_of_date(shared: Path) -> None:
    (document,) = _read_all(shared / "docs/north-korea-missiles-2025-01.txt")
    assert (str(document.published), document.title) == ("2025-01-14", None)
