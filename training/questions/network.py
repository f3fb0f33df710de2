"""The network that reads questions: three layers of a pretrained encoder, and scores."""

import torch
from torch import Tensor, nn

from dragoman.api.asking.network import Labels
from training.network import pretrained_encoder

# All six were no better: of 360 questions kept aside, 347 were right with six and with three, 346 with two.
_LAYERS = 3


class Network(nn.Module):
    """Scores of the queries, of the parts of words, and of values."""

    def __init__(self, pretrained: str, labels: Labels) -> None:
        super().__init__()
        self.encoder = pretrained_encoder(pretrained, attn_implementation="eager", num_hidden_layers=_LAYERS)
        width = 2 * self.encoder.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.queries = nn.Linear(width, len(labels.queries))
        self.parts = nn.Linear(width, len(labels.parts))
        self.values = nn.ModuleList(nn.Linear(width, len(known)) for known in labels.values.values())

    def forward(self, ids: Tensor, mask: Tensor, starts: Tensor) -> tuple[Tensor, ...]:
        """From wordpieces `[questions, pieces]` and where words begin `[questions, words]` to all scores."""
        hidden = self.drop(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        there = mask.unsqueeze(-1)
        first = hidden[:, 0]
        whole = torch.cat([first, (hidden * there).sum(1) / there.sum(1)], -1)
        words = hidden.gather(1, starts.unsqueeze(-1).expand(-1, -1, hidden.size(-1)))
        each = torch.cat([words, first.unsqueeze(1).expand_as(words)], -1)
        return self.queries(whole), self.parts(each), *(values(whole) for values in self.values)
