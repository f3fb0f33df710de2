"""How well whole documents are read: the bars that the project has set itself, on annotated documents."""

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest

from dragoman.loaders.documents.extract import extract
from dragoman.loaders.documents.text import DocumentText


def document(path: Path) -> DocumentText:
    """An annotated document: title on line 1, date on line 3; the analysis without a date is of 15 January 2025."""
    text = path.read_text(encoding="utf-8")
    title, _, day = (text.split("\n", 3) + [""] * 3)[:3]
    try:
        return DocumentText(path.name, text, title=title, published=date.fromisoformat(day.strip()), language="en")
    except ValueError:
        return DocumentText(path.name, text, published=date(2025, 1, 15), language="en")


@pytest.mark.parametrize(
    ("folder", "bars"),
    [
        ("dev", ["official=0.90", "event=0.30", "statement=0.70", "response=0.40", "all=0.52"]),
        ("train/news", ["official=0.80", "event=0.30", "statement=0.60", "all=0.48"]),
        ("train/readouts", ["official=0.90", "event=0.45", "statement=0.70", "all=0.60"]),
    ],
)
def test_documents_are_read_as_well_as_promised(shared: Path, tmp_path: Path, folder: str, bars: list[str]) -> None:
    gold = shared / "gold" / folder
    records = (fact for path in sorted(gold.glob("*.txt")) for fact in extract(document(path)).facts)
    lines = [json.dumps(fact.model_dump(mode="json"), ensure_ascii=False) for fact in records]
    predictions = tmp_path / "predictions.jsonl"
    predictions.write_text("\n".join(lines), encoding="utf-8")
    options = [word for bar in bars for word in ("--min", bar)]
    scored = subprocess.run(
        [str(shared / "gold" / "score"), str(gold), str(predictions), *options], capture_output=True, text=True
    )
    assert scored.returncode == 0, scored.stdout


def test_the_analysis_of_north_koreas_launches(shared: Path) -> None:
    """What the project was asked to answer about this text, with the text's words for it."""
    path = shared / "docs" / "north-korea-missiles-2025-01.txt"
    text = path.read_text(encoding="utf-8")
    facts = extract(DocumentText(path.name, text, published=date(2025, 1, 15), language="en")).facts
    events = {fact.id: fact for fact in facts if fact.kind == "event"}
    dated = {
        (e.date.start.isoformat(), e.place.name if e.place else None)
        for e in events.values()
        if e.date and {a.id for a in e.initiators} == {"PRK"} and e.type.value == "MOBILIZE"
    }
    assert ("2025-01-14", "Jagang Province") in dated
    assert "2025-01-07" in {day for day, _ in dated}
    responses = [fact for fact in facts if fact.kind == "response"]
    stances = {(r.actor.id, r.speaker.name if r.speaker else None, r.stance.value) for r in responses}
    assert {
        ("KOR", None, "CONDEMNED"),
        ("JPN", None, "CONDEMNED"),
        ("KOR", "Choi Sang-mok", "CONDEMNED"),
        ("JPN", "Yoshimasa Hayashi", "ACKNOWLEDGED"),
        ("USA", "Antony Blinken", "DEMANDED"),
        ("PRK", "Kim Jong Un", "THREATENED"),
    } <= stances
    assert ("KOR", "ACTED") in {(actor, stance) for actor, _, stance in stances}
    shares = [e for e in events.values() if e.type.value == "COOPERATE" and {a.id for a in e.recipients} == {"USA"}]
    assert any(actor.state == "KOR" for event in shares for actor in event.initiators)
    assert any({a.id for a in f.members} == {"PRK", "CHN"} for f in facts if f.kind == "alliance")
    together = [{events[id].name for id in f.events} for f in facts if f.kind == "coincidence"]
    assert any(any("return by Donald Trump" in name for name in names) for names in together)
