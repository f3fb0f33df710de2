"""Alliances: who is said to be allied with whom."""

from collections.abc import Iterable, Iterator
from itertools import chain

from spacy.tokens import Span, Token

from dragoman.graph.records import Actor, AllianceRecord, Evidence, actor_ids, content_id
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.code.syntax import children, objects_of_preposition, subject

_ALLY_NOUNS = frozenset({"ally"})
_BETWEEN = frozenset({"alliance", "pact", "coalition"})
# What kind of alliance the word speaks of.
_TYPES = {"alliance": "alliance", "ally": "alliance", "pact": "defense pact", "coalition": "coalition"}


def find_alliances(source: Source) -> list[AllianceRecord]:
    """The alliances that the document states, one for each set of members."""
    found: dict[tuple[str, ...], AllianceRecord] = {}
    for sentence in source.prose():
        for kind, members in _in_sentence(source, sentence):
            ids = actor_ids(members)
            if len(ids) < 2:
                continue
            known = found.get((kind, *ids))
            evidence = (*(known.evidence if known else ()), source.evidence(sentence))
            found[kind, *ids] = _record(source, kind, members, evidence)
    return list(found.values())


def _record(source: Source, kind: str, members: tuple[Actor, ...], evidence: tuple[Evidence, ...]) -> AllianceRecord:
    return AllianceRecord(
        id=content_id("alliance", kind, actor_ids(members)),
        document=source.name,
        confidence=0.6,
        evidence=evidence,
        rule=f"allied:{kind}",
        members=members,
        type=kind,
    )


def _in_sentence(source: Source, sentence: Span) -> Iterator[tuple[str, tuple[Actor, ...]]]:
    for token in sentence:
        lemma = token.lemma_.lower()
        if lemma in _ALLY_NOUNS and token.pos_ in ("NOUN", "PROPN"):
            yield _TYPES[lemma], _states((*_owners(source, token), *_predicated(source, token)))
        elif lemma in _BETWEEN:
            parties = chain(children(token, "compound", "amod", "poss", "nmod"), _parties(token))
            yield _TYPES[lemma], _states(_all_at(source, parties))
        elif (lemma in ("ally", "align") and token.pos_ == "VERB") or token.lower_ == "allied":
            teller = subject(token)
            ends = chain([teller] if teller is not None else [], objects_of_preposition(token, "with", "to"))
            yield "alliance", _states(_all_at(source, ends))


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


def _parties(token: Token) -> Iterator[Token]:
    yield from objects_of_preposition(token, "with", "between", "of", "among")
    for clause in children(token, "relcl", "acl"):
        yield from objects_of_preposition(clause, "by")
    # "Germany and Turkey are members of the alliance"
    member = token.head.head
    if token.head.lower_ == "of" and member.lemma_.lower() == "member" and member.dep_ == "attr":
        yield from children(member.head, "nsubj")


def _all_at(source: Source, tokens: Iterable[Token]) -> tuple[Actor, ...]:
    return tuple(actor for token in tokens for actor in source.actors_at(token))


def _states(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """The states, bodies and groups that the actors are or stand for, each once."""
    return tuple({actor.state or actor.id: actor for actor in actors}.values())
