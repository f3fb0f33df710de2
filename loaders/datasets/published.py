"""How a publisher gives a data set out, where dragoman can fetch it: as files that a list names, or as answers."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import NamedTuple


class PublishedFiles(NamedTuple):
    """Files that come at a steady pace, and two lists of them: lines of size, MD5 and address.

    Attributes:
        publisher: as the setting of its address and the folder of what was fetched call it ("gdelt").
        all: name of the list of all files, which grows at its end.
        newest: name of the list of the newest ones.
        suffix: how the data set's files are named behind the fourteen digits of day and time (UTC).
        every: the pace.
    """

    publisher: str
    all: str
    newest: str
    suffix: str
    every: timedelta


Ask = Callable[[str], list[Mapping[str, str]]]


class Asked(NamedTuple):
    """A table that a query service gives.

    Attributes:
        publisher: as the setting of its address and the folder of what was fetched call it ("wikidata").
        rows: from what answers a query, a row of values by name for each result, to the rows of the table, its head
            first.
    """

    publisher: str
    rows: Callable[[Ask], Iterator[tuple[str, ...]]]
