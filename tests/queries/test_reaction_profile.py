"""How reactions changed over the years: held to what plain Python makes of the reactions told."""

from datetime import date
from statistics import median
from typing import Any, NamedTuple

import pytest

from dragoman.graph.records import Actor, DateRange, EventRecord, ResponseRecord
from dragoman.graph.vocabulary import ActorKind, EventType, Modality, Precision, Stance

NORTH, SOUTH, JAPAN, RUSSIA = (
    Actor(id=id, name=name, kind=ActorKind.STATE, state=id)
    for id, name in (("PRK", "North Korea"), ("KOR", "South Korea"), ("JPN", "Japan"), ("RUS", "Russia"))
)
HAYASHI = Actor(id="official:jpn:hayashi", name="Yoshimasa Hayashi", kind=ActorKind.OFFICIAL, state="JPN")


class Reaction(NamedTuple):
    """Japan's, to an event of one day or of a whole month."""

    event: str
    event_day: str
    stance: Stance
    day: str
    by: Actor = NORTH
    type: EventType = EventType.MOBILIZE
    mode: str = "launch"
    speaker: Actor | None = None
    confidence: float = 0.9
    modality: Modality = Modality.FACTUAL


REACTIONS = [
    Reaction("first", "2016-02-07", Stance.CONDEMNED, "2016-02-08"),
    # Another voice and another stance on the same launch.
    Reaction("first", "2016-02-07", Stance.CONDEMNED, "2016-02-11", speaker=HAYASHI),
    Reaction("first", "2016-02-07", Stance.DEMANDED, "2016-02-09", confidence=0.4),
    Reaction("second", "2016-08-03", Stance.ACKNOWLEDGED, "2016-08-07"),
    Reaction("drill", "2016-09-01", Stance.CONDEMNED, "2016-09-11", mode="drill"),
    Reaction("late", "2016-12-31", Stance.CONDEMNED, "2017-01-01", mode="test"),
    Reaction("month", "2017-05", Stance.THREATENED, "2017-05-20"),
    Reaction("russian", "2017-06-01", Stance.SUPPORTED, "2017-06-04", by=RUSSIA),
    Reaction("insult", "2017-07-01", Stance.CONDEMNED, "2017-07-02", type=EventType.ACCUSE),
    Reaction("announced", "2017-08-01", Stance.CONDEMNED, "2017-07-30", modality=Modality.FUTURE),
]


def when(day: str) -> DateRange:
    if len(day) == 7:
        return DateRange.model_validate({"start": f"{day}-01", "end": f"{day}-31", "precision": Precision.MONTH})
    return DateRange.model_validate({"start": day, "end": day, "precision": Precision.DAY})


@pytest.fixture
def told(graph: Any) -> Any:
    it = graph.telling("reactions.txt", "2018-01-01")
    for one in {reaction.event: reaction for reaction in reversed(REACTIONS)}.values():
        what = {"name": f"{one.event} of {one.by.name}", "type": one.type, "mode": one.mode, "modality": one.modality}
        it.tell(
            EventRecord,
            f"event:{one.event}",
            f"There was the {one.event}.",
            **what,
            initiators=(one.by,),
            date=when(one.event_day),
        )
    for number, one in enumerate(REACTIONS):
        answer = {"actor": JAPAN, "speaker": one.speaker, "stance": one.stance, "event": f"event:{one.event}"}
        sentence = f"Japan's reaction {number}."
        it.tell(ResponseRecord, f"response:{number}", sentence, one.confidence, **answer, date=when(one.day))
    # Of another state, and so of nobody asked about.
    other = {"actor": SOUTH, "stance": Stance.CONDEMNED, "event": "event:second", "date": when("2016-08-03")}
    it.tell(ResponseRecord, "response:south", "Seoul condemned it.", **other)
    graph.load(it)
    return graph


def profile(reactions: list[Reaction]) -> list[dict[str, Any]]:
    rows = []
    for year in sorted({reaction.day[:4] for reaction in reactions}):
        of_year = [reaction for reaction in reactions if reaction.day[:4] == year]
        events = {reaction.event for reaction in of_year}
        told = {(reaction.event, reaction.stance) for reaction in of_year}
        counts = {stance.lower(): sum(one is stance for _, one in told) for stance in Stance}
        lags = [
            min(
                (date.fromisoformat(one.day) - date.fromisoformat(one.event_day)).days
                for one in of_year
                if one.event == event
            )
            for event in events
            if event != "month"
        ]
        row = {"year": year, "events": len(events), **counts, "lag_days": median(lags) if lags else None}
        rows.append(row | {"condemned_share": pytest.approx(counts["condemned"] / len(events), abs=0.0051)})
    return rows


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        ({}, lambda reaction: True),
        ({"initiator": "North Korea"}, lambda reaction: reaction.by is NORTH),
        ({"mode": "launch"}, lambda reaction: reaction.mode == "launch"),
        ({"mode": "Launch, test"}, lambda reaction: reaction.mode in ("launch", "test")),
        ({"since": "2016-02-09", "until": "2017-01-01"}, lambda reaction: "2016-02-09" <= reaction.day <= "2017-01-01"),
        ({"as_of": "2016-12-31"}, lambda reaction: reaction.day <= "2016-12-31"),
        ({"min_confidence": "0.5"}, lambda reaction: reaction.confidence > 0.5),
        ({"type": "accuse"}, lambda reaction: True),
    ],
)
def test_reactions_are_counted_by_year(told: Any, arguments: dict[str, str], wanted: Any) -> None:
    type = arguments.get("type", "MOBILIZE").upper()
    expected = profile(
        [one for one in REACTIONS if wanted(one) and one.type == type and one.modality is Modality.FACTUAL]
    )
    rows = told.ask("reaction-profile", **{"state": "Japan", "type": "MOBILIZE"} | arguments).rows
    assert expected
    assert [{column: row[column] for column in expected[0]} for row in rows] == expected


def test_every_year_has_its_sentences_and_who_it_reacted_to(told: Any) -> None:
    rows = told.ask("reaction-profile", state="Japan", type="MOBILIZE").rows
    for row in rows:
        numbers = [number for number, one in enumerate(REACTIONS) if one.day[:4] == row["year"]]
        numbers = [number for number in numbers if REACTIONS[number].type is EventType.MOBILIZE]
        said = {f"Japan's reaction {number}." for number in numbers if REACTIONS[number].modality is Modality.FACTUAL}
        assert {piece["sentence"] for piece in row["evidence"]} == said
    assert [row["initiators"] for row in rows] == [["North Korea"], ["North Korea", "Russia"]]
