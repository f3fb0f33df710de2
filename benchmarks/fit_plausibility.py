"""Fit the model of plausible events anew: `python -m benchmarks.fit_plausibility GOLD_FOLDER`.

Prints precision and recall of events by folder and threshold, each document scored by a model that did not see it
(five folds), and writes the weights fitted to all of them.
"""

import csv
import sys
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.annotated import Annotated, annotated
from dragoman.graph.records import Actor
from dragoman.loaders.documents.code import plausibility
from dragoman.loaders.documents.code.attribution import attribute
from dragoman.loaders.documents.code.completion import complete
from dragoman.loaders.documents.code.drafts import Draft, find_drafts
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.code.triggers import find_triggers
from dragoman.loaders.documents.mentions import find_mentions
from dragoman.loaders.documents.parse import straighten
from dragoman.loaders.documents.resolve import resolve_actors

Floats = NDArray[np.float64]
_FOLDS, _PENALTY, _ROUNDS = 5, 3.0, 30
_RARELY = 15
_MOST_WEIGHT = 1.6
_THRESHOLDS = (0.0, 0.1, 0.2, 0.25, 0.3, 0.4)


@dataclass(frozen=True)
class Candidate:
    """A candidate event: its document, its features, and which gold events it states."""

    document: Path
    features: dict[str, float]
    right: frozenset[int]


def main() -> None:
    """Fit, report, write."""
    candidates: list[Candidate] = []
    gold: Counter[Path] = Counter()
    for document in annotated(Path(sys.argv[1])):
        events = [f for f in document.facts if f["kind"] == "event" and f["sentence"] != document.title]
        gold[document.path] = len(events)
        candidates.extend(_candidates(document, events))
    counts = Counter(name for candidate in candidates for name in candidate.features)
    names = sorted(name for name, count in counts.items() if count >= _RARELY)
    matrix = np.array([[candidate.features.get(name, 0.0) for name in names] for candidate in candidates])
    truth = np.array([float(bool(candidate.right)) for candidate in candidates])
    weights = _evened(candidates)
    folds = np.array([zlib.crc32(candidate.document.name.encode()) % _FOLDS for candidate in candidates])
    scores = np.zeros(len(candidates))
    for fold in range(_FOLDS):
        seen = folds != fold
        scores[~seen] = _predict(matrix[~seen], _fit(matrix[seen], truth[seen], weights[seen]))
    _report(candidates, scores, gold)
    _write(names, _fit(matrix, truth, weights))


def _candidates(document: Annotated, events: list[dict[str, Any]]) -> list[Candidate]:
    doc, published = document.doc, document.published
    mentions = find_mentions(doc)
    cast = resolve_actors(doc, mentions, published)
    source = attribute(Source(document.path.name, document.text, "", document.title, published, doc, mentions, cast))
    drafts = find_drafts(source, find_triggers(source))
    complete(source, drafts)
    return [
        Candidate(
            document.path,
            plausibility.features(source, draft),
            frozenset(index for index, event in enumerate(events) if _states(draft, event)),
        )
        for draft in drafts
        if draft.roles.initiators or draft.roles.recipients
    ]


def _states(draft: Draft, event: dict[str, Any]) -> bool:
    """Whether the candidate is the gold event: its type, half of all the actors on either side, its sentence."""
    sentence = straighten(event["sentence"])
    return (
        draft.type.value == event["type"]
        and _agree(event["initiators"], draft.roles.initiators)
        and _agree(event["recipients"], draft.roles.recipients)
        and any(t.sentence.text in sentence or sentence in t.sentence.text for t in draft.told)
    )


def _agree(gold: list[str], actors: tuple[Actor, ...]) -> bool:
    found = {actor.state or actor.id for actor in actors}
    return set(gold) == found or len(found & set(gold)) / max(1, len(found | set(gold))) >= 0.5


def _evened(candidates: list[Candidate]) -> Floats:
    """Weights by which every folder counts alike, but none more than so much."""
    sizes = Counter(candidate.document.parent for candidate in candidates)
    even = len(candidates) / len(sizes)
    return np.array([min(_MOST_WEIGHT, even / sizes[candidate.document.parent]) for candidate in candidates])


def _predict(matrix: Floats, weights: Floats) -> Floats:
    chances: Floats = 1 / (1 + np.exp(-matrix @ weights))
    return chances


def _fit(matrix: Floats, truth: Floats, importance: Floats) -> Floats:
    """Penalised maximum likelihood by Newton's method."""
    weights = np.zeros(matrix.shape[1])
    ridge = _PENALTY * np.eye(matrix.shape[1])
    for _ in range(_ROUNDS):
        chances = _predict(matrix, weights)
        slope = matrix.T @ (importance * (chances - truth)) + _PENALTY * weights
        curve = (matrix.T * (importance * chances * (1 - chances))) @ matrix + ridge
        weights -= np.linalg.solve(curve, slope)
    return weights


def _report(candidates: list[Candidate], scores: Floats, gold: Counter[Path]) -> None:
    by_folder: dict[str, list[int]] = defaultdict(list)
    for index, candidate in enumerate(candidates):
        by_folder[candidate.document.parent.name].append(index)
    table = Table("threshold", *by_folder, title="events: precision / recall / F1")
    for threshold in _THRESHOLDS:
        cells = []
        for folder, indices in by_folder.items():
            kept = [candidates[i] for i in indices if scores[i] >= threshold]
            precision = sum(bool(c.right) for c in kept) / max(1, len(kept))
            found = {(c.document, index) for c in kept for index in c.right}
            recall = len(found) / sum(count for path, count in gold.items() if path.parent.name == folder)
            cells.append(f"{precision:.2f} {recall:.2f} {2 * precision * recall / max(1e-9, precision + recall):.2f}")
        table.add_row(str(threshold), *cells)
    Console().print(table)


def _write(names: list[str], weights: Floats) -> None:
    with Path(plausibility.__file__).with_suffix(".csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["feature", "weight"])
        writer.writerows([name, f"{weight:.2f}"] for name, weight in zip(names, weights, strict=True))


if __name__ == "__main__":
    main()
