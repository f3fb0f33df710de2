"""Single sentences of the PLOVER gold standard records: is the directed pair found, and with the right type?"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.accuracy.scoring import Fact, Reader
from dragoman.loaders.documents.extract import source_of
from dragoman.loaders.documents.text import DocumentText
from dragoman.loaders.gazetteer import entries, lookup

# PLOVER's types of 2016, when these records were made, by their names of today.
_TODAY = {"DEMAND": "REQUEST", "FIGHT": "ASSAULT", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}


@dataclass
class Pairs:
    """Sentences with a directed pair; of these, those where it was found, and there with the right type."""

    told: int = 0
    found: int = 0
    typed: int = 0


def sentences(file: Path) -> Iterator[dict[str, Any]]:
    """The records of a file in the format of PLOVER's gold standard."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def score_pairs(file: Path, reader: Reader) -> Pairs:
    """Score the sentences that tell who does something to whom, as far as the gazetteer knows both.

    Args:
        file: records in the format of PLOVER's gold standard.
        reader: from a parsed document to its facts.
    """
    total = Pairs()
    for number, record in enumerate(sentences(file)):
        sources, targets = actors(record.get("source")), actors(record.get("target"))
        if not sources or not targets:
            continue
        found = [event for event in _events(record["text"], number, reader) if _joins(event, sources, targets)]
        total.told += 1
        total.found += bool(found)
        total.typed += any(event["type"] == _TODAY.get(record["event"], record["event"]) for event in found)
    return total


def actors(told: Any) -> set[str]:
    """The ids of the actors that a record names, as our gazetteer has them.

    Groups are coded by their state ("Hamas": PSE); the group itself is as right an answer.
    """
    named = told if isinstance(told, list) else []
    known = [entry for actor in named for entry in (entries().get(actor.get("code", "")), lookup(actor["actorText"]))]
    return {entry.state or entry.id for entry in known if entry is not None}


def _events(text: str, number: int, reader: Reader) -> list[Fact]:
    document = DocumentText(name=f"{number}.txt", text=text, published=date(2000, 1, 1))
    return [fact.model_dump(mode="json") for fact in reader(source_of(document)) if fact.kind == "event"]


def _joins(event: Fact, sources: set[str], targets: set[str]) -> bool:
    initiators, recipients = (
        {actor["state"] or actor["id"] for actor in event[role]} for role in ("initiators", "recipients")
    )
    return bool(initiators & sources) and bool(recipients & targets)
