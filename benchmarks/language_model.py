"""What the checks on a language model's facts cost: the annotators' own facts, put to them as if a model told them.

    python -m benchmarks.language_model GOLD_FOLDER PREDICTIONS

Writes the records that pass to PREDICTIONS, for the annotators' scorer, and tells what was dropped and why. Needs
documents of which the annotators pointed at the words.
"""

import argparse
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.loaders.documents.language_model.answer import Answer
from dragoman.loaders.documents.language_model.checking import page_of
from dragoman.loaders.documents.language_model.facts import facts_of
from dragoman.loaders.documents.language_model.tally import Tally
from dragoman.loaders.documents.language_model.windows import Window
from dragoman.loaders.documents.mentions import find_mentions
from dragoman.loaders.documents.parse import parse
from dragoman.loaders.documents.resolve import resolve_actors
from dragoman.loaders.documents.text import DocumentText

Fact = dict[str, Any]


def answer(gold: list[Fact]) -> Answer:
    """The annotated facts of a document as a model would tell them; coincidences are left out."""
    events = [(f"e{number}", fact) for number, fact in enumerate(of_kind(gold, "event"))]
    return Answer.model_validate(
        {
            "officials": [
                {"acting": False, "former": False} | {key: fact[key] for key in ("sentence", "name", "office", "state")}
                for fact in of_kind(gold, "official")
            ],
            "events": [event(key, fact) for key, fact in events],
            "statements": [
                {
                    "sentence": fact["sentence"],
                    "speaker": fact.get("speaker_mention") or fact["speaker"] or fact["actor"] or "nobody",
                    "text": fact.get("content") or fact["sentence"],
                    "stance": None,
                    "about": [],
                }
                for fact in of_kind(gold, "statement")
            ],
            "responses": [
                {
                    "sentence": fact["sentence"],
                    "actor": fact["speaker"] or fact["actor"],
                    "stance": fact["stance"],
                    "event": next((key for key, it in events if is_meant(fact, it)), "none"),
                    "reaction": None,
                }
                for fact in of_kind(gold, "response")
            ],
            "alliances": [
                {"sentence": fact["sentence"], "members": fact["members"], "name": None, "type": None}
                for fact in of_kind(gold, "alliance")
            ],
            "coincidences": [],
        }
    )


def of_kind(gold: list[Fact], kind: str) -> Iterator[Fact]:
    """The facts of one kind."""
    return (fact for fact in gold if fact["kind"] == kind)


def event(key: str, fact: Fact) -> Fact:
    """An annotated event as a model would tell it."""
    return {
        "key": key,
        "sentence": fact["sentence"],
        "words": fact.get("trigger") or "",
        "name": next(iter(fact["keywords"]), ""),
        "type": fact["type"],
        "initiators": fact.get("initiator_mentions") or fact["initiators"],
        "recipients": fact.get("recipient_mentions") or fact["recipients"],
        "time": None,
        "place": fact["place"],
        "modality": fact["modality"],
    }


def is_meant(response: Fact, event: Fact) -> bool:
    """Whether a response is to that event."""
    words = [word.lower() for word in response["event_keywords"]]
    return bool(set(words) & {word.lower() for word in event["keywords"]}) or any(
        word in event["sentence"].lower() for word in words
    )


def document(path: Path) -> DocumentText:
    """An annotated document: title on line 1, date on line 3."""
    text = path.read_text(encoding="utf-8")
    title, _, day = (text.split("\n", 3) + [""] * 3)[:3]
    return DocumentText(path.name, text, title=title, published=date.fromisoformat(day.strip()), language="en")


def main() -> None:
    """Put the facts of a folder to the checks."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("predictions", type=Path)
    given = arguments.parse_args()
    tally = Tally()
    with given.predictions.open("w", encoding="utf-8") as out:
        for path in sorted(given.gold.glob("*.txt")):
            lines = path.with_suffix(".gold.jsonl").read_text(encoding="utf-8").splitlines()
            text = document(path)
            doc = parse(text.text)
            page = page_of(text, doc, resolve_actors(doc, find_mentions(doc), text.published))
            spans = tuple((span.start_char, span.end_char) for span in page.spans)
            whole = Window(0, len(text.text), spans)
            for fact in facts_of(page, [(whole, answer([json.loads(line) for line in lines]))]):
                out.write(fact.model_dump_json() + "\n")
            tally.add(page.tally)
    print(f"{tally.told} facts, {tally.dropped.total()} dropped")
    for reason, count in tally.dropped.most_common():
        print(f"{count:6} {reason.value}")


if __name__ == "__main__":
    main()
