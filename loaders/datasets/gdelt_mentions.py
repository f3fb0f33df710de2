"""GDELT 2.0 mentions: every article that tells of an event, with how sure the coder was of reading it right.

The format is that of the GDELT Event Database Data Format Codebook V2.0 (2015): 16 columns between tabs, no header, no
quoting. Copies with a header and commas are read as well.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice
from typing import NamedTuple

from dragoman.loaders.datasets.cells import day_told, number, undamaged
from dragoman.loaders.datasets.dataset import Reject, Unmapped, read_rows
from dragoman.loaders.datasets.rows import Row, table_rows

_COLUMNS = (
    *("globaleventid", "eventtimedate", "mentiontimedate", "mentiontype", "mentionsourcename", "mentionidentifier"),
    *("sentenceid", "actor1charoffset", "actor2charoffset", "actioncharoffset", "inrawtext", "confidence"),
    *("mentiondoclen", "mentiondoctone", "mentiondoctranslationinfo", "extras"),
)
# Other collections (2 citation, 3 CORE, 4 DTIC, 5 JSTOR) give a title or a number there, and no address.
_WEB = "1"


class Mention(NamedTuple):
    """One more article that tells of an event, which may or may not be in the graph.

    Attributes:
        event: the event's id ("gdelt:881990832").
        day: on which the article was seen.
        publisher: who published it, a domain for web pages.
        url: its address; None for what is no web page.
        confidence: how sure the coder was, 10 to 100 percent.
    """

    event: str
    day: date
    publisher: str
    url: str | None
    confidence: int


def mention_rows(lines: Iterable[str]) -> Iterator[Row]:
    """The rows of a file of mentions, the publisher's own or a copy with a header.

    Args:
        lines: the file's, each with its end.
    """
    coming = iter(lines)
    first = list(islice(coming, 1))
    if first and first[0].lower().startswith(f"{_COLUMNS[0]},"):
        return table_rows(chain([first[0].lower()], coming))
    return table_rows(chain(first, coming), "\t", _COLUMNS, quoted=False)


def mentions(rows: Iterable[Row], reject: Reject) -> Iterator[Mention]:
    """What the rows tell, one by one.

    Args:
        rows: of a file of mentions.
        reject: takes a row that tells nothing, with the reason.
    """
    return (mention for _, mention in read_rows(lambda row: _mention(undamaged(row)), rows, reject))


def _mention(row: Row) -> Mention:
    values = row.values
    event = values["globaleventid"]
    if not event.isdecimal():
        raise Unmapped(f"{event!r} is no event's number")
    return Mention(
        event=f"gdelt:{event}",
        day=day_told(values["mentiontimedate"][:8]).start,
        publisher=values["mentionsourcename"],
        url=values["mentionidentifier"] if values["mentiontype"] == _WEB else None,
        confidence=_percent(values["confidence"]),
    )


def _percent(told: str) -> int:
    found = number(told, "confidence", 100)
    if found < 0 or not found.is_integer():
        raise Unmapped(f"{told!r} is no confidence")
    return int(found)
