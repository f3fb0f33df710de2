"""Fitting the network to questions with their meaning."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from dragoman.api.asking.network import NONE, Labels, pieces_and_starts
from training.questions.examples import VALUES, Example
from training.questions.network import Network

# No word: not to be scored.
_NOTHING = -100
# How often a name is shown as one that the gazetteer does not know: users mistype, and ask of who is in no list.
_UNKNOWN = 0.1
_MISTYPED = 0.03
_STRANGERS = Path(__file__).with_name("strangers.txt").read_text(encoding="utf-8").splitlines()


@dataclass(frozen=True)
class Settings:
    """How long and how fast; questions at once; seed of the order and the dropout."""

    epochs: int = 12
    encoder_rate: float = 2e-4
    head_rate: float = 2e-3
    questions: int = 16
    seed: int = 1


def labels_of(examples: Sequence[Example]) -> Labels:
    """What the examples tell apart."""
    return Labels(
        sorted({example.query for example in examples}),
        sorted({part for example in examples for part in example.parts} | {NONE}),
        {name: sorted({example.values[name] for example in examples}) for name in VALUES},
    )


def fit(examples: Sequence[Example], labels: Labels, pretrained: str, settings: Settings) -> Network:
    """A network fitted to the examples; `pretrained` is the folder of the encoder."""
    torch.manual_seed(settings.seed)
    order, shuffled = random.Random(settings.seed), list(examples)
    network = Network(pretrained, labels)
    steps = settings.epochs * -(-len(examples) // settings.questions)
    optimizer, schedule = _optimizer(network, settings, steps)
    network.train()
    for _ in range(settings.epochs):
        order.shuffle(shuffled)
        for first in range(0, len(shuffled), settings.questions):
            shown = [_as_typed(example, order) for example in shuffled[first : first + settings.questions]]
            optimizer.zero_grad()
            _loss(network, shown, labels).backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return network


def _as_typed(example: Example, chance: random.Random) -> Example:
    """The example, at times with words mistyped, and with a name that nobody knows in the place of one with a part."""
    words: list[str] = []
    parts: list[str] = []
    for word, part in zip(example.question.words, example.parts, strict=True):
        strange = part not in (NONE, "event") and example.question.name(word) and chance.random() < _UNKNOWN
        shown = chance.choice(_STRANGERS).split() if strange else [word]
        words += [_mistyped(one, chance) for one in shown]
        parts += [part] * len(shown)
    return replace(example, question=replace(example.question, words=tuple(words)), parts=tuple(parts))


def _mistyped(word: str, chance: random.Random) -> str:
    """A word, at times without one of its letters or with two of them changed about."""
    if len(word) < 4 or word[0] in "@~" or chance.random() > _MISTYPED:
        return word
    place = chance.randrange(1, len(word) - 1)
    changed = word[place + 1] + word[place] if chance.random() < 0.5 else ""
    return word[:place] + changed + word[place + (2 if changed else 1) :]


def _optimizer(
    network: Network, settings: Settings, steps: int
) -> tuple[torch.optim.AdamW, torch.optim.lr_scheduler.LambdaLR]:
    """AdamW, with rates that rise over the first tenth of the steps and then fall to nothing."""
    named = [(name, parameter) for name, parameter in network.named_parameters() if parameter.requires_grad]
    groups = [
        {"params": [parameter for name, parameter in named if name.startswith("encoder")], "lr": settings.encoder_rate},
        {
            "params": [parameter for name, parameter in named if not name.startswith("encoder")],
            "lr": settings.head_rate,
        },
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)

    def share(step: int) -> float:
        return min(1.0, step / (0.1 * steps)) * max(0.0, 1 - step / steps)

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, share)


def _loss(network: Network, examples: Sequence[Example], labels: Labels) -> Tensor:
    """What is wrong with the scores; parts weigh most, since each question has many."""
    ids, mask, starts, parts = _batch(examples, labels)
    queries, of_words, *values = network(ids, mask, starts)
    asked = torch.tensor([labels.queries.index(example.query) for example in examples])
    loss = functional.cross_entropy(queries, asked, label_smoothing=0.05)
    loss = loss + 2 * functional.cross_entropy(of_words.flatten(0, 1), parts.flatten(), ignore_index=_NOTHING)
    for (name, known), scores in zip(labels.values.items(), values, strict=True):
        told = torch.tensor([known.index(example.values[name]) for example in examples])
        loss = loss + 0.5 * functional.cross_entropy(scores, told)
    return loss


def _batch(examples: Sequence[Example], labels: Labels) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Wordpieces, which of them are there, where words begin, and the parts of the words."""
    taken = [pieces_and_starts(example.question) for example in examples]
    longest = max(len(pieces) for pieces, _ in taken)
    most = max(len(starts) for _, starts in taken)
    ids, mask = torch.zeros(len(taken), longest, dtype=torch.long), torch.zeros(len(taken), longest)
    begin, parts = torch.zeros(len(taken), most, dtype=torch.long), torch.full((len(taken), most), _NOTHING)
    for row, (example, (pieces, starts)) in enumerate(zip(examples, taken, strict=True)):
        ids[row, : len(pieces)], mask[row, : len(pieces)] = torch.tensor(pieces), 1.0
        begin[row, : len(starts)] = torch.tensor(starts)
        known = [labels.parts.index(part) for part in example.parts[: len(starts)]]
        parts[row, : len(known)] = torch.tensor(known, dtype=torch.long)
    return ids, mask, begin, parts
