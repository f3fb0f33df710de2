"""Ends of an event that its sentence leaves out, because the text names them elsewhere."""

from collections import Counter
from collections.abc import Callable

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import EventType
from dragoman.loaders.documents.code.drafts import Draft
from dragoman.loaders.documents.code.reference import Reference
from dragoman.loaders.documents.code.roles import Roles
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.code.syntax import is_passive, is_verb, subject
from dragoman.loaders.gazetteer import entries

# Deeds that a text keeps coming back to, each time naming only one side.
_RETOLD = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.SANCTION, EventType.AID, EventType.PROTEST}
)
# Deeds done to people or things of the country where they happen.
# Deeds aimed at those who did what they are about.
_ABOUT_DEEDS = frozenset({EventType.ACCUSE, EventType.THREATEN})
_LOCAL = frozenset({EventType.ASSAULT, EventType.COERCE})
_ENOUGH = 12
_INTERNAL = frozenset({EventType.REJECT, EventType.CONCEDE, EventType.ACCUSE, EventType.COERCE, EventType.REQUEST})
_DOMESTIC = frozenset({EventType.PROTEST})


def complete(source: Source, drafts: list[Draft]) -> None:
    """Give deeds told with one side only the other side, as far as the text tells it elsewhere.

    "Russia's invasion of Ukraine" tells whom "Russian aggression" was against; a bomb in Kabul was against Afghans;
    protests in Hong Kong are those of its people, against its government.
    """
    _from_subjects(drafts)
    _from_objects(drafts)
    _from_retelling(drafts)
    home = _home(source)
    for draft in drafts:
        _from_setting(draft, home)


def _from_subjects(drafts: list[Draft]) -> None:
    """`The strike destroyed a bunker`: whoever made the strike destroyed it."""
    by_token = {trigger.token.i: draft for draft in drafts for trigger in draft.told}
    for draft in drafts:
        token = draft.trigger.token
        teller = subject(token) if is_verb(token) else None
        source = by_token.get(teller.i) if teller is not None else None
        if source is not None and source is not draft and source.roles.initiators and not is_passive(token):
            draft.roles = Roles(source.roles.initiators, draft.roles.recipients)


def _from_objects(drafts: list[Draft]) -> None:
    """`They condemned the attack`: whoever made the attack is condemned."""
    reference = Reference(drafts)
    for draft in drafts:
        if draft.type in _ABOUT_DEEDS and draft.roles.initiators and not draft.roles.recipients:
            deed = reference.named_by(draft.trigger.token, draft.roles.initiators)
            if deed is not None:
                draft.roles, draft.inherited = Roles(draft.roles.initiators, deed.roles.initiators), True


def _from_retelling(drafts: list[Draft]) -> None:
    by_initiator = _sides(drafts, lambda roles: (roles.initiators, roles.recipients))
    by_recipient = _sides(drafts, lambda roles: (roles.recipients, roles.initiators))
    for draft in drafts:
        kind, roles = draft.type, draft.roles
        if kind not in _RETOLD or (roles.initiators and roles.recipients):
            continue
        if roles.initiators:
            draft.roles = Roles(roles.initiators, _usual(by_initiator.get((kind, *_keys(roles.initiators)))))
        elif roles.recipients:
            draft.roles = Roles(_usual(by_recipient.get((kind, *_keys(roles.recipients)))), roles.recipients)
        else:
            draft.roles = _like(draft, drafts)
        draft.inherited = draft.inherited or draft.roles != roles


def _like(draft: Draft, drafts: list[Draft]) -> Roles:
    """The ends of the deeds called by the same words, when one and the same actor did them all."""
    like = [other for other in drafts if other.type is draft.type and other.initiators and other.words & draft.words]
    return like[0].roles if len({_keys(other.initiators) for other in like}) == 1 else draft.roles


_Sides = dict[tuple[str, ...], list[tuple[Actor, ...]]]


def _keys(actors: tuple[Actor, ...]) -> tuple[str, ...]:
    return tuple(sorted({actor.state or actor.id for actor in actors}))


def _sides(drafts: list[Draft], ends: Callable[[Roles], tuple[tuple[Actor, ...], tuple[Actor, ...]]]) -> _Sides:
    found: _Sides = {}
    for draft in drafts:
        known, other = ends(draft.roles)
        if known and other:
            found.setdefault((draft.sense.type, *_keys(known)), []).append(other)
    return found


def _usual(found: list[tuple[Actor, ...]] | None) -> tuple[Actor, ...]:
    if not found:
        return ()
    most = Counter(_keys(actors) for actors in found).most_common(1)[0][0]
    return next(actors for actors in found if _keys(actors) == most)


def _home(source: Source) -> str | None:
    """The state that the document speaks of most, when it has at least half of all mentions."""
    counts: Counter[str] = Counter()
    for token in source.doc:
        if token.pos_ in ("PROPN", "NOUN", "ADJ"):
            counts.update(actor.state for actor in source.cast.actors_at(token)[:1] if actor.state)
    if not counts:
        return None
    state, count = counts.most_common(1)[0]
    return state if counts.total() >= _ENOUGH and count * 2 >= counts.total() else None


def _from_setting(draft: Draft, home: str | None) -> None:
    kind, roles = draft.sense.type, draft.roles
    place = draft.where.country if draft.where and draft.where.country else home
    entry = entries().get(place or "")
    if entry is None:
        return
    local = (entry.actor(),)
    if kind in _DOMESTIC:
        draft.roles = Roles(roles.initiators or local, roles.recipients or local)
        return
    ends = _keys(roles.initiators)
    internal = kind in _INTERNAL and home == entry.id and ends == (home,)
    abroad = kind in _LOCAL and ends not in ((), (entry.id,))
    if (internal or abroad) and not roles.recipients:
        draft.roles = Roles(roles.initiators, local)
