"""What reads documents: the offline reader, here or on a cluster, or a language model."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from dragoman.graph.records import DocumentRecords
from dragoman.loaders.documents.read import Unreadable
from dragoman.loaders.documents.text import DocumentText

# Documents between reading and storing for each that is read at once, so that nobody waits for the others.
IN_FLIGHT_PER_WORKER = 4


class Reading(NamedTuple):
    """What a document states, and the name and version of what has read it."""

    records: DocumentRecords
    extractor: str


Read = Callable[["Reader", DocumentText | Unreadable], Reading | Unreadable]


class Pending(Protocol):
    """A document that is being read somewhere else."""

    def result(self) -> Reading | Unreadable:
        """What came of it, once it is read."""


class Pool(Protocol):
    """Where several documents are read at once; the executors of `concurrent.futures` are such."""

    def submit(self, read: Read, reader: "Reader", text: DocumentText | Unreadable, /) -> Pending:
        """Have a document read there."""

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more documents, and drop those that nobody has begun."""


class Reader(Protocol):
    """From one document's text to its records."""

    @property
    def version(self) -> str:
        """Name and version: what the graph has from it need not be read again."""

    def workers_for(self, documents: int) -> int:
        """How many workers pay for this many documents."""

    def pool(self, workers: int) -> Pool | None:
        """Where several documents are read at once; None where they are read in this process, one after the other."""

    def in_flight(self, workers: int) -> int:
        """How many documents may be between reading and storing just now."""

    def read(self, text: DocumentText) -> Reading:
        """Read a document.

        Raises:
            ConfigurationError: nothing can be read as things are set; the run ends.
        """
