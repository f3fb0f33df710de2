"""A question taken apart: its words, the names and things in it, and the time it asks for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dragoman.api.asking.names import Name, find_names
from dragoman.api.asking.numbers import CARDINALS, NUMBERS
from dragoman.api.asking.periods import Period, find_period
from dragoman.queries.resolve.words import fold

_BUCKET = re.compile(
    r"(?<![\w-])(?:(?:by|per|each|every) (?P<per>day|week|month|year|session)"
    r"|(?P<twice>day|week|month|year) by (?P=twice)"
    r"|(?:(?:over|for) )?(?:the )?(?P<all>(?:whole|entire) (?:time|period)|in (?:a single|one) (?:figure|number|row))"
    r"|(?:on an? )?(?P<adverb>daily|weekly|monthly|yearly|annual|annually)(?: (?:basis|steps))?)(?![\w-])",
    re.IGNORECASE,
)
_ADVERBS = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
    "annual": "year",
    "annually": "year",
}
_LENGTHS = {"week": 7, "fortnight": 14, "month": 30}
_COUNTS = {"a": 1} | {word: NUMBERS[word] for word in CARDINALS[1:5]}
# A length of time, not a time: "within two weeks", "a fortnight either side".
_LENGTH = re.compile(
    rf"(?P<within>\b(?:within|give or take) )?\b(?P<count>{'|'.join(_COUNTS)}) (?P<unit>{'|'.join(_LENGTHS)})s?\b"
    r"(?(within)|(?= (?:either|on either|on both|before (?:or|and) after)\b))",
    re.IGNORECASE,
)
# "As the graph knew it on 1 March 2025", "what was known by 2024": behind it stands the day.
_KNOWN = re.compile(
    r",? ?\b(?:going |only )?(?:as far as|as|by what|with what|what) (?:did )?(?:(?:the graph|we|you|it|one) )?"
    r"(?:was |is |had been )?(?:knew|know|known|loaded)\b(?: it| of it)?(?= (?:on|by|as of|up to|until|at) )",
    re.IGNORECASE,
)
# 12.10.2019 is the twelfth of October; of 12/10/2019 nobody can tell.
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\d.]*\d)")
_MASK = re.compile(r"[@~]\d+")
_DECIMAL = re.compile(r"(?<![\w.])\d*[.,]\d+\b")


@dataclass(frozen=True)
class Question:
    """A question taken apart.

    Attributes:
        words: folded; names stand in them as `@0`, files, ids and quotations as `~0`.
        names: what the gazetteer knows.
        things: files, ids and quotations.
        period: the time asked for, which is not among the words.
        bucket: the length of the steps asked for: "by year"; not among the words either;
            "all" for one that is as long as the period.
        known: the day whose knowledge is asked for, nor is that.
    """

    words: tuple[str, ...]
    names: tuple[Name, ...]
    things: tuple[str, ...]
    period: Period | None
    bucket: str | None
    known: date | None

    def name(self, word: str) -> Name | None:
        """The name that a word stands for."""
        return self.names[int(word[1:])] if word.startswith("@") else None

    def thing(self, word: str) -> str | None:
        """The file, id or quotation that a word stands for."""
        return self.things[int(word[1:])] if word.startswith("~") else None

    def plain(self, words: Iterable[str]) -> str:
        """Words as they were before names and things were masked."""
        return " ".join(self._plain(word) for word in words)

    def _plain(self, word: str) -> str:
        name = self.name(word)
        return name.words if name else self.thing(word) or word


def read_question(question: str, today: date) -> Question:
    """Take a question apart; `today` is what "last year" counts from."""
    question = _DOTTED.sub(lambda day: f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}", question)
    masked, names, things = find_names(re.sub(r"\s+", " ", _LENGTH.sub(_in_days, question)).strip())
    known, masked = _find_known(masked, today)
    period, rest = find_period(masked, today)
    found = _BUCKET.search(rest)
    if found:
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    bucket = found and ((found["all"] and "all") or found["per"] or found["twice"] or _ADVERBS[found["adverb"].lower()])
    return Question(
        tuple(_folded(rest)), tuple(names), tuple(things), period, bucket.lower() if bucket else None, known
    )


def _find_known(question: str, today: date) -> tuple[date | None, str]:
    """The day whose knowledge is asked for, None when the question tells none, and the question without it."""
    lead = _KNOWN.search(question)
    period, rest = find_period(question[lead.end() :], today) if lead else (None, "")
    if lead is None or period is None:
        return None, question
    return period.until or period.since, f"{question[: lead.start()]} {rest}"


def _in_days(length: re.Match[str]) -> str:
    days = _COUNTS[length["count"].lower()] * _LENGTHS[length["unit"].lower()]
    return f"{length['within'] or ''}{days} days"


def _folded(masked: str) -> Iterable[str]:
    """Folded words; masks and decimal numbers as they are."""
    for piece in re.split(rf"({_MASK.pattern}|{_DECIMAL.pattern})", masked):
        yield from [piece] if _MASK.fullmatch(piece) or _DECIMAL.fullmatch(piece) else fold(piece).split()
