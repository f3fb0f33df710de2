"""The terms of one fact, told in parts by several sentences, and what makes one term differ from another."""

from collections.abc import Iterable
from datetime import date

from spacy.tokens import Token

from dragoman.graph.records import DateRange, Evidence, Term
from dragoman.loaders.documents.when import date_of, last_told
from dragoman.loaders.periods import narrower

# A term, None where none is told, with the sentences that tell the fact for it.
Held = tuple[Term | None, list[Evidence]]


def date_of_change(verb: Token, published: date | None) -> DateRange | None:
    """When what a verb tells of happened, and changed something; None also for what is still to come.

    Args:
        verb: of beginning or ending, of joining or leaving.
        published: the day of publication.
    """
    when = date_of(verb, published, last_told(verb, published), lasting=False)
    return when if when and (published is None or when.start <= published) else None


def by_term(told: Iterable[tuple[Term | None, Evidence]], published: date | None, *, over: bool = False) -> list[Held]:
    """The terms of one fact, each once, with their sentences; terms that complete each other are one.

    Sentences without a term are of the one that lasts, else of the one that has just ended; where it cannot be told of
    which, they stand by themselves.

    Args:
        told: what each sentence tells.
        published: the day of publication.
        over: whether the text says of the fact itself that it is over ("former").
    """
    terms: list[tuple[Term, list[Evidence]]] = []
    plain: list[Evidence] = []
    for term, evidence in told:
        if term is None:
            plain.append(evidence)
            continue
        known = next((index for index, (other, _) in enumerate(terms) if joined(other, term)), None)
        if known is None:
            terms.append((term, [evidence]))
        else:
            terms[known] = (joined(terms[known][0], term) or term, [*terms[known][1], evidence])
    present = _present([term for term, _ in terms], published, over)
    if present is not None:
        terms[present][1].extend(plain)
        return [*terms]
    seen = {evidence for _, sentences in terms for evidence in sentences}
    alone = [evidence for evidence in plain if evidence not in seen]
    return [*terms, (None, alone)] if alone or not terms else [*terms]


def _present(terms: list[Term], published: date | None, over: bool) -> int | None:
    """The index of the term that sentences without one are of; None where there are several or only some long ago."""
    lasting = [index for index, term in enumerate(terms) if not is_over(term, published)]
    ended = [index for index, term in enumerate(terms) if term.since is None or over]
    fitting = lasting or ended
    return fitting[0] if len(fitting) == 1 else None


def is_over(term: Term | None, published: date | None) -> bool:
    """Whether a term had ended before the day of publication."""
    return bool(term and term.until and published and term.until.end < published)


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
