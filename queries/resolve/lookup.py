"""Looks up one argument: by id, else by name, an event also by who, what and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from neo4j import ManagedTransaction, Transaction
from neo4j.time import Date

from dragoman.graph.errors import NotFound
from dragoman.queries.answer import Alternative, Resolved
from dragoman.queries.parameter import Parameter, ParameterType
from dragoman.queries.past import past_too, with_past
from dragoman.queries.resolve.events import read_event
from dragoman.queries.resolve.words import fold, lucene_query, similarity, without_titles
from dragoman.queries.transaction import statement

_HERE = Path(__file__).parent
_LABELS = {
    ParameterType.ACTOR: ("Actor",),
    ParameterType.STATE: ("State", "Organization"),
    ParameterType.EVENT: ("Event",),
    ParameterType.DOCUMENT: ("Document",),
    ParameterType.PLACE: ("Place", "State"),
    ParameterType.ID: ("Actor", "Fact", "Office", "Place", "Document"),
}
_ACTOR_TYPES = (ParameterType.ACTOR, ParameterType.STATE)
# Below this, words and name have no more in common than any two names.
_LEAST_SCORE = 0.6
# What fits so much worse than the best was not meant.
_RIVAL_GAP = 0.24
_MOST_ALTERNATIVES = 5


class Unresolved(NotFound):
    """Nothing in the graph answers to the words given for a parameter.

    Args:
        parameter: the parameter's name.
        message, hint: as in DragomanError.
    """

    def __init__(self, parameter: str, message: str, hint: str | None = None) -> None:
        super().__init__(message, hint)
        self.parameter = parameter


@dataclass(frozen=True)
class Candidate:
    """A node that words may mean: how well they fit, and how much the graph knows of it."""

    id: str
    name: str
    kind: str
    date: str | None
    score: float
    weight: int


@dataclass(frozen=True)
class _Reader:
    """Runs the statements of this folder, on what the graph says now, or on what it said at `known_at`."""

    tx: ManagedTransaction | Transaction
    known_at: datetime | None

    def read(self, name: str, labels: tuple[str, ...] = (), **values: Any) -> list[dict[str, Any]]:
        """The rows of the statement `name`; `labels` of the nodes looked for, `values` of its other parameters."""
        cypher = statement(_HERE, name)
        if self.known_at:
            cypher, labels = with_past(cypher), past_too(labels)
        values |= {"labels": list(labels), "known_at": self.known_at}
        return self.tx.run(cypher, values).data()


def resolve(
    tx: ManagedTransaction | Transaction, parameter: Parameter, words: str, known_at: datetime | None
) -> Resolved:
    """The node that an argument stands for, and what else it could mean.

    Args:
        tx: the transaction to read in.
        parameter: one whose type is looked up.
        words: an id, or plain words.
        known_at: the instant whose knowledge counts; None means what is known now.

    Raises:
        Unresolved: nothing fits; the hint tells the nearest names.
    """
    reader = _Reader(tx, known_at)
    exact = _by_id(reader, parameter.type, words)
    if exact:
        return _resolved(exact)
    found = _by_words(reader, parameter.type, words)
    # A town is meant by its name rather than the state whose capital it is.
    towns = {it.id for it in found if parameter.type is ParameterType.PLACE and fold(it.name) == fold(words)}
    candidates = sorted(found, key=lambda it: (-it.score, it.id not in towns, -it.weight, it.id))
    if not candidates or candidates[0].score < _LEAST_SCORE:
        nothing = f"nothing that the graph knew on {known_at:%Y-%m-%d}" if known_at else "nothing in the graph"
        raise Unresolved(parameter.name, f"{parameter.name}: {nothing} is called {words!r}", _hint(candidates))
    return _resolved([it for it in candidates if it.score > candidates[0].score - _RIVAL_GAP])


def _resolved(candidates: Sequence[Candidate]) -> Resolved:
    best, *others = candidates
    alternatives = tuple(
        Alternative(id=other.id, name=other.name, score=round(other.score, 2), date=other.date)
        for other in others[:_MOST_ALTERNATIVES]
    )
    return Resolved(id=best.id, name=best.name, kind=best.kind, date=best.date, alternatives=alternatives)


def _hint(candidates: Sequence[Candidate]) -> str:
    if not candidates:
        return "look for it with the query `search`"
    names = dict.fromkeys(f"{it.name} ({it.date})" if it.date else it.name for it in candidates[:5])
    return f"nearest: {', '.join(list(names)[:3])}"


def _by_id(reader: _Reader, kind: ParameterType, words: str) -> list[Candidate]:
    rows = reader.read("by_id", _LABELS[kind], ids=[words, words.upper()], words=words)
    if kind is ParameterType.ID and not rows:
        rows = reader.read("by_edge", id=words)
    return [Candidate(row["id"], row["name"], row["kind"], row["date"], 1.0, 0) for row in rows]


def _by_words(reader: _Reader, kind: ParameterType, words: str) -> list[Candidate]:
    if kind is ParameterType.ID:
        return []
    return _events(reader, words) if kind is ParameterType.EVENT else _by_name(reader, kind, words)


def _by_name(reader: _Reader, kind: ParameterType, words: str) -> list[Candidate]:
    rows = _named(reader, "actors" if kind in _ACTOR_TYPES else "names", kind, words)
    return [
        Candidate(row["id"], row["name"], row["kind"], row["date"], _likeness(fold(words), row), row["weight"])
        for row in rows
    ]


def _named(reader: _Reader, index: str, kind: ParameterType, words: str) -> list[dict[str, Any]]:
    return reader.read("by_name", _LABELS[kind], index=index, lucene=lucene_query(words))


def _likeness(words: str, row: Mapping[str, Any]) -> float:
    """The likeness to the best fitting of a candidate's names."""
    asked = without_titles(words) if row["kind"] == "official" else words
    return max(similarity(asked, fold(name)) for name in {row["name"], *row["names"], *row["other_names"]})


def _events(reader: _Reader, words: str) -> list[Candidate]:
    reading = read_event(words, _named(reader, "actors", ParameterType.ACTOR, words))
    rows = reader.read(
        "events",
        lucene=lucene_query(words),
        actors=[mention.id for mention in reading.actors],
        first=reading.days and reading.days[0],
        last=reading.days and reading.days[1],
    )
    return [
        Candidate(row["id"], row["name"], "event", _day(row["start"]), reading.score(row), row["weight"])
        for row in rows
    ]


def _day(value: Date | None) -> str | None:
    return value.iso_format() if value else None
