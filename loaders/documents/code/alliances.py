"""Alliances: who is said to be allied with whom, by what kind of tie, and from when to when."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from spacy.tokens import Token

from dragoman.graph.records import Actor, AllianceRecord, Evidence, Term, actor_ids, content_id
from dragoman.loaders.documents.code.memberships import find_memberships
from dragoman.loaders.documents.code.pacts import is_tie, name_of, parties, term_of, tie_of
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.code.syntax import children, objects_of_preposition, subject
from dragoman.loaders.documents.code.terms import Held, by_term, term_parts
from dragoman.loaders.documents.when import limits_of
from dragoman.loaders.gazetteer import entries

_ALLY_NOUNS = frozenset({"ally"})


class _Told(NamedTuple):
    """What one sentence tells of an alliance."""

    kind: str
    name: str | None
    members: tuple[Actor, ...]
    term: Term | None
    evidence: Evidence


def find_alliances(source: Source) -> list[AllianceRecord]:
    """The alliances that the document states, one for each kind, set of members and term."""
    found: dict[tuple[str, ...], list[_Told]] = {}
    for told in _told(source):
        ids = actor_ids(told.members)
        if len(ids) > 1:
            found.setdefault((told.kind, *ids), []).append(told)
    return [
        _record(source, same, held)
        for same in found.values()
        for held in by_term([(told.term, told.evidence) for told in same], source.published)
    ]


def _record(source: Source, told: list[_Told], held: Held) -> AllianceRecord:
    kind, members = told[0].kind, told[0].members
    term, evidence = held
    name = next((one.name for one in told if one.name), None)
    return AllianceRecord(
        id=content_id("alliance", kind, name, actor_ids(members), *term_parts(term)),
        document=source.name,
        confidence=0.6,
        evidence=tuple(dict.fromkeys(evidence)),
        rule=f"allied:{kind}",
        members=members,
        name=name,
        type=kind,
        term=term,
    )


def _told(source: Source) -> Iterator[_Told]:
    for sentence in source.prose:
        evidence = source.evidence(sentence)
        for token in sentence:
            yield from (_Told(*tie, evidence) for tie in _ties(source, token))
        for member in find_memberships(source, sentence):
            yield _Told("membership", None, (member.state, member.body), member.term, evidence)


def _ties(source: Source, token: Token) -> Iterator[tuple[str, str | None, tuple[Actor, ...], Term | None]]:
    """Kind, name, members and term of the alliance that a word tells."""
    lemma = token.lemma_.lower()
    if lemma in _ALLY_NOUNS and token.pos_ in ("NOUN", "PROPN"):
        members = _states((*_owners(source, token), *_predicated(source, token)))
        yield "alliance", None, members, limits_of(token, source.published) or _of_clause(source, token)
    elif is_tie(token):
        members = _states(_all_at(source, parties(token)))
        yield tie_of(token), name_of(source, token), members, term_of(source, token)
    elif (lemma in ("ally", "align") and token.pos_ == "VERB") or token.lower_ == "allied":
        teller = subject(token)
        ends = chain([teller] if teller is not None else [], objects_of_preposition(token, "with", "to"))
        yield "alliance", None, _states(_all_at(source, ends)), limits_of(token, source.published)


def _of_clause(source: Source, ally: Token) -> Term | None:
    """The limits in "Japan has been an ally since 1951"."""
    return limits_of(ally.head, source.published) if ally.dep_ == "attr" else None


def _owners(source: Source, ally: Token) -> tuple[Actor, ...]:
    """Whose ally: `North Korea's ally`, `an ally of Iran`, `our Turkish allies`."""
    owners = chain(children(ally, "poss"), objects_of_preposition(ally, "of", "to"))
    return _all_at(source, owners)


def _predicated(source: Source, ally: Token) -> tuple[Actor, ...]:
    """Who is the ally: the subject of `be`, an apposition, an adjective, or the clause's subject after `as`."""
    head = ally.head
    ends: list[Token] = [*children(ally, "appos", "amod", "compound")]
    if ally.dep_ == "attr" or (ally.dep_ == "conj" and head.dep_ == "attr"):
        verb = head if ally.dep_ == "attr" else head.head
        ends.extend(children(verb, "nsubj"))
    elif ally.dep_ == "appos":
        ends.append(head)
    elif ally.dep_ == "pobj" and head.lower_ == "as":
        clause = head.head
        while clause.head is not clause and clause.pos_ not in ("VERB", "AUX"):
            clause = clause.head
        teller = subject(clause)
        if teller is not None:
            ends.extend([teller, *children(teller, "poss")])
    return _all_at(source, ends)


def _all_at(source: Source, tokens: Iterable[Token]) -> tuple[Actor, ...]:
    return tuple(actor for token in tokens for actor in source.actors_at(token))


def _states(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """The states, bodies and groups that the actors are or stand for, each once."""
    return tuple({actor.id: actor for actor in map(_principal, actors)}.values())


def _principal(actor: Actor) -> Actor:
    """For whom an official or a ministry is allied: the state or body served."""
    served = entries().get(actor.state or "") if actor.state != actor.id else None
    return served.actor(actor.mention) if served is not None else actor
