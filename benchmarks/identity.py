"""How well events told by several documents are recognised as one: `python -m benchmarks.identity SOURCE...`.

Every two events of different texts that share kind, day and an actor are compared; the verdicts of somebody who read
both sentences stand in identity_verdicts.csv beside this module, by text (first digits of its sha256), offset of the
first sentence and word of the deed, so that they outlive changes of the extractor.
"""

import argparse
import csv
import os
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from dragoman.graph.identity.comparison import Comparison
from dragoman.graph.identity.events import DOUBTFUL, SAME, EventTold, block_of, cluster, compare
from dragoman.graph.records import DocumentRecords, EventRecord
from dragoman.loaders.documents.sources import find_sources
from dragoman.loaders.loading import extract_all, read_all

VERDICTS = Path(__file__).with_name("identity_verdicts.csv")
SEED = 4


class Pair(NamedTuple):
    """Two events, what comparing them gives, and whether clustering joins them."""

    a: EventTold
    b: EventTold
    compared: Comparison | None
    joined: bool

    @property
    def score(self) -> float:
        return self.compared.score if self.compared else 0.0


def main() -> None:
    """Print the pairs to be judged, or the table of those judged."""
    arguments = _arguments()
    documents = [
        records
        for records in extract_all(read_all(find_sources(arguments.sources), None), os.cpu_count() or 1)
        if isinstance(records, DocumentRecords)
    ]
    pairs = list(pairs_of(documents))
    verdicts = _verdicts()
    if arguments.show:
        for pair in sample([pair for pair in pairs if key_of(pair) not in verdicts], arguments.show):
            sys.stdout.write(_shown(pair))
        return
    sys.stdout.write(_table(documents, pairs, verdicts))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="+", help="documents, folders or patterns")
    parser.add_argument(
        "--show", type=int, default=0, metavar="N", help="print N pairs without a verdict, to be judged"
    )
    return parser.parse_args()


def pairs_of(documents: Iterable[DocumentRecords]) -> Iterator[Pair]:
    """Every pair of events of different texts that share a block and an actor."""
    told = {
        f"{records.document.sha256}#{fact.id}": EventTold(
            fact.model_copy(update={"id": f"{records.document.sha256}#{fact.id}"}), frozenset({records.document.sha256})
        )
        for records in documents
        for fact in records.facts
        if isinstance(fact, EventRecord)
    }
    blocks: dict[str, list[EventTold]] = defaultdict(list)
    for event in told.values():
        block = block_of(event.record)
        if block is not None:
            blocks[block].append(event)
    for events in blocks.values():
        clusters = cluster(events, (), ())
        for a, b in combinations(sorted(events, key=lambda event: event.record.id), 2):
            actors = {actor.id for actor in a.record.actors()} & {actor.id for actor in b.record.actors()}
            if actors and not a.documents & b.documents:
                yield Pair(a, b, compare(a, b), clusters[a.record.id] == clusters[b.record.id])


def key_of(pair: Pair) -> tuple[str, str]:
    """What names a pair in the file of verdicts."""
    one, other = sorted(
        f"{event.record.id[:12]}@{event.record.evidence[0].start}:{event.telling.deed}" for event in (pair.a, pair.b)
    )
    return one, other


def sample(pairs: list[Pair], size: int) -> list[Pair]:
    """The same pairs each time, half of them from those nearest to the threshold."""
    near = sorted(pairs, key=lambda pair: (abs(pair.score - SAME), key_of(pair)))[: size // 2]
    rest = sorted((pair for pair in pairs if pair not in near), key=key_of)
    return near + random.Random(SEED).sample(rest, min(len(rest), size - len(near)))


def _same_raw_id(pair: Pair) -> bool:
    """Whether the extractor's own id leaves the pair no choice but to be one."""
    return pair.a.record.id.partition("#")[2] == pair.b.record.id.partition("#")[2]


def _verdicts() -> dict[tuple[str, str], str]:
    with VERDICTS.open(encoding="utf-8", newline="") as file:
        return {(row["a"], row["b"]): row["verdict"] for row in csv.DictReader(file)}


def _shown(pair: Pair) -> str:
    lines = [f"{','.join(key_of(pair))}  score {pair.score}{' JOINED' if pair.joined else ''}"]
    for event in (pair.a, pair.b):
        sentences = " / ".join(" ".join(evidence.sentence.split()) for evidence in event.record.evidence)
        lines.append(f"  {event.record.name} [{event.record.document}]\n    {sentences}")
    return "\n".join(lines) + "\n"


def _table(documents: list[DocumentRecords], pairs: list[Pair], verdicts: dict[tuple[str, str], str]) -> str:
    judged = [(pair, verdicts[key_of(pair)]) for pair in pairs if key_of(pair) in verdicts]
    right = sum(pair.joined and verdict == "one" for pair, verdict in judged)
    false = sum(pair.joined and verdict == "two" for pair, verdict in judged)
    missed = [pair for pair, verdict in judged if not pair.joined and verdict == "one"]
    offered = sum(pair.score >= DOUBTFUL for pair in missed)
    rows = {
        "texts": len({records.document.sha256 for records in documents}),
        "pairs of one kind, day and actor": len(pairs),
        "of them joined": sum(pair.joined for pair in pairs),
        "pairs judged": len(judged),
        "one event, joined": right,
        "two events, joined (false merges)": false,
        "one event, not joined (missed)": len(missed),
        "of the missed, listed as candidates": offered,
        "two events with one raw id": sum(_same_raw_id(pair) and verdict == "two" for pair, verdict in judged),
        "two events, not joined": sum(not pair.joined and verdict == "two" for pair, verdict in judged),
        "not to be told": sum(verdict == "unclear" for _, verdict in judged),
        "precision": f"{right / (right + false):.2f}" if right + false else "-",
        "recall": f"{right / (right + len(missed)):.2f}" if right + len(missed) else "-",
    }
    return "".join(f"{name:40} {value}\n" for name, value in rows.items())


if __name__ == "__main__":
    main()
