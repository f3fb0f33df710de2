"""How right a trained network is on documents that it has not seen: a table by genre and kind of fact."""

import csv
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.accuracy.scoring import KINDS, Read, score, scorer

# What cross-validation found last; `make accuracy` prints it, since the trainings take hours.
CROSS_VALIDATION = Path(__file__).with_name("cross_validation.csv")


def report(documents: Sequence[Read], gold: Path) -> list[list[str]]:
    """A heading and a row for each genre and for all: F1 of each kind of fact, then the share of right dates.

    Args:
        documents: what was annotated and what was read.
        gold: folder of the annotated documents, with their scorer.
    """
    rules = scorer(gold)
    rows = [["genre", *KINDS, "all", "dates", "documents"]]
    for genre in [*dict.fromkeys(document.genre for document in documents), "all"]:
        some = [document for document in documents if genre in (document.genre, "all")]
        result = score(some, rules)
        right, dated = result.dates
        figures = (f"{result.kinds[kind].f1:.3f}" for kind in (*KINDS, "all"))
        rows.append([genre, *figures, f"{right / max(1, dated):.3f}", str(len(some))])
    return rows


def write(rows: Sequence[Sequence[str]], file: Path) -> None:
    """Keep a report in a file of comma-separated values."""
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(rows)


def show(rows: Sequence[Sequence[str]], console: Console, title: str | None = None) -> None:
    """Print a report."""
    table = Table(*rows[0], title=title)
    for row in rows[1:]:
        table.add_row(*row)
    console.print(table)


def show_cross_validation(console: Console) -> None:
    """Print what cross-validation found last, if it has been run."""
    if CROSS_VALIDATION.is_file():
        with CROSS_VALIDATION.open(encoding="utf-8", newline="") as kept:
            show(list(csv.reader(kept)), console, "Five-fold cross-validation (python -m training --folds): F1")
