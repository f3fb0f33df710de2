"""Ministries, forces, courts and unnamed office-holders as actors that stand for their state."""

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import ActorKind
from dragoman.loaders.gazetteer import entries, slug


def organ(state: str, words: str, mention: str) -> Actor:
    """An organ of a state as an actor of its own (`KOR:military`); of a body or group it is the body itself.

    Args:
        state: id of the state, body or group.
        words: what the organ is called, without the state.
        mention: the words of the text.
    """
    entry = entries()[state]
    if entry.kind is not ActorKind.STATE:
        return entry.actor(mention)
    return Actor(
        id=f"{state}:{slug(words)}",
        name=f"{words} of {entry.name}",
        kind=ActorKind.ORGANIZATION,
        state=state,
        mention=mention,
    )
