"""Full dates as they are written in English text and in metadata."""

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
# Numbers alone are taken year first only: in 03/04/2025 nobody can tell the day from the month.
_FULL_DATE = re.compile(
    rf"(?<![\d.-])(?P<iso>\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}})(?!\d)"
    rf"|\b(?P<month_first>{_MONTH}\s+{_DAY},?\s+\d{{4}})(?!\d)"
    rf"|(?<![\d-])(?P<day_first>{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_./]?)(\d\d)\2(\d\d)(?!\d)")


def full_dates(text: str) -> Iterator[tuple[date, int, int]]:
    """Every date that names its day, month and year, with its first and one past its last character.

    Read are `2025-01-14` (also at the head of a time stamp), `January 14, 2025`, `Jan. 14, 2025`, `14 January 2025`
    and `14th of January, 2025`.
    """
    for match in _FULL_DATE.finditer(text):
        found = _read(match)
        if found:
            yield found, match.start(), match.end()


def first_date(text: str) -> date | None:
    """The first full date of a text, or None."""
    return next((found for found, _, _ in full_dates(text)), None)


def date_in_name(name: str) -> date | None:
    """The last full date in a file name or in the path of an address: `2025-01-14`, `2025_01_14`, `20250114`."""
    found = [_day(match[1], match[3], match[4]) for match in _IN_NAME.finditer(name)]
    return next((day for day in reversed(found) if day), None)


def _read(match: re.Match[str]) -> date | None:
    if match["iso"]:
        return _day(*re.split(r"[-/.]", match["iso"]))
    words = match["month_first"] or match["day_first"]
    numbers = re.findall(r"\d+", words)
    name = re.search(_MONTH, words, re.IGNORECASE)
    month = _MONTHS.index(name[0][:3].lower()) + 1 if name else 0
    return _day(numbers[1], month, numbers[0])


def _day(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
