"""Whom an office stands for: its holder, somebody named elsewhere, or the office itself."""

from spacy.tokens import Doc

from dragoman.graph.records import Actor
from dragoman.loaders.documents.mentions import Office
from dragoman.loaders.documents.resolve.memory import Memory
from dragoman.loaders.documents.resolve.nouns import acts
from dragoman.loaders.documents.resolve.organs import organ
from dragoman.loaders.documents.resolve.people import Individual
from dragoman.loaders.documents.resolve.states import Setting
from dragoman.loaders.gazetteer import entries

Actors = tuple[Actor, ...]
_VICE = frozenset({"vice", "deputy", "vice-president"})


class Posts:
    """The offices of one text."""

    def __init__(self, doc: Doc, setting: Setting, people: list[Individual], actors: dict[int, Actors]) -> None:
        """`actors` are those that earlier tokens stand for; it grows while the text is read."""
        self._doc = doc
        self._setting = setting
        self._individuals = people
        self._actors = actors

    def without_holder(self, office: Office, words: str, memory: Memory) -> Actors:
        """The person who holds the office elsewhere in the text; else the office as an organ of its state.

        Args:
            office: an office beside which no name stands.
            words: the words of the text.
            memory: the actors named so far, for "the leaders".
        """
        state = self._state_of(office)
        if self._doc[office.head].tag_ in {"NNS", "NNPS"}:
            return self._several(office, state, words, memory)
        person = self._holder(office, state)
        if person is not None:
            return (person.actor(words),)
        state = state or self._unstated(office)
        return (organ(state, office.text, words),) if state in entries() else ()

    def _several(self, office: Office, state: str | None, words: str, memory: Memory) -> Actors:
        """Those who met for "the leaders"; for "lawmakers" who act, the state that the text is about."""
        head = self._doc[office.head]
        if state is None and head.lower_ in {"leaders", "presidents", "ministers", "chancellors", "premiers"}:
            return memory.pair(people=True)
        if state is None and acts(head):
            state = self._setting.state_near(office.head)
        return (entries()[state].actor(words),) if state in entries() else ()

    def _unstated(self, office: Office) -> str | None:
        """The state of an office that the text leaves without one: "the President" with a capital is its author's."""
        if self._is_own(office):
            return self._setting.home_state()
        return self._setting.state_near(office.head)

    def _is_own(self, office: Office) -> bool:
        return office.definite and office.owner is None and self._doc[office.head].text[0].isupper()

    def _state_of(self, office: Office) -> str | None:
        if office.states:
            return office.states[0]
        owners = self._actors.get(office.owner, ()) if office.owner is not None else ()
        return owners[0].state if owners else None

    def _holder(self, office: Office, state: str | None) -> Individual | None:
        """Who is meant by "the president": the last person named with such an office.

        Official texts write "the President" of their own, whom they name first.
        """
        before = [
            (start, person)
            for person in self._individuals
            if (state is None or person.state == state) and self._has(person, office)
            for start, _ in person.spans
            if start < office.head
        ]
        if not before:
            return None
        choose = min if state is None and self._is_own(office) else max
        return choose(before, key=lambda pair: pair[0])[1]

    def _has(self, person: Individual, office: Office) -> bool:
        """Whether the text gives the person an office of that name; "the president" is not the vice president."""
        word, vice = self._doc[office.head].lower_, bool(_VICE & set(office.text.lower().split()))
        return any(
            self._doc[other.head].lower_.removesuffix("s") == word
            and bool(_VICE & set(other.text.lower().split())) == vice
            for other in person.offices
        )
