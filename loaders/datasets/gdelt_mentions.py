"""GDELT 2.0 mentions: every article that tells of an event, with how sure the coder was of reading it right.

The format is that of the GDELT Event Database Data Format Codebook V2.0 (2015): 16 columns between tabs, no header, no
quoting. Copies with a header and commas are read as well.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from dragoman.graph.coded.mention import Mention
from dragoman.loaders.datasets.cells import day_told, number, undamaged
from dragoman.loaders.datasets.dataset import DataSet, Unmapped, by_row
from dragoman.loaders.datasets.gdelt import GDELT, SOURCE, files_named
from dragoman.loaders.datasets.rows import Row, columns_of, table_rows

_COLUMNS = (
    *("globaleventid", "eventtimedate", "mentiontimedate", "mentiontype", "mentionsourcename", "mentionidentifier"),
    *("sentenceid", "actor1charoffset", "actor2charoffset", "actioncharoffset", "inrawtext", "confidence"),
    *("mentiondoclen", "mentiondoctone", "mentiondoctranslationinfo", "extras"),
)
# Other collections (2 citation, 3 CORE, 4 DTIC, 5 JSTOR) give a title or a number there, and no address.
_WEB = "1"


def _rows(lines: Iterable[str]) -> Iterator[Row]:
    """The rows of the publisher's own file, or of a copy with a header."""
    coming = iter(lines)
    first = list(islice(coming, 1))
    if first and _is_header(first[0]):
        return table_rows(chain([first[0].lower()], coming))
    return table_rows(chain(first, coming), "\t", _COLUMNS, quoted=False)


def _is_header(line: str) -> bool:
    return line.lower().startswith(f"{_COLUMNS[0]},")


def _told(file: str, row: Row) -> Iterator[Mention]:
    values = undamaged(row).values
    event = values["globaleventid"]
    if not event.isdecimal():
        raise Unmapped(f"{event!r} is no event's number")
    day, percent = day_told(values["mentiontimedate"][:8]).start, _percent(values["confidence"])
    evidence = row.evidence()
    if values["mentiontype"] == _WEB:
        evidence = evidence.model_copy(update={"url": values["mentionidentifier"]})
    # That the coder is sure to have read one article right makes the event no surer than its events are.
    confidence = SOURCE.confidence * percent / 100
    yield Mention(f"{GDELT.name}:{event}", evidence, day, values["mentionsourcename"], confidence)


def _percent(told: str) -> int:
    found = number(told, "confidence", 100)
    if found < 0 or not found.is_integer():
        raise Unmapped(f"{told!r} is no confidence")
    return int(found)


def _is_one(text: str) -> bool:
    if _is_header(text):
        return set(_COLUMNS) <= {name.lower() for name in columns_of(text)}
    cells = text.split("\n", 1)[0].split("\t")
    return len(cells) == len(_COLUMNS) and all(one.isdecimal() for one in cells[:4]) and len(cells[2]) == 14


GDELT_MENTIONS = DataSet(
    name="gdelt-mentions",
    title="GDELT 2.0 Event Database, mentions",
    home=GDELT.home,
    licence=GDELT.licence,
    citation=GDELT.citation,
    years=GDELT.years,
    size=2_000_000_000,
    published=GDELT.published,
    rows=_rows,
    is_one=_is_one,
    records=by_row(_told),
    coded=True,
    published_files=files_named(".mentions.CSV.zip"),
    evidence_of=GDELT.name,
)
