"""The network that reads questions: which query is asked, and what each word gives to it.

A pretrained encoder of three layers with a score for every query, every word's part and a few values, fitted to
questions with their meaning (`python -m training.questions`). One network for both, since what is asked and which
word says it depend on each other (Chen, Zhuo and Wang 2019, "BERT for Joint Intent Classification and Slot Filling").
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

import numpy

from dragoman.api.asking.names import state_ids
from dragoman.api.asking.question import Question
from dragoman.loaders.documents.learned.inference import Floats, open_session, softmax
from dragoman.loaders.documents.learned.wordpieces import borders, pieces_of
from dragoman.queries.catalogue import Query
from dragoman.queries.parameter import Parameter

# What has no part, no value or no query.
NONE = ""
# Names reach the network as these, so that it reads a question about any state as it reads one about another.
_STAND_INS = {
    "state": ("france", "japan", "brazil", "egypt"),
    "body": ("nato", "unicef", "opec", "asean"),
    "person": ("john smith", "peter miller", "paul brown", "mark jones"),
    "file": ("report.txt", "notes.txt"),
    "id": ("event:1234", "event:5678"),
    "address": ("https://example.org/page",),
    "quotation": ("quoted title", "another title"),
}
# [UNK] among the wordpieces.
_UNKNOWN = 100
# A name that the gazetteer does not have had 0.4 and more where the network missed it, other words nothing.
_NOT_UNLIKELY = 0.1
_LONGEST = 128


class Labels(NamedTuple):
    """What the network tells apart, in the order of its scores: queries, parts of words, and values by parameter."""

    queries: Sequence[str]
    parts: Sequence[str]
    values: Mapping[str, Sequence[str]]


class Reading(NamedTuple):
    """How the network reads a question.

    Attributes:
        query: the query asked; empty when none is.
        probability: that it is, by the network.
        parts: for each word, the parameter that it gives a value to; empty for none.
        values: what the whole question says for parameters that take one of a few values; empty for none.
    """

    query: str
    probability: float
    parts: Sequence[str]
    values: Mapping[str, str]


class Network:
    """A trained network, from the folder that the training wrote."""

    def __init__(self, folder: Traversable) -> None:
        """Load it."""
        self._session = open_session(folder / "network.onnx")
        self._labels = Labels(**json.loads((folder / "labels.json").read_text(encoding="utf-8")))

    def read(self, question: Question, catalogue: Mapping[str, Query]) -> Reading:
        """What a question asks; a word has a part only that the query takes."""
        pieces, starts = pieces_and_starts(question)
        ids = numpy.array([pieces], dtype=numpy.int64)
        given = {"ids": ids, "mask": numpy.ones(ids.shape, dtype=numpy.float32), "starts": numpy.array([starts])}
        scores: list[Floats] = [rows[0] for rows in self._session.run(None, given)]
        queries, parts, *values = scores
        best = int(queries.argmax())
        query = self._labels.queries[best]
        taken = catalogue[query].parameters if query in catalogue else {}
        read = self._parts(parts, taken)
        told = zip(self._labels.values.items(), values, strict=True)
        return Reading(
            query,
            float(softmax(queries)[best]),
            # What lies behind the last word that the network takes gives nothing.
            [*read, *[NONE] * (len(question.words) - len(starts))],
            {name: labels[int(score.argmax())] for (name, labels), score in told},
        )

    def _parts(self, scores: Floats, taken: Mapping[str, Parameter]) -> list[str]:
        """The part of each word; of a parameter that cannot be left out also words that are not unlikely to give it."""
        beyond = [part not in (NONE, *taken) for part in self._labels.parts]
        chances = softmax(numpy.where(beyond, -numpy.inf, scores))
        parts = [self._labels.parts[place] for place in chances.argmax(-1)]
        for name, parameter in taken.items():
            if not parameter.optional and name in self._labels.parts and name not in parts:
                column = chances[:, self._labels.parts.index(name)]
                parts = [name if chance > _NOT_UNLIKELY else part for chance, part in zip(column, parts, strict=True)]
        return parts


@cache
def network() -> Network:
    """The network that comes with dragoman, loaded once a process."""
    return Network(files(__package__) / "weights")


def pieces_and_starts(question: Question) -> tuple[list[int], list[int]]:
    """A question as ids of wordpieces, and where each of its words begins."""
    first, last = borders()
    pieces, starts = [first], []
    for shown in _shown(question):
        of_word = [id for ids in pieces_of(shown.split()) for id in ids] or [_UNKNOWN]
        if len(pieces) + len(of_word) >= _LONGEST:
            break
        starts.append(len(pieces))
        pieces += of_word
    # A question without a word has one that says nothing: the network takes no fewer.
    return ([*pieces, last], starts) if starts else ([first, _UNKNOWN, last], [1])


def _shown(question: Question) -> list[str]:
    """The words, with stand-ins for names and things."""
    counts = dict.fromkeys(_STAND_INS, 0)
    shown: list[str] = []
    for word in question.words:
        kind = _kind(question, word)
        if kind is None:
            shown.append(word)
            continue
        stand_ins = _STAND_INS[kind]
        shown.append(stand_ins[counts[kind] % len(stand_ins)])
        counts[kind] += 1
    return shown


def _kind(question: Question, word: str) -> str | None:
    """Which of the stand-ins a word takes."""
    name, thing = question.name(word), question.thing(word)
    if name:
        return "person" if name.person else "state" if name.id in state_ids() else "body"
    if thing is None:
        return None
    if "/" in thing:
        return "address"
    return "id" if ":" in thing else "file" if "." in thing else "quotation"
