"""What words for a place are taken for, and what was not known yet."""

from datetime import date
from typing import Any

import pytest

from dragoman.graph.records import Actor, DateRange, EventRecord, Place
from dragoman.graph.vocabulary import ActorKind, EventType, Modality, Precision
from dragoman.queries.resolve import Unresolved


def test_a_town_is_itself_rather_than_the_state_whose_capital_it_is(graph: Any) -> None:
    paper = graph.telling("rally.txt", "2025-01-15")
    korea = Actor(id="KOR", name="South Korea", kind=ActorKind.STATE, state="KOR", aliases=("Seoul",))
    seoul = Place(name="Seoul", country="KOR", latitude=37.6, longitude=127)
    day = DateRange(start=date(2025, 1, 14), end=date(2025, 1, 14), precision=Precision.DAY)
    told = {"name": "protest by South Korea", "type": EventType.PROTEST, "modality": Modality.FACTUAL, "date": day}
    paper.tell(EventRecord, "event:rally", "Thousands marched in Seoul.", initiators=(korea,), place=seoul, **told)
    graph.load(paper)
    place = graph.ask("events", place="Seoul").resolved["place"]
    assert (place.name, [other.id for other in place.alternatives]) == ("Seoul", ["KOR"])
    assert graph.ask("events", place="South Korea").resolved["place"].id == "KOR"


def test_what_nobody_knew_then_is_told_so(graph: Any) -> None:
    with pytest.raises(Unresolved, match="nothing that the graph knew on 2020-01-01 is called 'PRK'"):
        graph.ask("allies", state="PRK", known_at="2020-01-01")
