"""Running the trained network (ONNX) on a CPU."""

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

import numpy
from numpy.typing import NDArray

from dragoman.loaders.documents.learned.inference import Floats, open_session, softmax
from dragoman.loaders.documents.learned.windows import Window

_LEAST = 1e-4


class WordScores(NamedTuple):
    """The words' vectors, and probabilities for each: what it tells, how, as a statement, as a reaction."""

    vectors: Floats
    types: Floats
    modalities: Floats
    statements: Floats
    stances: Floats


class Network:
    """One trained network: five graphs and the names of their features."""

    def __init__(self, folder: Traversable) -> None:
        """Load it from the folder that the training wrote."""
        self._encoder, self._words, self._candidates, self._pairs, self._abouts = (
            open_session(folder / f"{name}.onnx") for name in ("encoder", "words", "candidates", "pairs", "abouts")
        )
        names = json.loads((folder / "features.json").read_text(encoding="utf-8"))
        self._word_features: dict[str, int] = {name: number for number, name in enumerate(names["words"], 1)}
        self._pair_features: dict[str, int] = {name: number for number, name in enumerate(names["pairs"], 1)}
        self._curves: dict[str, list[float]] = names.get("calibration", {})

    def calibrated(self, kind: str, *signs: float) -> float:
        """The share of facts of a kind, with these probabilities of its parts, that are right.

        Logistic in the odds of the parts, after Platt 1999, "Probabilistic outputs for support vector machines";
        fitted on documents kept from the training (`python -m training --measure`).
        """
        level, *slopes = self._curves.get(kind, (0.0, *[1.0] * len(signs)))
        score = level + sum(slope * log_odds(sign) for slope, sign in zip(slopes, signs, strict=True))
        return round(1 / (1 + math.exp(-score)), 2)

    def encode(self, windows: Sequence[Window]) -> Floats:
        """The vector of each word, in the windows' order, then that of the whole first window."""
        hidden = [self._hidden(window) for window in windows]
        found = [rows[at] for rows, window in zip(hidden, windows, strict=True) for _, at in window.words]
        return numpy.stack([*found, hidden[0][0]])

    def _hidden(self, window: Window) -> Floats:
        # One by one: several at once ran no faster, and the shorter ones would be filled up.
        ids = numpy.array([window.pieces], dtype=numpy.int64)
        mask = numpy.ones(ids.shape, dtype=numpy.float32)
        hidden: Floats = self._encoder.run(None, {"ids": ids, "mask": mask})[0][0]
        return hidden

    def words(self, vectors: Floats, features: Iterable[Iterable[str]]) -> WordScores:
        """What each word tells."""
        numbers = _numbered(features, self._word_features)
        rich, *scores = self._words.run(None, {"words": vectors, "features": numbers})
        return WordScores(rich, *(softmax(score) for score in scores))

    def sides(self, candidates: Floats, features: Iterable[Iterable[str]]) -> tuple[Floats, Floats]:
        """What candidates bring into each of their pairs, for `pairs`."""
        given = {"candidate": candidates, "features": _numbered(features, self._pair_features)}
        own, right = self._candidates.run(None, given)
        return own, right

    def pairs(self, word: Floats, sides: tuple[Floats, Floats], features: Iterable[Iterable[str]]) -> Floats:
        """Scores (logits) of the roles that candidates have in what one word tells, a row for each candidate.

        Args:
            word: the word's vector, `[1, width]`.
            sides: what `sides` gave for the candidates.
            features: those of each pair beside the candidates' own.
        """
        own, right = sides
        given = {"word": word, "own": own, "right": right, "features": _numbered(features, self._pair_features)}
        scores: Floats = self._pairs.run(None, given)[0]
        return scores

    def abouts(self, reactions: Floats, events: Floats, distances: Floats) -> Floats:
        """Scores of events as what a reaction is to, one a pair."""
        scores: Floats = self._abouts.run(None, {"reaction": reactions, "event": events, "distance": distances})[0]
        return scores


@cache
def network() -> Network:
    """The network that comes with dragoman, loaded once a process."""
    return Network(files(__package__) / "weights")


def _numbered(features: Iterable[Iterable[str]], numbers: dict[str, int]) -> NDArray[numpy.int64]:
    rows = [[number for name in names if (number := numbers.get(name))] for names in features]
    width = max(1, max(map(len, rows), default=1))
    table = numpy.zeros((len(rows), width), dtype=numpy.int64)
    for index, row in enumerate(rows):
        table[index, : len(row)] = row
    return table


def log_odds(probability: float) -> float:
    """The logarithm of the odds, within bounds that a sum survives."""
    return math.log(max(probability, _LEAST) / max(1 - probability, _LEAST))


def distances(word: int, others: Sequence[int], sentence: int = 25) -> Iterator[tuple[float, float, float]]:
    """How far each other word stands before and after, in tens of words, and whether within a sentence's length."""
    for other in others:
        before, after = min(max(word - other, 0), 200) / 10, min(max(other - word, 0), 200) / 10
        yield before, after, float(abs(word - other) < sentence)
