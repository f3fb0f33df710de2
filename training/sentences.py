"""Single annotated sentences as examples: one event each, the main one; what else a sentence tells is not annotated."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.loaders.documents.text import DocumentText
from training.gold import MASKED, Example, example

_DAY = date(2000, 1, 1)


def sentence_examples(file: Path) -> Iterator[Example]:
    """The sentences of a file in the format of PLOVER's gold standard records.

    A record has `text`, `source` and `target` (each a list of `actorText` and `code`), `event` (its type) and
    `eventText` (the words that name it).
    """
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip():
            record = json.loads(line)
            document = DocumentText(name=record["id"], text=record["text"], published=_DAY)
            yield _unsure(example(document, [_fact(record)]))


def _fact(record: dict[str, Any]) -> dict[str, Any]:
    source, target = record.get("source") or [], record.get("target") or []
    return {
        "kind": "event",
        "sentence": record["text"],
        "type": record["event"],
        "trigger": record["eventText"],
        "keywords": [record["eventText"]],
        "modality": "factual",
        "initiators": [actor["code"] for actor in source],
        "recipients": [actor["code"] for actor in target],
        "initiator_mentions": [actor["actorText"] for actor in source],
        "recipient_mentions": [actor["actorText"] for actor in target],
    }


def _unsure(found: Example) -> Example:
    """Nothing is said of statements, reactions and manner, nor of other words that may tell events."""
    several = [any(name.startswith("rule:sense") for name in names) for names in found.features]
    found.types = [MASKED if not kind and listed else kind for kind, listed in zip(found.types, several, strict=True)]
    found.modalities = [MASKED] * len(found.words)
    found.statements = [MASKED] * len(found.words)
    found.stances = [MASKED] * len(found.words)
    return found
