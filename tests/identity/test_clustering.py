"""Clustering depends on what is told and decided, not on the order; decisions and documents bind it."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.graph.identity.events import SAME, EventTold, block_of, cluster, compare
from dragoman.graph.records import Actor, DateRange, EventRecord, Evidence, Place
from dragoman.graph.vocabulary import ActorKind, EventType, Modality, Precision

DAY = date(2025, 1, 14)
USA, KOR, PRK, CHN = (
    Actor(id=id, name=name, kind=ActorKind.STATE, state=id)
    for id, name in (("USA", "United States"), ("KOR", "South Korea"), ("PRK", "North Korea"), ("CHN", "China"))
)
BLINKEN, AUSTIN = (
    Actor(id=f"official:usa:{name.lower()}", name=name, kind=ActorKind.OFFICIAL, state="USA")
    for name in ("Blinken", "Austin")
)
XI = Actor(id="official:chn:xi", name="Xi Jinping", kind=ActorKind.OFFICIAL, state="CHN")
STOLTENBERG = Actor(id="official:nato:stoltenberg", name="Stoltenberg", kind=ActorKind.OFFICIAL, state="NATO")
NATO = Actor(id="NATO", name="NATO", kind=ActorKind.ORGANIZATION, state="NATO")
SEOUL = Place(name="Seoul", country="KOR", latitude=37.566, longitude=126.9784)
BUSAN = Place(name="Busan", country="KOR", latitude=35.10168, longitude=129.03004)
KOREA = Place(name="South Korea", country="KOR", latitude=36.4, longitude=128.1)


def day(start: date = DAY, days: int = 1) -> DateRange:
    precision = Precision.DAY if days == 1 else Precision.PERIOD
    return DateRange(start=start, end=start + timedelta(days=days - 1), precision=precision)


def told(
    id: str,
    document: str,
    sentence: str = "North Korea launched three missiles into the Sea of Japan.",
    *,
    kind: EventType = EventType.MOBILIZE,
    deed: str = "verb:launch",
    name: str = "launch of missiles",
    by: tuple[Actor, ...] = (PRK,),
    upon: tuple[Actor, ...] = (),
    when: DateRange | None = day(),  # noqa: B008 - a frozen value
    where: Place | None = None,
    modality: Modality = Modality.FACTUAL,
) -> EventTold:
    """An event as one document tells it."""
    record = EventRecord(
        id=id,
        document=document,
        confidence=0.8,
        evidence=(Evidence(sentence=sentence, start=0, end=len(sentence)),),
        rule=deed,
        name=name,
        type=kind,
        initiators=by,
        recipients=upon,
        date=when,
        place=where,
        modality=modality,
    )
    return EventTold(record, frozenset({document}))


def test_the_same_launch_is_one_and_named_by_the_smallest_id() -> None:
    events = [told("event:b", "two"), told("event:a", "one"), told("event:c", "three")]
    assert cluster(events, (), ()) == {"event:a": "event:a", "event:b": "event:a", "event:c": "event:a"}


def test_a_document_that_tells_two_events_is_believed() -> None:
    events = [told("event:a", "one"), told("event:b", "two"), told("event:c", "two")]
    assert compare(events[1], events[2]) is None
    assert cluster(events, (), ()) == {"event:a": "event:a", "event:b": "event:a", "event:c": "event:c"}


def test_of_two_partners_in_one_document_the_better_one_joins() -> None:
    events = [
        told("event:a", "one", "North Korea launched 23 missiles from Wonsan into the sea."),
        told("event:b", "two", "North Korea launched a satellite from Sohae."),
        told("event:c", "two", "North Korea launched 23 missiles from Wonsan."),
    ]
    assert cluster(events, (), ())["event:c"] == "event:a"
    assert cluster(events, (), ())["event:b"] == "event:b"


def test_decisions_win_over_scores() -> None:
    events = [told("event:a", "one"), told("event:b", "two"), told("event:c", "two", when=day(DAY + timedelta(9)))]
    apart, together = {frozenset({"event:a", "event:b"})}, {frozenset({"event:b", "event:c"})}
    assert cluster(events, (), apart)["event:b"] == "event:b"
    assert cluster(events, together, ())["event:c"] == "event:a"
    assert cluster(events, apart, apart)["event:b"] == "event:a"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (told("event:a", "one", by=(PRK,)), told("event:b", "two", by=(KOR,))),
        (told("event:a", "one", by=(BLINKEN,)), told("event:b", "two", by=(AUSTIN,))),
        (told("event:a", "one", by=(USA, KOR)), told("event:b", "two", by=(USA, CHN))),
        (told("event:a", "one", where=SEOUL), told("event:b", "two", where=BUSAN)),
        (told("event:a", "one"), told("event:b", "two", modality=Modality.FUTURE)),
        (told("event:a", "one"), told("event:b", "two", when=day(DAY + timedelta(2)))),
        (told("event:a", "one"), told("event:b", "two", kind=EventType.ASSAULT)),
    ],
    ids=["states", "officials", "partners", "places", "modality", "days", "types"],
)
def test_what_can_not_be_one(a: EventTold, b: EventTold) -> None:
    assert compare(a, b) is None
    assert compare(b, a) is None


@pytest.mark.parametrize(
    ("when", "other"),
    [
        (day(), day(DAY + timedelta(1))),
        (day(), DateRange(start=date(2025, 1, 1), end=date(2025, 1, 31), precision=Precision.MONTH)),
        (day(), None),
        (None, None),
    ],
    ids=["next day", "month", "one undated", "undated"],
)
def test_without_a_common_day_nothing_joins(when: DateRange | None, other: DateRange | None) -> None:
    events = [told("event:a", "one", when=when), told("event:b", "two", when=other)]
    compared = compare(*events)
    assert compared is not None and compared.score < SAME
    assert cluster(events, (), ())["event:b"] == "event:b"


def test_blocks_are_of_a_day() -> None:
    assert block_of(told("event:a", "one").record) == "MOBILIZE|2025-01-14"
    assert block_of(told("event:a", "one", when=day(days=3)).record) == "MOBILIZE|2025-01-14"
    assert block_of(told("event:a", "one", when=day(days=4)).record) is None
    assert block_of(told("event:a", "one", when=None).record) is None


def meeting(id: str, document: str, *parties: Actor) -> EventTold:
    return told(id, document, "They met.", kind=EventType.CONSULT, deed="verb:meet", name="meeting", by=parties)


def test_an_official_may_stand_for_his_state_but_not_for_a_body() -> None:
    events = [meeting("event:a", "one", BLINKEN, XI), meeting("event:b", "two", XI, USA)]
    assert cluster(events, (), ())["event:b"] == "event:a"
    events = [meeting("event:a", "one", STOLTENBERG, XI), meeting("event:b", "two", XI, NATO)]
    assert cluster(events, (), ())["event:b"] == "event:b"


def test_reasons_can_be_read() -> None:
    compared = compare(told("event:a", "one", where=SEOUL), told("event:b", "two", where=KOREA))
    assert compared is not None
    assert compared.reasons[:2] == ("same day", "both by North Korea")
    assert "Seoul and South Korea are in one country" in compared.reasons
    assert "both called launch" in compared.reasons


SENTENCES = (
    "North Korea launched 23 missiles from Wonsan.",
    "Pyongyang fired a missile over Hokkaido on Tuesday.",
    "Three missiles were launched toward the Yellow Sea.",
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[EventTold], set[frozenset[str]], set[frozenset[str]]]:
    """Events of a few documents, and decisions about some of them."""
    events = [
        told(
            f"event:{number}",
            draw(st.sampled_from(["one", "two", "three", "four"])),
            draw(st.sampled_from(SENTENCES)),
            deed=draw(st.sampled_from(["verb:launch", "verb:fire"])),
            by=draw(st.sampled_from([(PRK,), (PRK, CHN), ()])),
            where=draw(st.sampled_from([None, SEOUL, BUSAN, KOREA])),
        )
        for number in range(draw(st.integers(0, 9)))
    ]
    pairs = st.sets(st.sampled_from([frozenset(pair) for pair in combinations(range(9), 2)]), max_size=2)
    together, apart = ({frozenset(f"event:{n}" for n in pair) for pair in draw(pairs)} for _ in range(2))
    return events, together, apart


def groups_of(clusters: dict[str, str]) -> Iterator[list[str]]:
    for root in set(clusters.values()):
        yield sorted(id for id, found in clusters.items() if found == root)


@given(histories(), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_what_binds_is_kept(
    history: tuple[list[EventTold], set[frozenset[str]], set[frozenset[str]]], chance: object
) -> None:
    events, together, apart = history
    clusters = cluster(events, together, apart)
    shuffled = list(events)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert cluster(shuffled, together, apart) == clusters
    documents = {event.record.id: event.documents for event in events}
    for pair in together:
        if pair <= documents.keys():
            assert len({clusters[id] for id in pair}) == 1
    for group in groups_of(clusters):
        assert clusters[group[0]] == group[0]
        if not any(pair & set(group) for pair in together):
            assert all(not documents[a] & documents[b] for a, b in combinations(group, 2))
            assert all(frozenset(pair) not in apart for pair in combinations(group, 2))
