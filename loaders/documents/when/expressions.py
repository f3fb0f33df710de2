"""The expressions of time in a text: where they stand, and what each means."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

import dragoman.loaders.periods as periods
from dragoman.graph.records import DateRange
from dragoman.loaders.documents.when.forms import PATTERNS, Resolver, counted, offset_of
from dragoman.loaders.documents.when.setting import Offset, Setting

_NAMING = ("before", "prior to", "ahead of", "after", "following")
_TOLD_BEFORE = frozenset({"that", "this", "then"})
_LIMITS = frozenset({"until", "till", "before", "after"})


@dataclass(frozen=True)
class TemporalExpression:
    """One expression: tokens `start` to `end` (exclusive) of its document, and what it means.

    Attributes:
        start: index of the first token.
        end: index after the last token.
        text: its words.
        offset: for "two days before …", the distance.
        bound: `since`, `until`, `before` or `after`, where the expression is the end of a stretch of time.
    """

    start: int
    end: int
    text: str
    offset: Offset | None
    bound: str | None
    _match: re.Match[str]
    _resolver: Resolver

    def counted_back(self, told: DateRange) -> DateRange | None:
        """The time of what an offset counts from, given the time that it tells; None when it is told too vaguely."""
        return counted(self._match, told, back=True)

    @property
    def names_event(self) -> bool:
        """Whether an offset names what it counts from ("two days before the vote"), unlike "a week earlier"."""
        words = self.text.lower()
        following = self._match.string[self._match.end() :].lstrip(" ").split(maxsplit=1)
        named = bool(following) and following[0][0].isalnum() and following[0].rstrip(".,;") not in _TOLD_BEFORE
        return self.offset is not None and words.endswith(_NAMING) and named

    def date(self, setting: Setting) -> DateRange | None:
        """The time meant; None when what it is relative to is not known, or when only a bound is told."""
        if self.bound in _LIMITS:
            return None
        when = self.named(setting)
        if when is None or self.bound != "since":
            return when
        return periods.period(when.start, max(setting.published or when.end, when.start))

    def named(self, setting: Setting) -> DateRange | None:
        """The time that the words name, also where it is but a bound of the time meant."""
        return self._resolver(self._match, setting)

    def ends(self, setting: Setting) -> tuple[DateRange, DateRange] | None:
        """First and last time of "2013 to 2017" and "3-5 May"; None for a single time."""
        words, when = self._match.groupdict(), self.named(setting)
        if when is None or not (words.get("later_year") or words.get("later_day")):
            return None
        unit = periods.year if words.get("later_year") else periods.day
        return unit(when.start), unit(when.end)


def temporal_expressions(doc: Doc) -> tuple[TemporalExpression, ...]:
    """All expressions of time in a document, in order, without overlaps; found once, then kept with the document."""
    found: tuple[TemporalExpression, ...] | None = doc.user_data.get("dragoman_times")
    if found is None:
        found = tuple(sorted(_find(doc), key=lambda expression: expression.start))
        doc.user_data["dragoman_times"] = found
    return found


def _find(doc: Doc) -> Iterator[TemporalExpression]:
    taken: set[int] = set()
    text = doc.text
    for pattern, resolver in PATTERNS:
        for match in pattern.finditer(text):
            span = doc.char_span(*match.span(), alignment_mode="expand")
            if span is None or taken.intersection(range(span.start, span.end)):
                continue
            taken.update(range(span.start, span.end))
            yield TemporalExpression(span.start, span.end, span.text, offset_of(match), _bound(span), match, resolver)


def _bound(span: Span) -> str | None:
    """The preposition that makes the expression a limit; "after Monday's attack" is none."""
    if span.start == 0 or (span.end < len(span.doc) and span.doc[span.end].tag_ == "POS"):
        return None
    word = span.doc[span.start - 1].lower_
    return word if word == "since" or word in _LIMITS else None
