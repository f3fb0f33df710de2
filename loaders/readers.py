"""What reads documents: the offline reader, or a language model."""

from concurrent.futures import Executor
from typing import NamedTuple, Protocol

from dragoman.graph.records import DocumentRecords
from dragoman.loaders.documents.text import DocumentText


class Reading(NamedTuple):
    """What a document states, and the name and version of what has read it."""

    records: DocumentRecords
    extractor: str


class Reader(Protocol):
    """From one document's text to its records."""

    @property
    def version(self) -> str:
        """Name and version: what the graph has from it need not be read again."""

    def workers_for(self, documents: int) -> int:
        """How many workers pay for this many documents."""

    def executor(self, workers: int) -> Executor:
        """Where several documents are read at once."""

    def read(self, text: DocumentText) -> Reading:
        """Read a document.

        Raises:
            ConfigurationError: nothing can be read as things are set; the run ends.
        """
