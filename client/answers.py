"""What a server answers, as Python has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypedDict

Value = str | int | float | date | datetime | None
"""What a parameter may be given: days and instants are written in ISO 8601, None leaves it out."""

Row = dict[str, Any]
"""A row of an answer: the query's columns, and `evidence`, a list of `Evidence`."""


class Evidence(TypedDict):
    """A sentence that says what the row says: `text[start:end]` of the document is `sentence`."""

    document: str
    title: str | None
    url: str | None
    published: str | None
    sentence: str | None
    start: int | None
    end: int | None
    confidence: float | None


@dataclass(frozen=True)
class Alternative:
    """Another node that the words could have meant; `score` from 0 to 1."""

    id: str
    name: str
    score: float
    date: str | None = None


@dataclass(frozen=True)
class Resolved:
    """What plain words were taken for, and what else they could have meant, best first."""

    id: str
    name: str
    kind: str
    date: str | None = None
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True)
class Answer:
    """One page of the answer of a named query.

    Attributes:
        query: its name.
        parameters: the values used, defaults filled in.
        resolved: what an id or plain words were taken for, by parameter.
        rows: the page's rows.
        next: the cursor of the following page, None on the last one.
    """

    query: str
    parameters: Mapping[str, Any]
    resolved: Mapping[str, Resolved]
    rows: list[Row]
    next: str | None


@dataclass(frozen=True)
class Asked(Answer):
    """The answer to a question in plain words; `href` is the address of the same as a named query."""

    question: str
    href: str


def read_answer(content: Mapping[str, Any]) -> Answer:
    """The answer in the JSON of a named query."""
    return Answer(**_told(content))


def read_asked(content: Mapping[str, Any]) -> Asked:
    """The answer in the JSON of `/ask`."""
    return Asked(**_told(content), question=content["question"], href=content["href"])


def _told(content: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: content[name] for name in ("query", "parameters", "rows", "next")}
    return told | {"resolved": {name: _resolved(it) for name, it in content["resolved"].items()}}


def _resolved(content: Mapping[str, Any]) -> Resolved:
    told: dict[str, Any] = {name: content.get(name) for name in ("id", "name", "kind", "date")}
    known = ("id", "name", "score", "date")
    others = ({name: other.get(name) for name in known} for other in content.get("alternatives", ()))
    return Resolved(**told, alternatives=tuple(Alternative(**other) for other in others))
