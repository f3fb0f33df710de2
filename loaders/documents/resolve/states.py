"""Which states a document is about, where, and which state stands by a word."""

from collections import Counter

from spacy.tokens import Doc, Token

from dragoman.graph.vocabulary import ActorKind
from dragoman.loaders.documents.mentions import Mention
from dragoman.loaders.documents.mentions.lexicon import lexicon
from dragoman.loaders.gazetteer import GazetteerEntry

# Among how many first words of a text it may call itself a statement.
_TITLE_WORDS = 12
_MODIFIERS = frozenset({"poss", "amod", "compound", "nmod"})


class Setting:
    """The states and bodies that a text names, by place."""

    def __init__(self, doc: Doc, mentions: tuple[Mention, ...]) -> None:
        """Take down every name of the gazetteer among the mentions."""
        self._doc = doc
        self._entries: dict[int, GazetteerEntry] = {}
        self._counts: Counter[str] = Counter()
        self._organs: Counter[str] = Counter()
        self._named: list[tuple[int, str]] = []
        for mention in mentions:
            if mention.entry is not None:
                self._take(mention, mention.entry)

    def _take(self, mention: Mention, entry: GazetteerEntry) -> None:
        for index in range(mention.start, mention.end):
            self._entries[index] = entry
        if ":" in entry.id:
            self._organs[entry.state] += 1
        if entry.kind is ActorKind.STATE or ":" in entry.id:
            self._counts[entry.state] += 1
            self._named.append((mention.start, entry.state))

    def count(self, state: str | None) -> None:
        """One more sign that the document is about that state (say, one of its known officials)."""
        if state is not None and len(state) == 3:
            self._counts[state] += 1

    def entry_at(self, index: int) -> GazetteerEntry | None:
        """The gazetteer's entry that the token at that index is a word of."""
        return self._entries.get(index)

    def names(self, identifier: str) -> bool:
        """Whether the text names that state, body or group."""
        return any(entry.id == identifier for entry in self._entries.values())

    def main_state(self) -> str | None:
        """The state that the document speaks of most."""
        return self._counts.most_common(1)[0][0] if self._counts else None

    def state_of_organs(self) -> str | None:
        """The state whose ministries and forces the text names most; None when it names none."""
        return self._organs.most_common(1)[0][0] if self._organs else None

    def ranked(self, spans: list[tuple[int, int]]) -> bool:
        """Whether a military rank stands before one of the names."""
        return any(start > 0 and self._doc[start - 1].lower_ in lexicon().ranks for start, _ in spans)

    def state_near(self, index: int) -> str | None:
        """The state a word without one belongs to: named in its sentence before it, else the document's main one."""
        sentence = self._doc[index].sent
        before = [state for at, state in self._named if sentence.start <= at < index]
        return before[-1] if before else self.main_state()

    def state_owning(self, pronoun: int | None) -> str | None:
        """Whose minister "its foreign minister" is: the last state that acts in the sentence or the one before."""
        if pronoun is None or self._doc[pronoun].lower_ not in {"its", "their"}:
            return None
        sentence = self._doc[pronoun].sent.start
        start = self._doc[sentence - 1].sent.start if sentence else 0
        near = [at for at in self._entries if start <= at < pronoun]
        acting = [at for at in near if self._doc[at].dep_ in {"nsubj", "nsubjpass"}] or near
        return self._entries[acting[-1]].state if acting else None

    def state_issuing(self, head: int) -> str | None:
        """The state that speaks in a text headed "Statement by Foreign Minister …"; `head` is the office's noun."""
        start = self._doc[head].sent.start
        issued = any(self._doc[at].lower_ in lexicon().issued for at in range(start, min(head, _TITLE_WORDS)))
        return self.home_state() if issued else None

    def state_told_in(self, head: int) -> str | None:
        """The state in whose capital somebody tells something: "Minister … told reporters in Ottawa"."""
        end = self._doc[head].sent.end
        for at, entry in self._entries.items():
            if head < at < end and self._doc[at].text in entry.capitals:
                above = [word.lower_ for word in self._doc[at].ancestors][:2]
                if above[:1] == ["in"] and above[1:] in (["reporters"], ["told"], ["parliament"]):
                    return entry.state
        return None

    def home_state(self) -> str | None:
        """The state that acts most in the text: whose a text without a named author is."""
        acting = Counter(entry.state for index, entry in self._entries.items() if self._doc[index].dep_ == "nsubj")
        return acting.most_common(1)[0][0] if acting else self.main_state()

    def beside(self, token: Token) -> list[GazetteerEntry]:
        """The states, bodies or groups that the noun's own phrase names: "Chinese troops", "police in El Paso"."""
        for child in token.children:
            listed = [child, *(other for other in child.conjuncts if other.i > child.i)]
            found = [entry for entry in (self._entries.get(word.i) for word in listed) if entry is not None]
            if found and child.dep_ in _MODIFIERS:
                return found
        prepositions = {"of", "from"} if token.lower_ in lexicon().sent else {"of", "from", "in"}
        for preposition in token.children:
            if preposition.dep_ == "prep" and preposition.lower_ in prepositions:
                for governed in preposition.children:
                    entry = self._entries.get(governed.i)
                    if entry is not None and governed.dep_ == "pobj":
                        return [entry]
        return []
