"""Who is said to belong to an alliance."""

from datetime import date

from dragoman.graph.records import AllianceRecord
from dragoman.loaders.documents.extract import extract
from dragoman.loaders.documents.text import DocumentText


def test_members_of_an_alliance_are_allied() -> None:
    text = DocumentText("a.txt", "Norway and Denmark are members of the NATO alliance.", published=date(2020, 1, 1))
    [alliance] = [fact for fact in extract(text).facts if isinstance(fact, AllianceRecord)]
    assert {"NOR", "DNK"} <= {member.id for member in alliance.members}
