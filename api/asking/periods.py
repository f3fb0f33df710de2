"""Finds the time that a question asks for: "in January 2025", "since 2019", "from June to August 2024", "last year"."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.api.asking.numbers import CARDINALS, NUMBERS, ORDINALS
from dragoman.queries.resolve.dates import find_dates

_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
# From the closest to the widest, as `find_dates` reads them.
_DATE = (
    rf"(?:{_YEAR}-\d\d-\d\d|(?:the )?{_DAY} (?:of )?{_MONTH},? {_YEAR}|{_MONTH} {_DAY},? {_YEAR}|{_YEAR}-\d\d"
    rf"|{_MONTH},? (?:of )?{_YEAR}|(?:the year )?{_YEAR})"
)
_PART = rf"(?:{_DATE}|{_MONTH}|(?:the )?{_DAY} (?:of )?{_MONTH})"
_UNIT = r"(?P<unit>day|week|month|year)s?"
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(CARDINALS[2:11])})"
_BEFORE = r"(?:in|on|during|of|for|at|throughout|over|from|within|as of)"
# "Since the start of 2025" is since 2025.
_START_OF = r"(?:(?:the )?(?:beginning|start) of )?"
_TO = r"(?:to|until|till|through|-|–)"
_END_OF = r"(?:(?:the )?end of )?"
# Of a year: its halves and quarters.
_PARTS = (*ORDINALS[1:5], "last")
# "The sixth of November", as it is spoken.
_SPOKEN_DAY = re.compile(
    rf"\b({'|'.join(sorted((ordinal.replace(' ', '[ -]') for ordinal in ORDINALS[1:]), key=len, reverse=True))})"
    rf"(?= of {_MONTH})",
    re.IGNORECASE,
)
_FIRST, _LAST = date(1500, 1, 1), date(2099, 12, 31)

_FORMS = tuple(
    re.compile(rf"(?<![\w-]){form}(?![\w-])", re.IGNORECASE)
    for form in (
        rf"(?:between|from) {_START_OF}(?P<first>{_PART}|{_DAY}) (?:and|{_TO}) {_END_OF}(?P<last>{_DATE})",
        rf"(?:in |during )?(?P<first>{_YEAR}) ?[-–] ?(?P<last>{_YEAR})",
        rf"(?:in |during )?(?P<first>{_PART}|{_DAY}) ?{_TO} ?{_END_OF}(?P<last>{_DATE})",
        rf"(?:in )?(?:the )?(?P<part>first|second|third|fourth|last) (?P<share>half|quarter) of (?P<year>{_YEAR})",
        rf"(?:{_BEFORE} )?q(?P<quarter>[1-4]),? (?:of )?(?P<year>{_YEAR})",
        rf"(?:in |during )?(?P<first>{_MONTH}|{_YEAR}) and (?P<last>{_MONTH},? {_YEAR}|{_YEAR})",
        rf"(?:{_BEFORE} )?(?:the )?(?P<decade>(?:1[5-9]|20)\d0)['’]?s",
        rf"(?:from )?(?P<since>{_DATE}) (?:onwards?|and (?:after|later|since)|until (?:now|today))",
        rf"from (?P<since>{_DATE}) on",
        rf"(?:ever )?since {_START_OF}(?P<since>{_DATE})",
        rf"after (?P<after>{_DATE})",
        rf"before (?P<before>{_DATE})",
        rf"(?:until|till|up to|by) (?P<until>{_DATE})",
        rf"(?:at|by|in|towards?) (?:the )?end of (?P<end>{_DATE})",
        rf"(?:at|by|in) (?:the )?(?:beginning|start) of (?P<start>{_DATE})",
        rf"(?:from {_START_OF}|{_BEFORE} )?(?P<whole>{_DATE})",
        rf"(?:{_BEFORE} )?(?:the )?(?:last|past|previous) {_COUNT} {_UNIT}",
        rf"since (?P<since_last>last) {_UNIT}",
        rf"(?:{_BEFORE} )?(?:the )?(?P<which>last|past|previous|this) {_UNIT}",
        r"(?P<near>today|yesterday)",
    )
)


@dataclass(frozen=True)
class Period:
    """The first and last day asked for, None where that end is open, and the date's own words."""

    since: date | None
    until: date | None
    words: str


