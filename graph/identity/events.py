"""Which events, told by different documents, are one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from math import exp
from typing import NamedTuple

from dragoman.graph.identity.actors import compare_actors
from dragoman.graph.identity.comparison import Comparison, Sign
from dragoman.graph.identity.dates import compare_dates, is_close
from dragoman.graph.identity.groups import Groups
from dragoman.graph.identity.places import compare_places
from dragoman.graph.identity.telling import Telling, deed_of, families_of, telling_of
from dragoman.graph.identity.wording import compare_wording
from dragoman.graph.identity.words import name_words
from dragoman.graph.records import EventRecord
from dragoman.graph.vocabulary import EventType, Modality

# From SAME on two events are one; from DOUBTFUL on somebody is asked. Measured in docs/identity.md.
SAME = 0.75
DOUBTFUL = 0.4
# A denial tells less of what it denies; two sides are shown to contradict each other from here on.
_CONTESTED = 0.5
# Log odds of two events of one kind, day and actor being one, before anything else is looked at: the more often an
# actor does such a thing in a day, the less likely.
_PRIOR = -1.5
_PRIORS = {
    EventType.AGREE: -1.2,
    EventType.SUPPORT: -2.5,
    EventType.REQUEST: -2.5,
    EventType.CONSULT: -2.0,
    EventType.ASSAULT: -2.5,
    EventType.COERCE: -2.0,
    EventType.PROTEST: -2.0,
    EventType.AID: -2.0,
    EventType.COOPERATE: -2.0,
}
# Without a common day nothing reaches SAME, however alike.
_NO_COMMON_DAY = 0.7
_AGREEING = "agree"


@dataclass(frozen=True)
class EventTold:
    """One event as the live documents with the same raw id tell it.

    Attributes:
        record: the event, its actors already mapped to canonical ids; its evidence has the sentences of all documents.
        documents: ids of the documents that tell it.
    """

    record: EventRecord
    documents: frozenset[str]

    @cached_property
    def telling(self) -> Telling:
        """The words in which it is told."""
        return telling_of(self.record)


def block_of(record: EventRecord) -> str | None:
    """The key within which events can be one without somebody's word: kind and first day.

    Returns:
        None unless the event is dated to the day, or to at most three days in a row.
    """
    when = record.date
    return f"{kind_of(record).value}|{when.start.isoformat()}" if when and is_close(when) else None


def kind_of(record: EventRecord) -> EventType:
    """The PLOVER type, but signing what was agreed counts as agreeing: the same act is told with either word."""
    signing = record.type is EventType.SUPPORT and _AGREEING in families_of(deed_of(record))
    return EventType.AGREE if signing else record.type


def compare(a: EventTold, b: EventTold) -> Comparison | None:
    """How far two events may be one; events without a common day or of near or vague dates never reach `SAME`.

    Returns:
        None when they can not be one: another type or modality, different actors in one role, different places,
        dates that exclude each other, or one document that tells them as two.
    """
    if a.documents & b.documents or a.record.modality is not b.record.modality:
        return None
    return _compare_told(a, b)


def compare_with_coded(told: EventTold, coded: EventTold) -> Comparison | None:
    """How far an event of a text and one of a data set's rows may be one: by type, days, actors and places.

    A row has no words of its own but those of its code, and its prior is that of events of texts: the score says less
    than that of two texts, and nothing merges by it.
    """
    return _compared_by(told, coded, ())


def _compare_told(a: EventTold, b: EventTold) -> Comparison | None:
    return _compared_by(a, b, (compare_wording(a.telling, b.telling, _actors_names(a.record, b.record)),))


def _compared_by(a: EventTold, b: EventTold, further: Iterable[Sign]) -> Comparison | None:
    if kind_of(a.record) is not kind_of(b.record):
        return None
    dates, places = compare_dates(a.record.date, b.record.date), compare_places(a.record.place, b.record.place)
    actors = compare_actors(a.record, b.record, a.telling, b.telling)
    if dates is None or places is None or actors is None:
        return None
    signs = (dates, actors, places, *further)
    odds = _PRIORS.get(kind_of(a.record), _PRIOR) + sum(sign.weight for sign in signs)
    score = 1 / (1 + exp(-odds))
    if block_of(a.record) is None or block_of(a.record) != block_of(b.record):
        score *= _NO_COMMON_DAY
    return Comparison(round(score, 3), tuple(reason for sign in signs for reason in sign.reasons))


def _actors_names(*records: EventRecord) -> frozenset[str]:
    return frozenset(word for record in records for actor in record.actors() for word in name_words(actor.name))


def contradicts(a: EventTold, b: EventTold) -> bool:
    """Whether the one tells as having happened what the other tells as not having happened."""
    if {a.record.modality, b.record.modality} != {Modality.FACTUAL, Modality.NEGATED}:
        return False
    compared = _compare_told(a, b)
    return compared is not None and compared.score >= _CONTESTED


def cluster(
    events: Sequence[EventTold], together: Collection[frozenset[str]], apart: Collection[frozenset[str]]
) -> dict[str, str]:
    """Join the events that are one, best pairs first.

    Args:
        events: each raw id once, in any order.
        together: pairs of raw ids that somebody has decided to be one; they always are.
        apart: pairs of raw ids that somebody has decided to be two; scores never join them.

    Returns:
        Raw id to the smallest raw id of its cluster.
    """
    told = {event.record.id: event for event in sorted(events, key=lambda event: event.record.id)}
    decided = {pair for pair in together if pair <= told.keys() and len(pair) == 2}
    groups = Groups(told)
    for one, other in decided:
        groups.join(one, other)
    compared = _compared(told)
    binding = _Binding(frozenset(apart), frozenset(id for pair in decided for id in pair), compared)
    for _, a, b in sorted((-found.score, *pair) for pair, found in compared.items() if found and found.score >= SAME):
        if groups.find(a) != groups.find(b) and all(
            binding.lets_join(told[one], told[other]) for one in groups.members(a) for other in groups.members(b)
        ):
            groups.join(a, b)
    return {id: groups.find(id) for id in told}


class _Binding(NamedTuple):
    """What keeps two clusters apart whatever the score of their best pair.

    Attributes:
        apart: pairs that somebody has parted.
        decided: events that somebody has joined with another: how unlike they are was overruled with that.
        compared: what was compared already.
    """

    apart: frozenset[frozenset[str]]
    decided: frozenset[str]
    compared: dict[tuple[str, str], Comparison | None]

    def lets_join(self, a: EventTold, b: EventTold) -> bool:
        """Whether two members of clusters to be joined can be in one."""
        ids = frozenset((a.record.id, b.record.id))
        if ids in self.apart or a.documents & b.documents:
            return False
        if ids & self.decided:
            return True
        one, other = sorted(ids)
        return (self.compared[one, other] if (one, other) in self.compared else compare(a, b)) is not None


def _compared(told: dict[str, EventTold]) -> dict[tuple[str, str], Comparison | None]:
    """Pairs of one block that have an actor, a state or a place in common; others can not reach `SAME`."""
    sharing: dict[tuple[str, str], list[str]] = defaultdict(list)
    for id, event in told.items():
        block = block_of(event.record)
        if block is not None:
            for key in keys_of(event.record):
                sharing[block, key].append(id)
    pairs = {pair for ids in sharing.values() for pair in _across_documents([told[id] for id in ids])}
    return {(a, b): compare(told[a], told[b]) for a, b in pairs}


def _across_documents(events: Iterable[EventTold]) -> Iterator[tuple[str, str]]:
    """Pairs of ids of events that no document tells both; a data set with thousands in a block has none of its own."""
    by_documents: dict[frozenset[str], list[str]] = defaultdict(list)
    for event in events:
        by_documents[event.documents].append(event.record.id)
    for (documents, ids), (others, other_ids) in combinations(by_documents.items(), 2):
        if not documents & others:
            yield from ((a, b) if a < b else (b, a) for a, b in product(ids, other_ids))


def keys_of(record: EventRecord) -> set[str]:
    """What two events must share one of to be compared: the sides that the actors stand for, and the place's name."""
    actors = {actor.state or actor.id for actor in record.actors()}
    return actors | ({record.place.name} if record.place else set())
