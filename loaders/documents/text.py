"""What reading hands on: one document's text with what the source tells about it."""

import hashlib
from dataclasses import dataclass
from datetime import date

from dragoman.graph.records import DocumentRecord, content_id


@dataclass(frozen=True)
class DocumentText:
    """One readable document.

    Attributes:
        name: the input's file name without folder (for a JSON Lines row: with `#line`), the last part of a URL's
            path, or `stdin`.
        text: the document's body as read; every offset downstream counts characters in it. Never altered after.
        title: the headline, where the source tells it.
        published: the day of publication, where the source tells it or the user gave it.
        publisher: who published it (agency, ministry, site), where the source tells it.
        url: the address it stands at, where the source tells it.
        language: ISO 639-1 code as detected.
        address: where the text stands, by which a later text is known to replace it: the page's address, else the
            `file://` URI of a file that is one document; None for standard input and for rows of a collection that
            tell no address of their own.
    """

    name: str
    text: str
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    address: str | None = None

    @property
    def sha256(self) -> str:
        """Digest of the text in UTF-8, hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def id(self) -> str:
        """The document's id; see `document_id`."""
        return document_id(self.sha256, self.published, self.publisher, self.url)


def document_id(sha256: str, published: date | None, publisher: str | None, url: str | None) -> str:
    """A document's id: the same text of the same day, publisher and page is one document, whatever its name.

    The day is part of it because what a text says depends on it ("on Monday"), publisher and page because each copy of
    a text is a document of its own, to be cited and to be taken back by itself.
    """
    return content_id("document", sha256, published.isoformat() if published else None, publisher, url)


def document_record(document: DocumentText) -> DocumentRecord:
    """The record of a document itself."""
    return DocumentRecord(
        id=document.id,
        document=document.name,
        confidence=1.0,
        evidence=(),
        title=document.title,
        published=document.published,
        publisher=document.publisher,
        url=document.url,
        language=document.language,
        sha256=document.sha256,
        text=document.text,
        address=document.address,
    )
