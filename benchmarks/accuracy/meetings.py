"""Readouts of calls and meetings: is the talk found, with both sides and on its day?

A readout's title names the two sides ("Readout of President Biden's Call with President Duda of Poland"), and it is
published on the day of the talk or within a week: so thousands can be read without an annotator.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from benchmarks.accuracy.scoring import Reader
from dragoman.graph.records import EventRecord
from dragoman.graph.vocabulary import EventType, Modality
from dragoman.loaders.documents.code.attribution import actors_in
from dragoman.loaders.documents.extract import source_of
from dragoman.loaders.documents.text import DocumentText
from training.documents import document_of

_TALK = re.compile(
    r"^readout\b(?P<who>.+?)\b(?:call|meeting|conversation|talk)s?\b.*? with (?P<whom>.+)$", re.IGNORECASE
)
_LATEST = timedelta(days=7)


@dataclass
class Meetings:
    """Readouts whose title names the sides; of these, those where the talk was found, and on a day it may have been."""

    told: int = 0
    found: int = 0
    dated: int = 0


def score_meetings(folder: Path, reader: Reader) -> Meetings:
    """Score all readouts of a folder whose titles name one state or body on each side.

    Args:
        folder: holds readouts as Markdown files.
        reader: from a parsed document to its facts.
    """
    total = Meetings()
    for document in map(document_of, sorted(folder.glob("*.md"))):
        match = _TALK.match(document.title or "")
        ours, theirs = (_states(match[side], document) for side in ("who", "whom")) if match else (set(), set())
        theirs -= ours
        if len(ours) != 1 or not theirs:
            continue
        talks = [
            fact
            for fact in reader(source_of(document))
            if isinstance(fact, EventRecord) and _is_talk(fact, ours, theirs)
        ]
        total.told += 1
        total.found += bool(talks)
        total.dated += any(_is_on_its_day(talk, document) for talk in talks)
    return total


def _states(words: str, document: DocumentText) -> set[str]:
    return {actor.state for actor in actors_in(words, document.published) if actor.state}


def _is_talk(fact: EventRecord, ours: set[str], theirs: set[str]) -> bool:
    sides = {actor.state or actor.id for actor in (*fact.initiators, *fact.recipients)}
    factual = fact.type is EventType.CONSULT and fact.modality is Modality.FACTUAL
    return factual and bool(sides & ours) and bool(sides & theirs)


def _is_on_its_day(talk: EventRecord, document: DocumentText) -> bool:
    if talk.date is None or document.published is None or talk.date.start != talk.date.end:
        return False
    return document.published - _LATEST <= talk.date.start <= document.published
