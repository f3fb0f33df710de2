"""How likely a candidate is an event with the right type and ends: a logistic model over what the parse shows.

The weights in `plausibility.csv` were fitted by ridge-penalised maximum likelihood (Newton's method, penalty 3) to
2,200 candidates in 564 annotated documents, the genres evened out; `benchmarks/fit_plausibility.py` fits them anew.
"""

import math
from collections.abc import Iterator
from functools import cache

from dragoman.graph.vocabulary import Modality
from dragoman.loaders.documents.code.drafts import Draft
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.tables import table

# In cross-validation by document, F1 is flat between 0.2 and 0.3; of two equal choices the more precise one.
LEAST = 0.25
# A candidate that another fact needs (what a reaction is to) has the text's word for it; below this it is mostly noise.
LEAST_IF_NAMED = 0.05


@cache
def _weights() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in table(__package__, "plausibility.csv")}


def plausibility(source: Source, draft: Draft) -> float:
    """The share of such candidates that annotators took for that event with those ends, 0 to 1."""
    if not draft.roles.initiators and not draft.roles.recipients:
        return 0.0
    weights = _weights()
    score = sum(weights.get(name, 0.0) * value for name, value in features(source, draft).items())
    return 1 / (1 + math.exp(-score))


def features(source: Source, draft: Draft) -> dict[str, float]:
    """What speaks for and against the candidate, by name; the weights are in `plausibility.csv`."""
    return {"weight": draft.sense.weight} | dict.fromkeys(_signs(source, draft), 1.0)


def _signs(source: Source, draft: Draft) -> Iterator[str]:
    token, roles = draft.trigger.token, draft.roles
    yield "bias"
    yield f"type:{draft.sense.type}"
    yield f"part:{draft.sense.part}"
    yield f"dep:{token.dep_}"
    if draft.modality is not Modality.FACTUAL:
        yield f"modality:{draft.modality}"
    yield f"initiators:{min(len(roles.initiators), 2)}"
    yield f"recipients:{min(len(roles.recipients), 2)}"
    if not roles.recipients:
        yield f"type:{draft.sense.type}-at-nobody"
    states = [{actor.state or actor.id for actor in end} for end in (roles.initiators, roles.recipients)]
    if states[0] and states[0] == states[1]:
        yield "same-ends"
    yield from {f"initiator:{actor.kind}" for actor in roles.initiators}
    yield from {f"recipient:{actor.kind}" for actor in roles.recipients}
    if draft.when is not None:
        yield "dated"
    if draft.where is not None:
        yield "placed"
    if len(draft.told) > 1:
        yield "retold"
    if any(quote.holds(token) for quote, _ in source.quotes):
        yield "quoted"
    if source.issuer:
        yield "issued"
    if draft.inherited:
        yield "inherited"
