"""Keeping a part of the annotated documents aside, to measure on it and to learn from it how sure to be."""

import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.accuracy.scoring import Read, read
from dragoman.loaders.documents.learned.coding import facts_of
from dragoman.loaders.documents.learned.network import Network
from dragoman.loaders.documents.learned.reading import Reading
from training.calibrate import calibrate
from training.export import export
from training.fit import Settings, fit
from training.gold import Example

FOLDS = 5


def aside(gold: Path, fold: int) -> list[Path]:
    """The texts of one fold: every fifth of each genre."""
    genres = sorted(folder for folder in (gold / "train").iterdir() if folder.is_dir())
    return [text for genre in genres for text in sorted(genre.glob("*.txt"))[fold::FOLDS]]


def train(
    annotated: Sequence[Example],
    own: Sequence[Example],
    kept: Sequence[Path],
    gold: Path,
    into: Path,
    pretrained: str,
    settings: Settings,
) -> None:
    """Fit a network without the texts kept aside, calibrate it on them and write it.

    Args:
        annotated: the annotated documents as examples.
        own: further examples.
        kept: the texts to keep aside.
        gold: folder of the annotated documents, with their scorer.
        into: where to write the network.
        pretrained: folder of the pretrained encoder.
        settings: how long and how fast.
    """
    names = {text.name for text in kept}
    export(*fit([*(one for one in annotated if one.name not in names), *own], pretrained, settings), into)
    calibrate_on(into, gold, kept)


def ship(examples: Sequence[Example], into: Path, pretrained: str, settings: Settings) -> None:
    """Fit a network to all examples and write it, with the calibration of the network that is there.

    That one was fitted in the same way to four fifths and calibrated on the fifth that it had not seen.
    """
    file = into / "features.json"
    calibration = json.loads(file.read_text(encoding="utf-8"))["calibration"]
    export(*fit(examples, pretrained, settings), into)
    _note_calibration(file, calibration)


def is_calibrated(folder: Path) -> bool:
    """Whether the folder holds a network that was fitted to the end and measured."""
    file = folder / "features.json"
    return file.is_file() and "calibration" in json.loads(file.read_text(encoding="utf-8"))


def calibrate_on(into: Path, gold: Path, kept: Sequence[Path]) -> None:
    """Calibrate a network on texts that it has not seen."""
    _note_calibration(into / "features.json", calibrate(into, gold, kept))


def read_with(folder: Path, kept: Sequence[Path]) -> list[Read]:
    """The texts as the network of a folder reads them."""
    network = Network(folder)
    return [
        one
        for text in kept
        for one in read(text.parent, lambda source: facts_of(source, Reading(source, network)), [text])
    ]


def _note_calibration(file: Path, calibration: dict[str, list[float]]) -> None:
    names = json.loads(file.read_text(encoding="utf-8")) | {"calibration": calibration}
    file.write_text(json.dumps(names, indent=0) + "\n", encoding="utf-8")
