"""What a published data set is: where it comes from, under which licence, and how its rows become records."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar

from dragoman.graph.coded.mention import Mention
from dragoman.graph.errors import DragomanError
from dragoman.graph.records import Actor, FactRecord
from dragoman.loaders.datasets.published import Asked, PublishedFiles
from dragoman.loaders.datasets.rows import Row
from dragoman.loaders.outcome import Refused

_Read = TypeVar("_Read")


class Unmapped(DragomanError):
    """A row speaks of what our tables do not know: a state's code, a type of event."""


class Rejected(NamedTuple):
    """A row that could not be read or mapped: its file and line, its text, and why."""

    file: str
    line: int
    row: str
    reason: str


# What published lists get wrong is mostly the day; nobody has counted how often.
CONFIDENCE = 0.99

# Raise it when the records that the same rows give change.
_VERSION = 1

Reject = Callable[[Row, str], None]
Records = Callable[[str, Iterable[Row], Reject], Iterator[FactRecord | Mention | Actor]]


@dataclass(frozen=True)
class DataSet:
    """A published data set.

    Attributes:
        name: what `--dataset` calls it.
        title: its title, as it is cited.
        home: the address from which its publisher gives it out.
        licence: under which terms it may be used.
        citation: how its authors want to be cited.
        years: first and last year; no last one where it goes on.
        size: about how many rows it has.
        published: the day of the release that the format is of.
        rows: from a file's lines, each with its end, to its rows.
        is_one: whether a text is a file of this data set, by its columns or keys; the beginning of a text is enough.
        records: from a file's name and rows to what they tell, facts and actors of which they tell names alone; a row
            that cannot be read or mapped is handed on, with the reason.
        file: the path of its file where it comes with dragoman.
        coded: whether its rows are events, by the million, or mentions of such: they are stored as they come, without a
            ledger.
        parts: where a row of one table says nothing without those of another, from the texts of all to those of
            parts by name, each of which is a document; raises `Refused` where a table is lacking.
        published_files: how its publisher gives out its files, where they can be fetched by their days.
        asked: what to ask a query service for, where the whole of it can be had so.
        evidence_of: name of the data set of whose events its rows are mentions; None where they tell something by
            themselves.
    """

    name: str
    title: str
    home: str
    licence: str
    citation: str
    years: tuple[int, int | None]
    size: int
    published: date
    rows: Callable[[Iterable[str]], Iterator[Row]]
    is_one: Callable[[str], bool]
    records: Records
    file: str | None = None
    coded: bool = False
    parts: Callable[[Sequence[str]], Mapping[str, str]] | None = None
    published_files: PublishedFiles | None = None
    asked: Asked | None = None
    evidence_of: str | None = None

    def demand(self, text: str) -> None:
        """Refuse a text that is no file of this data set; its beginning is enough.

        Raises:
            Refused: it is none.
        """
        if not self.is_one(text):
            raise Refused(f"is no file of {self.name}", f"{self.name} comes from {self.home}")

    @property
    def version(self) -> str:
        """Name and version of what reads its rows."""
        return f"{self.name}-{_VERSION}"


def by_row(told: Callable[[str, Row], Iterable[_Read]]) -> Callable[[str, Iterable[Row], Reject], Iterator[_Read]]:
    """The records of a file whose rows each tell something by themselves.

    Args:
        told: from the file's name and a row to its records; raises `Unmapped`, `KeyError` or `ValueError` where it
            cannot.
    """

    def records(file: str, rows: Iterable[Row], reject: Reject) -> Iterator[_Read]:
        for _, found in read_rows(lambda row: list(told(file, row)), rows, reject):
            yield from found

    return records


def read_rows(read: Callable[[Row], _Read], rows: Iterable[Row], reject: Reject) -> Iterator[tuple[Row, _Read]]:
    """The rows that can be read, each with what is read from it; the others are rejected, with the reason.

    Args:
        read: raises `Unmapped`, `KeyError`, `TypeError` or `ValueError` where it cannot.
        rows: of one file.
        reject: takes a row and why it could not be read.
    """
    for row in rows:
        try:
            found = read(row)
        except Unmapped as error:
            reject(row, error.message)
        except KeyError as error:
            reject(row, f"has no {error.args[0]}")
        except (ValueError, TypeError) as error:
            reject(row, str(error))
        else:
            yield row, found
