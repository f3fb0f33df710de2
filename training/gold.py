"""Annotated documents as targets for the network: which word tells what, and who takes part."""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.tokens import Span, Token

from dragoman.loaders.documents.code.lexicon import types_of
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.extract import source_of
from dragoman.loaders.documents.learned.candidates import Candidate, find_candidates
from dragoman.loaders.documents.learned.features import PairFeatures, keys, word_features
from dragoman.loaders.documents.learned.vocabulary import CUED, MODALITIES, STANCES, TYPES, UNCUED
from dragoman.loaders.documents.learned.windows import Window, cut
from dragoman.loaders.documents.parse import straighten
from dragoman.loaders.documents.text import DocumentText
from training.documents import document_of

MASKED = -100


@dataclass
class Part:
    """Who takes part in what a word tells, in one role.

    Attributes:
        word: index of the word.
        right: for each candidate, whether it stands for one who does.
        pointed: for each candidate, whether the annotator pointed at its words; None when at none.
    """

    word: int
    right: list[bool]
    pointed: list[bool] | None


@dataclass
class Example:
    """One document as the network sees it, with what it is to find; lists run parallel to `words`."""

    name: str
    windows: list[Window]
    words: list[int]
    features: list[list[str]]
    types: list[int]
    modalities: list[int]
    statements: list[int]
    stances: list[int]
    candidates: list[list[int]] = field(default_factory=list)
    groups: list[list[str]] = field(default_factory=list)
    parts: dict[str, list[Part]] = field(default_factory=dict)
    pairs: dict[int, list[list[str]]] = field(default_factory=dict)
    abouts: list[tuple[int, list[int]]] = field(default_factory=list)


def examples(folder: Path) -> Iterator[Example]:
    """The documents of a folder in the format of annotated documents: `<stem>.txt` with `<stem>.gold.jsonl`."""
    for gold in sorted(folder.glob("**/*.gold.jsonl")):
        path = gold.with_name(gold.name.removesuffix(".gold.jsonl") + ".txt")
        facts = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
        yield example(document_of(path), facts)


def example(document: DocumentText, facts: list[dict[str, Any]]) -> Example:
    """One document with its facts."""
    source = source_of(document)
    windows = cut(source.doc, document.title, source.prose)
    words = [token for window in windows for token, _ in window.words]
    found = Example(
        name=document.name,
        windows=windows,
        words=words,
        features=[list(word_features(source.doc[i], source, _quoted(source, source.doc[i]))) for i in words],
        types=[0] * len(words),
        modalities=[MASKED] * len(words),
        statements=[0] * len(words),
        stances=[0] * len(words),
    )
    _Filling(source, found, find_candidates(source)).fill(facts)
    return found


def _quoted(source: Source, token: Token) -> bool:
    return any(quote.holds(token) for quote, _ in source.quotes)


