"""The forms that expressions of time take, and how each is resolved to days.

No library resolves the relative ones the way news means them, so each form has a pattern and a short function that
turns the match and its `Setting` into a `DateRange`.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

import dragoman.loaders.periods as periods
from dragoman.graph.records import DateRange
from dragoman.loaders.documents.when.setting import Offset, Setting, Tense

Resolver = Callable[[re.Match[str], Setting], DateRange | None]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {
    "a": 1, "an": 1, "the": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "a couple of": 2,
}  # fmt: skip

_NEAR = {"yesterday": -1, "last night": -1, "overnight": -1, "tomorrow": 1, "the day before": -2, "the day after": 2}

# Where each begins, in the north; three months later the next one does.
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

# Days back: "following their call of 9 September" looks back even where the clause looks ahead.
_JUST_PAST = 90
# Days ahead: further off, a day without year and tense is taken for the past one, since reports mostly look back.
_SOON = 60

# Month names keep their capital: "may" and "march" are verbs.
MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
LATER_MONTH = MONTH.replace("?P<month>", "?P<later_month>")
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d,.]*\d)"
LATER_DAY = DAY.replace("?P<day>", "?P<later_day>")
YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d%]|,\d|\.\d)"
WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
UNIT = r"(?P<unit>hour|day|week|month|year|decade)s?"
COUNT = (
    r"(?i:(?P<count>\d{1,3}|a couple of|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen"
    r"|twenty|thirty|twenty-four|forty-eight|a few|several|some|many)[ -])?"
)
VAGUE = r"(?P<vague>(?i:less than|more than|nearly|almost|over|under|within|at least) )?"
TO = r"\s?(?:-|–|—|to|and|through|until)\s?"
_TO_ANOTHER_MONTH = r"\s?(?:-|–|—|to|through|until)\s?"


def offset_of(match: re.Match[str]) -> Offset | None:
    """The distance that "two days before" or "a week later" tells; None for other forms."""
    words = match.groupdict()
    direction = words.get("direction")
    if direction is None or direction == "ago":
        return None
    count = None if words.get("vague") else _count(words.get("count"))
    days = {"hour": 0, "day": 1, "week": 7, "month": 30, "year": 365, "decade": 3650}[words["unit"]]
    return Offset(
        None if count is None else count * days, direction.startswith(("before", "earlier", "prior", "ahead"))
    )


def _count(words: str | None) -> int | None:
    if words is None:
        return None
    return int(words) if words.isdigit() else _NUMBERS.get(words.lower())


def _month_number(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _year_of(month: int, day: int, setting: Setting) -> int | None:
    """The year of a day or month without one: the last that had it, the next to have it, or the nearer of both."""
    if setting.published is None:
        return setting.previous.start.year if setting.previous else None
    year = setting.published.year
    ahead = (month - setting.published.month) * 30 + day - setting.published.day
    if setting.tense is Tense.FUTURE:
        return year + (ahead < -_JUST_PAST) - (ahead > 365 - _JUST_PAST)
    if setting.tense is Tense.PAST or ahead > _SOON:
        return year - (ahead > 0)
    return year


def _absolute_day(match: re.Match[str], setting: Setting) -> DateRange | None:
    words = match.groupdict()
    number, day = _month_number(words["month"]), int(words["day"])
    year = int(words["year"]) if words.get("year") else _year_of(number, day, setting)
    first = periods.calendar_day(year, number, day) if year else None
    if year is None or first is None:
        return None
    if not words.get("later_day"):
        return periods.day(first)
    later_number = _month_number(words.get("later_month") or words["month"])
    last = periods.calendar_day(year + (later_number < number), later_number, int(words["later_day"]))
    return periods.period(first, last) if last else periods.day(first)


def _iso_day(match: re.Match[str], setting: Setting) -> DateRange | None:
    when = periods.calendar_day(*(int(part) for part in match.groups()))
    return periods.day(when) if when else None


def _absolute_month(match: re.Match[str], setting: Setting) -> DateRange | None:
    number = _month_number(match["month"])
    written = match.groupdict().get("year")
    year = int(written) if written else _year_of(number, 1, setting)
    first = periods.calendar_day(year, number, 1) if year else None
    return periods.month(first) if first else None


def _years(match: re.Match[str], setting: Setting) -> DateRange | None:
    first, later = int(match["year"]), match.groupdict().get("later_year")
    if not later:
        return periods.year(date(first, 1, 1))
    last = int(later) if len(later) == 4 else first // 100 * 100 + int(later)
    return periods.period(date(first, 1, 1), date(last, 12, 31))


def _decade(match: re.Match[str], setting: Setting) -> DateRange | None:
    return periods.decade(int(match["decade"]))


def _near_day(match: re.Match[str], setting: Setting) -> DateRange | None:
    word = match.group().lower()
    if setting.published is None:
        return None
    days = next((days for start, days in _NEAR.items() if word.startswith(start)), 0)
    return periods.day(setting.published + timedelta(days=days))


def _weekday(match: re.Match[str], setting: Setting) -> DateRange | None:
    """A bare weekday is the last one up to publication; "last Thursday" is that of the week before."""
    number = _WEEKDAYS.index(match["weekday"].lower())
    which = (match["which"] or "").lower()
    anchor = setting.published
    if which in ("the following", "the next", "the previous", "that"):
        anchor = setting.previous.start if setting.previous else None
    if anchor is None:
        return None
    back = (anchor.weekday() - number) % 7
    ahead = (number - anchor.weekday()) % 7
    monday = anchor - timedelta(days=anchor.weekday())
    if which == "last":
        return periods.day(monday + timedelta(days=number - 7))
    if which == "next":
        return periods.day(monday + timedelta(days=number + 7))
    if which in ("the following", "the next"):
        return periods.day(anchor + timedelta(days=ahead or 7))
    if which == "this coming" or (setting.tense is Tense.FUTURE and which != "this past"):
        return periods.day(anchor + timedelta(days=ahead))
    return periods.day(anchor - timedelta(days=back))


def _calendar_unit(match: re.Match[str], setting: Setting) -> DateRange | None:
    """ "Last week", "this month", "next year": calendar units counted from the day of publication."""
    which, unit = match["which"].lower(), match["unit"].lower()
    if setting.published is None:
        return None
    step = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(which.split()[-1], 0)
    if unit == "weekend":
        monday = setting.published - timedelta(days=setting.published.weekday())
        # On a Monday "this weekend" and "last weekend" are the same two days.
        weeks = step - (step == 0 and setting.tense is not Tense.FUTURE and setting.published.weekday() < 4)
        return periods.period(*(monday + timedelta(weeks=weeks, days=days) for days in (5, 6)))
    moved = periods.shifted(periods.day(setting.published), step, unit).start
    if unit == "week":
        return periods.week(moved)
    return periods.month(moved) if unit == "month" else periods.year(moved)


def _season(match: re.Match[str], setting: Setting) -> DateRange | None:
    """ "Last summer", "summer of 2021": three months, as they are counted in the north."""
    words = match.groupdict()
    month = _SEASONS[match["season"].lower()]
    if words.get("year"):
        return _from_month(date(int(match["year"]), month, 1))
    if setting.published is None:
        return None
    which = words["which"].lower().split()[-1]
    seasons = [_from_month(date(setting.published.year + years, month, 1)) for years in (-2, -1, 0, 1)]
    if which in ("last", "past"):
        return next(season for season in reversed(seasons) if season.end < setting.published)
    return next(
        season
        for season in seasons
        if (season.start if which in ("next", "coming") else season.end) >= setting.published
    )


def _from_month(first: date) -> DateRange:
    return periods.period(first, periods.moved(first, 3, "month") - timedelta(days=1))


def _same_unit(match: re.Match[str], setting: Setting) -> DateRange | None:
    """ "Earlier in the week": in that of the event told last, else of publication."""
    day = setting.previous.start if setting.previous else setting.published
    unit = {"week": periods.week, "month": periods.month, "year": periods.year}[match["unit"]]
    return unit(day) if day else None


def _stretch(match: re.Match[str], setting: Setting) -> DateRange | None:
    """ "Over the past two weeks", "in the last few days": up to publication."""
    count = _count(match["count"])
    if setting.published is None or count is None:
        return None
    today = periods.day(setting.published)
    return periods.period(periods.shifted(today, -count, match["unit"].lower()).start, setting.published)


def _ago(match: re.Match[str], setting: Setting) -> DateRange | None:
    count = _count(match["count"])
    if setting.published is None or count is None or match["vague"]:
        return None
    if match["to_the_day"]:
        return periods.day(periods.moved(setting.published, -count, match["unit"]))
    return periods.shifted(periods.day(setting.published), -count, match["unit"])


def _from_event(match: re.Match[str], setting: Setting) -> DateRange | None:
    """ "A week earlier", "hours before the crash": counted from what is named, else from the event told last."""
    anchor = setting.reference or setting.previous
    return counted(match, anchor) if anchor else None


def counted(match: re.Match[str], anchor: DateRange, back: bool = False) -> DateRange | None:
    """The anchor moved by the offset that was matched, or `back` from where the offset leads to what it starts from."""
    offset, unit = offset_of(match), match["unit"]
    if offset is None:
        return None
    count = None if match["vague"] else _count(match["count"])
    if count is None:
        # "Hours before" happened on that day as far as anybody is told; "days before" on no day that can be named.
        return periods.shifted(anchor, 0, unit) if unit == "hour" else None
    return periods.shifted(anchor, -count if offset.before is not back else count, unit)


def _told_day(match: re.Match[str], setting: Setting) -> DateRange | None:
    """ "The same day", "the following month": of the event told last."""
    if setting.previous is None:
        return None
    which = match["which"].lower()
    step = {"next": 1, "following": 1, "previous": -1, "preceding": -1}.get(which.split()[-1], 0)
    unit = "day" if match["unit"] in ("morning", "afternoon", "evening", "night") else match["unit"]
    return periods.shifted(setting.previous, step, unit)


def _cued(*words: str) -> str:
    """One of these words, a blank, then what follows."""
    return "(?:" + "|".join(rf"(?<=\b{word} )" for word in words) + ")"


# In the order in which they are tried: what one has taken is not looked at by the next.
_FORMS: tuple[tuple[str, Resolver], ...] = (
    (rf"\b{MONTH} {DAY}(?:{TO}|{_TO_ANOTHER_MONTH}{LATER_MONTH} ){LATER_DAY}(?:,? {YEAR})?", _absolute_day),
    (rf"\b{DAY}{TO}{LATER_DAY} {MONTH}(?:,? {YEAR})?\b", _absolute_day),
    (rf"\b{MONTH} (?:the )?{DAY}(?:,? {YEAR})?", _absolute_day),
    (rf"\b{DAY}(?: of)? {MONTH}(?:,? {YEAR})?(?!\w)", _absolute_day),
    (r"\b((?:1[5-9]|20)\d\d)-([01]\d)-([0-3]\d)\b", _iso_day),
    (rf"\b{MONTH},? (?:of )?{YEAR}", _absolute_month),
    (rf"\b{YEAR}{TO}(?P<later_year>(?:19|20)\d\d|\d\d)(?![\d-])", _years),
    (r"\b(?P<decade>(?:1[89]|20)\d0)['’]?s\b", _decade),
    (rf"\b(?P<which>(?i:the following|the previous|the next|this coming|this past|last|this|next|that))? ?{WEEKDAY}"
     r"(?: (?:morning|afternoon|evening|night))?\b",
     _weekday),
    (r"\b(?i:the day before yesterday|the day after tomorrow|yesterday|today|tonight|tomorrow|last night|overnight"
     r"|(?:earlier )?this (?:morning|afternoon|evening))\b",
     _near_day),
    (r"\b(?P<which>(?i:last|this|this past|the past|next|this coming|the coming)) (?P<unit>week|weekend|month|year)\b",
     _calendar_unit),
    (r"\b(?P<which>(?<=over )the|(?<=at )the|(?<=during )the) (?P<unit>weekend)\b", _calendar_unit),
    (r"\b(?P<which>(?i:last|this|this past|next|this coming)) (?P<season>spring|summer|autumn|fall|winter)\b", _season),
    (rf"\b(?i:(?P<season>spring|summer|autumn|fall|winter))(?: of)? {YEAR}", _season),
    (r"\b(?i:earlier|later) in the (?P<unit>week|month|year)\b", _same_unit),
    (rf"\b(?i:the|these) (?i:past|last) {COUNT}{UNIT}\b", _stretch),
    (rf"\b{VAGUE}{COUNT}{UNIT} (?P<direction>ago)(?P<to_the_day> today)?\b", _ago),
    (rf"\b{VAGUE}{COUNT.replace('an?|', 'an?|the|')}{UNIT} "
     r"(?P<direction>earlier|before|prior to|prior|ahead of|later|afterwards?|after|following)\b",
     _from_event),
    (r"\b(?i:(?P<which>that|(?:(?:the|that) )?(?:very )?(?:same|following|next|previous|preceding)))"
     r" (?P<unit>day|morning|afternoon|evening|night|week|month|year)\b", _told_day),
    (_cued("[Ii]n", "[Ss]ince", "[Ll]ast", "[Tt]his", "[Nn]ext", "[Ee]arly", "[Ll]ate", "mid", "[Uu]ntil") + MONTH
     + r"(?! \d)(?!\w)", _absolute_month),
    # Mrs May was a prime minister.
    (_cued("of", "by", "[Ff]rom", "and", "[Dd]uring", "through", "[Bb]efore", "[Aa]fter", "[Bb]etween") + r"(?!May\b)"
     + MONTH + r"(?! \d)(?!\w)", _absolute_month),
    (rf"\b(?!May\b){MONTH}(?=['’]s )", _absolute_month),
    # "During his July trip": the month tells which trip.
    (_cued("the", "his", "her", "its", "our", "their") + MONTH + r"(?= [a-z])", _absolute_month),
    (rf"(?<![\d$€£.,#-]){YEAR}"
     r"(?! (?:UTC|GMT|BST|people|troops|soldiers|km|kilomet|miles|refugees|migrants|megawatt))", _years),
)  # fmt: skip
PATTERNS = tuple((re.compile(pattern), resolver) for pattern, resolver in _FORMS)
