"""Named persons in offices, as texts tell of them."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from dragoman.graph.records import OfficialRecord
from dragoman.loaders.documents.extract import extract
from dragoman.loaders.documents.text import DocumentText


def officials(text: str, published: date | None = date(2020, 1, 10), name: str = "a.txt") -> list[OfficialRecord]:
    facts = extract(DocumentText(name, text, published=published)).facts
    return [fact for fact in facts if isinstance(fact, OfficialRecord)]


@pytest.mark.parametrize(
    ("text", "name", "office", "state"),
    [
        ("South Korea’s Acting President Choi Sang-mok spoke.", "Choi Sang-mok", "Acting President", "KOR"),
        ("U.S. Secretary of State Antony Blinken spoke.", "Antony Blinken", "Secretary of State", "USA"),
        ("The Greek energy minister Kostas Pappas resigned.", "Kostas Pappas", "energy minister", "GRC"),
        ("President of Ukraine Petro Melnyk spoke.", "Petro Melnyk", "President", "UKR"),
        ("The mayor of London, Ann Baker, spoke.", "Ann Baker", "mayor of London", "GBR"),
        ("Jan Novak, deputy director of the Czech Energy Forum, agreed.", "Jan Novak", "deputy director", "CZE"),
        ("Former US Ambassador to Mexico Ann Baker wrote a letter.", "Ann Baker", "Ambassador to Mexico", "USA"),
        ("Pia Lund, who is the Danish defence minister, agreed.", "Pia Lund", "defence minister", "DNK"),
        ("A State Department spokesperson, Ann Baker, declined.", "Ann Baker", "spokesperson", "USA"),
        ("Turkish Foreign Ministry spokesman Ali Kaya agreed.", "Ali Kaya", "Foreign Ministry spokesman", "TUR"),
        ("Prime Minister Okafor of Nigeria arrived.", "Okafor", "Prime Minister", "NGA"),
        ("NATO Secretary General Jens Stoltenberg arrived.", "Jens Stoltenberg", "Secretary General", "NATO"),
        ("Bases are a sign of Kim Jong Un’s leadership.", "Kim Jong Un", "leader", "PRK"),
        ("Pope Francis prayed.", "Francis", "Pope", "VAT"),
        ("New Mexico Governor Ann Baker signed the law.", "Ann Baker", "Governor", "USA"),
    ],
)
def test_an_office_with_its_holder_and_state(text: str, name: str, office: str, state: str) -> None:
    (record,) = officials(text)
    assert record.name == name
    assert office.lower() in record.office.lower()
    assert record.state == state
    assert record.actor.state == state
    assert record.actor.id.startswith(f"official:{state.lower()}:")


def test_two_offices_joined_have_one_holder() -> None:
    found = officials("Foreign Minister and Alternate Prime Minister Yair Lapid of Israel spoke.", date(2021, 8, 1))
    assert {record.office for record in found} == {"Foreign Minister", "Alternate Prime Minister"}
    assert {record.actor.id for record in found} == {"official:isr:yair-lapid"}


def test_one_office_of_several_holders() -> None:
    found = officials("Presidents Biden and von der Leyen announced a task force.", date(2022, 3, 25))
    assert {(record.name, record.state) for record in found} == {("Biden", "USA"), ("von der Leyen", "EU")}


def test_acting_and_former() -> None:
    (acting,) = officials("Adil Abdul-Mahdi, the caretaker Prime Minister of Iraq, resigned.")
    assert acting.acting and not acting.former
    (former,) = officials("Brett McGurk, who was special envoy of the United States until December, agreed.")
    assert former.former and not former.acting


def test_an_aide_serves_the_state_of_the_one_who_sent_him() -> None:
    (record,) = [
        one for one in officials("Trump's special envoy Paul Stone met the rebels.") if one.name == "Paul Stone"
    ]
    assert record.state == "USA"


def test_all_sentences_about_one_office_are_evidence_and_the_fullest_name_is_kept() -> None:
    text = "Iran answered.\n\nPresident Hassan Rouhani spoke.  Later “President Rouhani” left for Tehran.\n"
    (record,) = officials(text)
    assert record.name == "Hassan Rouhani"
    assert len(record.evidence) == 2
    for evidence in record.evidence:
        assert text[evidence.start : evidence.end] == evidence.sentence
        assert "Rouhani" in evidence.sentence


@pytest.mark.parametrize(
    "text",
    [
        "The European Commission will work with Member States.",
        "Statement on the Quad Leaders Summit",
        "General Motors pays a fine.",
        "The General Assembly of the United Nations voted.",
        "Michael Jordan scored forty points.",
    ],
)
def test_what_is_no_office(text: str) -> None:
    assert officials(text) == []


@pytest.mark.parametrize(
    ("documents", "least"),
    [("dev", 0.85), ("train/news", 0.8), ("train/readouts", 0.9), ("train/statements", 0.9)],
)
def test_annotated_documents(shared: Path, tmp_path: Path, documents: str, least: float) -> None:
    folder = shared / "gold" / documents
    lines = []
    for path in sorted(folder.glob("*.txt"))[:25]:
        text = path.read_text(encoding="utf-8")
        third = text.split("\n")[2].strip()
        published = date.fromisoformat(third) if third[:2] == "20" and len(third) == 10 else date(2025, 1, 15)
        lines += [record.model_dump_json() for record in officials(text, published, path.name)]
        (tmp_path / path.name).write_text(text, encoding="utf-8")
        gold = path.with_name(f"{path.stem}.gold.jsonl").read_text(encoding="utf-8")
        wanted = [line for line in gold.splitlines() if json.loads(line)["kind"] == "official"]
        (tmp_path / f"{path.stem}.gold.jsonl").write_text("\n".join(wanted), encoding="utf-8")
    predictions = tmp_path / "predictions.jsonl"
    predictions.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, str(shared / "gold" / "score"), str(tmp_path), str(predictions)]
    scored = subprocess.run([*command, "--min", f"official={least}"], capture_output=True, text=True, check=False)
    assert scored.returncode == 0, scored.stdout
