"""Reading documents: any input becomes the text and metadata of its documents, or the reason why it cannot be read."""

from collections.abc import Iterator
from datetime import date

from dragoman.loaders.documents.read.complete import completed
from dragoman.loaders.documents.read.formats import drafts
from dragoman.loaders.documents.read.opening import opened
from dragoman.loaders.documents.sources import Source
from dragoman.loaders.documents.text import DocumentText
from dragoman.loaders.outcome import Draft, Refused, Unreadable

__all__ = ["Unreadable", "read"]


def read(
    source: Source, published: date | None = None, *, allow_private_addresses: bool = False
) -> Iterator[DocumentText | Unreadable]:
    """Read one input; never raises, whatever the input holds.

    Args:
        source: the input, from `find_sources`.
        published: the day of publication for a document that does not tell its own.
        allow_private_addresses: also fetch from the own machine and network.

    Yields:
        Its documents in their order (several for JSON Lines), and in place of each that cannot be read the reason.
    """
    try:
        with opened(source, allow_private_addresses) as content:
            for draft in drafts(content):
                yield _outcome(draft, source, published, content.url)
    except Refused as refused:
        yield refused.as_unreadable(source.name)


def _outcome(
    draft: Draft | Refused, source: Source, published: date | None, url: str | None
) -> DocumentText | Unreadable:
    if isinstance(draft, Refused):
        return draft.as_unreadable(source.name)
    try:
        return completed(draft, source, published, url)
    except Refused as refused:
        return refused.as_unreadable(source.name)
