"""Reads the files of one data set: from rows to records, what cannot be read noted row by row."""

from collections.abc import Iterable, Iterator
from functools import partial
from io import StringIO

from dragoman.graph.coded.mention import Mention
from dragoman.graph.records import Actor, DocumentRecords, standing_for
from dragoman.loaders.datasets.dataset import DataSet, Rejected
from dragoman.loaders.datasets.rows import Row
from dragoman.loaders.datasets.states import actor_of
from dragoman.loaders.documents.text import DocumentText, document_record
from dragoman.loaders.readers import Reading


class DataSetReader:
    """Reads one data set, and counts what it reads."""

    def __init__(self, dataset: DataSet) -> None:
        self._dataset = dataset
        self.version = dataset.version
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
        rows = self._counted(self._dataset.rows(StringIO(text.text, newline="\n")))
        told = tuple(self._dataset.records(text.name, rows, partial(self._reject, text.name)))
        facts = tuple(one for one in told if not isinstance(one, Actor | Mention))
        named = {one.id: one for one in told if isinstance(one, Actor)}
        actors = (*named.values(), *(actor_of(id) for id in sorted(standing_for(facts) - named.keys())))
        return Reading(DocumentRecords(document=document_record(text), facts=facts, actors=actors), self.version)

    def _counted(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            self.rows += 1
            yield row

    def _reject(self, file: str, row: Row, reason: str) -> None:
        self.rejected.append(Rejected(file, row.line, row.text, reason))
