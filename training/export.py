"""Writing a fitted network as the files that dragoman runs: quantised, in ONNX."""

import json
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from transformers import BertModel

from training.fit import Features
from training.network import Network, Pairs

_OPSET = 17


class _Encoder(nn.Module):
    """The encoder alone, with its two inputs by name."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """The vectors of all wordpieces."""
        hidden: Tensor = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return hidden


class _Candidates(nn.Module):
    """What candidates bring into their pairs, computed once a document."""

    def __init__(self, pairs: Pairs) -> None:
        super().__init__()
        self.pairs = pairs

    def forward(self, candidate: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        """From `[candidates, width]` and indices of the features of their own to both sides."""
        return self.pairs.sides(candidate, features)


class _Pairs(nn.Module):
    """One word with each candidate."""

    def __init__(self, pairs: Pairs) -> None:
        super().__init__()
        self.pairs = pairs

    def forward(self, word: Tensor, own: Tensor, right: Tensor, features: Tensor) -> Tensor:
        """From `[1, width]` and what `[candidates, …]` bring to the scores of the roles."""
        return self.pairs.scores(word, own, right, features)


def export(network: Network, words: Features, pairs: Features, folder: Path) -> None:
    """Write the five graphs and the names of the features.

    The encoder's matrices and word vectors become 8-bit integers, a quarter of their size; the small rest stays.
    """
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    network.encoder.set_attn_implementation("eager")
    width = network.encoder.config.hidden_size
    rich = network.pairs.word.in_features
    ids, mask = torch.ones(2, 9, dtype=torch.long), torch.ones(2, 9)
    indices = torch.zeros(3, 5, dtype=torch.long)
    whole = folder / "encoder.float.onnx"
    write_graph(_Encoder(network.encoder), (ids, mask), whole, {"ids": "bs", "mask": "bs"}, ["hidden"])
    quantise(whole, folder / "encoder.onnx")
    some = {"words": "n", "features": "nf"}
    scores = ["vectors", "types", "modalities", "statements", "stances"]
    write_graph(network.words, (torch.randn(3, width), indices), folder / "words.onnx", some, scores)
    export_pairs(network.pairs, folder)
    write_graph(
        network.abouts,
        (torch.randn(3, rich), torch.randn(3, rich), torch.randn(3, 3)),
        folder / "abouts.onnx",
        {"reaction": "n", "event": "n", "distance": "n"},
        ["scores"],
    )
    names = {"words": list(words.numbers), "pairs": list(pairs.numbers)}
    (folder / "features.json").write_text(json.dumps(names, indent=0) + "\n", encoding="utf-8")


def export_pairs(pairs: Pairs, folder: Path) -> None:
    """Write the two graphs that tell which part a candidate takes."""
    rich, width = pairs.word.in_features, pairs.word.out_features
    sides = (torch.randn(3, width), torch.randn(3, width))
    indices = torch.zeros(3, 5, dtype=torch.long)
    write_graph(
        _Candidates(pairs),
        (torch.randn(3, rich), indices),
        folder / "candidates.onnx",
        {"candidate": "n", "features": "nf"},
        ["own", "right"],
    )
    write_graph(
        _Pairs(pairs),
        (torch.randn(1, rich), *sides, indices),
        folder / "pairs.onnx",
        {"word": "", "own": "n", "right": "n", "features": "nf"},
        ["roles"],
    )


def quantise(whole: Path, file: Path) -> None:
    """Write a graph with its matrices as 8-bit integers, in place of the whole one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        quantize_dynamic(whole, file, weight_type=QuantType.QInt8, per_channel=True)
    whole.unlink()


def write_graph(
    module: nn.Module, inputs: tuple[Tensor, ...], file: Path, axes: dict[str, str], outputs: list[str]
) -> None:
    """Write a module as a graph. Axes are given by a letter each; those that share one are equal when it runs."""
    free = {name: dict(enumerate(letters)) for name, letters in axes.items()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            inputs,
            str(file),
            input_names=list(axes),
            output_names=outputs,
            dynamic_axes=free,
            opset_version=_OPSET,
            dynamo=False,
        )
