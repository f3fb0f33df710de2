"""The files of a data set, read whole: each becomes a document whose sentences are its rows.

Where the tables of a data set say nothing without one another, all those of a load are read together, and each part of
them becomes a document.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dragoman.loaders.datasets.dataset import DataSet
from dragoman.loaders.documents.read.encoding import decode
from dragoman.loaders.documents.read.opening import opened
from dragoman.loaders.documents.sources import Source
from dragoman.loaders.documents.text import DocumentText
from dragoman.loaders.outcome import Refused, Unreadable


class _File(NamedTuple):
    name: str
    text: str
    part: str | None = None


def read_files(dataset: DataSet, sources: Iterable[Source | Unreadable]) -> Iterator[DocumentText | Unreadable]:
    """The files of a data set; one that is none of its own comes out as the reason, before anything is stored.

    Args:
        dataset: of which they are said to be.
        sources: the files or addresses; what could not be fetched comes out as it is.
    """
    files: Iterable[_File | Unreadable] = (_read(dataset, source) for source in sources)
    if dataset.parts:
        files = _parts(dataset.parts, list(files))
    for file in files:
        if isinstance(file, Unreadable):
            yield file
            continue
        yield DocumentText(
            name=file.name,
            text=file.text,
            title=dataset.title,
            published=dataset.published,
            url=dataset.home,
            language="en",
            address=address_of(dataset.name, file.part),
        )


def address_of(name: str, part: str | None = None) -> str:
    """Where the list of a data set of that name stands, or a part of it: a newer release takes its place."""
    return f"dataset:{name}" if part is None else f"dataset:{name}#{part}"


def _read(dataset: DataSet, source: Source | Unreadable) -> _File | Unreadable:
    if isinstance(source, Unreadable):
        return source
    try:
        with opened(source, allow_private_addresses=False) as content:
            text = decode(content.whole(), content.charset)
        dataset.demand(text)
    except Refused as refused:
        return refused.as_unreadable(source.name)
    return _File(source.name, text)


def _parts(
    parts: Callable[[Sequence[str]], Mapping[str, str]], files: Sequence[_File | Unreadable]
) -> Sequence[_File | Unreadable]:
    """The parts of all files; where one cannot be read, the reasons alone: the others would say something else."""
    tables = [file for file in files if isinstance(file, _File)]
    if len(tables) < len(files):
        return [file for file in files if isinstance(file, Unreadable)]
    name = ", ".join(sorted(table.name for table in tables))
    try:
        texts = parts([table.text for table in tables])
    except Refused as refused:
        return [refused.as_unreadable(name)]
    return [_File(f"{name}#{part}", text, part) for part, text in texts.items()]
