"""Since when and until when somebody held an office, as verbs and limits tell it.

"Han, who took over as acting president on December 14", "in office since 2019", "was suspended on Friday".
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.graph.records import Term
from dragoman.graph.vocabulary import Modality
from dragoman.loaders.documents.code.modality import modality_of
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.code.syntax import children, is_passive, is_verb, objects_of_preposition
from dragoman.loaders.documents.code.tenure_verbs import (
    clause_of,
    is_kind,
    is_only_wanted,
    is_said,
    names_post,
    takes_anothers,
    teller_of,
)
from dragoman.loaders.documents.code.terms import date_of_change
from dragoman.loaders.documents.when import Setting, limits_of, times_in

# These end, for a time at least, whatever office somebody holds; others end the one that is spoken of.
_ENDS_ALL = frozenset({"die", "assassinate", "suspend", "impeach"})
_SUCCEEDING = frozenset({"succeed", "replace"})
_OPENING = frozenset({"begin", "start"})
_TERRITORY = frozenset({"rule", "govern", "lead"})
# "In office since 2019" beside a name.
_STATES = frozenset({"office", "power"})


@dataclass(frozen=True)
class Tenure:
    """A term that the text tells of somebody.

    Attributes:
        person: the actor's id.
        offices: indexes of the offices' nouns ("became deputy prime minister and finance minister"); empty where the
            text names none there ("took office").
        every: whether it is the term of all offices that the person holds.
        term: from when to when.
        told: the word that tells it.
        sure: whether the text says so outright; who is succeeded may have gone long before.
    """

    person: str
    offices: tuple[int, ...]
    every: bool
    term: Term
    told: Token
    sure: bool = True

    @property
    def sentence(self) -> tuple[int, int]:
        """First and last character (exclusive) of the sentence that says so."""
        return self.told.sent.start_char, self.told.sent.end_char


def find_tenures(source: Source) -> list[Tenure]:
    """The terms that a document tells of the persons in its cast, in its order."""
    reader = _Reader(source)
    return [tenure for sentence in source.prose for token in sentence for tenure in reader.told_by(token)]


class _Reader:
    """Reads one document for the terms of its officials."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._offices: dict[str, tuple[int, ...]] = {}
        for found in source.cast.officials:
            self._offices[found.actor.id] = self._offices.get(found.actor.id, ()) + found.heads
        self._persons = {head: person for person, heads in self._offices.items() for head in heads}

    def told_by(self, token: Token) -> Iterator[Tenure]:
        """The terms that one word tells: a verb, an office with its limits, or "in office since"."""
        if is_verb(token) and modality_of(token) is Modality.FACTUAL and not is_only_wanted(token):
            yield from self._told_by_verb(token)
        elif token.i in self._persons:
            yield from self._limited(token, [self._persons[token.i]], (token.i,))
        elif token.lower_ == "in" and any(child.lower_ in _STATES for child in children(token, "pobj")):
            limited = token if limits_of(token, self._source.published) else token.head
            yield from self._limited(limited, self._named_before(token), ())
        elif token.text == "(":
            yield from self._in_brackets(token)

    def _told_by_verb(self, verb: Token) -> Iterator[Tenure]:
        for person in self._themes(verb, "puts"):
            yield from self._dated(verb, person, begins=True)
        for person in self._themes(verb, "removes"):
            yield from self._dated(verb, person, begins=False)
        for person in self._subjects(verb, "begins"):
            yield from self._dated(verb, person, begins=True)
        for person in self._subjects(verb, "ends"):
            yield from self._dated(verb, person, begins=False)
        for person in self._owners_of_term(verb):
            yield from self._dated(verb, person, begins=verb.lemma_ in _OPENING)
        for person in self._holders(verb):
            offices = self._offices_at(verb, person)
            if offices or not names_post(verb):
                yield from self._limited(verb, [person], offices)

    def _subjects(self, verb: Token, kind: str) -> list[str]:
        """Those who come into office by what the verb says, or go."""
        if not is_kind(verb, kind):
            return []
        if not is_passive(verb):
            return self._persons_at(teller_of(verb)) if kind == "ends" or not takes_anothers(verb) else []
        successors = objects_of_preposition(verb, "by") if verb.lemma_ in _SUCCEEDING else ()
        return [person for token in successors for person in self._persons_at(token)]

    def _owners_of_term(self, verb: Token) -> list[str]:
        """Those whose term begins or ends: "Baker, whose term ended on Monday", "her presidency began in 2019"."""
        noun = teller_of(verb) if is_kind(verb, "terms") else None
        owner = next(children(noun, "poss"), None) if noun is not None else None
        if owner is None:
            return []
        return self._persons_at(verb.head if owner.lower_ == "whose" else owner)

    def _themes(self, verb: Token, kind: str) -> list[str]:
        """Those whom the verb puts into office or removes."""
        if not is_kind(verb, kind) and not (kind == "removes" and verb.lemma_ == "impeach"):
            return []
        persons = self._named_to_posts(verb) if kind == "puts" else []
        if not persons:
            persons = self._persons_at(teller_of(verb) if is_passive(verb) else next(children(verb, "dobj"), None))
        return [one for one in persons if verb.lemma_ != "impeach" or self._is_stood_in_for(one)]

    def _named_to_posts(self, verb: Token) -> list[str]:
        """Those whose office the verb names: "appointed Ann Baker prime minister", "swore her in as president"."""
        posts = [*children(verb, "oprd", "dobj"), *objects_of_preposition(verb, "as")]
        return [self._persons[post.i] for post in posts if post.i in self._persons]

    def _is_stood_in_for(self, person: str) -> bool:
        """Whether somebody else acts in the person's place, so that an impeachment took him out of office."""
        states = {found.state for found in self._source.cast.officials if found.actor.id == person}
        return any(
            found.acting and found.state in states and found.actor.id != person for found in self._source.cast.officials
        )

    def _holders(self, verb: Token) -> list[str]:
        """Those of whom the verb says that they hold an office."""
        persons = self._persons_at(teller_of(verb))
        if verb.lemma_ in _TERRITORY:
            return [person for person in persons if self._has_object(verb, person)]
        return [person for person in persons if is_kind(verb, "holds") or self._offices_at(verb, person)]

    def _has_object(self, verb: Token, person: str) -> bool:
        """Whether the state is led or ruled that the person stands for, or nothing is named."""
        objects = list(children(verb, "dobj"))
        states = {found.state for found in self._source.cast.officials if found.actor.id == person}
        return not objects or any(actor.id in states for one in objects for actor in self._source.actors_at(one))

    def _persons_at(self, token: Token | None) -> list[str]:
        if token is None:
            return []
        return [actor.id for actor in self._source.actors_at(token) if actor.id in self._offices]

    def _named_before(self, token: Token) -> list[str]:
        """Whoever stands before the comma: "Cho of South Korea, in office since January, said"."""
        return self._named_by(token.nbor(-2)) if token.i > 1 and token.nbor(-1).text == "," else []

    def _named_by(self, noun: Token) -> list[str]:
        """The persons at the end of whose phrase the noun stands: "Baker of Ghana", "Baker, 83"."""
        while (noun.dep_ in {"pobj", "prep"} or noun.pos_ == "NUM") and not self._persons_at(noun):
            noun = noun.head
        return self._persons_at(noun)

    def _in_brackets(self, bracket: Token) -> Iterator[Tenure]:
        """The years behind a name: "President Barack Obama (2009-2017)"."""
        setting = Setting(self._source.published)
        for time in times_in(bracket.sent):
            ends = time.ends(setting)
            if ends and bracket.i and time.start == bracket.i + 1:
                term = Term(since=ends[0], until=ends[1])
                yield from (Tenure(person, (), False, term, bracket) for person in self._named_by(bracket.nbor(-1)))

    def _offices_at(self, verb: Token, person: str) -> tuple[int, ...]:
        """The person's offices that the verb speaks of, those said of him before those that stand by his name."""
        below = {token.i for token in verb.subtree if token.i > verb.i}
        own = sorted(below.intersection(self._offices[person]))
        beside = tuple(head for head in own if clause_of(verb.doc[head]) == verb)
        return tuple(head for head in beside if is_said(verb.doc[head])) or beside

    def _dated(self, verb: Token, person: str, *, begins: bool) -> Iterator[Tenure]:
        """The term that begins or ends when the verb's event happened."""
        when, offices = date_of_change(verb, self._source.published), self._offices_at(verb, person)
        if when is not None and (offices or not names_post(verb)):
            term = Term(since=when) if begins else Term(until=when)
            sure = begins or verb.lemma_ not in _SUCCEEDING
            yield Tenure(person, offices, verb.lemma_ in _ENDS_ALL, term, verb, sure)

    def _limited(self, word: Token, persons: list[str], offices: tuple[int, ...]) -> Iterator[Tenure]:
        term = limits_of(word, self._source.published)
        if term is not None:
            yield from (Tenure(person, offices, False, term, word) for person in persons)