class _Filling:
    """Putting the facts of one document into its example."""

    def __init__(self, source: Source, example: Example, candidates: list[Candidate]) -> None:
        self.source, self.example, self.candidates = source, example, candidates
        self.at = {token: word for word, token in enumerate(example.words)}
        self.text = source.doc.text
        self.events: list[tuple[int, dict[str, Any]]] = []
        example.candidates = [
            [self.at[index] for index in range(one.start, one.end) if index in self.at] for one in candidates
        ]
        example.groups = [sorted(keys(one)) for one in candidates]
        example.parts = {"initiator": [], "recipient": [], "speaker": [], "responder": []}

    def fill(self, facts: list[dict[str, Any]]) -> None:
        """Put them in, events first: statements and reactions point at them."""
        for fact in facts:
            if fact["kind"] == "event":
                self._event(fact)
        for fact in facts:
            if fact["kind"] == "statement":
                self._statement(fact)
            if fact["kind"] == "response":
                self._response(fact)
        pairs = PairFeatures(self.source, self.candidates)
        for word in sorted({part.word for parts in self.example.parts.values() for part in parts}):
            token = self.source.doc[self.example.words[word]]
            self.example.pairs[word] = [[*own, *new] for own, new in zip(pairs.own, pairs.of_all(token), strict=True)]

    def _event(self, fact: dict[str, Any]) -> None:
        word = self._word(fact, fact.get("trigger") or fact["keywords"][0], fact["type"])
        if word is None:
            return
        if self.example.types[word]:
            return
        self.example.types[word] = TYPES.index(fact["type"])
        self.example.modalities[word] = MODALITIES.index(fact["modality"])
        self.events.append((word, fact))
        for role in ("initiator", "recipient"):
            ids = set(fact[f"{role}s"])
            right = [bool(keys(one) & ids) for one in self.candidates]
            if ids and not any(right):
                continue
            self._part(role, word, right, fact, fact.get(f"{role}_mentions") or [])

    def _statement(self, fact: dict[str, Any]) -> None:
        cue = fact.get("cue")
        word = self._word(fact, cue) if cue else self._root(fact, fact.get("content"))
        if word is None:
            return
        self.example.statements[word] = CUED if cue else UNCUED
        right = [
            fact["actor"] in keys(one)
            and (not fact.get("speaker") or any(_alike(fact["speaker"], actor.name) for actor in one.actors))
            for one in self.candidates
        ]
        mention = fact.get("speaker_mention")
        self._part("speaker", word, right, fact, [mention] if mention else [])

    def _response(self, fact: dict[str, Any]) -> None:
        word = self._word(fact, fact.get("cue") or "")
        if word is None:
            return
        self.example.stances[word] = STANCES.index(fact["stance"])
        right = [fact["actor"] in keys(one) for one in self.candidates]
        known = next((part for part in self.example.parts["responder"] if part.word == word), None)
        if known is not None:
            known.right = [one or other for one, other in zip(known.right, right, strict=True)]
        else:
            self.example.parts["responder"].append(Part(word, right, None))
        meant = [event for event, other in self.events if event != word and _is_about(fact, other)]
        if meant:
            self.example.abouts.append((word, meant))

    def _part(self, role: str, word: int, right: list[bool], fact: dict[str, Any], mentions: list[str]) -> None:
        spans = [span for mention in mentions if (span := self._span(fact, mention)) is not None]
        pointed = [
            hit and any(span.start < one.end and one.start < span.end for span in spans)
            for hit, one in zip(right, self.candidates, strict=True)
        ]
        self.example.parts[role].append(Part(word, right, pointed if any(pointed) else None))

    def _span(self, fact: dict[str, Any], words: str) -> Span | None:
        start = self.text.find(straighten(fact["sentence"]))
        at = self.text.find(straighten(words), start) if start >= 0 and words else -1
        if at < 0 or at > start + len(fact["sentence"]):
            return None
        return self.source.doc.char_span(at, at + len(words), alignment_mode="expand")

    def _word(self, fact: dict[str, Any], words: str, type: str | None = None) -> int | None:
        """The word by which the fact's words hang in the sentence; first of all one listed for the type."""
        span = self._span(fact, words)
        if span is None:
            return None
        inside = [token for token in span if token.i in self.at and (token.is_alpha or "-" in token.text)]
        listed = [token for token in inside if type in types_of(token)] if type else []
        best = listed or [span.root] if span.root.i in self.at else listed or inside
        return self.at[best[0].i] if best and best[0].i in self.at else None

    def _root(self, fact: dict[str, Any], content: str | None) -> int | None:
        span = self._span(fact, content or fact["sentence"])
        root = span.sent.root if span is not None else None
        return self.at.get(root.i) if root is not None else None


def _fold(text: str) -> str:
    text = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in text if not unicodedata.combining(sign)).lower()


def _alike(one: str, other: str) -> bool:
    words = ({word for word in re.findall(r"[\w'-]+", _fold(name)) if len(word) > 2} for name in (one, other))
    return bool(set.intersection(*words))


def _is_about(response: dict[str, Any], event: dict[str, Any]) -> bool:
    told = _fold(" ".join([event.get("trigger") or "", *event["keywords"]]))
    named = any(_fold(word) in told for word in response["event_keywords"])
    actor = response.get("event_actor")
    return named and (not actor or actor in event["initiators"])
