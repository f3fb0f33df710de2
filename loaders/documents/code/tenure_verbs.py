"""The verbs by which a text says that somebody comes into an office, holds it or goes: the table `tenure.toml`."""

import tomllib
from functools import cache
from importlib.resources import files
from itertools import chain

from spacy.tokens import Token

from dragoman.loaders.documents.code.syntax import chain_words, children, is_verb, subject

# Of these the text must say what somebody became: "became ill".
_OF_AN_OFFICE = frozenset({"become", "name"})
_DECIDING = frozenset({"vote", "go"})


@cache
def _verbs() -> dict[str, dict[str, frozenset[str]]]:
    text = files(__package__).joinpath("tenure.toml").read_text(encoding="utf-8")
    return {
        kind: {verb: frozenset(words.split()) for verb, words in table.items()}
        for kind, table in tomllib.loads(text).items()
    }


def is_kind(verb: Token, kind: str) -> bool:
    """Whether the verb, with the words that stand with it, is of that kind.

    Args:
        verb: any verb.
        kind: a section of `tenure.toml`: `begins`, `ends`, `puts`, `removes`, `holds` or `terms`.
    """
    words = _verbs()[kind].get(verb.lemma_)
    beside = chain(children(verb, "nsubj", "nsubjpass"), chain_words(verb))
    return words is not None and (not words or any(near.lower_ in words for near in beside))


def names_post(verb: Token) -> bool:
    """Whether the verb says what somebody became or was, so that no other office of his is meant."""
    said = any(child.lower_ == "as" or child.dep_ in {"attr", "oprd"} for child in verb.children)
    return said or verb.lemma_ in _OF_AN_OFFICE


def clause_of(token: Token) -> Token:
    """The verb of the clause that the token stands in."""
    return next((above for above in token.ancestors if is_verb(above)), token)


def is_only_wanted(verb: Token) -> bool:
    """Whether it is an infinitive, of what need not have come to be ("offered to resign"), unless it was voted."""
    infinitive = any(child.lower_ == "to" for child in children(verb, "aux"))
    return infinitive and verb.head.lemma_ not in _DECIDING


def teller_of(verb: Token) -> Token | None:
    """The verb's subject; a finite verb of a subordinate clause has its own, which the parse may miss."""
    own = next(children(verb, "nsubj", "nsubjpass"), None)
    finite = verb.tag_ in {"VBD", "VBZ", "VBP"} and verb.dep_ in {"advcl", "ccomp"}
    return verb.nbor(-1) if own is None and finite and verb.i else subject(verb)


def is_said(office: Token) -> bool:
    """Whether the verb says the office of somebody, other than by a title before his name."""
    while office.dep_ in {"conj", "nmod", "compound"}:
        office = office.head
    return office.dep_ in {"attr", "oprd", "acomp"} or (office.dep_ == "pobj" and office.head.lower_ in {"as", "of"})


def takes_anothers(verb: Token) -> bool:
    """Whether somebody takes over what is another's beside his own office: "the premier took over his duties"."""
    return any(True for thing in children(verb, "dobj") for _ in children(thing, "poss"))
