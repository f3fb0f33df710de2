"""Finds the date in plain words: "launches of 2025-01-14", "january 2025", "14 Jan 2025", "protests 2019"."""

import re
from calendar import monthrange
from datetime import date

_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = {name[:3]: number for number, name in enumerate(_NAMES, start=1)}
_MONTH = rf"(?P<month>{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _NAMES)}|sept)\.?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
# From the closest to the widest: the first that fits is the one meant.
_PATTERNS = tuple(
    re.compile(rf"(?<![\w-]){pattern}(?![\w-])", re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)",
        rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_YEAR}-(?P<month>\d\d)",
        rf"{_MONTH},?\s+(?:of\s+)?{_YEAR}",
        _YEAR,
    )
)


def find_dates(words: str) -> tuple[tuple[date, date] | None, str]:
    """The first and last day that a date in the words covers, and the words without it.

    Words without a date, or with one that no calendar has, come back whole, with None.
    """
    for pattern in _PATTERNS:
        found = pattern.search(words)
        days = _days(found) if found else None
        if found and days:
            return days, f"{words[: found.start()]} {words[found.end() :]}"
    return None, words


def _days(found: re.Match[str]) -> tuple[date, date] | None:
    parts = found.groupdict()
    year, month, day = int(parts["year"]), parts.get("month"), parts.get("day")
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        number = int(month) if month.isdigit() else _MONTHS[month[:3].lower()]
        if day is None:
            return date(year, number, 1), date(year, number, monthrange(year, number)[1])
        return date(year, number, int(day)), date(year, number, int(day))
    except ValueError:
        return None
