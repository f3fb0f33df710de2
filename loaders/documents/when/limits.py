"""From when to when something held: "since 1961", "from 2013 to 2017", "until his resignation in May 2022"."""

from bisect import bisect_left
from datetime import date

from spacy.tokens import Span, Token

from dragoman.graph.records import Term
from dragoman.loaders.documents.when.expressions import TemporalExpression, temporal_expressions
from dragoman.loaders.documents.when.setting import Setting, Tense

_SINCE = frozenset({"since", "from"})
_UNTIL = frozenset({"until", "till", "to", "through"})
_LIMITS = _SINCE | _UNTIL | {"between"}
# What stands before a stretch that has both ends: "during 2013-2017".
_OF_STRETCHES = _LIMITS | {"during", "in", "("}
# Of these what they govern must be the time itself: much else is "from" and "to".
_OF_ALL_SORTS = frozenset({"from", "to", "through", "between", "during", "in", "("})
# What hangs on a verb without being another clause: "has been [in office] since", "was [president] until".
_COMPLEMENTS = frozenset({"prep", "pobj", "attr", "oprd", "acomp", "dobj", "advmod"})


def limits_of(word: Token, published: date | None) -> Term | None:
    """From when to when the text says that something held; None when it tells neither.

    Args:
        word: the verb or noun that says what held, on which the limits hang in the parse.
        published: the day of publication, which "last week" is relative to.
    """
    setting = Setting(published, tense=Tense.PAST)
    since: TemporalExpression | None = None
    until: TemporalExpression | None = None
    for time in times_in(word.sent):
        ends = time.ends(setting)
        limit = _limit(word, word.doc[time.start : time.end], _OF_STRETCHES if ends else _LIMITS)
        if limit and ends:
            return Term(since=ends[0], until=ends[1])
        if limit in _SINCE or (limit == "between" and since is None):
            since = since or time
        elif limit and (limit != "to" or since):
            until = until or time
    return _term(since, until, setting)


def _term(since: TemporalExpression | None, until: TemporalExpression | None, setting: Setting) -> Term | None:
    first = since.named(setting) if since else None
    last = until.named(setting) if until else None
    if since and first and last and first.start > last.end:
        # The year stands at the end alone: "from 3 May to 5 June 2017".
        first = since.named(Setting(last.end, tense=Tense.PAST))
    return Term(since=first, until=last) if first or last else None


def times_in(sentence: Span) -> tuple[TemporalExpression, ...]:
    """The expressions of time in a sentence, found in time that does not grow with the document's length."""
    times = temporal_expressions(sentence.doc)
    first = bisect_left(times, sentence.start, key=_start)
    return times[first : bisect_left(times, sentence.end, lo=first, key=_start)]


def _start(time: TemporalExpression) -> int:
    return time.start


def _limit(word: Token, time: Span, limits: frozenset[str]) -> str | None:
    """Which of these prepositions and conjunctions makes a time a limit of what the word says, or None."""
    before = word.doc[max(time.start - 1, 0)]
    if before.lower_ in limits and before.dep_ == "prep":
        return before.lower_ if _hangs_on(before.head, word) else None
    for token in (time.root, *time.root.ancestors):
        if token == word:
            return None
        for limit in (token, *token.children):
            if limit.lower_ in limits and _governs(limit, time):
                above = limit.head if limit is token else token.head
                return limit.lower_ if _hangs_on(above, word) else None
    return None


def _governs(limit: Token, time: Span) -> bool:
    # "Between May 2022 and June 2024" governs the second time through the first.
    near = limit.i == time.start - 1 or (limit.lower_ == "between" and time.root.dep_ == "conj")
    return near or (limit.i < time.start and limit.lower_ not in _OF_ALL_SORTS)


def _hangs_on(token: Token, word: Token) -> bool:
    while token != word and token.dep_ in _COMPLEMENTS:
        token = token.head
    return token == word
