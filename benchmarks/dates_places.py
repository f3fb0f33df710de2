"""How often dates and places of events are read right: `python -m benchmarks.dates_places GOLD_FOLDER...`.

A folder holds annotated documents (`<stem>.txt` and `<stem>.gold.jsonl`), whose events point at their trigger words.
The event is taken as given, so that the figures tell of dates and places alone.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from dragoman.graph.records import DateRange, Place
from dragoman.graph.vocabulary import Precision
from dragoman.loaders.documents.parse import parse
from dragoman.loaders.documents.when import assumed_date, date_of
from dragoman.loaders.documents.where import place_of
from dragoman.loaders.documents.where.known import place_key

DATE_LINE = 2


def main() -> None:
    """Print how many dates and places were right, wrong, missing, or given where the annotator gave none."""
    measures = {name: Counter[str]() for name in ("date told", "date told or assumed", "place")}
    for folder in sys.argv[1:]:
        for gold in sorted(Path(folder).glob("**/*.gold.jsonl")):
            for name, outcome in outcomes(gold):
                measures[name][outcome] += 1
    table = Table("", "right", "wrong", "missing", "beyond gold", "precision")
    for name, counts in measures.items():
        given = counts["right"] + counts["wrong"]
        figures = (str(counts[outcome]) for outcome in ("right", "wrong", "missing", "beyond gold"))
        table.add_row(name, *figures, f"{counts['right'] / given:.2f}" if given else "-")
    Console().print(table)


def outcomes(gold: Path) -> Iterator[tuple[str, str]]:
    """What each event of one document comes to: the measure's name and `right`, `wrong`, `missing` or `beyond gold`."""
    text = gold.with_name(gold.name.replace(".gold.jsonl", ".txt")).read_text(encoding="utf-8")
    published = _day(text.split("\n")[DATE_LINE])
    doc = parse(text)
    events = sorted(_events(gold, text), key=lambda found: found[0])
    previous: DateRange | None = None
    for start, event in events:
        span = doc.char_span(start, start + len(event["trigger"]), alignment_mode="expand")
        if span is None:
            continue
        told = date_of(span.root, published, previous)
        if told and told.precision is Precision.DAY:
            previous = told
        assumed = told or (assumed_date(span.root, published, previous) if event["modality"] == "factual" else None)
        yield "date told", _outcome(event["date"], _start(told), str.startswith)
        yield "date told or assumed", _outcome(event["date"], _start(assumed), str.startswith)
        yield "place", _outcome(event["place"], _name(place_of(span.root, doc)), _same_place)


def _events(gold: Path, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for line in gold.read_text(encoding="utf-8").splitlines():
        fact = json.loads(line)
        if fact["kind"] == "event" and fact.get("trigger"):
            sentence = text.find(fact["sentence"])
            within = fact["sentence"].find(fact["trigger"])
            if sentence >= 0 and within >= 0:
                yield sentence + within, fact


def _outcome(gold: str | None, found: str | None, same: Callable[[str, str], bool]) -> str:
    if not gold:
        return "beyond gold" if found else "rightly none"
    if not found:
        return "missing"
    return "right" if same(found, gold) else "wrong"


def _same_place(found: str, gold: str) -> bool:
    return place_key(found) in place_key(gold) or place_key(gold) in place_key(found)


def _start(when: DateRange | None) -> str | None:
    return when.start.isoformat() if when else None


def _name(place: Place | None) -> str | None:
    return place.name if place else None


def _day(line: str) -> date | None:
    try:
        return date.fromisoformat(line.strip())
    except ValueError:
        return None


if __name__ == "__main__":
    main()
