"""Reads the files of one data set: from rows to records, what cannot be read noted row by row."""

from collections.abc import Iterable, Iterator

from dragoman.graph.records import DocumentRecords, standing_for
from dragoman.loaders.datasets.dataset import DataSet, Rejected
from dragoman.loaders.datasets.rows import Row
from dragoman.loaders.datasets.states import actor_of
from dragoman.loaders.documents.text import DocumentText, document_record
from dragoman.loaders.readers import Reading

# Raise it when the records that the same rows give change.
_VERSION = 1


class DataSetReader:
    """Reads one data set, and counts what it reads."""

    def __init__(self, dataset: DataSet) -> None:
        self._dataset = dataset
        self.version = f"{dataset.name}-{_VERSION}"
        self.rows = 0
        self.rejected: list[Rejected] = []

    def workers_for(self, documents: int) -> int:
        """One: a list is read in a second, and writing it takes longer."""
        return 1

    def pool(self, workers: int) -> None:
        """None: what is read is counted here."""

    def in_flight(self, workers: int) -> int:
        """One after the other."""
        return 1

    def read(self, text: DocumentText) -> Reading:
        """All that the rows of a file tell."""
        rows = self._counted(self._dataset.rows(text.text))
        facts = tuple(self._dataset.records(text.name, rows, self._reject))
        actors = tuple(actor_of(id) for id in sorted(standing_for(facts)))
        return Reading(DocumentRecords(document=document_record(text), facts=facts, actors=actors), self.version)

    def _counted(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            self.rows += 1
            yield row

    def _reject(self, row: Row, reason: str) -> None:
        self.rejected.append(Rejected(row.line, row.text, reason))
