"""Reading a text from its start: each mention resolved by itself, or by what was named before it."""

from spacy.tokens import Doc, Token

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import ActorKind
from dragoman.loaders.documents.mentions import Mention, MentionKind, Office
from dragoman.loaders.documents.mentions.lexicon import lexicon
from dragoman.loaders.documents.resolve.memory import Memory
from dragoman.loaders.documents.resolve.people import Individual
from dragoman.loaders.documents.resolve.states import Setting
from dragoman.loaders.gazetteer import GazetteerEntry, entries, slug

Actors = tuple[Actor, ...]
_COLLECTIVE = frozenset({"countries", "nations", "states", "sides", "leaders", "parties", "two", "both", "pair"})
_PAIRING = frozenset({"both", "two", "their", "our"})


class Reading:
    """One pass over the mentions of a text."""

    def __init__(self, doc: Doc, setting: Setting, people: list[Individual]) -> None:
        """`people` have their states."""
        self._doc = doc
        self._setting = setting
        self._people = {
            index: person for person in people for start, end in person.spans for index in range(start, end)
        }
        self._individuals = people
        self._memory = Memory(doc)
        self._actors: dict[int, Actors] = {}

    def actors(self, mentions: tuple[Mention, ...]) -> dict[int, Actors]:
        """The actors that each token stands for."""
        for mention in sorted(mentions, key=_place):
            if mention.kind is MentionKind.OFFICE and mention.office is not None:
                self._settle(range(mention.office.head, mention.office.head + 1), self._office(mention, mention.office))
                continue
            found = self._resolve(mention)
            tokens = (
                range(mention.end - 1, mention.end)
                if mention.kind is MentionKind.NOUN
                else range(mention.start, mention.end)
            )
            self._settle(tokens, found)
        return self._actors

    def _settle(self, tokens: range, found: Actors) -> None:
        if not found:
            return
        for index in tokens:
            self._actors[index] = found
        self._memory.note(self._doc[tokens[-1]], found)

    def _resolve(self, mention: Mention) -> Actors:
        words = self._doc[mention.start : mention.end].text
        if mention.entry is not None:
            return (self._named(mention, mention.entry, words),)
        if mention.kind is MentionKind.PERSON:
            person = self._people.get(mention.start)
            return (person.actor(words),) if person is not None and (person.state or person.known) else ()
        token = self._doc[mention.end - 1]
        if mention.kind is MentionKind.PRONOUN:
            return self._memory.pronoun(token)
        return self._noun(token, words)

    def _named(self, mention: Mention, entry: GazetteerEntry, words: str) -> Actor:
        return entry.actor(words)

    def _office(self, mention: Mention, office: Office) -> Actors:
        """The holder; else the person who holds it elsewhere in the text; else the office as an organ of its state."""
        words = self._doc[mention.start : mention.end].text
        if office.holder is not None:
            person = self._people.get(office.holder[0])
            return (person.actor(words),) if person is not None else ()
        state = self._state_of(office)
        plural = office.text.endswith("s") or self._doc[office.head].tag_ in {"NNS", "NNPS"}
        if plural:
            return (self._entry_actor(state, words),) if state else self._several(self._doc[office.head])
        person = self._holder(office, state)
        if person is not None:
            return (person.actor(words),)
        state = state or self._setting.state_near(office.head)
        return (self._organ(state, office.text, words),) if state else ()

    def _state_of(self, office: Office) -> str | None:
        if office.states:
            return office.states[0]
        if office.owner is None:
            return None
        owners = self._actors.get(office.owner, ())
        return owners[0].state if owners else None

    def _holder(self, office: Office, state: str | None) -> Individual | None:
        """Who is meant by "the president": the last person named with such an office, else any in the text."""
        head = self._doc[office.head].lower_
        fitting = [
            person
            for person in self._individuals
            if (state is None or person.state == state)
            and any(self._doc[other.head].lower_ == head and _alike(office, other) for other in person.offices)
        ]
        before = [(start, person) for person in fitting for start, _ in person.spans if start < office.head]
        if before:
            return max(before, key=lambda pair: pair[0])[1]
        return fitting[0] if fitting and (office.definite or state) else None

    def _noun(self, token: Token, words: str) -> Actors:
        lexical, word = lexicon(), token.lower_
        if (word in _COLLECTIVE and {child.lower_ for child in token.children} & _PAIRING) or word in {
            "both",
            "two",
            "pair",
        }:
            pair = self._memory.pair(people=word == "leaders")
            if pair:
                return pair
        entry = self._setting.beside(token)
        state = entry.id if entry is not None else self._setting.place_beside(token)
        if state is not None:
            return self._modified(state, token, words)
        if word == "leaders":
            return self._several(token)
        if not _refers_back(token):
            return ()
        if word in lexical.groups:
            return self._memory.group(words)
        if word in {"country", "nation", "kingdom", "republic", "regime"}:
            return self._memory.state(words)
        if word in lexical.governments | lexical.organs:
            near = self._setting.state_near(token.i)
            return self._modified(near, token, words) if near else ()
        return ()

    def _modified(self, state: str, token: Token, words: str) -> Actors:
        """The actor that a noun with a state, body or group beside it stands for."""
        entry = entries().get(state)
        if entry is None:
            return ()
        word, lexical = token.lower_, lexicon()
        if entry.kind is ActorKind.STATE and word in lexical.organs:
            return (self._organ(state, _without_state(token, self._setting), words),)
        if word in lexical.groups and entry.kind is ActorKind.STATE:
            return ()
        return (entry.actor(words),)

    def _several(self, token: Token) -> Actors:
        return self._memory.pair(people=True)

    def _entry_actor(self, state: str | None, words: str) -> Actor:
        return entries()[state or ""].actor(words)

    def _organ(self, state: str, organ: str, words: str) -> Actor:
        """A ministry, force, court or unnamed office-holder of a state; of a body or group it is the body itself."""
        entry = entries()[state]
        if entry.kind is not ActorKind.STATE:
            return entry.actor(words)
        return Actor(
            id=f"{state}:{slug(organ)}",
            name=f"{organ} of {entry.name}",
            kind=ActorKind.ORGANIZATION,
            state=state,
            mention=words,
        )


def _place(mention: Mention) -> tuple[int, int]:
    """Where the mention's own word stands, so that owners and modifiers before it are resolved first."""
    head = mention.office.head if mention.office is not None else mention.start
    return (head, mention.end)


def _alike(one: Office, other: Office) -> bool:
    """Whether the same office may be meant: "the president" is not the vice president."""
    vice = {"vice", "deputy", "vice-president"}
    return bool(vice & set(one.text.lower().split())) == bool(vice & set(other.text.lower().split()))


def _refers_back(token: Token) -> bool:
    """Whether the noun has an article or pronoun that points at something known, or none at all."""
    determiners = [child.lower_ for child in token.children if child.dep_ in {"det", "poss"}]
    return not determiners or determiners[0] in {"the", "this", "that", "its", "their"}


def _without_state(token: Token, setting: Setting) -> str:
    """The organ's own words: "South Korean military" is the military."""
    parts = [
        child
        for child in token.lefts
        if child.dep_ in {"compound", "amod"} and setting.entry_at(child.i) is None and child.lower_ != "own"
    ]
    return " ".join(part.text for part in (*parts, token))
