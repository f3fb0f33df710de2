"""Who did it and to whom: where in the parse the two ends of an event stand, and which actors they resolve to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from spacy.tokens import Token

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import EventType
from dragoman.loaders.documents.code.lexicon import Sense
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.code.syntax import (
    LIGHT_VERBS,
    children,
    governor,
    is_passive,
    is_verb,
    objects_of_preposition,
    owner,
    subject,
)

# The prepositions that lead from a deed to whom it is done to, by type; the first that leads to an actor decides.
_TOWARDS: dict[EventType, tuple[str, ...]] = {
    EventType.AGREE: ("with", "to"),
    EventType.CONSULT: ("with", "to", "between"),
    EventType.SUPPORT: ("with", "for", "to", "of", "behind", "alongside", "on"),
    EventType.CONCEDE: ("to", "from", "of", "on", "against"),
    EventType.COOPERATE: ("with", "to", "from", "of"),
    EventType.AID: ("to", "for", "of"),
    EventType.RETREAT: ("from", "to"),
    EventType.REQUEST: ("on", "upon", "to", "from", "of", "with"),
    EventType.ACCUSE: ("against", "of", "for", "with", "at", "to", "by", "over", "about", "on"),
    EventType.REJECT: ("to", "of", "from", "against", "with", "by"),
    EventType.THREATEN: ("against", "to", "with", "on", "toward", "towards", "of", "from", "for"),
    EventType.PROTEST: ("against", "over", "at", "outside"),
    EventType.SANCTION: ("on", "against", "upon", "from", "of", "to", "with"),
    EventType.MOBILIZE: ("against", "on", "near", "over", "toward", "towards", "along", "into", "to", "at", "of"),
    EventType.COERCE: ("of", "on", "against", "from", "to", "over", "for"),
    EventType.ASSAULT: ("on", "against", "at", "upon", "with", "of", "into", "toward", "towards", "to", "over"),
}
# Talks, where "with" joins equals in an account of one side ("The President spoke with …").
_TALKS = frozenset({"speak", "talk", "meet", "call", "conversation", "meeting", "confer", "convene", "phone"})
# Deeds whose noun leaves its doer to the clause: "the leaders underscored continued support for".
_OF_THE_CLAUSE = frozenset(
    {EventType.SUPPORT, EventType.COOPERATE, EventType.AID, EventType.SANCTION, EventType.AGREE, EventType.CONSULT}
)


@dataclass(frozen=True)
class Roles:
    """The resolved ends of an event; a mutual one may have all its parties as initiators."""

    initiators: tuple[Actor, ...]
    recipients: tuple[Actor, ...]


def roles_of(trigger: Token, sense: Sense, source: Source) -> Roles:
    """The ends of the event that the token names.

    Args:
        trigger: the event's word.
        sense: its meaning; the words that tell the meaning ("share intelligence") are none of the ends.
        source: the document, with its actors.
    """
    kind = sense.type
    find_places = _verb_places if is_verb(trigger) else _noun_places
    places = find_places(trigger, _TOWARDS[kind])
    initiators = _first(places[0], source)
    if not initiators and kind in _OF_THE_CLAUSE:
        initiators = _first(_around(trigger), source)
    ends = (place for place in places[1] if place.lemma_.lower() not in sense.cues)
    if kind is EventType.CONSULT and not initiators:
        return Roles((), ())
    recipients = _first(ends, source, {actor.state or actor.id for actor in initiators})
    if kind is EventType.CONSULT and source.is_readout and trigger.lemma_ in _TALKS:
        return Roles(initiators + recipients, ())
    return Roles(initiators, recipients)


def _around(noun: Token) -> Iterator[Token]:
    """The subjects of the clauses that the word stands in, from the nearest."""
    for ancestor in noun.ancestors:
        if is_verb(ancestor):
            teller = subject(ancestor)
            if teller is not None and not is_passive(ancestor):
                yield teller


def _first(places: Iterable[Token], source: Source, taken: Iterable[str] = ()) -> tuple[Actor, ...]:
    """The actors at the first place that stands for any besides those taken."""
    for place in places:
        actors = tuple(actor for actor in source.actors_at(place) if (actor.state or actor.id) not in taken)
        if actors:
            return actors
    return ()


def _verb_places(verb: Token, towards: tuple[str, ...]) -> tuple[Iterator[Token], Iterator[Token]]:
    """Where the one who acts and the one acted upon may stand around a verb."""
    grammatical = subject(verb)
    found = [grammatical] if grammatical is not None else []
    if is_passive(verb):
        return objects_of_preposition(verb, "by"), chain(found, _chain(found, towards), _objects(verb, towards))
    return iter(found), _objects(verb, towards)


def _objects(verb: Token, towards: tuple[str, ...]) -> Iterator[Token]:
    direct = list(children(verb, "dobj", "dative", "oprd", "attr"))
    if verb.dep_ == "relcl" and not direct and verb.head is not subject(verb):
        yield verb.head
    yield from direct
    yield from _governed(verb, towards)
    yield from _chain(direct, towards)
    for clause in children(verb, "ccomp", "xcomp", "advcl"):
        if clause.dep_ == "ccomp" or clause.lemma_ in ("have", "be"):
            yield from children(clause, "nsubj", "nsubjpass")
        if clause.dep_ == "xcomp":
            aims = list(children(clause, "dobj"))
            yield from aims
            yield from _governed(clause, towards)
            yield from _chain(aims, towards)


def _governed(token: Token, prepositions: tuple[str, ...]) -> Iterator[Token]:
    for preposition in prepositions:
        yield from objects_of_preposition(token, preposition)


def _chain(nouns: Iterable[Token], towards: tuple[str, ...]) -> Iterator[Token]:
    """The actors that a noun leads to: its owner, then what its prepositions govern, then its modifiers."""
    for noun in nouns:
        yield from children(noun, "poss")
        for governed in _governed(noun, (*towards, "of", "in")):
            yield governed
            yield from children(governed, "poss")
            yield from _governed(governed, ("of", "in"))
        yield from children(noun, "compound", "amod", "nmod")


def _noun_places(noun: Token, towards: tuple[str, ...]) -> tuple[Iterator[Token], Iterator[Token]]:
    """Where the ends may stand around a noun that names a deed."""
    verb = governor(noun)
    light = verb is not None and verb.lemma_ in LIGHT_VERBS
    around = _light_places(noun, verb, towards) if light and verb is not None else (iter(()), iter(()))
    participle = next((child for child in children(noun, "acl") if child.tag_ == "VBN"), None)
    by = [noun, *([participle] if participle is not None else []), *([verb] if light and verb is not None else [])]
    agents = chain(
        children(noun, "poss"),
        chain.from_iterable(objects_of_preposition(token, "by") for token in by),
        around[0],
        children(noun, "compound", "amod", "nmod"),
        objects_of_preposition(noun, "from", "between", "among"),
        _of_agent(noun),
    )
    governed = list(_governed(noun, towards))
    patients = chain(
        governed,
        _chain(governed, towards),
        _governed(participle, towards) if participle is not None else (),
        around[1],
        children(noun, "compound", "amod", "nmod"),
    )
    return agents, patients


def _light_places(noun: Token, verb: Token, towards: tuple[str, ...]) -> tuple[Iterator[Token], Iterator[Token]]:
    """`X launched an attack on Y`: the verb's subject acts, what its prepositions govern is acted upon."""
    grammatical = subject(verb)
    if is_passive(verb) or grammatical is None:
        acting: Iterator[Token] = objects_of_preposition(verb, "by")
    else:
        acting = iter([grammatical])
    return acting, chain(children(verb, "dative"), _governed(verb, towards))


def _of_agent(noun: Token) -> Iterator[Token]:
    """`the visit of X to Y`: with another preposition beside it, `of` names the one who acts."""
    others = any(child.lower_ in ("on", "to", "against", "with") for child in children(noun, "prep"))
    return objects_of_preposition(noun, "of") if others and owner(noun) is None else iter(())
