"""Fitting how confidence follows from the network's probabilities, on documents that it has not seen."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy

from benchmarks.accuracy.scoring import read, score, scorer
from dragoman.loaders.documents.learned.coding import facts_by_network
from dragoman.loaders.documents.learned.network import Network, log_odds
from dragoman.loaders.documents.learned.reading import Limits, Reading

_PENALTY = 1.0
_STEPS = 50
_TINY = 1e-7
# What is more than this is the confidence of a rule.
_LARGEST = 0.05


class _Recording(Network):
    """A network that gives each fact a number of its own for a confidence, and keeps what it came from."""

    def __init__(self, folder: Traversable) -> None:
        super().__init__(folder)
        self.signs: list[tuple[str, tuple[float, ...]]] = []

    def calibrated(self, kind: str, *signs: float) -> float:
        """The number of the fact, in ten-millionths."""
        self.signs.append((kind, signs))
        return len(self.signs) * _TINY


def calibrate(folder: Path, gold: Path, texts: Iterable[Path]) -> dict[str, list[float]]:
    """Level and slopes for each kind of fact.

    Args:
        folder: holds the network.
        gold: the annotated documents, with their scorer.
        texts: those that the network has not seen.
    """
    network = _Recording(folder)
    found: dict[str, list[tuple[tuple[float, ...], bool]]] = defaultdict(list)
    all = Limits(event=0, statement=0, response=0)
    documents = [
        one
        for text in texts
        for one in read(text.parent, lambda source: facts_by_network(source, Reading(source, network, all)), [text])
    ]
    for _, confidence, right in score(documents, scorer(gold)).verdicts:
        if confidence < _LARGEST:
            kind, signs = network.signs[round(confidence / _TINY) - 1]
            found[kind].append((signs, right))
    return {
        kind: _logistic([signs for signs, _ in cases], [right for _, right in cases]) for kind, cases in found.items()
    }


def _logistic(signs: Sequence[Sequence[float]], right: Sequence[bool]) -> list[float]:
    """Ridge-penalised logistic regression by Newton's method."""
    x = numpy.array([[1.0, *(log_odds(sign) for sign in row)] for row in signs])
    y = numpy.array(right, dtype=float)
    weights = numpy.zeros(x.shape[1])
    penalty = _PENALTY * numpy.diag([0.0, *[1.0] * (x.shape[1] - 1)])
    for _ in range(_STEPS):
        p = 1 / (1 + numpy.exp(-x @ weights))
        gradient = x.T @ (y - p) - penalty @ weights
        weights += numpy.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + penalty, gradient)
    return [round(float(weight), 3) for weight in weights]
