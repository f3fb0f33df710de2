"""GDELT's mentions: the publisher's file and a copy with a header, bad rows, the sample counted by other code."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from dragoman.graph.coded.mention import Mention
from dragoman.loaders.datasets.gdelt_mentions import GDELT_MENTIONS
from dragoman.loaders.datasets.rows import Row

WEB = (
    "881990832\t20191024140000\t20191024143000\t1\tx.example\thttps://x.example/1\t3\t-1\t10\t20\t1\t60\t2000\t-1.5\t\t"
)
CITED = (
    "881990833\t20191024140000\t20191024143000\t2\tBBC Monitoring\tAl-Alam, Tehran\t1\t-1\t10\t20\t1\t100\t200\t0.5\t\t"
)


def read(text: str) -> tuple[list[Mention], dict[int, str]]:
    rejected: dict[int, str] = {}

    def reject(row: Row, reason: str) -> None:
        rejected[row.line] = reason

    found = []
    for mention in GDELT_MENTIONS.records("file", GDELT_MENTIONS.rows(StringIO(text, newline="\n")), reject):
        assert isinstance(mention, Mention)
        assert text[mention.evidence.start : mention.evidence.end] == mention.evidence.sentence
        found.append(mention)
    return found, rejected


def test_a_mention_tells_event_day_address_and_confidence() -> None:
    found, rejected = read(f"{WEB}\n{CITED}\r\n")
    assert [(one.event, one.day, one.publisher, one.evidence.url, one.confidence) for one in found] == [
        ("gdelt:881990832", date(2019, 10, 24), "x.example", "https://x.example/1", pytest.approx(0.21 * 0.6)),
        ("gdelt:881990833", date(2019, 10, 24), "BBC Monitoring", None, 0.21),
    ]
    assert [one.evidence.sentence for one in found] == [WEB, CITED]
    assert rejected == {}


@pytest.mark.parametrize("text", [WEB, f"{CITED}\n{WEB}\n"])
def test_its_files_are_told_from_others(text: str) -> None:
    assert GDELT_MENTIONS.is_one(text)
    assert not GDELT_MENTIONS.is_one(text.replace("\t", ","))
    assert not GDELT_MENTIONS.is_one(text.split("\t", 1)[1])


def test_bad_rows_are_rejected_with_the_reason_beside_good_ones() -> None:
    bad = [
        WEB.replace("881990832", "x"),
        WEB.replace("20191024143000", "20190230"),
        WEB.replace("\t60\t", "\t101\t"),
        WEB.replace("\t60\t", "\tnan\t"),
        "881990832\t20191024140000",
        WEB.replace("x.example/1", "x\0"),
    ]
    found, rejected = read("\n".join([*bad, WEB]) + "\n")
    assert len(found) == 1
    assert rejected == {
        1: "'x' is no event's number",
        2: "'20190230' is no day",
        3: "'101' is no confidence",
        4: "'nan' is no confidence",
        5: "has no mentiontimedate",
        6: "holds a NUL character",
    }


def test_an_empty_file_has_no_mentions() -> None:
    assert read("") == ([], {})


def test_a_copy_with_header_and_commas_has_what_other_code_counts(shared: Path) -> None:
    text = (shared / "datasets" / "gdelt_mentions_sample.csv").read_text(encoding="utf-8")
    assert GDELT_MENTIONS.is_one(text[:20_000])
    found, rejected = read(text)
    rows = list(csv.DictReader(text.splitlines()))
    assert rejected == {}
    assert [(f"gdelt:{row['globaleventid']}", int(row["confidence"])) for row in rows] == [
        (mention.event, round(mention.confidence / 0.21 * 100)) for mention in found
    ]
    assert {mention.day.isoformat().replace("-", "") for mention in found} == {
        row["mentiontimedate"][:8] for row in rows
    }
    assert [mention.evidence.url for mention in found if mention.evidence.url] == [
        row["mentionidentifier"] for row in rows if row["mentiontype"] == "1"
    ]
