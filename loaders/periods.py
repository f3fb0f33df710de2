"""Calendar arithmetic: days, weeks, months, years and offsets as `DateRange` values.

Weeks begin on Monday (ISO 8601).
"""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from dragoman.graph.records import DateRange
from dragoman.graph.vocabulary import Precision

EARLIEST_YEAR, LATEST_YEAR = 1000, 2200


def day(when: date) -> DateRange:
    """That one day."""
    return DateRange(start=when, end=when, precision=Precision.DAY)


def month(when: date) -> DateRange:
    """The calendar month that the day lies in."""
    first = when.replace(day=1)
    return DateRange(start=first, end=first + relativedelta(months=1, days=-1), precision=Precision.MONTH)


def year(when: date) -> DateRange:
    """The calendar year that the day lies in."""
    return DateRange(start=when.replace(month=1, day=1), end=when.replace(month=12, day=31), precision=Precision.YEAR)


def known(of_year: int, of_month: int | None = None, of_day: int | None = None) -> DateRange:
    """A year, a month or a day, as closely as it is known.

    Raises:
        ValueError: the calendar has none such.
    """
    if of_month is None:
        return year(date(of_year, 1, 1))
    return month(date(of_year, of_month, 1)) if of_day is None else day(date(of_year, of_month, of_day))


def written(told: str) -> DateRange:
    """A day, month or year in ISO's notation, as closely as it is told ("2025-01-14", "2025-01", "2025").

    Raises:
        ValueError: it is none.
    """
    if told.count("-") > 2:
        raise ValueError(f"{told!r} is no day, month or year")
    return known(*map(int, told.split("-")))


def period(first: date, last: date) -> DateRange:
    """From one day to another, in whichever order they come."""
    return DateRange(start=min(first, last), end=max(first, last), precision=Precision.PERIOD)


def week(when: date) -> DateRange:
    """The week, Monday to Sunday, that the day lies in."""
    monday = when - timedelta(days=when.weekday())
    return period(monday, monday + timedelta(days=6))


def decade(first_year: int) -> DateRange:
    """Ten years from 1 January of the given one."""
    return period(date(first_year, 1, 1), date(first_year + 9, 12, 31))


def shifted(anchor: DateRange, count: int, unit: str) -> DateRange:
    """The time that lies so many units after the anchor (before it, when the count is negative).

    The answer is no closer than the anchor, and no closer than a unit lets it be: what happened two years ago did so
    in some month of that year. "A week earlier" than a day is taken at its word, since that is how news uses it.

    Args:
        anchor: the time counted from.
        count: how many units; negative for the past.
        unit: `hour`, `day`, `week`, `month`, `year` or `decade`.
    """
    first = moved(anchor.start, count, unit)
    if unit in ("year", "decade") or anchor.precision is Precision.YEAR:
        return year(first)
    if unit == "month" or anchor.precision is Precision.MONTH:
        return month(first)
    if anchor.precision is Precision.PERIOD:
        return period(first, moved(anchor.end, count, unit))
    return day(first)


def moved(when: date, count: int, unit: str) -> date:
    """The day so many units later; 24 hours are a day, and less is the same day."""
    if unit == "hour":
        return when + timedelta(days=int(count / 24))
    if unit == "decade":
        return when + relativedelta(years=10 * count)
    if unit == "year":
        return when + relativedelta(years=count)
    if unit == "month":
        return when + relativedelta(months=count)
    return when + timedelta(days=count * (7 if unit == "week" else 1))


def narrower(one: DateRange | None, other: DateRange | None) -> DateRange | None:
    """The closer of two dates of which one lies within the other; None when they contradict each other."""
    if one is None or other is None:
        return one or other
    inner, outer = sorted((one, other), key=lambda when: when.end - when.start)
    return inner if outer.start <= inner.start and inner.end <= outer.end else None


def calendar_day(of_year: int, of_month: int, of_day: int) -> date | None:
    """That day, or None where the calendar has no such day ("31 June", a year out of all bounds)."""
    if not EARLIEST_YEAR <= of_year <= LATEST_YEAR:
        return None
    try:
        return date(of_year, of_month, of_day)
    except ValueError:
        return None
