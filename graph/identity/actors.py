"""Compares who acted and who was acted upon."""

from collections.abc import Iterable, Sequence, Set

from dragoman.graph.identity.comparison import Sign
from dragoman.graph.identity.telling import Telling
from dragoman.graph.identity.words import name_words
from dragoman.graph.records import Actor, EventRecord
from dragoman.graph.vocabulary import ActorKind, EventType

# Who meets whom, or signs what with whom, is told from either side.
_MUTUAL = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})
_SIGNING = "agree"
# Nobody is killed twice.
_ONCE_ONLY = "kill"
_ONCE = 2.0
# What two speakers say are two utterances, even if they say the same.
_SPOKEN = frozenset({EventType.SUPPORT, EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN})
_OTHER_SPEAKER = -4.0
_SAME_PERSON, _SAME_STATE, _OWN_STATE, _OWN_BODY = 1.7, 1.0, 0.7, -2.0
# Only one of the two names somebody: the other's sentences may do so all the same.
_MENTIONED, _UNMENTIONED, _ALL_UNMENTIONED, _OTHER_PARTNER = 0.8, -0.3, -3.0, -1.5
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
        return _compare_meeting(a.actors(), b.actors(), told_a, told_b)
    by = _compare_role("by", a.initiators, b.initiators, told_a, told_b)
    upon = _compare_role("towards", a.recipients, b.recipients, told_a, told_b)
    if by is None or upon is None:
        return None
    weight = by.weight + upon.weight
    if _ONCE_ONLY in told_a.families & told_b.families and _share_person(a.recipients, b.recipients):
        weight += _ONCE
    if a.type in _SPOKEN and _sides(a.initiators) != _sides(b.initiators):
        weight += _OTHER_SPEAKER
    return Sign(weight, by.reasons + upon.reasons)


def _compare_meeting(a: Sequence[Actor], b: Sequence[Actor], told_a: Telling, told_b: Telling) -> Sign | None:
    """Compare parties; nobody meets alone, so where one party only is common, it matters whom it met."""
    between = _compare_role("between", a, b, told_a, told_b)
    sides_a, sides_b = _sides(a), _sides(b)
    is_body = any(actor.kind is ActorKind.ORGANIZATION for actor in (*a, *b))
    if between is None or is_body or len(sides_a & sides_b) > 1:
        return between
    if sides_a == sides_b:
        return Sign(0.0, between.reasons)
    weight = _OTHER_PARTNER if _left_out(a, b, told_a, told_b) else min(between.weight, _SAME_PERSON)
    return Sign(weight, between.reasons)


def _compare_role(role: str, a: Sequence[Actor], b: Sequence[Actor], told_a: Telling, told_b: Telling) -> Sign | None:
    if not a and not b:
        return Sign(0.0)
    left_out = _left_out(a, b, told_a, told_b)
    if not a or not b:
        weight = _UNMENTIONED if left_out else _MENTIONED
        return Sign(weight, (f"only one tells {role} whom: {_names([*a, *b])}",))
    sides_a, sides_b = _sides(a), _sides(b)
    if not (sides_a <= sides_b or sides_b <= sides_a) or _are_others(_only(a, b), _only(b, a)):
        return None
    weight = sum(_weight(a, b, side) for side in sorted(sides_a & sides_b))
    if others := sides_a ^ sides_b:
        missing = len(others & left_out) / len(sides_a | sides_b)
        weight += _ALL_UNMENTIONED * missing if missing else _MENTIONED
    names_a, names_b = _names(a), _names(b)
    return Sign(weight, (f"both {role} {names_a}" if names_a == names_b else f"{role} {names_a} or {names_b}",))


def _only(these: Sequence[Actor], those: Sequence[Actor]) -> list[Actor]:
    ids = {actor.id for actor in those}
    return [actor for actor in these if actor.id not in ids]


def _left_out(a: Sequence[Actor], b: Sequence[Actor], told_a: Telling, told_b: Telling) -> set[str]:
    """Sides of actors whom one event has, and whom not even the sentences of the other name."""
    return {
        _side(actor)
        for actors, words in ((_only(a, b), told_b.words), (_only(b, a), told_a.words))
        for actor in actors
        if not any(_names_it(word, actor, words) for word in name_words(actor.name))
    }


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


def _share_person(a: Iterable[Actor], b: Iterable[Actor]) -> bool:
    return bool({x.id for x in a} & {x.id for x in b if x.kind is ActorKind.OFFICIAL})


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
