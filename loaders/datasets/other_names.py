"""Codes and names of states that only a published list gives, without those that mean another actor."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from dragoman.graph.records import Actor
from dragoman.loaders.datasets.states import actor_of, state_ids
from dragoman.loaders.gazetteer import entries
from dragoman.loaders.gazetteer.entries import fold


def with_other_names(id: str, names: Iterable[str]) -> Actor:
    """The state of that id, to be found under these names too.

    Left out is what is the id or a name of another actor that we know (COW's AUS is Austria, the id Australia), and
    what is a part of another state's name: "Congo" as a name of one of the two would decide what is in doubt.

    Args:
        id: of the state.
        names: its codes and names in the list.

    Raises:
        KeyError: there is no such state.
    """
    actor = actor_of(id)
    others = {name for name in names if name and _bearers(folded(name)) <= {id}}
    return actor.model_copy(update={"other_names": tuple(sorted(others - {actor.name, *actor.aliases}))})


def folded(name: str) -> str:
    """A name as it is compared."""
    return fold(name).casefold()


def _bearers(name: str) -> set[str]:
    """The ids of the actors that are called so, and of the states of whose name it is a part; the name is folded."""
    words = name.split()
    called = _states_with(words[0]) if words else ()
    return _ids_of().get(name, set()) | {id for whole, id in called if whole > set(words)}


@cache
def _ids_of() -> dict[str, set[str]]:
    """Who has an id or name, which is folded."""
    found: dict[str, set[str]] = defaultdict(set)
    for id in {*entries(), *state_ids()}:
        actor = actor_of(id)
        for name in (id, actor.name, *actor.aliases):
            found[folded(name)].add(id)
    return found


@cache
def _states_with(word: str) -> list[tuple[frozenset[str], str]]:
    """The names of states that have a folded word, as sets of words, and whose they are."""
    return [(words, id) for words, id in _names_of_states() if word in words]


@cache
def _names_of_states() -> list[tuple[frozenset[str], str]]:
    names = [(name, id) for id in state_ids() for name in _names(id)]
    return [(frozenset(folded(name).split()), id) for name, id in names]


def _names(id: str) -> tuple[str, ...]:
    """The names of a state, without its people's and its government's."""
    entry, actor = entries().get(id), actor_of(id)
    return (entry.name, *entry.names) if entry else (actor.name, *actor.aliases)
