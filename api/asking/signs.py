"""Reads a question that no form fits: by a sign of its query anywhere in it, if all the rest has its place too."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from dragoman.api.asking.forms import load_forms
from dragoman.api.asking.names import Name, state_ids
from dragoman.api.asking.question import Question, subject_of, value_of
from dragoman.queries.catalogue import Query

_NAME = re.compile(r"@(\d+)")
# The prepositions before a name that make it the one something was done to, the place, or the one who did it.
_TARGET = frozenset({"against", "on", "at", "to", "toward", "towards", "into", "with", "around", "for"})
_PLACE = frozenset({"in", "near"})
_BY = frozenset({"by", "of", "from"})
# No document tells.
_OF_THE_FUTURE = re.compile(r"(?<!\S)(?:will|shall|should|next|going to) ")
# Where states vote together.
_ASSEMBLIES = frozenset({"UN", "UNSC"})
# Their questions may name a body beside the state: "votes in the UN", "NATO members that condemned".
_OF_A_BODY = ("most-similar-states", "allies-who-condemned")


@dataclass(frozen=True)
class _Split:
    """A question around a sign that was found in it."""

    question: Question
    before: str
    sign: str
    after: str
    spare: int

    @property
    def around(self) -> str:
        """The words on both sides."""
        return self.before + self.after

    def names(self, words: str) -> list[Name]:
        """The names in some of its words."""
        return [self.question.names[int(mask[1])] for mask in _NAME.finditer(words)]

    def leaves(self, words: str, kind: re.Pattern[str] | None = None) -> bool:
        """Whether more words are left over than there may be; those that name a `kind` of event have their place."""
        return len(_left(kind.sub("", words) if kind else words)) > self.spare

    def event(self, words: str) -> str | None:
        """Words as those of an event; None where they say nothing."""
        tokens = words.split()
        while tokens and tokens[0] in load_forms().harmless:
            tokens.pop(0)
        while tokens and tokens[-1] in load_forms().harmless:
            tokens.pop()
        return self.question.event(" ".join(tokens)) if tokens else None


_Arguments = dict[str, str] | None


def by_sign(question: Question, catalogue: Mapping[str, Query]) -> tuple[Query, dict[str, str]] | None:
    """The query whose sign a question has, with the arguments that the rest of it gives; None when none fits."""
    if _OF_THE_FUTURE.search(question.words):
        return None
    for sign in load_forms().signs:
        for found in sign.pattern.finditer(question.words):
            before, after = question.words[: found.start()], question.words[found.end() :]
            split = _Split(question, before, found[0], after, sign.spare)
            arguments = _TAKES[sign.takes](split, catalogue[sign.query])
            if arguments is not None:
                return catalogue[sign.query], arguments
    return None


def _none(split: _Split, query: Query) -> _Arguments:
    return None if split.leaves(split.around) or split.names(split.around) else {}


def _one(split: _Split, query: Query) -> _Arguments:
    names, kind = split.names(split.before + split.sign + split.after), None
    if query.name in _OF_A_BODY:
        names, kind = [name for name in names if name.id in state_ids()], load_forms().kind
    if len(names) != 1 or split.leaves(split.around, kind):
        return None
    return {"state": value_of(query.parameters["state"], names[0])}


def _pair(split: _Split, query: Query) -> _Arguments:
    names = split.names(split.around)
    if query.name == "voted-together":
        names = [name for name in names if name.id not in _ASSEMBLIES]
    if len(names) != 2 or split.leaves(split.around):
        return None
    return {place: value_of(query.parameters[place], name) for place, name in zip("ab", names, strict=True)}


def _event(split: _Split, query: Query) -> _Arguments:
    behind = split.event(split.after)
    words = behind or split.event(split.before)
    return {"event": words} if words and not (behind and split.leaves(split.before)) else None


def _subject(split: _Split, query: Query) -> _Arguments:
    names = split.names(split.around)
    if len(names) != 1 or split.leaves(split.around):
        return _event(split, query)
    place = subject_of(query, names[0])
    return {place: value_of(query.parameters[place], names[0])}


def _reacted(split: _Split, query: Query) -> _Arguments:
    names, words = split.names(split.before), split.event(split.after)
    if not words or len(names) > 1 or split.leaves(split.before):
        return None
    stance = load_forms().stance_of(split.sign)
    actor = value_of(query.parameters["actor"], names[0]) if names else None
    given = {"event": words, "actor": actor, "stance": stance}
    return {place: value for place, value in given.items() if value}


def _said(split: _Split, query: Query) -> _Arguments:
    names, words = split.names(split.before), split.event(split.after)
    if len(names) > 1 or split.leaves(split.before) or not (names or words):
        return None
    arguments = {"event": words} if words else {}
    if names:
        place = subject_of(query, names[0])
        arguments[place] = value_of(query.parameters[place], names[0])
    return arguments


def _usual(split: _Split, query: Query) -> _Arguments:
    states, others = split.names(split.before), split.names(split.after)
    kind = load_forms().kind.search(split.after)
    general = re.search(
        r"(?<!\S)(does|do|usually|generally|typically|normally|always|often|likely) ", split.before + split.sign
    )
    if len(states) != 1 or len(others) > 1 or not kind or not general:
        return None
    if split.leaves(split.before) or split.leaves(split.after, load_forms().kind):
        return None
    arguments = {"state": value_of(query.parameters["state"], states[0]), "type": load_forms().type_of(kind[0]) or ""}
    return arguments | ({"initiator": value_of(query.parameters["initiator"], others[0])} if others else {})


def _deed(split: _Split, query: Query) -> _Arguments:
    kind = load_forms().type_of(split.sign)
    # A kind of event tells what is asked for; "do" and "happen" alone bear no word that is not understood.
    leaves = split.leaves(split.around, load_forms().kind) if kind else bool(_left(split.around))
    if leaves or not 0 < len(split.names(split.around)) <= 2:
        return None
    arguments = {"type": kind} if kind else {}
    for place, name in _roles(split):
        if place in arguments:
            return None
        arguments[place] = value_of(query.parameters[place], name)
    return arguments


def _roles(split: _Split) -> list[tuple[str, Name]]:
    """What each name is: by the preposition before it, else the first one acts, unless the question is who did."""
    asked_who = re.match(r"(who|(which|what) \w+) $", split.before) is not None
    roles: list[tuple[str, Name]] = []
    for part, may_act in ((split.before, True), (split.after, not asked_who)):
        words = ["", *part.split()]
        for preposition, word in pairwise(words):
            mask = _NAME.fullmatch(word)
            if mask:
                acts = may_act and "actor" not in dict(roles) and preposition not in _TARGET
                place = "place" if preposition in _PLACE else "actor" if preposition in _BY or acts else "target"
                roles.append((place, split.question.names[int(mask[1])]))
    return roles


def _document(split: _Split, query: Query) -> _Arguments:
    return _thing(split, "document", is_id=False)


def _id(split: _Split, query: Query) -> _Arguments:
    return _thing(split, "id", is_id=True)


def _thing(split: _Split, place: str, *, is_id: bool) -> _Arguments:
    if len(split.question.things) != 1 or split.question.names or split.leaves(split.around):
        return None
    (thing,) = split.question.things
    return {place: thing} if (":" in thing and "/" not in thing) is is_id else None


def _left(words: str) -> list[str]:
    """The words that have no place yet."""
    return [word for word in words.split() if word not in load_forms().harmless and word[0] not in "@~"]


_TAKES: Mapping[str, Callable[[_Split, Query], _Arguments]] = {
    "none": _none,
    "one": _one,
    "pair": _pair,
    "event": _event,
    "subject": _subject,
    "reacted": _reacted,
    "said": _said,
    "usual": _usual,
    "deed": _deed,
    "document": _document,
    "id": _id,
}
