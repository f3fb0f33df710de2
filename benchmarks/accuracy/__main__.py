"""`make accuracy`: print how right the reader is on annotated documents, what that rests on and where it fails."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.accuracy.calibration import reliability
from benchmarks.accuracy.meetings import score_meetings
from benchmarks.accuracy.scoring import Reader, Score, Tally, read, score, scorer
from benchmarks.accuracy.sentences import score_pairs
from dragoman.graph.records import FactRecord
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.learned.coding import facts_by_network, facts_of
from dragoman.loaders.documents.learned.network import network
from dragoman.loaders.documents.learned.reading import Limits, Reading
from training.report import show_cross_validation

console = Console(width=110)
_MOST_ERRORS = 20
# By itself the network does best when it is bolder.
ALONE = Limits(event=0.25, statement=0.25, response=0.25)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("gold", type=Path, nargs="?", default=Path("../shared/gold"), help="the annotated documents")
    gold = parser.parse_args().gold
    if not (gold / "score").is_file():
        parser.error(f"{gold} holds no annotated documents with their scorer")
    rules = scorer(gold)
    readers: dict[str, Reader] = {"both": _both, "network": _network, "network without rules": _alone, "rules": _rules}
    scores = {name: score(read(gold / "dev", reader), rules) for name, reader in readers.items()}
    _print_kinds("The annotated documents kept for measuring (gold/dev)", scores["both"])
    _print_types(scores["both"])
    _print_ablation(scores)
    _print_pairs(gold / "plover" / "plover-gsr.jsonl", readers)
    _print_meetings(gold.parent / "docs" / "white-house-readouts")
    show_cross_validation(console)
    reliability(scores["both"].verdicts, console)
    _print_errors(scores["both"])


def _both(source: Source) -> list[FactRecord]:
    return facts_of(source, Reading(source, network()))


def _network(source: Source) -> list[FactRecord]:
    return facts_by_network(source, Reading(source, network(), ALONE))


def _alone(source: Source) -> list[FactRecord]:
    return facts_by_network(source, Reading(source, network(), ALONE, without_rules=True))


def _rules(source: Source) -> list[FactRecord]:
    return facts_of(source, None)


def _print_kinds(title: str, result: Score) -> None:
    table = Table("kind", "precision", "recall", "F1", "annotated", "read", title=title)
    for kind, tally in result.kinds.items():
        table.add_row(kind, *_figures(tally), str(tally.gold), str(tally.read))
    console.print(table)
    right, dated = result.dates
    console.print(f"dates right among the dated events found: {right} of {dated}")
    for modality, (right, found) in result.modalities.items():
        console.print(f"modality right among the {modality} events found: {right} of {found}")


def _print_types(result: Score) -> None:
    table = Table("type", "precision", "recall", "F1", "annotated", "read", title="Events by type")
    for kind, tally in sorted(result.types.items()):
        table.add_row(kind, *_figures(tally), str(tally.gold), str(tally.read))
    console.print(table)


def _print_ablation(scores: dict[str, Score]) -> None:
    kinds = ("event", "response", "statement", "all")
    table = Table("reader", *kinds, title="F1 of the parts by themselves")
    for name, result in scores.items():
        table.add_row(name, *(f"{result.kinds[kind].f1:.2f}" for kind in kinds))
    console.print(table)


def _print_pairs(file: Path, readers: dict[str, Reader]) -> None:
    table = Table(
        "reader", "sentences", "pair found", "type right given the pair", title="Sentences of PLOVER's records"
    )
    for name, reader in readers.items():
        pairs = score_pairs(file, reader)
        found = f"{pairs.found / max(1, pairs.told):.2f}"
        table.add_row(name, str(pairs.told), found, f"{pairs.typed / max(1, pairs.found):.2f}")
    console.print(table)


def _print_meetings(folder: Path) -> None:
    meetings = score_meetings(folder, _both)
    if meetings.told:
        shares = (f"{count / meetings.told:.2f}" for count in (meetings.found, meetings.dated))
        table = Table("readouts", "talk found", "on its day", title="Calls and meetings that a readout's title names")
        table.add_row(str(meetings.told), *shares)
        console.print(table)


def _print_errors(result: Score) -> None:
    table = Table("what", "how often", title="What goes wrong most: annotated facts that were not found")
    for what, count in result.errors.most_common(_MOST_ERRORS):
        table.add_row(what, str(count))
    console.print(table)


def _figures(tally: Tally) -> Iterable[str]:
    return (f"{figure:.2f}" for figure in (tally.precision, tally.recall, tally.f1))


if __name__ == "__main__":
    main()
