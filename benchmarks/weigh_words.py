"""Measure the weights of event words and verbs of saying anew: `python -m benchmarks.weigh_words GOLD_FOLDER`.

The rows of `events.csv` and `speech.csv` (words, senses, cues, stances) are written by hand and stay; each weight
becomes the share of the word's occurrences that annotators pointed at, smoothed by three occurrences.
"""

import csv
import sys
from collections import Counter, defaultdict
from pathlib import Path

from benchmarks.annotated import annotated
from dragoman.loaders.documents.code import lexicon, speech

_FOLDER = Path(lexicon.__file__).parent
_SMOOTHING = 3
_EVENT_PRIOR, _SAYING_PRIOR = 0.45, 0.5


def main() -> None:
    """Rewrite both tables in place."""
    senses: dict[lexicon.Sense, Counter[bool]] = defaultdict(Counter)
    sayings: dict[str, Counter[bool]] = defaultdict(Counter)
    for document in annotated(Path(sys.argv[1])):
        triggers: dict[int, set[str]] = defaultdict(set)
        cues: set[int] = set()
        for fact in document.facts:
            words = fact.get("trigger") if fact["kind"] == "event" else fact.get("cue")
            span = document.span_of(fact, words) if words else None
            for token in span or ():
                if fact["kind"] == "event":
                    triggers[token.i].add(fact["type"])
                elif fact["kind"] == "statement":
                    cues.add(token.i)
        for token in document.doc:
            sense = lexicon.sense_of(token)
            if sense is not None:
                senses[sense][sense.type.value in triggers[token.i]] += 1
            if speech.saying_of(token) is not None:
                sayings[token.lemma_.lower()][token.i in cues] += 1
    by_row: dict[tuple[str, ...], Counter[bool]] = {
        (s.lemma, s.part, s.type.value, " ".join(sorted(s.cues))): counts for s, counts in senses.items()
    }
    _rewrite("events.csv", ("lemma", "part", "type", "cues"), by_row, _EVENT_PRIOR)
    _rewrite("speech.csv", ("lemma",), {(lemma,): counts for lemma, counts in sayings.items()}, _SAYING_PRIOR)


def _rewrite(table: str, key: tuple[str, ...], counts: dict[tuple[str, ...], Counter[bool]], prior: float) -> None:
    path = _FOLDER / table
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        for row in rows:
            seen = counts.get(tuple(row[name] for name in key), Counter())
            share = (seen[True] + _SMOOTHING * prior) / (seen.total() + _SMOOTHING)
            writer.writerow(row | {"weight": f"{share:.2f}"})


if __name__ == "__main__":
    main()
