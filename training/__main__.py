"""Train the learned part of the reader: `python -m training` (needs `pip install -e '.[training]'`).

Reads the annotated documents of ../shared/gold/train and those of the project (training/texts), keeps a fifth of
the annotated ones aside, fits the network to the rest, learns from those aside how sure it may be, prints how right
it is on them, and writes it to loaders/documents/learned/weights. `--folds --into FOLDER` does so for each fifth, to
measure, each in a folder of its own, and goes on where it was broken off. `--everything` then fits the network to be
shipped to all of them, as sure as the one before was found to be right.
"""

import argparse
import time
from pathlib import Path

from rich.console import Console

from training.fit import Settings
from training.folds import FOLDS, aside, calibrate_on, is_calibrated, read_with, ship, train
from training.gold import Example, examples
from training.network import pretrained
from training.report import CROSS_VALIDATION, report, show, write
from training.sentences import sentence_examples

HERE = Path(__file__).parent
_WEIGHTS = HERE.parent / "loaders/documents/learned/weights"


def main() -> None:
    """Train, or cross-validate."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"), help="the annotated documents")
    parser.add_argument("--into", type=Path, default=_WEIGHTS, help="where to write the network")
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument("--folds", action="store_true", help="cross-validate instead")
    parser.add_argument("--everything", action="store_true", help="keep nothing aside; keep the calibration there is")
    parser.add_argument("--measure", action="store_true", help="only calibrate and measure the network that is there")
    given = parser.parse_args()
    started = time.monotonic()
    if given.measure:
        kept = aside(given.gold, 0)
        calibrate_on(given.into, given.gold, kept)
        show(report(read_with(given.into, kept), given.gold), Console(width=130))
        return
    if given.everything and not is_calibrated(given.into):
        parser.error(f"{given.into} holds no network measured on documents kept aside: run without --everything first")
    settings = Settings(epochs=given.epochs, seed=given.seed)
    annotated, own = list(examples(given.gold / "train")), own_examples()
    if given.everything:
        ship([*annotated, *own], given.into, pretrained(), settings)
        return
    found = []
    for fold in range(FOLDS if given.folds else 1):
        kept = aside(given.gold, fold)
        into = given.into / f"fold-{fold}" if given.folds else given.into
        if not (given.folds and is_calibrated(into)):
            train(annotated, own, kept, given.gold, into, pretrained(), settings)
        found += read_with(into, kept)
    rows = report(found, given.gold)
    show(rows, Console(width=130))
    if given.folds:
        write(rows, CROSS_VALIDATION)
    print(f"{len(annotated)} annotated documents, {len(own)} of the project's own, {time.monotonic() - started:.0f} s")


def own_examples() -> list[Example]:
    """The documents and sentences written for the project."""
    return [*examples(HERE / "texts"), *sentence_examples(HERE / "texts" / "sentences.jsonl")]


if __name__ == "__main__":
    main()
