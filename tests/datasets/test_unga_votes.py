"""Roll calls of the General Assembly: the tables of `unvotes` and Voeten's own, on small files and on real ones."""

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from dragoman.graph.records import RollCallRecord
from dragoman.graph.vocabulary import Vote
from dragoman.loaders.datasets.unga_votes import UNGA_VOTES
from dragoman.loaders.outcome import Refused

ROLL_CALLS = """rcid,session,importantvote,date,unres,amend,para,short,descr
10,28,0,1973-12-06,R/28/1,0,0,DISARMAMENT,"TO ADOPT A RESOLUTION
ON DISARMAMENT"
11,45,1,1990-12-01,R/45/2,NA,1,NA,A paragraph on human rights
12,45,NA,long ago,R/45/3,NA,NA,NA,A day that nobody knows
13,45,NA,1990-12-02,R/45/4,1,0,NA,Nobody voted
11,45,0,1990-12-01,R/45/2,NA,1,NA,Told again
"""
ISSUES = """rcid,short_name,issue
10,di,Arms control and disarmament
11,hr,Human rights
10,nu,Nuclear weapons and nuclear material
99,hr,Human rights
"""
VOTES = """rcid,country,country_code,vote
11,Germany,DE,yes
11,Namibia,NA,no
10,Federal Republic of Germany,NA,yes
10,German Democratic Republic,DD,no
10,Yugoslavia,YU,abstain
10,Zanzibar,NA,yes
10,Atlantis,XX,yes
10,Yugoslavia,YU,yes
10,France,FR,maybe
12,France,FR,yes
x,France,FR,yes
10,France
"""
VOETEN = """rcid\tsession\tvote\tccode\tmember\timportantvote\tdate\tunres\tme\thr\tyear
10\t28\t1\t260\t1\t0\t12/6/1973\tR/28/1\t0\t1\t1973
10\t28\t2\t265\t1\t0\t12/6/1973\tR/28/1\t0\t1\t1973
10\t28\t8\t345\t1\t0\t12/6/1973\tR/28/1\t0\t1\t1973
10\t28\t9\t255\tNA\t0\t12/6/1973\tR/28/1\t0\t1\t1973
10\t28\t5\t220\t1\t0\t12/6/1973\tR/28/1\t0\t1\t1973
11\t65\t3\t255\t1\tNA\tNA\tNA\tNA\tNA\t2010
"""
SAMPLE = ("unga_votes_session70plus.csv", "unga_roll_calls.csv", "unga_roll_call_issues.csv")


def read(*texts: str) -> tuple[dict[str, RollCallRecord], list[tuple[int, str, str]]]:
    """The roll calls by name, and the rejected rows: line, text, reason."""
    found: dict[str, RollCallRecord] = {}
    rejected: list[tuple[int, str, str]] = []
    assert UNGA_VOTES.parts is not None
    for text in UNGA_VOTES.parts(texts).values():
        rows = UNGA_VOTES.rows(text)
        for record in UNGA_VOTES.records("f", rows, lambda row, why: rejected.append((row.line, row.text, why))):
            assert isinstance(record, RollCallRecord)
            assert all(text[piece.start : piece.end] == piece.sentence for piece in record.evidence)
            found[record.name] = record
    return found, rejected


def test_the_three_tables_are_joined() -> None:
    found, _ = read(VOTES, ISSUES, ROLL_CALLS)
    assert found.keys() == {"DISARMAMENT", "A paragraph on human rights"}
    one, other = found["DISARMAMENT"], found["A paragraph on human rights"]
    assert one.votes == {Vote.YES: {"GFR": 4, "ZAN": 7}, Vote.NO: {"GDR": 5}, Vote.ABSTAIN: {"YUG": 6}}
    assert (one.session, one.resolution, one.type, one.important) == (28, "R/28/1", None, False)
    assert one.issues == ("Arms control and disarmament", "Nuclear weapons and nuclear material")
    assert one.date.start.isoformat() == one.date.end.isoformat() == "1973-12-06"
    assert one.description == "TO ADOPT A RESOLUTION\nON DISARMAMENT"
    assert other.votes == {Vote.YES: {"DEU": 2}, Vote.NO: {"NAM": 3}}
    assert (other.session, other.type, other.important) == (45, "paragraph", True)
    assert [piece.sentence for piece in other.evidence] == [
        "11,45,1,1990-12-01,R/45/2,NA,1,NA,A paragraph on human rights",
        "11,hr,Human rights",
        "11,Germany,DE,yes",
    ]


