"""Sequences and camps over coded events: held to what plain Python makes of the same rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from random import Random
from statistics import fmean
from typing import Any, NamedTuple

import pytest
from neo4j import Driver

from dragoman.graph.coded.batch import batch_of
from dragoman.graph.coded.store import CodedStore
from dragoman.graph.records import Actor, DateRange, EventRecord, Evidence
from dragoman.graph.vocabulary import ActorKind, EventType, Modality, Precision
from dragoman.queries.catalogue import Query
from dragoman.queries.run import run_query

CODES = ("CHN", "FRA", "GBR", "JPN", "KOR", "PRK", "RUS", "SYR", "TUR", "USA")
STATES = {code: Actor(id=code, name=f"State of {code}", kind=ActorKind.STATE, state=code) for code in CODES}
ARMIES = {
    code: Actor(id=f"{code}:army", name=f"Army of {code}", kind=ActorKind.ORGANIZATION, state=code) for code in CODES
}
# Who is friendly with whom in the beginning: within a camp events are mostly kind, between camps mostly not.
CAMPS = {code: code in ("CHN", "PRK", "RUS", "SYR") for code in CODES}
FIRST, DAYS = date(2018, 12, 10), 60


class Deed(NamedTuple):
    id: str
    by: str
    to: str
    day: date
    weight: float
    confidence: float
    modality: Modality = Modality.FACTUAL
    army: bool = False


def made_up() -> list[Deed]:
    """Deeds of all kinds, the same at every run."""
    random = Random(1946)
    deeds = []
    for number in range(900):
        by, to = random.sample(CODES, 2)
        kind = random.random() < (0.8 if CAMPS[by] == CAMPS[to] else 0.3)
        deed = Deed(
            f"test:{number:03}",
            by,
            to,
            FIRST + timedelta(random.randrange(DAYS)),
            # No two weights alike: which event is the most hostile depends on nothing else.
            (1 if kind else -1) * (1 + number / 100),
            random.choice((0.4, 0.9)),
            random.choice((Modality.FACTUAL, Modality.FACTUAL, Modality.FUTURE)),
            army=random.random() < 0.3,
        )
        deeds.append(deed)
    return deeds


DEEDS = made_up()


def record(deed: Deed) -> EventRecord:
    return EventRecord(
        id=deed.id,
        document="deeds.tab",
        confidence=deed.confidence,
        evidence=(Evidence(sentence=f"row of {deed.id}", start=0, end=1),),
        rule="row",
        name=f"name of {deed.id}",
        type=EventType.AGREE if deed.weight > 0 else EventType.ACCUSE,
        goldstein=deed.weight,
        initiators=((ARMIES if deed.army else STATES)[deed.by],),
        recipients=(STATES[deed.to],),
        date=DateRange(start=deed.day, end=deed.day, precision=Precision.DAY),
        modality=deed.modality,
    )


def store_file(driver: Driver, name: str, deeds: Iterable[Deed]) -> None:
    store = CodedStore(driver, "neo4j")
    head = {"name": name, "title": name, "published": date(2019, 2, 8), "dataset": "test", "sha256": name}
    store.begin(name, head | {"extractor": "test-1"})
    store.write(name, batch_of([record(deed) for deed in deeds], STATES.values()), len(DEEDS))


@pytest.fixture(scope="module")
def told(neo4j_driver: Driver) -> tuple[Driver, datetime]:
    """The driver of a graph with the deeds in two files, and an instant at which only the first was in it."""
    with neo4j_driver.session() as session:
        session.run("MATCH (n) WHERE NOT n:Schema CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
    store_file(neo4j_driver, "first.tab", DEEDS[:600])
    between = datetime.now(UTC)
    store_file(neo4j_driver, "second.tab", DEEDS[600:])
    return neo4j_driver, between


class Narrowed(NamedTuple):
    """Arguments that every one of these queries takes, and the deeds that they leave."""

    arguments: dict[str, str]
    deeds: list[Deed]


@pytest.fixture(params=["since-until", "as-of", "min-confidence", "known-at"])
def narrowed(request: pytest.FixtureRequest, told: tuple[Driver, datetime]) -> Narrowed:
    first, last = date(2018, 12, 20), date(2019, 1, 20)
    deeds = [deed for deed in DEEDS if deed.modality is Modality.FACTUAL and deed.day >= first]
    since = {"since": first.isoformat()}
    until = [deed for deed in deeds if deed.day <= last]
    return {
        "since-until": Narrowed(since | {"until": last.isoformat()}, until),
        "as-of": Narrowed(since | {"as_of": last.isoformat()}, until),
        "min-confidence": Narrowed(since | {"min_confidence": "0.9"}, [d for d in deeds if d.confidence == 0.9]),
        "known-at": Narrowed(since | {"known_at": told[1].isoformat()}, [d for d in deeds if d.id < "test:600"]),
    }[request.param]


@pytest.fixture
def ask(told: tuple[Driver, datetime], catalogue: Mapping[str, Query]) -> Any:
    def run(name: str, **arguments: str) -> list[dict[str, Any]]:
        return run_query(told[0], catalogue[name], {"limit": "1000", **arguments}).rows

    return run


PERIOD = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m", "year": "%Y"}


@pytest.mark.parametrize("bucket", PERIOD)
def test_escalation_is_the_sequence_of_both_directions(ask: Any, narrowed: Narrowed, bucket: str) -> None:
    expected = []
    for by, to in (("PRK", "KOR"), ("KOR", "PRK")):
        own = [deed for deed in narrowed.deeds if (deed.by, deed.to) == (by, to)]
        before: float | None = None
        for period in sorted({deed.day.strftime(PERIOD[bucket]) for deed in own}):
            here = [deed for deed in own if deed.day.strftime(PERIOD[bucket]) == period]
            passed = [deed.weight for deed in own if deed.day.strftime(PERIOD[bucket]) <= period]
            mean = fmean(deed.weight for deed in here)
            worst = min(here, key=lambda deed: deed.weight)
            change = None if before is None else pytest.approx(mean - before, abs=0.0051)
            numbers = [pytest.approx(number, abs=0.0051) for number in (mean, worst.weight, fmean(passed))]
            expected.append((period, by, to, len(here), *numbers, change, worst.id, f"row of {worst.id}"))
            before = mean
    columns = ["period", "initiator_id", "recipient_id", "events", "goldstein", "lowest", "running", "change"]
    rows = ask("escalation", a="PRK", b="KOR", bucket=bucket, **narrowed.arguments)
    found = [(*(row[column] for column in columns), row["event_id"], row["evidence"][0]["sentence"]) for row in rows]
    assert len(found) > 1
    assert found == sorted(expected, key=lambda row: (row[0], row[1] != "PRK"))


def test_pages_of_an_escalation_join(told: tuple[Driver, datetime], catalogue: Mapping[str, Query], ask: Any) -> None:
    arguments = {"a": "PRK", "b": "KOR", "bucket": "day"}
    page = run_query(told[0], catalogue["escalation"], {**arguments, "limit": "3"})
    rows = list(page.rows)
    while page.next:
        page = run_query(told[0], catalogue["escalation"], {**arguments, "limit": "3", "cursor": page.next})
        rows += page.rows
    assert rows == ask("escalation", **arguments)


def between(deeds: Iterable[Deed], *pair: str) -> list[Deed]:
    return [deed for deed in deeds if {deed.by, deed.to} == set(pair)]


@pytest.mark.parametrize("least", [1, 5])
def test_common_enemies_are_at_odds_with_both(ask: Any, narrowed: Narrowed, least: int) -> None:
    expected = {}
    for third in set(CODES) - {"KOR", "USA"}:
        sides = [between(narrowed.deeds, one, third) for one in ("KOR", "USA")]
        means = [fmean(deed.weight for deed in side) if side else 0 for side in sides]
        if all(len(side) >= least for side in sides) and max(means) < 0:
            worst = [min(side, key=lambda deed: deed.weight).id for side in sides]
            expected[third] = (*map(len, sides), pytest.approx(means[0] * means[1], abs=0.0051), worst)
    rows = ask("common-enemies", a="KOR", b="USA", least=str(least), **narrowed.arguments)
    assert expected
    assert {
        row["enemy_id"]: (
            row["a_events"],
            row["b_events"],
            row["strength"],
            [row["a_event"].removeprefix("name of "), row["b_event"].removeprefix("name of ")],
        )
        for row in rows
    } == expected
    assert [row["strength"] for row in rows] == sorted((row["strength"] for row in rows), reverse=True)
    for row in rows:
        assert {piece["sentence"].replace("row", "name") for piece in row["evidence"]} == {
            row["a_event"],
            row["b_event"],
        }


def partition(weights: Mapping[tuple[str, str], float]) -> list[set[str]]:
    """States joined along their friendly ties, the strongest first, wherever no hostile pair comes together."""
    camp = {state: {state} for pair in weights for state in pair}
    for one, other in sorted(weights, key=lambda pair: (-weights[pair], pair)):
        joined = camp[one] | camp[other]
        pairs = combinations(sorted(joined), 2)
        if weights[one, other] > 0 and all(weights.get(pair, 0) >= 0 for pair in pairs):
            camp |= dict.fromkeys(joined, joined)
    return [set(members) for members in {frozenset(members) for members in camp.values()} if len(members) > 1]


def share_balanced(weights: Mapping[tuple[str, str], float]) -> tuple[int, float]:
    triangles = [
        [weights[pair] < 0 for pair in combinations(three, 2)]
        for three in combinations(CODES, 3)
        if all(pair in weights for pair in combinations(three, 2))
    ]
    return len(triangles), fmean(sum(signs) % 2 == 0 for signs in triangles)


@pytest.mark.parametrize("least", [1, 6])
def test_blocs_are_friendly_within(ask: Any, narrowed: Narrowed, least: int) -> None:
    ties = {pair: between(narrowed.deeds, *pair) for pair in combinations(CODES, 2)}
    weights = {pair: sum(deed.weight for deed in ties[pair]) for pair in ties if len(ties[pair]) >= least}
    triangles, balanced = share_balanced(weights)
    rows = ask("blocs", least=str(least), **narrowed.arguments)
    found = [{name.removeprefix("State of ") for name in row["members"]} for row in rows]
    assert sorted(found, key=sorted) == sorted(partition(weights), key=sorted)
    assert [row["bloc"] for row in rows] == list(range(1, len(rows) + 1))
    assert [row["states"] for row in rows] == sorted(map(len, found), reverse=True)
    for members, row in zip(found, rows, strict=True):
        assert (row["triangles"], row["balanced"]) == (triangles, pytest.approx(balanced, abs=0.0051))
        within, across = defaultdict(list), defaultdict(list)
        for pair in weights:
            (within if members.issuperset(pair) else across if members & set(pair) else {})[pair] = ties[pair]
        for column, dealings in (("goldstein", within), ("outside", across)):
            mean = fmean(deed.weight for tie in dealings.values() for deed in tie)
            assert row[column] == pytest.approx(mean, abs=0.0051)
        foes = {state for pair in across if weights[pair] < 0 for state in set(pair) - members}
        assert row["foes"] == [f"State of {foe}" for foe in sorted(foes)]
        strongest = max(within, key=lambda pair: weights[pair])
        assert row["tie"] == [f"State of {state}" for state in strongest]
        best = max(within[strongest], key=lambda deed: deed.weight)
        assert [piece["sentence"] for piece in row["evidence"]] == [f"row of {best.id}"]


def test_what_the_examples_of_the_theory_say(told: tuple[Driver, datetime], ask: Any) -> None:
    """A quarrel between two friends of a third: the weaker of the two friendships is left between the blocs."""
    driver, _ = told
    on = date(2030, 1, 1)
    deeds = [
        Deed("test:friends", "FRA", "GBR", on, 8, 0.9),
        Deed("test:also-friends", "GBR", "TUR", on, 4, 0.9),
        Deed("test:quarrel", "TUR", "FRA", on, -5, 0.9),
    ]
    store_file(driver, "triad.tab", deeds)
    (row,) = ask("blocs", since="2030-01-01", least="1")
    assert (row["members"], row["foes"]) == (["State of FRA", "State of GBR"], ["State of TUR"])
    assert (row["triangles"], row["balanced"], row["goldstein"], row["outside"]) == (1, 0, 8, -0.5)
