"""Terms told in parts, and what makes one term differ from another."""

from dragoman.graph.records import DateRange, Term
from dragoman.loaders.documents.when.periods import narrower


def joined(one: Term, other: Term) -> Term | None:
    """The term of which both tell a part; None when they contradict each other."""
    since, until = narrower(one.since, other.since), narrower(one.until, other.until)
    contradict = (since is None and one.since and other.since) or (until is None and one.until and other.until)
    if contradict or (since and until and since.start > until.end):
        return None
    return Term(since=since, until=until)


def term_parts(term: Term | None) -> tuple[str | None, ...]:
    """The term as parts of a content id; none without a term, so that the id is then that of the bare fact."""
    return () if term is None else (*_date_parts(term.since), *_date_parts(term.until))


def _date_parts(when: DateRange | None) -> tuple[str | None, ...]:
    return (when.start.isoformat(), when.end.isoformat(), when.precision.value) if when else (None, None, None)