def find_period(question: str, today: date) -> tuple[Period | None, str]:
    """The time that a question asks for, None when it tells none, and the question without the words of it."""
    question = _SPOKEN_DAY.sub(lambda day: str(ORDINALS.index(day[1].lower().replace("-", " "))), question)
    for form in _FORMS:
        found = form.search(question)
        period = _period(found, today) if found else None
        if found and period:
            return period, f"{question[: found.start()]} {question[found.end() :]}"
    return None, question


def _period(found: re.Match[str], today: date) -> Period | None:
    told = {name: words for name, words in found.groupdict().items() if words}
    if "first" in told:
        last = _days(told["last"])
        # "Between June and August 2024", "from 3 to 9 May 2024": what both have in common is told once.
        if last and re.fullmatch(_DAY, told["first"]):
            told["first"] += f" {last[0]:%B %Y}"
        first = _days(told["first"]) or (_days(f"{told['first']} {last[1].year}") if last else None)
        return Period(first[0], last[1], f"{told['first']} {told['last']}") if first and last else None
    if "share" in told:
        return _part_of_year(
            int(told["year"]), _PARTS.index(told["part"].lower()), 6 if told["share"].lower() == "half" else 3
        )
    if "quarter" in told:
        return _part_of_year(int(told["year"]), int(told["quarter"]) - 1, 3)
    if "decade" in told:
        year = int(told["decade"])
        return Period(date(year, 1, 1), date(year + 9, 12, 31), f"{year}-{year + 9}")
    for name in ("since", "after", "before", "until", "whole", "end", "start"):
        if name in told:
            days = _days(told[name])
            return _ends(name, days, told[name]) if days else None
    return _relative(told, today)


def _part_of_year(year: int, place: int, months: int) -> Period:
    """The first (place 0), second … so many months of a year; a place beyond them is the last."""
    last = min((place + 1) * months, 12)
    first_day = date(year, last - months + 1, 1)
    last_day = date(year, last, monthrange(year, last)[1])
    return Period(first_day, last_day, f"{first_day} {last_day}")


def _ends(name: str, days: tuple[date, date], words: str) -> Period:
    first, last = days
    day = timedelta(days=1)
    ends = {
        "since": (first, None),
        "after": (last + day, None),
        "before": (None, first - day),
        "until": (None, last),
        "whole": (first, last),
        "end": (last, last),
        "start": (first, first),
    }
    return Period(*ends[name], words)


def _relative(told: dict[str, str], today: date) -> Period:
    if "near" in told:
        day = today if told["near"].lower() == "today" else today - timedelta(days=1)
        return Period(day, day, day.isoformat())
    unit = told["unit"].lower()
    if "count" in told:
        count = NUMBERS.get(told["count"].lower()) or int(told["count"])
        first = _back(today, count, unit)
        return Period(first, today, f"{first} {today}")
    first, last = _calendar(today, unit)
    if told.get("which", "last").lower() != "this":
        first, last = _calendar(first - timedelta(days=1), unit)
    return Period(first, None if "since_last" in told else last, f"{first} {last}")


def _calendar(day: date, unit: str) -> tuple[date, date]:
    """The day, week (from Monday), month or year that a day lies in."""
    if unit == "day":
        return day, day
    if unit == "week":
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6)
    if unit == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    return date(day.year, 1, 1), date(day.year, 12, 31)


def _back(day: date, count: int, unit: str) -> date:
    if unit in ("day", "week"):
        return day - timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(max(months, _FIRST.year * 12), 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _days(words: str) -> tuple[date, date] | None:
    return find_dates(re.sub(r"^the year ", "", words, flags=re.IGNORECASE))[0]
