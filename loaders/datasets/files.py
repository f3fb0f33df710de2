"""The files of a data set, read whole: each becomes a document whose sentences are its rows."""

from collections.abc import Iterable, Iterator

from dragoman.loaders.datasets.dataset import DataSet
from dragoman.loaders.documents.read.encoding import decode
from dragoman.loaders.documents.read.opening import opened
from dragoman.loaders.documents.read.outcome import Refused, Unreadable
from dragoman.loaders.documents.sources import Source
from dragoman.loaders.documents.text import DocumentText


def read_files(dataset: DataSet, sources: Iterable[Source | Unreadable]) -> Iterator[DocumentText | Unreadable]:
    """The files of a data set; one that is none of its own comes out as the reason, before anything is stored.

    Args:
        dataset: of which they are said to be.
        sources: the files or addresses.
    """
    for source in sources:
        if isinstance(source, Unreadable):
            yield source
            continue
        try:
            with opened(source, allow_private_addresses=False) as content:
                text = decode(content.whole(), content.charset)
            if not dataset.is_one(text):
                raise Refused(f"is no file of {dataset.name}", f"{dataset.name} comes from {dataset.home}")
            yield DocumentText(
                name=source.name,
                text=text,
                title=dataset.title,
                published=dataset.published,
                url=dataset.home,
                language="en",
                address=address_of(dataset.name),
            )
        except Refused as refused:
            yield refused.as_unreadable(source.name)


def address_of(name: str) -> str:
    """Where the list of a data set of that name stands: a newer release takes the place of the older."""
    return f"dataset:{name}"
