"""Compares who acted and who was acted upon."""

from collections.abc import Iterable

from dragoman.graph.identity.comparison import Comparison
from dragoman.graph.records import Actor, EventRecord
from dragoman.graph.vocabulary import EventType

# Who meets whom, or agrees with whom, is told from either side.
_MUTUAL = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})
_EXACT, _STATE, _PART, _ONE_SIDE, _NEITHER = 1.0, 0.75, 0.7, 0.4, 0.3


def compare_actors(a: EventRecord, b: EventRecord) -> Comparison | None:
    """How well the actors agree, role by role; None when they are others."""
    if a.type in _MUTUAL:
        return _compare_role("between", a.actors(), b.actors())
    by = _compare_role("by", a.initiators, b.initiators)
    upon = _compare_role("towards", a.recipients, b.recipients)
    if by is None or upon is None:
        return None
    return Comparison((by.score + upon.score) / 2, by.reasons + upon.reasons)


def _compare_role(role: str, one: Iterable[Actor], other: Iterable[Actor]) -> Comparison | None:
    a, b = {actor.id: actor for actor in one}, {actor.id: actor for actor in other}
    if not a and not b:
        return Comparison(_NEITHER, ())
    if not a or not b:
        return Comparison(_ONE_SIDE, (f"only one names {role} whom",))
    if a.keys() == b.keys():
        return Comparison(_EXACT, (f"both {role} {_names(a.values())}",))
    only_a = [actor for id, actor in a.items() if id not in b]
    only_b = [actor for id, actor in b.items() if id not in a]
    sides_a, sides_b = _sides(a.values()), _sides(b.values())
    if not (sides_a <= sides_b or sides_b <= sides_a) or _are_others(only_a, only_b):
        return None
    reasons = (f"{role} {_names(a.values())} or {_names(b.values())}",)
    return Comparison(_STATE if sides_a == sides_b else _PART, reasons)


def _sides(actors: Iterable[Actor]) -> set[str]:
    """The states and bodies that the actors stand for; who stands for none stands for himself."""
    return {actor.state or actor.id for actor in actors}


def _are_others(only_a: list[Actor], only_b: list[Actor]) -> bool:
    """Whether each side names a person, organ or group of one state that the other does not."""
    organs_a = {actor.state for actor in only_a if actor.state != actor.id}
    organs_b = {actor.state for actor in only_b if actor.state != actor.id}
    return bool(organs_a & organs_b)


def _names(actors: Iterable[Actor]) -> str:
    return " and ".join(sorted(actor.name for actor in actors))
