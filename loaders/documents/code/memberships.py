"""States that belong to a body of allies: "Finland joined NATO in April 2023", "a member of the EU since 2004"."""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Span, Token

from dragoman.graph.records import Actor, Term
from dragoman.graph.vocabulary import ActorKind, Modality
from dragoman.loaders.documents.code.modality import modality_of
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.code.syntax import children, is_passive, is_verb, objects_of_preposition, subject
from dragoman.loaders.documents.code.terms import date_of_change
from dragoman.loaders.documents.when import limits_of

# Bodies whose members stand by each other or unite; to belong to a bank, a court or an agency makes nobody an ally.
_BLOCS = frozenset(
    {
        *("NATO", "EU", "AU", "ARAB_LEAGUE", "GCC", "ASEAN", "CSTO", "CIS", "EAEU", "SCO", "BRICS", "QUAD", "AUKUS"),
        *("ANZUS", "WARSAW_PACT", "ECOWAS", "IGAD", "SADC", "EAC", "MERCOSUR", "CARICOM", "OAS", "OIC", "G7", "G8"),
    }
)
_JOINING = frozenset({"join", "rejoin", "enter"})
_LEAVING = frozenset({"leave", "quit", "exit"})
_WITHDRAWING = frozenset({"withdraw", "secede", "depart"})
_PREPOSITIONAL = {"accede": "to", "belong": "to", "admit": "to", "expel": "from", "suspend": "from"}
_OUT = _LEAVING | _WITHDRAWING | {"expel", "suspend"}
# By which a text speaks of the body that it named before.
_AGAIN = frozenset({"alliance", "bloc", "organization", "organisation", "union", "pact", "group"})


class Membership(NamedTuple):
    """A state in a body, and from when to when."""

    state: Actor
    body: Actor
    term: Term | None


def find_memberships(source: Source, sentence: Span) -> Iterator[Membership]:
    """The memberships that a sentence tells as a fact: of neither applicants nor those who may leave."""
    for token in sentence:
        if is_verb(token) and modality_of(token) is Modality.FACTUAL and not _is_infinitive(token):
            yield from _by_verb(source, token)
        elif token.lemma_.lower() == "member" and token.pos_ == "NOUN":
            yield from _by_noun(source, token)


def _is_infinitive(verb: Token) -> bool:
    return any(child.lower_ == "to" for child in children(verb, "aux"))


def _by_verb(source: Source, verb: Token) -> Iterator[Membership]:
    states, bodies = _states_at(source, subject(verb)), list(_bodies(source, verb))
    if not states or not bodies:
        return
    when, term = date_of_change(verb, source.published), limits_of(verb, source.published)
    if verb.lemma_ in _OUT:
        term = Term(until=when) if when else None
    elif term is None and when is not None:
        term = Term(since=when)
    # Undated, "left" may be told of long ago, and "joining" may never come to be.
    if term is not None or not (verb.lemma_ in _OUT or verb.tag_ == "VBG"):
        yield from (Membership(state, body, term) for state in states for body in bodies)


def _bodies(source: Source, verb: Token) -> Iterator[Actor]:
    """The bodies that the verb says somebody joins, belongs to or leaves."""
    named: Iterator[Token] = iter(())
    if verb.lemma_ in _JOINING | _LEAVING and not is_passive(verb):
        named = children(verb, "dobj")
    elif verb.lemma_ in _WITHDRAWING:
        named = objects_of_preposition(verb, "from")
    elif verb.lemma_ in _PREPOSITIONAL:
        named = objects_of_preposition(verb, _PREPOSITIONAL[verb.lemma_])
    for token in named:
        yield from _body_at(source, token)


def _by_noun(source: Source, member: Token) -> Iterator[Membership]:
    """`A member of NATO since 2004`, `became a member of the EU in 2004`, `NATO member Turkey`."""
    beside = (*objects_of_preposition(member, "of"), *children(member, "compound", "nmod", "poss"))
    bodies = [body for token in beside for body in _body_at(source, token)]
    verb = member.head if member.dep_ == "attr" and is_verb(member.head) else None
    if not bodies or (verb is not None and modality_of(verb) is not Modality.FACTUAL):
        return
    holder = (
        subject(verb) if verb is not None else member.head if member.dep_ in ("appos", "compound", "nmod") else None
    )
    term = limits_of(member, source.published) or (_of_clause(source, verb) if verb is not None else None)
    for state in _states_at(source, holder):
        yield from (Membership(state, body, term) for body in bodies)


def _of_clause(source: Source, verb: Token) -> Term | None:
    limits = limits_of(verb, source.published)
    if limits is not None or verb.lemma_ != "become":
        return limits
    when = date_of_change(verb, source.published)
    return Term(since=when) if when else None


def _states_at(source: Source, token: Token | None) -> list[Actor]:
    found = source.actors_at(token) if token is not None else ()
    return [actor for actor in found if actor.kind is ActorKind.STATE]


def _body_at(source: Source, token: Token) -> list[Actor]:
    """The body at a word; "the alliance" is the one named last."""
    found = [actor for actor in source.actors_at(token) if actor.id in _BLOCS]
    if found or token.lemma_.lower() not in _AGAIN:
        return found
    before = (source.actors_at(earlier) for earlier in reversed(source.doc[: token.i]))
    return next(([actor for actor in actors if actor.id in _BLOCS] for actors in before if _blocs(actors)), [])


def _blocs(actors: tuple[Actor, ...]) -> bool:
    return any(actor.id in _BLOCS for actor in actors)
