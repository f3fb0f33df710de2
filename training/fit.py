"""Fitting the network to annotated documents."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import torch
from torch import Tensor
from torch.nn import functional

from dragoman.loaders.documents.learned.vocabulary import ROLES
from dragoman.loaders.documents.learned.windows import Window
from training.gold import MASKED, Example, Part
from training.network import Network

# A feature seen in fewer places says nothing.
_FEWEST = 3
# Words of an average sentence: losses are given for a sentence.
_SENTENCE = 25
# Windows encoded at once.
_WINDOWS = 4
# How often a document is read without what the rules say, so that the network can do without.
_WITHOUT_RULES = 0.15


@dataclass(frozen=True)
class Settings:
    """How long and how fast; words at once; seed of the order and the dropout."""

    epochs: int = 7
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    words: int = 1500
    seed: int = 1


class Features:
    """Numbers for names of features; 0 is for those not known."""

    def __init__(self, names: Iterable[str]) -> None:
        self.numbers = {name: number for number, name in enumerate(names, 1)}

    @classmethod
    def of(cls, lists: Iterable[list[str]]) -> "Features":
        """Those that the lists show often enough."""
        counts = Counter(chain.from_iterable(lists))
        return cls(sorted(name for name, count in counts.items() if count >= _FEWEST))

    def __len__(self) -> int:
        return len(self.numbers) + 1

    def tensor(self, lists: Sequence[list[str]], without: str | None = None) -> Tensor:
        """A row of numbers for each list, filled up with 0; those that begin with `without` are left out."""
        rows = [
            [self.numbers.get(name, 0) for name in names if without is None or not name.startswith(without)]
            for names in lists
        ]
        width = max((len(row) for row in rows), default=1)
        return torch.tensor([row + [0] * (width - len(row)) for row in rows], dtype=torch.long)


def vocabularies(examples: Sequence[Example]) -> tuple[Features, Features]:
    """The features of words and of pairs that the examples show often enough."""
    words = Features.of(names for example in examples for names in example.features)
    pairs = Features.of(names for example in examples for lists in example.pairs.values() for names in lists)
    return words, pairs


def fit(examples: Sequence[Example], pretrained: str, settings: Settings) -> tuple[Network, Features, Features]:
    """A network fitted to the examples.

    Args:
        examples: annotated documents.
        pretrained: folder of the pretrained encoder.
        settings: how long and how fast.
    """
    torch.manual_seed(settings.seed)
    order = random.Random(settings.seed)
    word_features, pair_features = vocabularies(examples)
    network = Network(pretrained, len(word_features), len(pair_features))
    network.train()
    groups = [
        {"params": [p for p in network.encoder.parameters() if p.requires_grad], "lr": settings.encoder_rate},
        {"params": [p for n, p in network.named_parameters() if not n.startswith("encoder")], "lr": settings.head_rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = settings.epochs * len(_batches(examples, settings.words))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.08 * steps), max(0.02, (steps - step) / (0.92 * steps)))
    )
    for epoch in range(settings.epochs):
        shuffled = list(examples)
        order.shuffle(shuffled)
        total: Counter[str] = Counter()
        batches = _batches(shuffled, settings.words)
        for batch in batches:
            without = "rule:" if order.random() < _WITHOUT_RULES else None
            losses = _losses(network, batch, word_features, pair_features, without)
            torch.stack(list(losses.values())).sum().backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            schedule.step()
            total.update({name: float(loss.detach()) for name, loss in losses.items()})
        told = " ".join(f"{name} {value / len(batches):.3f}" for name, value in total.items())
        print(f"epoch {epoch + 1}: {told}", flush=True)
    network.eval()
    return network, word_features, pair_features


def _batches(examples: Sequence[Example], words: int) -> list[list[Example]]:
    """The examples in groups of at least so many words: a single sentence weighs no more than one of a document."""
    batches: list[list[Example]] = [[]]
    room = words
    for example in examples:
        if room <= 0:
            batches.append([])
            room = words
        batches[-1].append(example)
        room -= len(example.words)
    return batches


def encode(network: Network, batch: Sequence[Example]) -> Tensor:
    """The encoder's vectors of all words of a batch, then of each document's first `[CLS]`."""
    windows = [window for example in batch for window in example.windows]
    hidden: dict[int, Tensor] = {}
    # Windows of like length together: short ones are not read at the length of the longest.
    order = sorted(range(len(windows)), key=lambda number: len(windows[number].pieces))
    for start in range(0, len(order), _WINDOWS):
        some = order[start : start + _WINDOWS]
        hidden |= zip(some, _hidden(network, [windows[number] for number in some]), strict=True)
    words = [hidden[number][[at for _, at in window.words]] for number, window in enumerate(windows)]
    firsts, number = [], 0
    for example in batch:
        firsts.append(hidden[number][:1])
        number += len(example.windows)
    return torch.cat([*words, *firsts])


def _hidden(network: Network, windows: Sequence[Window]) -> Tensor:
    longest = max(len(window.pieces) for window in windows)
    ids = torch.zeros(len(windows), longest, dtype=torch.long)
    mask = torch.zeros(len(windows), longest)
    for row, window in enumerate(windows):
        ids[row, : len(window.pieces)] = torch.tensor(window.pieces)
        mask[row, : len(window.pieces)] = 1
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=network.training):
        found: Tensor = network.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
    return found.float()


def _losses(
    network: Network, batch: Sequence[Example], words: Features, pairs: Features, without: str | None
) -> dict[str, Tensor]:
    count = sum(len(example.words) for example in batch)
    features = words.tensor(
        [*chain.from_iterable(example.features for example in batch), *([[]] * len(batch))], without
    )
    vectors, types, modalities, statements, stances = network.words(encode(network, batch), features)
    sentences = count / _SENTENCE
    losses = {
        name: functional.cross_entropy(scores[:count], torch.tensor(gold), ignore_index=MASKED, reduction="sum")
        * weight
        / sentences
        for name, scores, gold, weight in (
            ("type", types, list(chain.from_iterable(e.types for e in batch)), 1.0),
            ("modality", modalities, list(chain.from_iterable(e.modalities for e in batch)), 0.3),
            ("statement", statements, list(chain.from_iterable(e.statements for e in batch)), 1.0),
            ("stance", stances, list(chain.from_iterable(e.stances for e in batch)), 1.0),
        )
    }
    roles, about, start = [], [], 0
    for number, example in enumerate(batch):
        own = vectors[start : start + len(example.words)]
        roles.append(_roles(network, example, own, vectors[count + number], pairs, without))
        about.append(_abouts(network, example, own))
        start += len(example.words)
    losses["roles"] = torch.stack(roles).sum() / sentences
    losses["about"] = 0.3 * torch.stack(about).sum() / sentences
    return losses


def candidate_vectors(example: Example, vectors: Tensor, whole: Tensor) -> Tensor:
    """A vector for each candidate: the mean of its words, or the document's for one without words in the prose."""
    return torch.stack([vectors[words].mean(0) if words else whole for words in example.candidates])


