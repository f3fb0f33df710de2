"""Scoring what a reader finds against annotated documents, with the scorer that comes with them."""

import importlib.util
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

from dragoman.graph.records import FactRecord
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.extract import source_of
from training.documents import document_of

KINDS = ("official", "event", "response", "statement", "alliance", "coincidence")
Fact = dict[str, Any]
# From a parsed document to its facts.
Reader = Callable[[Source], list[FactRecord]]


def scorer(gold: Path) -> ModuleType:
    """The scorer of the annotated documents as a module."""
    loader = SourceFileLoader("score", str(gold / "score"))
    spec = importlib.util.spec_from_loader("score", loader)
    if spec is None:
        raise FileNotFoundError(gold / "score")
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


@dataclass
class Read:
    """A document's annotated facts and those that the reader found."""

    name: str
    genre: str
    gold: list[Fact]
    found: list[Fact]


def read(folder: Path, reader: Reader, texts: Iterable[Path] | None = None) -> Iterator[Read]:
    """Read the annotated documents of a folder.

    Args:
        folder: holds `<stem>.txt` and `<stem>.gold.jsonl`.
        reader: from a parsed document to its facts.
        texts: only these of its texts.
    """
    for text in sorted(texts if texts is not None else folder.glob("*.txt")):
        source = source_of(document_of(text))
        gold = text.with_name(text.name.removesuffix(".txt") + ".gold.jsonl").read_text(encoding="utf-8")
        yield Read(
            text.stem,
            text.parent.name,
            [json.loads(line) for line in gold.splitlines() if line.strip()],
            [fact.model_dump(mode="json") for fact in reader(source)],
        )


@dataclass
class Tally:
    """Facts annotated and found, facts read and right."""

    gold: int = 0
    found: int = 0
    read: int = 0
    right: int = 0

    def add(self, other: "Tally") -> None:
        """Count in another one."""
        self.gold += other.gold
        self.found += other.found
        self.read += other.read
        self.right += other.right

    @property
    def precision(self) -> float:
        """The share of facts read that are right."""
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """The share of annotated facts that were found."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Score:
    """What came out, over any number of documents.

    Attributes:
        kinds: by kind of fact; `all` for all of them.
        types: events by type.
        modalities: of the events found, right and all by annotated modality.
        dates: of the dated events found, right and all.
        verdicts: for each fact read, its kind, its confidence and whether it is right.
        errors: what went wrong, as `kind: what`, with how often.
    """

    kinds: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    types: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    modalities: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    dates: list[int] = field(default_factory=lambda: [0, 0])
    verdicts: list[tuple[str, float, bool]] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)


def score(documents: Iterable[Read], rules: ModuleType) -> Score:
    """Score documents.

    Args:
        documents: what was annotated and read.
        rules: the scorer, whose notion of a match counts.
    """
    total = Score()
    for document in documents:
        events = {fact["id"]: fact for fact in document.found if fact["kind"] == "event"}
        for kind in KINDS:
            _score_kind(total, document, kind, events, rules)
    return total


def _score_kind(total: Score, document: Read, kind: str, events: dict[str, Fact], rules: ModuleType) -> None:
    gold = [fact for fact in document.gold if fact["kind"] == kind]
    read = [fact for fact in document.found if fact["kind"] == kind]
    right: set[int] = set()
    for fact in gold:
        matches = [(rules.match(kind, fact, other, events), place) for place, other in enumerate(read)]
        hits = {place for match, place in matches if match > 0}
        right |= hits
        best = read[max(matches)[1]] if hits else None
        for tally in _tallies(total, kind, fact.get("type")):
            tally.gold += 1
            tally.found += best is not None
        if kind == "event" and best is not None:
            _score_details(total, fact, best, rules)
        if best is None:
            total.errors[_what_is_missing(kind, fact, read, rules)] += 1
    for place, other in enumerate(read):
        for tally in _tallies(total, kind, other.get("type")):
            tally.read += 1
            tally.right += place in right
        total.verdicts.append((kind, other["confidence"], place in right))


def _tallies(total: Score, kind: str, type: str | None) -> list[Tally]:
    found = [total.kinds[kind], total.kinds["all"]]
    return [*found, total.types[type]] if kind == "event" and type else found


def _score_details(total: Score, fact: Fact, best: Fact, rules: ModuleType) -> None:
    count = total.modalities[fact["modality"]]
    count[0] += fact["modality"] == best["modality"]
    count[1] += 1
    if fact.get("date"):
        total.dates[0] += rules.date_right(fact, best)
        total.dates[1] += 1


def _what_is_missing(kind: str, fact: Fact, read: list[Fact], rules: ModuleType) -> str:
    """Why a fact was not found: nothing was read in its sentence, or what was differs in what?"""
    beside = [other for other in read if rules.quoted(fact, other)]
    if not beside:
        what = fact.get("type") or fact.get("stance") or ""
        return f"{kind} {what}: nothing of the kind read in its sentence".replace("  ", " ")
    if kind != "event":
        return f"{kind}: another one read in its sentence"
    typed = [other for other in beside if other["type"] == fact["type"]]
    if not typed:
        return f"event: read with another type in its sentence ({fact['type']} as {beside[0]['type']})"
    wrong = [
        role
        for role in ("initiators", "recipients")
        if not any(rules.same_actors(fact[role], other[role]) for other in typed)
    ]
    return f"event: {' and '.join(wrong) or 'initiators or recipients'} wrong"
