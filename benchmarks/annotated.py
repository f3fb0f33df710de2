"""Annotated documents: the text, its parse, and the facts that careful readers found in it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Span

from dragoman.loaders.documents.parse import parse, straighten

_DATE_LINE = 2


@dataclass(frozen=True)
class Annotated:
    """One document with its gold facts; title on the first line, date on the third."""

    path: Path
    text: str
    doc: Doc
    facts: list[dict[str, Any]]

    @property
    def title(self) -> str:
        """The headline."""
        return self.text.split("\n", 1)[0]

    @property
    def published(self) -> date:
        """The day of publication."""
        return date.fromisoformat(self.text.split("\n")[_DATE_LINE].strip())

    def span_of(self, fact: dict[str, Any], words: str) -> Span | None:
        """Where the fact's words stand in the text, within the sentence it quotes."""
        clean = self.doc.text
        start = clean.find(straighten(fact["sentence"]))
        at = clean.find(straighten(words), start) if start >= 0 else -1
        return self.doc.char_span(at, at + len(words), alignment_mode="expand") if at >= 0 else None


def annotated(folder: Path) -> Iterator[Annotated]:
    """Every annotated document below a folder, parsed."""
    for gold in sorted(folder.glob("**/*.gold.jsonl")):
        path = gold.with_name(gold.name.removesuffix(".gold.jsonl") + ".txt")
        text = path.read_text(encoding="utf-8")
        facts = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
        yield Annotated(path, text, parse(text), facts)
