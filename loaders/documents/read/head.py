"""What the head of a text tells about it: its headline and its day of publication.

Three forms of date are taken, in this order: a line that holds little else (`Tuesday, January 14, 2025`), a dateline
(`SEOUL, Jan. 14, 2025 (Agency) —`), and a line of capitalised words that ends in the date (`By Jane Doe, 14 January
2025`). A date within a sentence is not the document's.
"""

import re
from collections.abc import Iterator
from datetime import date

from dragoman.loaders.documents.read.dates import full_dates

# A whole long text must not be split for its first few lines.
_HEAD_CHARACTERS = 10_000
_HEAD_LINES = 8
_TITLE_CHARACTERS = 250
_DATE_LINE_CHARACTERS = 120
_DATELINE_CHARACTERS = 90
_LABELS = re.compile(
    r"[\W\d_]|\b(?:published|posted|issued|released?|dated?|first|for|immediate|release|on|at|the|of|mon|tues?|wed|thu"
    r"(?:rs)?|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|a\.?m|p\.?m|[a-z]{1,3}t|utc|gmt)\b",
    re.IGNORECASE,
)
_LOWER_CASE_WORD = re.compile(r"\b(?!(?:by|of|the|on|and|in|for|at|de|al)\b)[a-z]{2,}")
_CHANGED = re.compile(r"\b(?:updated|modified|revised|accessed|retrieved)\b", re.IGNORECASE)
_DASH_AFTER_DATELINE = re.compile(r"[)\],.]?\s*(?:[\[(/][^\])/\n]{1,40}[\])/])?\s*(?:—|–|--|-)\s")
_HEADING_MARK = re.compile(r"#{1,6}\s+")


def head_date(text: str) -> date | None:
    """The day of publication as the first lines of a text give it, or None."""
    lines = list(_first_lines(text))
    for form in (_date_line, _dateline, _line_ending_in_date):
        for line in lines:
            found = form(line)
            if found:
                return found
    return None


def head_title(text: str) -> str | None:
    """The headline: a first line of its own that is no sentence, no date and no list item; else None."""
    lines = text[:_HEAD_CHARACTERS].strip().split("\n")
    marked = _HEADING_MARK.match(lines[0])
    title = _HEADING_MARK.sub("", lines[0], count=1).strip().rstrip("# ")
    if not title or len(title) > _TITLE_CHARACTERS or _date_line(title) or _dateline(title):
        return None
    following = next((line for line in lines[1:] if line.strip()), "")
    if marked or _date_line(following.strip()):
        return title
    stands_alone = len(lines) > 1 and not lines[1].strip()
    is_headline = title[-1] not in ".,;:" and title[0] not in "-*•–>|"
    return title if stands_alone and is_headline else None


def _first_lines(text: str) -> Iterator[str]:
    for line in [line.strip() for line in text[:_HEAD_CHARACTERS].splitlines() if line.strip()][:_HEAD_LINES]:
        yield _HEADING_MARK.sub("", line, count=1)


def _date_line(line: str) -> date | None:
    for found, start, end in _dates_of_short_line(line):
        if not _LABELS.sub("", line[:start]) and not _LABELS.sub("", line[end:]):
            return found
    return None


def _dateline(line: str) -> date | None:
    for found, start, end in full_dates(line[:_DATELINE_CHARACTERS]):
        if not _LOWER_CASE_WORD.search(line[:start]) and _DASH_AFTER_DATELINE.match(line, end):
            return found
    return None


def _line_ending_in_date(line: str) -> date | None:
    for found, start, end in _dates_of_short_line(line):
        if not _LOWER_CASE_WORD.search(line[:start]) and not _LABELS.sub("", line[end:]):
            return found
    return None


def _dates_of_short_line(line: str) -> Iterator[tuple[date, int, int]]:
    if len(line) <= _DATE_LINE_CHARACTERS:
        for found, start, end in full_dates(line):
            if not _CHANGED.search(line[:start]):
                yield found, start, end
