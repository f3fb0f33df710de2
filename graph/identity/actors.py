"""Compares who acted and who was acted upon."""

from collections.abc import Iterable, Sequence, Set

from dragoman.graph.identity.comparison import Sign
from dragoman.graph.identity.telling import Telling
from dragoman.graph.identity.words import folded_words
from dragoman.graph.records import Actor, EventRecord
from dragoman.graph.vocabulary import ActorKind, EventType

# Who meets whom, or signs what with whom, is told from either side.
_MUTUAL = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})
_SIGNING = "agree"
# Nobody is killed twice.
_ONCE_ONLY = "kill"
_ONCE = 1.5
# What two speakers say are two utterances, even if they say the same.
_SPOKEN = frozenset({EventType.SUPPORT, EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN})
# One speaker says much about one other in a day.
_UTTERANCE = -0.5
_SAME_PERSON, _SAME_STATE, _OWN_STATE, _OWN_BODY = 1.7, 1.0, 0.7, -2.0
_MENTIONED, _UNMENTIONED, _UNMENTIONED_PARTY, _OTHER_SPEAKER = 0.8, -0.5, -3.0, -4.0
_STEM = 4
_COMMON_IN_STATES = frozenset({"united", "republic", "islands", "north", "south", "saint", "new"})


def compare_actors(a: EventRecord, b: EventRecord, told_a: Telling, told_b: Telling) -> Sign | None:
    """How well the actors agree, role by role; None when they are others.

    Args:
        a: one event.
        b: the other, of the same type.
        told_a: the words in which `a` is told: they may name an actor whom the event lacks.
        told_b: likewise.
    """
    if a.type in _MUTUAL or _SIGNING in told_a.families & told_b.families:
        between = _compare_role("between", a.actors(), b.actors(), told_a, told_b)
        return between and _without_partner(between, a.actors(), b.actors())
    by = _compare_role("by", a.initiators, b.initiators, told_a, told_b)
    upon = _compare_role("towards", a.recipients, b.recipients, told_a, told_b)
    if by is None or upon is None:
        return None
    weight = by.weight + upon.weight
    if _ONCE_ONLY in told_a.families & told_b.families and _share_person(a.recipients, b.recipients):
        weight += _ONCE
    if a.type in _SPOKEN:
        weight += _UTTERANCE if _sides(a.initiators) == _sides(b.initiators) else _OTHER_SPEAKER
    return Sign(weight, by.reasons + upon.reasons)


def _compare_role(
    role: str, one: Iterable[Actor], other: Iterable[Actor], told_one: Telling, told_other: Telling
) -> Sign | None:
    a, b = {actor.id: actor for actor in one}, {actor.id: actor for actor in other}
    only_a = [actor for id, actor in a.items() if id not in b]
    only_b = [actor for id, actor in b.items() if id not in a]
    if not a and not b:
        return Sign(0.0)
    unmentioned = not (_all_in(only_a, told_other) and _all_in(only_b, told_one))
    if not a or not b:
        weight = _UNMENTIONED if unmentioned else _MENTIONED
        return Sign(weight, (f"only one tells {role} whom: {_names([*only_a, *only_b])}",))
    sides_a, sides_b = _sides(a.values()), _sides(b.values())
    if not (sides_a <= sides_b or sides_b <= sides_a) or _are_others(only_a, only_b):
        return None
    weight = sum(_weight(a.values(), b.values(), side) for side in sides_a & sides_b)
    if sides_a != sides_b:
        weight += _UNMENTIONED_PARTY if unmentioned else _MENTIONED
    if not only_a and not only_b:
        return Sign(weight, (f"both {role} {_names(a.values())}",))
    return Sign(weight, (f"{role} {_names(a.values())} or {_names(b.values())}",))


def _weight(a: Iterable[Actor], b: Iterable[Actor], side: str) -> float:
    """What it counts that both name somebody of one side: the same person or organ, the state, or the one's state."""
    of_a, of_b = ({actor.id: actor for actor in actors if _side(actor) == side} for actors in (a, b))
    common = of_a.keys() & of_b.keys()
    if common:
        return _SAME_PERSON if common != {side} else _SAME_STATE
    is_body = any(
        actor.kind is ActorKind.ORGANIZATION and actor.id == side for actor in (*of_a.values(), *of_b.values())
    )
    return _OWN_BODY if is_body else _OWN_STATE


def _without_partner(between: Sign, a: Sequence[Actor], b: Sequence[Actor]) -> Sign:
    """Nobody meets alone: where either side names one party only, that they name the same says little."""
    parties = min((_sides(actors) for actors in (a, b)), key=len)
    alone = len(parties) < 2 and not any(actor.kind is ActorKind.ORGANIZATION for actor in (*a, *b))
    return Sign(min(between.weight, 0.0), between.reasons) if alone else between


def _share_person(a: Iterable[Actor], b: Iterable[Actor]) -> bool:
    return bool({x.id for x in a} & {x.id for x in b if x.kind is ActorKind.OFFICIAL})


def _all_in(actors: Iterable[Actor], told: Telling) -> bool:
    """Whether the words name every one of the actors."""
    return all(any(_names_it(word, actor, told.words) for word in folded_words(actor.name)) for actor in actors)


def _names_it(word: str, actor: Actor, words: Set[str]) -> bool:
    """Whether a word of the actor's name is among the words; of a state also its adjective ("Turkish" for Turkey)."""
    if len(word) < _STEM:
        return False
    of_state = actor.kind is ActorKind.STATE and word not in _COMMON_IN_STATES
    return word in words or (of_state and any(other.startswith(word[:_STEM]) for other in words))


def _sides(actors: Iterable[Actor]) -> set[str]:
    """The states and bodies that the actors stand for; who stands for none stands for himself."""
    return {_side(actor) for actor in actors}


def _side(actor: Actor) -> str:
    return actor.state or actor.id


def _are_others(only_a: Iterable[Actor], only_b: Iterable[Actor]) -> bool:
    """Whether each side names a person, organ or group of one state whom the other does not."""
    organs_a = {actor.state for actor in only_a if actor.state != actor.id}
    organs_b = {actor.state for actor in only_b if actor.state != actor.id}
    return bool(organs_a & organs_b)


def _names(actors: Iterable[Actor]) -> str:
    return " and ".join(sorted(actor.name for actor in actors))
