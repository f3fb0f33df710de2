"""What a named query gives back."""

from dataclasses import asdict, dataclass, field
from typing import Any

from dragoman.queries.catalogue import Query


@dataclass(frozen=True)
class Alternative:
    """Another node that the words could have meant; `score` from 0 to 1, `date` the first day of an event."""

    id: str
    name: str
    score: float
    date: str | None = None


@dataclass(frozen=True)
class Resolved:
    """What plain words were taken for, and what else they could have meant, best first.

    `kind` is state, official, organization, group, event, document or place, for the id of anything also office, edge
    or another kind of fact; `date` the first day of an event, or the day on which a document was published.
    """

    id: str
    name: str
    kind: str
    date: str | None = None
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True)
class Answer:
    """The answer of one named query.

    Attributes:
        declared: the query, with its columns; not part of the answer as it is printed.
        query: the query's name.
        parameters: the values that were used, defaults filled in, in the types of JSON.
        resolved: for each parameter that takes an id or words, what it was taken for.
        rows: one dictionary a row, columns in the declared order, then `evidence`; values in the types of JSON.
        next: the cursor of the following page, or None on the last one.
    """

    declared: Query = field(repr=False)
    query: str
    parameters: dict[str, Any]
    resolved: dict[str, Resolved] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)
    next: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The answer as plain dictionaries and lists, ready for JSON."""
        return {
            "query": self.query,
            "parameters": self.parameters,
            "resolved": {name: asdict(resolved) for name, resolved in self.resolved.items()},
            "rows": self.rows,
            "next": self.next,
        }
