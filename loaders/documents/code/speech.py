"""Verbs of saying, with the stance each takes: the table `speech.csv`.

`weight` is the share of a verb's occurrences that annotators took for the cue of a statement (news, statements,
readouts and conflict reports, smoothed by three occurrences at 0.5).
"""

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from dragoman.graph.vocabulary import Stance
from dragoman.loaders.tables import table


@dataclass(frozen=True)
class Saying:
    """A verb of saying: the stance it takes towards its object, if any, and how often it introduces a statement."""

    stance: Stance | None
    weight: float


@cache
def sayings() -> dict[str, Saying]:
    """The verbs of saying by lemma."""
    return {
        row["lemma"]: Saying(Stance(row["stance"]) if row["stance"] else None, float(row["weight"]))
        for row in table(__package__, "speech.csv")
    }


def saying_of(token: Token) -> Saying | None:
    """What the token says as a verb of saying, or None."""
    return sayings().get(token.lemma_.lower()) if token.pos_ == "VERB" else None
