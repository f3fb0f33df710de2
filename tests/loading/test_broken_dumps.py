"""A dump that somebody has edited or cut: what is whole is read, the rest is told by line, kind and field."""

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.graph.errors import DragomanError
from dragoman.graph.ledger.decisions import Decision, Verdict
from dragoman.loaders.documents.read import Unreadable
from dragoman.loaders.documents.sources import Source
from dragoman.loaders.dumps import DumpedDocument, is_dump, read_dump

COMMON = {"document": "a.md", "confidence": 0.8, "evidence": []}
ACTOR = {"kind": "actor", "id": "FRA", "actor_kind": "state", "state": "FRA", "known": True, "names": ["France"],
         "aliases": []}  # fmt: skip
EVENT = {"kind": "event", "id": "event:a", "name": "a protest", "type": "PROTEST", **COMMON}
TOGETHER = {"kind": "coincidence", "id": "coincidence:a", "events": ["event:a", "event:a"], **COMMON}
PAIR = {"kind": "decision", "verdict": "merge", "left": "event:a", "right": "event:b", "group": "decision:a",
        "score": 0.5, "reasons": ["same day"]}  # fmt: skip
NODE, END = {"kind": "node", "labels": [], "id": "FRA", "properties": {}}, {"kind": "end"}


def head(name: str) -> dict[str, Any]:
    return {"kind": "document", "document": name, "id": f"document:{name}", "sha256": "0", "text": "A protest.",
            "extractor": "rules-1", "corrects": []}  # fmt: skip


def read(folder: Path, *lines: Any) -> list[DumpedDocument | Decision | Unreadable]:
    path = folder / "graph.jsonl"
    written = [line if isinstance(line, str) else json.dumps(line) for line in ({"kind": "dump", "version": 1}, *lines)]
    path.write_text("\n".join(written) + "\n", encoding="utf-8")
    source = Source("graph.jsonl", str(path))
    assert is_dump(source)
    return list(read_dump(source))


def test_a_whole_dump_gives_documents_and_decisions(tmp_path: Path) -> None:
    page = head("a.md") | {"url": "https://news.example/", "address": "https://news.example/a"}
    first, second, decision = read(tmp_path, page, ACTOR, EVENT, TOGETHER, head("b.md"), PAIR, NODE, END)
    assert isinstance(first, DumpedDocument)
    assert isinstance(second, DumpedDocument)
    assert [fact.id for fact in first.records.facts] == ["event:a", "coincidence:a"]
    assert (first.records.document.address, second.records.document.address) == ("https://news.example/a", None)
    assert decision == Decision(
        verdict=Verdict.MERGE,
        left=("event:a",),
        right=("event:b",),
        score=0.5,
        reasons=("same day",),
        group="decision:a",
    )


def without(line: dict[str, Any], field: str) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name != field}


@pytest.mark.parametrize(
    ("lines", "line", "told"),
    [
        ([ACTOR | {"names": None}, EVENT], 3, "actor.names"),
        ([without(EVENT, "type")], 3, "event.type"),
        ([EVENT | {"initiators": [{"id": "FRA", "name": "France", "kind": "moon"}]}], 3, "event.initiators.0.kind"),
        ([EVENT, {"kind": "wish"}], 4, "'wish'"),
        ([{"kind": ["event"]}], 3, "kind"),
        (["[]"], 3, "object"),
        (['{"kind": "event", "na'], 3, "JSON"),
        ([TOGETHER], 2, "event:a"),
    ],
)
def test_a_document_with_a_broken_line_is_left_out_alone(
    tmp_path: Path, lines: list[Any], line: int, told: str
) -> None:
    broken, whole = read(tmp_path, head("a.md"), *lines, head("b.md"), EVENT, END)
    assert isinstance(broken, Unreadable)
    assert (broken.name, broken.line) == ("graph.jsonl", line)
    assert told in broken.reason
    assert "a.md" in broken.reason
    assert isinstance(whole, DumpedDocument)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (without(head("a.md"), "extractor"), "document.extractor"),
        (without(head("a.md"), "corrects"), "document.corrects"),
        (head("a.md") | {"published": "some day"}, "document.published"),
        (PAIR | {"left": ["event:a"]}, "decision.left"),
        (without(PAIR, "group"), "decision.group"),
        ({"kind": "dump"}, "dump.version"),
        ({"kind": {}}, "kind"),
    ],
)
def test_a_line_that_is_broken_itself_is_told_by_its_field(tmp_path: Path, line: Any, told: str) -> None:
    broken, whole, decision = read(tmp_path, line, head("b.md"), EVENT, PAIR, NODE, END)
    assert isinstance(broken, Unreadable)
    assert broken.line == 2
    assert told in broken.reason
    assert isinstance(whole, DumpedDocument)
    assert isinstance(decision, Decision)


def test_records_without_their_document_are_told(tmp_path: Path) -> None:
    lost, after = read(tmp_path, PAIR, EVENT, END)[1:], read(tmp_path, without(head("a.md"), "text"), ACTOR, EVENT, END)
    assert [item.line for item in lost if isinstance(item, Unreadable)] == [3]
    assert [item.line for item in after if isinstance(item, Unreadable)] == [2]


def test_a_dump_of_a_later_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DragomanError, match="version 99"):
        read(tmp_path, {"kind": "dump", "version": 99}, END)


def test_what_cannot_be_opened_is_no_dump(tmp_path: Path) -> None:
    secret = tmp_path / "graph.jsonl"
    secret.write_text('{"kind": "dump", "version": 1}\n', encoding="utf-8")
    source = Source("graph.jsonl", str(secret))
    assert is_dump(source)
    secret.unlink()
    assert not is_dump(source)
    assert not is_dump(Source("graph.jsonl", str(tmp_path)))
    [gone] = read_dump(source)
    assert isinstance(gone, Unreadable)
    assert "cannot be read" in gone.reason
