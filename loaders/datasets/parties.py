"""Who acts in a coded event: states, organs, persons, organizations and groups that a data set names or describes.

What an organ or an official does is done for the state as well, so they have it as their `state`. What protesters,
companies, rebels or an opposition do is not: they are groups of their own (`group:ind:protesters`) without `state`.
An organization or armed group that is not the gazetteer's has its name in upper case as id (`FATAH_HALAB`).
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import ActorKind
from dragoman.loaders.datasets.people import holder
from dragoman.loaders.datasets.states import actor_of, state_named
from dragoman.loaders.gazetteer import GazetteerEntry, Person, country_of, fold, lookup, official_id, persons, slug

_ORGANIZATION = re.compile(
    r"\b(?:Academy|Administration|Agency|Alliance|Arm(?:y|ed)|Assembly|Association|Authority|Bank|Board|Brigades?"
    r"|Broadcast\w*|Bureau|Cabinet|Center|Centre|Chamber|Church|Club|Coalition|Command|Commission|Committee|Company"
    r"|Confederation|Conference|Congress|Cooperative|Corporation|Corps|Council|Courts?|Dal|Department|Directorate"
    r"|Embassy|Federation|Forces?|Forum|Foundation|Front|Fund|Government|Group|Guards?|Initiative|Institut\w*"
    r"|International|Janata|League|Militia|Minist(?:ry|ries)|Mission|Morcha|Movement|Navy|Network|News|Office"
    r"|Organi[sz]ation|Parliament|Part(?:y|ies)|Police|Press|Program\w*|Project|Radio|Regiment|Samaj\w*|School|Secretariat"
    r"|Sena|Senate|Service|Society|Supporters|Television|Times|Tribunal|Trust|Union|Universit\w+|Watch)\b"
    r"|\b(?:and|for|the)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 14)
def group(state: str, words: str) -> Actor:
    """Some people of a state, for whom it does not answer ("Protesters (India)")."""
    return Actor(
        id=f"group:{state.lower()}:{slug(words)}",
        name=f"{words[:1].upper()}{words[1:]} ({actor_of(state).name})",
        kind=ActorKind.GROUP,
    )


def organ(state: str, words: str) -> Actor:
    """A ministry, force or court of a state, as readers of texts call it ("Foreign Ministry of Bangladesh")."""
    name = actor_of(state).name
    for form in (words, f"{name} {words}"):
        known = lookup(form)
        if known is not None and known.state == state and ":" in known.id:
            return known.actor()
    return Actor(
        id=f"{state}:{slug(words)}",
        name=f"{words[:1].upper()}{words[1:]} of {name}",
        kind=ActorKind.ORGANIZATION,
        state=state,
    )


def organization(name: str, kind: ActorKind = ActorKind.ORGANIZATION, state: str | None = None) -> Actor:
    """An organization or armed group of that name that the gazetteer does not have.

    Args:
        name: as the data set gives it.
        kind: organization or group.
        state: whom it acts for, if it is an organ of a state.
    """
    own = slug(name).replace("-", "_").upper()
    if state is not None:
        return Actor(id=f"{state}:{slug(name)}", name=name, kind=kind, state=state)
    # "SSD" is South Sudan, and may also be the short form of a group.
    return Actor(id=f"{own}_GROUP" if _is_taken(own) else own, name=name, kind=kind)


def person(name: str, state: str | None, year: int, for_state: bool) -> Actor:
    """A person by name: the widely known one, or one of the data set's own.

    Args:
        name: in full.
        state: id of the state that the person belongs to.
        year: of the event.
        for_state: whether the person speaks and acts for that state, and not for a party or for nobody.
    """
    words = name.split()
    forms = tuple(dict.fromkeys((name, f"{words[0]} {words[-1]}")))
    known = _in_state(state, forms, year) or _anywhere(forms, year)
    if known is not None:
        return known
    return Actor(id=official_id(state, name), name=name, kind=ActorKind.OFFICIAL, state=state if for_state else None)


def _in_state(state: str | None, forms: Iterable[str], year: int) -> Actor | None:
    if state is None:
        return None
    found = (holder(state, form, date(year, 1, 1), date(year, 12, 31)) for form in forms)
    return next((one.model_copy(update={"mention": None}) for one in found if one.known), None)


def _anywhere(forms: Iterable[str], year: int) -> Actor | None:
    """Who serves a body is put in the state of origin by data sets, and France's president in Andorra as its prince."""
    for form in forms:
        serving = [one for one in _by_name().get(fold(form).lower(), ()) if one.distance(date(year, 1, 1)) == 0]
        if len(serving) == 1:
            return serving[0].actor()
    return None


@cache
def _by_name() -> dict[str, tuple[Person, ...]]:
    """Widely known persons by their names in full."""
    found: dict[str, tuple[Person, ...]] = {}
    for one in persons():
        for name in dict.fromkeys(fold(name).lower() for name in (one.name, *one.names) if " " in name):
            found[name] = (*found.get(name, ()), one)
    return found


def known_actor(name: str, state: str | None = None) -> Actor | None:
    """The state, body, group or organ of that name; None when the gazetteer has none.

    Args:
        name: in English.
        state: id of the state that the data set puts it in; an organ of another state is not meant.
    """
    if (found := state_named(name)) is not None:
        return actor_of(found)
    entry = lookup(name)
    return entry.actor() if entry is not None and _is_meant(entry, name, state) else None


def _is_meant(entry: GazetteerEntry, name: str, state: str | None) -> bool:
    """Whether a name is the entry's, and not the word for its people or of its capital."""
    if ":" in entry.id:
        return state == entry.state
    return entry.kind is not ActorKind.STATE and name not in entry.demonyms


def is_organization(name: str) -> bool:
    """Whether a name without further signs is an organization's rather than a person's."""
    return " " not in name or _ORGANIZATION.search(name) is not None


def is_place(name: str) -> bool:
    """Whether a name is that of a region or big city, which by itself does nothing."""
    return country_of(name) is not None


@cache
def _is_taken(id: str) -> bool:
    try:
        actor_of(id)
    except KeyError:
        return False
    return True