def test_bad_rows_are_told_with_line_and_reason() -> None:
    _, rejected = read(VOTES, ISSUES, ROLL_CALLS)
    reasons = {row: (line, reason) for line, row, reason in rejected}
    assert reasons == {
        "12,45,NA,long ago,R/45/3,NA,NA,NA,A day that nobody knows": (5, "'long ago' is no day"),
        "13,45,NA,1990-12-02,R/45/4,1,0,NA,Nobody voted": (6, "tells of roll call 13, of which no vote is given"),
        "11,45,0,1990-12-01,R/45/2,NA,1,NA,Told again": (7, "roll call 11 is told of already"),
        "99,hr,Human rights": (5, "tells of roll call 99, of which no vote is given"),
        "10,Atlantis,XX,yes": (8, "no state on 1973-12-06: XX, Atlantis"),
        "10,Yugoslavia,YU,yes": (9, "YUG has voted already, on line 6"),
        "10,France,FR,maybe": (10, "'maybe' is no vote"),
        "12,France,FR,yes": (11, "nothing tells the day of roll call 12: the table of roll calls does"),
        "x,France,FR,yes": (12, "'x' is no number of a roll call"),
        "10,France": (13, "has no vote"),
    }


def test_voeten_has_all_in_one_table() -> None:
    found, rejected = read(VOETEN)
    one, other = found["R/28/1"], found["roll call 11"]
    assert one.votes == {Vote.YES: {"GFR": 2}, Vote.ABSTAIN: {"GDR": 3}, Vote.ABSENT: {"YUG": 4}}
    assert (one.issues, one.date.start.isoformat()) == (("Human rights",), "1973-12-06")
    assert other.votes == {Vote.NO: {"DEU": 7}}
    assert (other.date.start.isoformat(), other.date.end.isoformat()) == ("2010-01-01", "2010-12-31")
    assert [(line, reason) for line, _, reason in rejected] == [(6, "'5' is no vote")]


def test_the_same_roll_call_has_the_same_id_in_both() -> None:
    (unvotes, _), (voeten, _) = read(VOTES, ROLL_CALLS), read(VOETEN)
    assert unvotes["DISARMAMENT"].id == voeten["R/28/1"].id


def test_the_order_of_the_files_does_not_matter() -> None:
    assert UNGA_VOTES.parts is not None
    assert UNGA_VOTES.parts([VOTES, ISSUES, ROLL_CALLS]) == UNGA_VOTES.parts([ROLL_CALLS, VOTES, ISSUES])


def test_without_votes_there_is_nothing_to_load() -> None:
    assert UNGA_VOTES.is_one(ROLL_CALLS)
    assert not UNGA_VOTES.is_one("obsid,gwcode\n1,2\n")
    assert UNGA_VOTES.parts is not None
    with pytest.raises(Refused, match="has no votes"):
        UNGA_VOTES.parts([ROLL_CALLS, ISSUES])


def test_the_sample_gives_every_vote_of_its_file(shared: Path) -> None:
    files = [shared / "datasets" / name for name in SAMPLE]
    found, rejected = read_files(files)
    with files[0].open(encoding="utf-8", newline="") as opened:
        votes = list(csv.DictReader(opened))
    told = Counter(vote.value for record in found for vote, cast in record.votes.items() for _ in cast)
    assert told == Counter(row["vote"] for row in votes)
    roll_calls = {row["rcid"] for row in votes}
    assert len(found) == len(roll_calls)
    states = {state for record in found for state in record.states()}
    assert len(states) == len({row["country_code"] for row in votes})
    with files[2].open(encoding="utf-8", newline="") as opened:
        others = [row["rcid"] for row in csv.DictReader(opened) if row["rcid"] not in roll_calls]
    assert len(rejected) == len(others)


def read_files(files: Sequence[Path]) -> tuple[list[RollCallRecord], list[tuple[int, str, str]]]:
    """All roll calls, several of which may have one name, and the rejected rows."""
    found: list[RollCallRecord] = []
    rejected: list[tuple[int, str, str]] = []
    assert UNGA_VOTES.parts is not None
    for text in UNGA_VOTES.parts([file.read_text(encoding="utf-8") for file in files]).values():
        rows = UNGA_VOTES.rows(text)
        records = UNGA_VOTES.records("f", rows, lambda row, why: rejected.append((row.line, row.text, why)))
        found += [record for record in records if isinstance(record, RollCallRecord)]
    return found, rejected
