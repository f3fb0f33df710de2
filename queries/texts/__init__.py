"""The documents themselves: which there are, and the text in which the offsets of the evidence count."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from neo4j import Driver, ManagedTransaction

from dragoman.queries.parameter import Parameter, ParameterType, json_ready
from dragoman.queries.resolve import resolve
from dragoman.queries.transaction import read_only, statement

_HERE = Path(__file__).parent

_DOCUMENT = Parameter(name="document", type=ParameterType.DOCUMENT, description="Id, file name, address or title")


@dataclass(frozen=True)
class DocumentHead:
    """What is known of a document beside its text; `published` is a day in ISO 8601."""

    id: str
    name: str
    title: str | None
    published: str | None
    publisher: str | None
    url: str | None


@dataclass(frozen=True)
class DocumentText:
    """A document with its text; the file of a data set by the million has an empty one."""

    head: DocumentHead
    text: str


def list_documents(
    driver: Driver, *, after: str = "", limit: int = 50, database: str = "neo4j", timeout: float | None = None
) -> list[DocumentHead]:
    """The documents that have a text, in the order of their ids.

    Args:
        driver: a connected driver.
        after: the id behind which to begin; empty for the first page.
        limit: how many at most.
        database: the database within the server.
        timeout: seconds after which the transaction is ended; None means the server's own limit.

    Raises:
        DatabaseError: the database is away, or reading took too long.
    """

    def read(tx: ManagedTransaction) -> list[DocumentHead]:
        return [_head(row) for row in _rows(tx, "list", after=after, limit=limit)]

    return read_only(driver, database, timeout, read)


def document_text(driver: Driver, words: str, *, database: str = "neo4j", timeout: float | None = None) -> DocumentText:
    """The document that an id, a file name, an address, a title or plain words stand for.

    Args:
        driver, database, timeout: as in `list_documents`.
        words: an id or plain words.

    Raises:
        Unresolved: no document answers to the words.
        DatabaseError: the database is away, or reading took too long.
    """

    def read(tx: ManagedTransaction) -> DocumentText:
        found = resolve(tx, _DOCUMENT, words, None)
        (row,) = _rows(tx, "text", id=found.id)
        return DocumentText(_head(row), row["text"])

    return read_only(driver, database, timeout, read)


def _rows(tx: ManagedTransaction, name: str, **values: Any) -> list[dict[str, Any]]:
    return tx.run(statement(_HERE, name), values).data()


def _head(row: Mapping[str, Any]) -> DocumentHead:
    told = {name: json_ready(row[name]) for name in ("id", "name", "title", "published", "publisher", "url")}
    return DocumentHead(**told)
