"""Alliances by their nouns: alliance, coalition, pact, treaty, partnership, axis; who is in them, and since when."""

from collections.abc import Iterator
from itertools import chain

from spacy.tokens import Token

from dragoman.graph.records import DateRange, Term
from dragoman.graph.vocabulary import Modality
from dragoman.loaders.documents.code.modality import modality_of
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.code.syntax import (
    children,
    governor,
    is_passive,
    is_verb,
    objects_of_preposition,
    subject,
)
from dragoman.loaders.documents.code.terms import date_of_change, joined
from dragoman.loaders.documents.when import Setting, limits_of, times_in

# What kind of tie each noun speaks of.
_KINDS = {
    "alliance": "alliance", "coalition": "coalition", "axis": "axis",
    "pact": "defense pact", "treaty": "defense pact", "partnership": "partnership",
}  # fmt: skip
# Pacts, treaties and partnerships of trade or of peace are no alliances: one of these words must stand with them.
_OF_ALLIES = frozenset({"defence", "defense", "military", "mutual", "alliance", "friendship", "assistance", "security"})
_STRATEGIC = _OF_ALLIES | {"strategic"}
_QUALIFIED = {"pact": _STRATEGIC, "treaty": _STRATEGIC, "partnership": _STRATEGIC}
_HAVING = frozenset({"have", "share", "maintain"})
_MAKING = frozenset({"sign", "conclude", "form", "establish", "forge", "enter", "seal", "ink", "ratify", "create"})
_ENDING = frozenset(
    {"dissolve", "disband", "abrogate", "terminate", "end", "expire", "lapse", "collapse", "scrap", "annul", "denounce"}
)


def is_tie(noun: Token) -> bool:
    """Whether the noun speaks of an alliance: "mutual defence treaty", but not "trade pact"."""
    lemma = noun.lemma_.lower()
    if lemma not in _KINDS or noun.pos_ not in ("NOUN", "PROPN"):
        return False
    asked = _QUALIFIED.get(lemma)
    return asked is None or any(word.lower_ in asked for word in _specifying(noun))


def tie_of(noun: Token) -> str:
    """The kind of tie that the noun speaks of; a "strategic partnership treaty" makes partners."""
    beside = {word.lower_ for word in _specifying(noun)}
    return _KINDS["partnership" if "partnership" in beside else noun.lemma_.lower()]


def name_of(source: Source, noun: Token) -> str | None:
    """The tie's own name ("Mutual Defense Treaty"), without its members' names; None where it has none."""
    if not noun.text[0].isupper():
        return None
    first = noun.i
    while first > noun.sent.start and _is_of_name(source, noun.doc[first - 1]):
        first -= 1
    return noun.doc[first : noun.i + 1].text if first < noun.i else None


def _is_of_name(source: Source, word: Token) -> bool:
    return word.text[0].isupper() and word.pos_ in ("PROPN", "NOUN", "ADJ") and not source.actors_at(word)


def parties(noun: Token) -> Iterator[Token]:
    """The words for those who are in it."""
    for beside in children(noun, "compound", "amod", "poss", "nmod"):
        yield beside
        # "The US-South Korea alliance".
        yield from (word for word in children(beside, "compound") if "-" in (word.text[-1], word.nbor().text))
    for tie in (noun, *objects_of_preposition(noun, "of")):
        yield from objects_of_preposition(tie, "with", "between", "of", "among")
    for clause in children(noun, "relcl", "acl"):
        yield from objects_of_preposition(clause, "by", "between", "with")
    # "Germany and Turkey are members of the alliance"
    member = noun.head.head
    if noun.head.lower_ == "of" and member.lemma_.lower() == "member" and member.dep_ == "attr":
        yield from children(member.head, "nsubj")
    yield from _signatories(noun)


def _signatories(noun: Token) -> Iterator[Token]:
    """Those who signed or formed it: "Russia and North Korea signed a defence pact"."""
    verb = governor(noun)
    if verb is None or verb.lemma_ not in _MAKING | _HAVING or modality_of(verb) is not Modality.FACTUAL:
        return
    if is_passive(verb):
        yield from objects_of_preposition(verb, "by", "between")
        return
    teller = subject(verb)
    yield from chain([teller] if teller is not None else [], objects_of_preposition(verb, "with"))


def term_of(source: Source, noun: Token) -> Term | None:
    """From when to when the text says that the tie held: by its limits, else from when it was made or what it ended."""
    published = source.published
    clauses = [verb for verb in (noun.head, *children(noun, "relcl", "acl")) if is_verb(verb)]
    told = next((term for word in (noun, *clauses) if (term := limits_of(word, published))), None)
    made = told or _since(_year_beside(source, noun) or _date(source, noun, clauses, _MAKING))
    ended = _date(source, noun, clauses, _ENDING)
    over = Term(until=ended) if ended else None
    return joined(made, over) if made and over else made or over


def _since(when: DateRange | None) -> Term | None:
    return Term(since=when) if when else None


def _year_beside(source: Source, noun: Token) -> DateRange | None:
    """The date in "the 1961 treaty" and "the treaty of 1961"."""
    beside = {child.i for child in noun.children if child.dep_ in ("nummod", "compound", "amod")}
    beside |= {token.i for token in objects_of_preposition(noun, "of", "from")}
    times = (time for time in times_in(noun.sent) if beside.intersection(range(time.start, time.end)))
    return next((time.named(Setting(source.published)) for time in times), None)


def _date(source: Source, noun: Token, clauses: list[Token], lemmas: frozenset[str]) -> DateRange | None:
    """When the tie was made or ended, by the verb of which it is the object, or the subject of what just happens."""
    for verb in clauses:
        acted = governor(noun) == verb or verb in children(noun, "relcl", "acl") or noun.dep_.startswith("nsubj")
        if acted and verb.lemma_ in lemmas and modality_of(verb) is Modality.FACTUAL:
            when = date_of_change(verb, source.published)
            if when is not None:
                return when
    return None


def _specifying(noun: Token) -> Iterator[Token]:
    for near in children(noun, "compound", "amod", "nmod"):
        yield near
        yield from children(near, "compound", "amod", "conj", "nmod")
    for governed in objects_of_preposition(noun, "of", "on"):
        yield governed
        yield from children(governed, "compound", "amod", "conj")
        yield from governed.conjuncts
