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

# In this order: the first that stands for an actor is the one acted upon.
_TOWARDS = ("with", "to", "against", "on", "upon", "at", "toward", "towards", "into", "for", "from", "of", "over", "in")
# Talks, where "with" joins equals in an account of one side ("The President spoke with …").
_TALKS = frozenset({"speak", "talk", "meet", "call", "conversation", "meeting", "confer", "convene", "phone"})
# Deeds whose noun leaves its doer to the clause: "the leaders underscored continued support for".
_OF_THE_CLAUSE = frozenset(
    {EventType.SUPPORT, EventType.COOPERATE, EventType.AID, EventType.SANCTION, EventType.AGREE, EventType.CONSULT}
)
_WHERE_STRUCK = frozenset({EventType.ASSAULT, EventType.MOBILIZE, EventType.COERCE})


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
    places = _verb_places(trigger) if is_verb(trigger) else _noun_places(trigger, kind)
    initiators = _first(places[0], source)
    if not initiators and kind in _OF_THE_CLAUSE:
        initiators = _first(_around(trigger), source)
    ends = (place for place in places[1] if place.lemma_.lower() not in sense.cues)
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


def _verb_places(verb: Token) -> tuple[Iterator[Token], Iterator[Token]]:
    """Where the one who acts and the one acted upon may stand around a verb."""
    grammatical = subject(verb)
    found = [grammatical] if grammatical is not None else []
    if is_passive(verb):
        return objects_of_preposition(verb, "by"), chain(found, _chain(found), _objects(verb))
    return iter(found), _objects(verb)


def _objects(verb: Token) -> Iterator[Token]:
    direct = list(children(verb, "dobj", "dative", "oprd", "attr"))
    if verb.dep_ == "relcl" and not direct and verb.head is not subject(verb):
        yield verb.head
    yield from direct
    for preposition in _TOWARDS:
        yield from objects_of_preposition(verb, preposition)
    yield from _chain(direct)
    for clause in children(verb, "ccomp", "xcomp", "advcl"):
        if clause.dep_ == "ccomp" or clause.lemma_ in ("have", "be"):
            yield from children(clause, "nsubj", "nsubjpass")
        if clause.dep_ == "xcomp":
            yield from children(clause, "dobj")
            yield from objects_of_preposition(clause)


def _chain(nouns: Iterable[Token]) -> Iterator[Token]:
    """The actors that a noun leads to: its owner, then what its prepositions govern, then its modifiers."""
    for noun in nouns:
        yield from children(noun, "poss")
        for governed in objects_of_preposition(noun):
            yield governed
            yield from children(governed, "poss")
            yield from objects_of_preposition(governed)
        yield from children(noun, "compound", "amod", "nmod")


def _noun_places(noun: Token, kind: EventType) -> tuple[Iterator[Token], Iterator[Token]]:
    """Where the ends may stand around a noun that names a deed."""
    verb = governor(noun)
    light = verb is not None and verb.lemma_ in LIGHT_VERBS
    around = _light_places(noun, verb) if light and verb is not None else (iter(()), iter(()))
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
    prepositions = (*_TOWARDS, "near", "along") if kind in _WHERE_STRUCK else _TOWARDS[:-1]
    governed = [place for preposition in prepositions for place in objects_of_preposition(noun, preposition)]
    patients = chain(
        governed,
        _chain(governed),
        objects_of_preposition(participle, "on", "against", "to", "with", "at") if participle is not None else (),
        around[1],
        children(noun, "compound", "amod", "nmod"),
    )
    return agents, patients


def _light_places(noun: Token, verb: Token) -> tuple[Iterator[Token], Iterator[Token]]:
    """`X launched an attack on Y`: the verb's subject acts, what its prepositions govern is acted upon."""
    grammatical = subject(verb)
    if is_passive(verb) or grammatical is None:
        acting: Iterator[Token] = objects_of_preposition(verb, "by")
    else:
        acting = iter([grammatical])
    towards = chain.from_iterable(objects_of_preposition(verb, preposition) for preposition in _TOWARDS[:6])
    return acting, chain(children(verb, "dative"), towards)


def _of_agent(noun: Token) -> Iterator[Token]:
    """`the visit of X to Y`: with another preposition beside it, `of` names the one who acts."""
    others = any(child.lower_ in ("on", "to", "against", "with") for child in children(noun, "prep"))
    return objects_of_preposition(noun, "of") if others and owner(noun) is None else iter(())
