"""A mention: one more article that tells of an event which a data set has coded."""

from datetime import date
from typing import NamedTuple

from dragoman.graph.records import Evidence


class Mention(NamedTuple):
    """One more article that tells of an event, which may or may not be in the graph.

    Attributes:
        event: the event's id ("gdelt:881990832").
        evidence: the row that says so, with the article's address where it is a web page.
        day: on which the article was seen.
        publisher: who published it, a domain for web pages.
        confidence: how sure the event is by this article alone, 0 to 1.
    """

    event: str
    evidence: Evidence
    day: date
    publisher: str
    confidence: float
