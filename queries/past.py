"""Reads a query's text for a day in the past: with `known_at`, what has become past since counts too.

In the graph nothing is overwritten: what is no longer so keeps its edges and has its labels with `Past` in front.
"""

import re

from dragoman.queries.front_matter import COMMENT_OR_STRING

_LABELS = (
    *("Fact", "Event", "Told", "Coded", "Statement", "Response", "Occupancy", "Alliance", "Coincidence", "RollCall"),
    *("Actor", "State", "Official", "Organization", "Office", "Place", "Document"),
)
# In a pattern or a predicate a label stands behind a colon, or behind the bar of an alternative.
_LABEL = re.compile(rf"{COMMENT_OR_STRING.pattern}|(?<=[:|])(?P<label>{'|'.join(_LABELS)})\b", re.DOTALL)


def with_past(cypher: str) -> str:
    """The statement with every label `L` of the graph's model as `L|PastL`, outside of comments and strings."""
    return _LABEL.sub(lambda found: f"{found[0]}|Past{found[0]}" if found["label"] else found[0], cypher)


def past_too(labels: tuple[str, ...]) -> tuple[str, ...]:
    """The labels, and those of the same nodes once they are past."""
    return (*labels, *(f"Past{label}" for label in labels))