def _roles(
    network: Network, example: Example, vectors: Tensor, whole: Tensor, pairs: Features, without: str | None
) -> Tensor:
    words = sorted(example.pairs)
    if not words or not example.candidates:
        return vectors.sum() * 0
    candidates = candidate_vectors(example, vectors, whole)
    some = len(example.candidates)
    left = vectors[words].repeat_interleave(some, 0)
    features = pairs.tensor([names for word in words for names in example.pairs[word]], without)
    scores = network.pairs(left, candidates.repeat(len(words), 1), features).view(len(words), some, len(ROLES))
    at = {word: row for row, word in enumerate(words)}
    losses = [
        _part_loss(role, scores[at[part.word], :, column], example, part)
        for column, role in enumerate(ROLES)
        for part in example.parts[role]
    ]
    return torch.stack(losses).sum()


def _part_loss(role: str, scores: Tensor, example: Example, part: Part) -> Tensor:
    right = torch.tensor(part.pointed or part.right)
    if role == "speaker":
        if not right.any():
            return scores.sum() * 0
        return scores.logsumexp(0) - scores[right].logsumexp(0)
    loss = scores.new_zeros(())
    for key in sorted({key for keys in example.groups for key in keys}):
        mine = torch.tensor([key in keys for keys in example.groups])
        wanted = any(hit and key in keys for hit, keys in zip(part.right, example.groups, strict=True))
        loss = loss + functional.binary_cross_entropy_with_logits(
            scores[mine].logsumexp(0), scores.new_tensor(float(wanted))
        )
    if part.pointed is not None:
        loss = loss + 0.5 * functional.binary_cross_entropy_with_logits(scores, right.float(), reduction="sum") / 2
    return loss


def _abouts(network: Network, example: Example, vectors: Tensor) -> Tensor:
    events = [word for word, type in enumerate(example.types) if type > 0]
    loss = vectors.sum() * 0
    for word, meant in example.abouts:
        others = [event for event in events if event != word]
        scores = network.abouts(vectors[[word] * len(others)], vectors[others], distances(word, others))
        right = torch.tensor([event in meant for event in others])
        loss = loss + scores.logsumexp(0) - scores[right].logsumexp(0)
    return loss


def distances(word: int, others: Sequence[int]) -> Tensor:
    """How far each other word stands before and after, in tens of words, and whether within a sentence's length."""
    return torch.tensor(
        [
            [min(max(word - o, 0), 200) / 10, min(max(o - word, 0), 200) / 10, float(abs(word - o) < _SENTENCE)]
            for o in others
        ]
    )
