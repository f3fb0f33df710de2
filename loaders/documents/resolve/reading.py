"""Reading a text from its start: each mention resolved by itself, or by what was named before it."""

from spacy.tokens import Doc

from dragoman.graph.records import Actor
from dragoman.loaders.documents.mentions import Mention, MentionKind, Office
from dragoman.loaders.documents.mentions.lexicon import lexicon
from dragoman.loaders.documents.resolve.memory import Memory
from dragoman.loaders.documents.resolve.nouns import Nouns, acts
from dragoman.loaders.documents.resolve.organs import organ
from dragoman.loaders.documents.resolve.people import Individual
from dragoman.loaders.documents.resolve.posts import Posts
from dragoman.loaders.documents.resolve.states import Setting
from dragoman.loaders.documents.resolve.voices import Voices, subject_ahead
from dragoman.loaders.gazetteer import GazetteerEntry

Actors = tuple[Actor, ...]


class Reading:
    """One pass over the mentions of a text."""

    def __init__(self, doc: Doc, setting: Setting, people: list[Individual]) -> None:
        """`people` have their states."""
        self._doc = doc
        self._setting = setting
        self._people = {
            index: person for person in people for start, end in person.spans for index in range(start, end)
        }
        self._by_id = {person.actor().id: person for person in people}
        self._memory = Memory(doc)
        self._actors: dict[int, Actors] = {}
        self._posts = Posts(doc, setting, people, self._actors)
        self._nouns = Nouns(setting, self._memory, self._actors)

    def actors(self, mentions: tuple[Mention, ...]) -> dict[int, Actors]:
        """The actors that each token stands for."""
        for mention in sorted(mentions, key=_place):
            self._settle(_place(mention), self._resolve(mention))
        self._read_abbreviations()
        voices = Voices(self._doc, self._actors)
        for mention in mentions:
            if mention.kind is MentionKind.PRONOUN:
                token = self._doc[mention.start]
                found = voices.speakers(token) or subject_ahead(token, self._actors)
                if found:
                    self._actors[token.i] = found
        return self._actors

    def _read_abbreviations(self) -> None:
        """What stands in brackets behind an actor is its name from there on: "Joint Chiefs of Staff (JCS)"."""
        short: dict[str, Actors] = {}
        for token in self._doc[2:]:
            named = self._actors.get(token.i - 2, ())
            if self._doc[token.i - 1].text == "(" and named and token.text.isupper() and len(token.text) > 1:
                short.setdefault(token.text, named)
            if token.text in short:
                self._actors.setdefault(token.i, short[token.text])

    def _settle(self, place: tuple[int, int], found: Actors) -> None:
        """Note the actors at each of the words from the first to the last of `place`."""
        if not found:
            return
        first, last = place
        for index in range(first, last + 1):
            self._actors[index] = (*self._actors.get(index, ()), *found)
        self._memory.note(self._doc[last], self._actors[last])

    def _resolve(self, mention: Mention) -> Actors:
        words = self._doc[mention.start : mention.end].text
        token = self._doc[mention.end - 1]
        if mention.office is not None:
            return self._office(mention.office, words)
        if mention.entry is not None:
            return () if self._is_location(mention) else (self._named(mention, mention.entry, words),)
        if mention.kind is MentionKind.PERSON:
            return self._person(mention, words)
        if mention.kind is MentionKind.PRONOUN:
            return self._memory.pronoun(token)
        return self._nouns.actors(token, words)

    def _named(self, mention: Mention, entry: GazetteerEntry, words: str) -> Actor:
        """The actor of that name; "South Korea's Joint Chiefs of Staff" are not those of another state."""
        if ":" in entry.id and mention.start > 0:
            at = mention.start - (2 if self._doc[mention.start - 1].text == "'s" else 1)
            owner = self._setting.entry_at(at)
            if owner is not None and owner.state != entry.state:
                return organ(owner.state, entry.name, words)
        return entry.actor(words)

    def _is_location(self, mention: Mention) -> bool:
        """Whether a city is but the place: "in Baghdad"; a part of an address ("El Paso, Texas") is too."""
        entry = mention.entry
        span = self._doc[mention.start : mention.end]
        city = mention.kind is MentionKind.PLACE or (entry is not None and span.text in entry.capitals)
        return city and (span.root.head.lower_ in lexicon().locating or span.root.dep_ in {"appos", "npadvmod"})

    def _person(self, mention: Mention, words: str) -> Actors:
        """The person; one without office or state counts for the state of the setting when he or she acts."""
        person = self._people.get(mention.start)
        if person is None:
            return ()
        if person.state is None and acts(self._doc[mention.start : mention.end].root):
            person.state = self._setting.state_near(mention.start)
        return (person.actor(words),) if person.state is not None else ()

    def _office(self, office: Office, words: str) -> Actors:
        if office.bearer is not None and (person := self._bearer(office.bearer)) is not None:
            person.offices.append(office)
            return (person.actor(words),)
        if office.holder is None:
            if office.head in self._actors:
                return ()
            return self._posts.without_holder(office, words, self._memory)
        person = self._people.get(office.holder[0])
        return (person.actor(words),) if person is not None else ()

    def _bearer(self, pronoun: int) -> Individual | None:
        """The person for whom the pronoun of "he became president" stands."""
        return next((self._by_id.get(actor.id) for actor in self._actors.get(pronoun, ())), None)


def _place(mention: Mention) -> tuple[int, int]:
    """First and last of the words that stand for the actor when asked by themselves: the noun of a phrase."""
    if mention.office is not None:
        return mention.office.head, mention.office.head
    return (mention.end - 1 if mention.kind is MentionKind.NOUN else mention.start), mention.end - 1
