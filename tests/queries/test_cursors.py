"""Pages while documents are loaded and taken back: every row of the first page's instant once, and no other."""

from typing import Any

from dragoman.graph.records import Actor, DateRange, EventRecord
from dragoman.graph.vocabulary import ActorKind, EventType, Precision

KOREA = Actor(id="KOR", name="South Korea", kind=ActorKind.STATE, state="KOR")
JAPAN = Actor(id="JPN", name="Japan", kind=ActorKind.STATE, state="JPN")


def telling(graph: Any, name: str, *days: str) -> Any:
    """A document that tells of talks between South Korea and Japan on these days."""
    it = graph.telling(name, "2025-02-01")
    for day in days:
        date = DateRange.model_validate({"start": day, "end": day, "precision": Precision.DAY})
        names = {"name": f"talks of {day}", "type": EventType.CONSULT}
        it.tell(EventRecord, f"event:{day}", f"They talked on {day}.", **names, initiators=(KOREA, JAPAN), date=date)
    return it


FIRST = ("2025-01-02", "2025-01-04", "2025-01-06", "2025-01-08", "2025-01-10")


def all_pages(graph: Any, between: Any, **arguments: str) -> list[str]:
    """The days of all rows, two a page; `between` is called after the first page."""
    answer = graph.ask("events", limit="2", **arguments)
    days = [row["date"] for row in answer.rows]
    between()
    while answer.next:
        answer = graph.ask("events", limit="2", cursor=answer.next, **arguments)
        days += [row["date"] for row in answer.rows]
    return days


def test_what_is_loaded_meanwhile_moves_no_row(graph: Any) -> None:
    graph.load(telling(graph, "first.txt", *FIRST))
    # One before, one in the middle and one behind, however they are ordered.
    later = telling(graph, "second.txt", "2025-01-01", "2025-01-05", "2025-01-20")
    days = all_pages(graph, lambda: graph.load(later), actor="South Korea")
    assert sorted(days) == list(FIRST)
    assert len(graph.ask("events", actor="South Korea").rows) == 8


def test_what_is_taken_back_meanwhile_is_still_on_its_page(graph: Any) -> None:
    graph.load(telling(graph, "first.txt", *FIRST[:3]), telling(graph, "second.txt", *FIRST[3:]))
    days = all_pages(graph, lambda: graph.retract("first.txt"), actor="South Korea")
    assert sorted(days) == list(FIRST)
    assert [row["date"] for row in graph.ask("events", actor="South Korea").rows] == ["2025-01-10", "2025-01-08"]


def test_a_cursor_does_not_reach_past_the_instant_asked_about(graph: Any) -> None:
    then = graph.load(telling(graph, "first.txt", *FIRST[:3]))
    graph.load(telling(graph, "second.txt", *FIRST[3:]))
    later = telling(graph, "third.txt", "2025-01-20")
    assert sorted(all_pages(graph, lambda: graph.load(later), known_at=then)) == list(FIRST[:3])


def test_words_mean_on_every_page_what_they_meant_on_the_first(graph: Any) -> None:
    graph.load(telling(graph, "first.txt", *FIRST))
    first = graph.ask("events", actor="Korea", limit="2")
    north = Actor(id="PRK", name="Korea", kind=ActorKind.STATE, state="PRK")
    better = graph.telling("north.txt", "2025-02-01")
    date = DateRange.model_validate({"start": "2025-01-07", "end": "2025-01-07", "precision": Precision.DAY})
    names = {"name": "a launch", "type": EventType.MOBILIZE, "initiators": (north,), "date": date}
    better.tell(EventRecord, "event:launch", "Korea fired a missile.", **names)
    graph.load(better)
    assert graph.ask("events", actor="Korea").resolved["actor"].id == "PRK"
    following = graph.ask("events", actor="Korea", limit="2", cursor=first.next)
    assert following.resolved["actor"].id == "KOR"
    assert len(following.rows) == 2
