"""Reading a text from its start: each mention resolved by itself, or by what was named before it."""

from spacy.tokens import Doc, Token

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import ActorKind
from dragoman.loaders.documents.mentions import Mention, MentionKind, Office
from dragoman.loaders.documents.mentions.lexicon import lexicon
from dragoman.loaders.documents.resolve.memory import Memory
from dragoman.loaders.documents.resolve.people import Individual
from dragoman.loaders.documents.resolve.states import Setting
from dragoman.loaders.documents.resolve.voices import Voices
from dragoman.loaders.gazetteer import entries, slug

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
            first, last = self._own_words(mention)
            self._settle(first, last, self._resolve(mention))
        voices = Voices(self._doc, self._actors)
        for mention in mentions:
            if mention.kind is MentionKind.PRONOUN:
                found = voices.speakers(self._doc[mention.start])
                if found:
                    self._actors[mention.start] = found
        return self._actors

    def _own_words(self, mention: Mention) -> tuple[int, int]:
        """First and last token of the words that stand for the actor when asked by themselves."""
        if mention.office is not None:
            return mention.office.head, mention.office.head
        return (mention.end - 1 if mention.kind is MentionKind.NOUN else mention.start), mention.end - 1

    def _settle(self, first: int, last: int, found: Actors) -> None:
        if not found:
            return
        for index in range(first, last + 1):
            self._actors[index] = (*self._actors.get(index, ()), *found)
        self._memory.note(self._doc[last], self._actors[last])

    def _resolve(self, mention: Mention) -> Actors:
        words = self._doc[mention.start : mention.end].text
        token = self._doc[mention.end - 1]
        if mention.office is not None:
            return self._office(mention.office, words)
        if mention.entry is not None:
            return () if self._is_location(mention) else (mention.entry.actor(words),)
        if mention.kind is MentionKind.PERSON:
            return self._person(mention, words)
        if mention.kind is MentionKind.PRONOUN:
            return self._memory.pronoun(token)
        return self._noun(token, words)

    def _is_location(self, mention: Mention) -> bool:
        """Whether a city is but the place: "in Baghdad"; a part of an address ("El Paso, Texas") is too."""
        entry = mention.entry
        words = self._doc[mention.start : mention.end].text
        city = mention.kind is MentionKind.PLACE or (entry is not None and words in entry.capitals)
        head = self._doc[mention.start : mention.end].root
        return city and (head.head.lower_ in lexicon().locating or head.dep_ in {"appos", "npadvmod"})

    def _person(self, mention: Mention, words: str) -> Actors:
        """The person; one without office or state counts for the state of the setting when he or she acts."""
        person = self._people.get(mention.start)
        if person is None:
            return ()
        if person.state is None and self._acts(self._doc[mention.start : mention.end].root):
            person.state = self._setting.state_near(mention.start)
        return (person.actor(words),) if person.state is not None else ()

    def _acts(self, token: Token) -> bool:
        return token.dep_ == "nsubj" or (token.dep_ == "pobj" and token.head.dep_ == "agent")

    def _office(self, office: Office, words: str) -> Actors:
        """The holder; else the person who holds it elsewhere in the text; else the office as an organ of its state."""
        if office.holder is not None:
            person = self._people.get(office.holder[0])
            return (person.actor(words),) if person is not None else ()
        state = self._state_of(office)
        plural = office.text.endswith("s") or self._doc[office.head].tag_ in {"NNS", "NNPS"}
        if plural:
            return (entries()[state].actor(words),) if state in entries() else self._memory.pair(people=True)
        person = self._holder(office, state)
        if person is not None:
            return (person.actor(words),)
        state = state or self._setting.state_near(office.head)
        return (self._organ(state, office.text, words),) if state in entries() else ()

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
        word = token.lower_
        pairing = {child.lower_ for child in token.children} & _PAIRING
        if word in _COLLECTIVE and (pairing or word in {"both", "two", "pair"}):
            return self._memory.pair(people=word == "leaders")
        if word == "coalition" and (led := self._leader_of_coalition(token)):
            return (entries()[led].actor(words),)
        state = self._state_beside(token)
        if state is not None:
            return self._modified(state, token, words)
        if word in {"leaders", "presidents", "ministers"}:
            return self._memory.pair(people=True)
        return self._unmarked(token, words)

    def _unmarked(self, token: Token, words: str) -> Actors:
        """A noun without a state: it refers back, or is of the state that the text is about."""
        lexical, word = lexicon(), token.lower_
        near = self._setting.state_near(token.i)
        if word in lexical.persons and word not in lexical.groups and near and self._acts(token):
            return (entries()[near].actor(words),)
        if not _refers_back(token):
            return ()
        if word in lexical.groups:
            return self._memory.group(words)
        if word in {"country", "nation", "kingdom", "republic", "regime"}:
            return self._memory.state(words)
        if word in lexical.governments | lexical.organs and near:
            return self._modified(near, token, words)
        return ()

    def _leader_of_coalition(self, token: Token) -> str | None:
        """The body or state behind "the Saudi-led coalition", "the Coalition"."""
        for child in token.children:
            if child.lower_ == "led":
                leaders = [self._setting.entry_at(index) for index in range(child.left_edge.i, child.i)]
                state = next((entry.id for entry in leaders if entry is not None), None)
                return "COALITION" if state == "USA" else state
        return "COALITION" if self._setting.names("COALITION") or self._setting.names("ISIL") else None

    def _state_beside(self, token: Token) -> str | None:
        """The state, body or group named in the noun's phrase, by itself, a person or a pronoun."""
        entry = self._setting.beside(token)
        if entry is not None:
            return entry.id if ":" not in entry.id else entry.state
        for child in token.children:
            if child.dep_ in {"poss", "compound"} and self._actors.get(child.i):
                return self._actors[child.i][0].state
        return None

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
