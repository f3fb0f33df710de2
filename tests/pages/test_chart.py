"""What the bars of a chart say is what the rows say, at its place."""

from typing import Any

from dragoman.api.pages.views import Chart, chart
from dragoman.queries.answer import Answer
from dragoman.queries.catalogue import load_catalogue


def drawn(name: str, *rows: dict[str, Any]) -> Chart | None:
    return chart(Answer(declared=load_catalogue()[name], query=name, parameters={}, rows=list(rows)))


def test_cooperation_stands_above_the_line_and_conflict_below() -> None:
    picture = drawn("relation-timeline", {"period": "2025-01", "cooperation": 2, "conflict": 4})
    assert picture is not None
    cooperation, conflict = picture.bars
    assert cooperation.y + cooperation.height == picture.zero
    assert conflict.y == picture.zero
    assert round(conflict.height / cooperation.height, 6) == 2
    assert (cooperation.says, conflict.says) == ("2025-01: cooperation 2", "2025-01: conflict 4")


def test_months_in_which_nothing_happened_keep_their_place() -> None:
    rows = [{"period": period, "cooperation": 1, "conflict": 0} for period in ("2024-11", "2025-02")]
    picture = drawn("relation-timeline", *rows)
    assert picture is not None
    assert [period for _, period in picture.periods] == ["2024-11", "2024-12", "2025-01", "2025-02"]
    first, last = picture.bars
    places = {period: x for x, period in picture.periods}
    assert round(last.x - first.x, 6) == round(places["2025-02"] - places["2024-11"], 6)


def test_directions_are_told_apart() -> None:
    rows = [
        {"period": "2025", "initiator": one, "recipient": other, "goldstein": weight}
        for one, other, weight in (("Russia", "Ukraine", -10.0), ("Ukraine", "Russia", -4.5))
    ]
    picture = drawn("escalation", *rows)
    assert picture is not None
    assert picture.series == ["Russia → Ukraine", "Ukraine → Russia"]


def test_no_rows_make_no_picture() -> None:
    assert drawn("voted-together") is None
