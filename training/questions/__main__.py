"""Train the network that reads questions: `python -m training.questions` (needs `pip install -e '.[training]'`).

Reads training/questions/questions.csv, fits the network to it, and writes it to api/asking/weights. How right it is on
questions that it has not seen, `pytest tests/asking` tells. `--aside` fits it to four fifths instead and counts on
the rest, without writing it.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch

from dragoman.api.asking import network as running
from dragoman.queries.catalogue import Query, load_catalogue
from training.export import quantise, write_graph
from training.network import pretrained
from training.questions.examples import Example, examples
from training.questions.fit import Settings, fit, labels_of
from training.questions.network import Network

_WEIGHTS = Path(__file__).parent.parent.parent / "api/asking/weights"
_FIFTH = 5


def main() -> None:
    """Train, or measure."""
    parser = argparse.ArgumentParser(prog="python -m training.questions", description=__doc__)
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--aside", action="store_true", help="measure on every fifth question instead")
    given = parser.parse_args()
    started = time.monotonic()
    catalogue = load_catalogue()
    every = list(examples(catalogue))
    labels = labels_of(every)
    learned = [example for place, example in enumerate(every) if not given.aside or place % _FIFTH]
    fitted = fit(learned, labels, pretrained(), Settings(epochs=given.epochs))
    with tempfile.TemporaryDirectory() as folder:
        into = Path(folder) if given.aside else _WEIGHTS
        export(fitted, labels, into)
        unseen = every[::_FIFTH] if given.aside else every
        right = count_right(running.Network(into), catalogue, unseen)
    print(f"{right} of {len(unseen)} read as they were meant; {time.monotonic() - started:.0f} s")


def export(network: Network, labels: running.Labels, folder: Path) -> None:
    """Write the network as dragoman runs it."""
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    ids = torch.ones(2, 9, dtype=torch.long)
    axes = {"ids": "bs", "mask": "bs", "starts": "bw"}
    outputs = ["queries", "parts", *labels.values]
    whole = folder / "network.float.onnx"
    write_graph(network, (ids, torch.ones(2, 9), ids[:, :5]), whole, axes, outputs)
    quantise(whole, folder / "network.onnx")
    (folder / "labels.json").write_text(json.dumps(labels._asdict(), indent=1) + "\n", encoding="utf-8")


def count_right(network: running.Network, catalogue: Mapping[str, Query], given: Sequence[Example]) -> int:
    """For how many questions query, parts and values are all as they were meant."""
    readings = ((example, network.read(example.question, catalogue)) for example in given)
    return sum(
        (example.query, *example.parts, *example.values.values())
        == (reading.query, *reading.parts, *reading.values.values())
        for example, reading in readings
    )


if __name__ == "__main__":
    main()
