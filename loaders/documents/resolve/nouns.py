"""Whom a common noun stands for: "the South Korean military", "both nations", "the militants", "police"."""

from spacy.tokens import Token

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import ActorKind
from dragoman.loaders.documents.mentions.lexicon import lexicon
from dragoman.loaders.documents.resolve.memory import Memory
from dragoman.loaders.documents.resolve.organs import organ
from dragoman.loaders.documents.resolve.states import Setting
from dragoman.loaders.gazetteer import GazetteerEntry, entries

Actors = tuple[Actor, ...]
_COLLECTIVE = frozenset({"countries", "nations", "states", "sides", "leaders", "parties", "two", "both", "pair"})
_PAIRING = frozenset({"both", "two", "their", "our"})


class Nouns:
    """The common nouns of one text."""

    def __init__(self, setting: Setting, memory: Memory, actors: dict[int, Actors]) -> None:
        """`memory` and `actors` hold what was named so far; they grow while the text is read."""
        self._setting = setting
        self._memory = memory
        self._actors = actors

    def actors(self, token: Token, words: str) -> Actors:
        """The actors that the noun stands for; none when it is no actor or does not resolve.

        Args:
            token: the noun.
            words: its phrase as the text has it.
        """
        word = token.lower_
        pairing = {child.lower_ for child in token.children} & _PAIRING
        if word in _COLLECTIVE and (pairing or word in {"both", "two", "pair"}):
            return self._memory.pair(people=word == "leaders")
        if word == "coalition" and (led := self._leader_of_coalition(token)):
            return (entries()[led].actor(words),)
        beside = self._beside(token)
        if beside:
            return tuple(actor for entry in beside for actor in self._of(entry, token, words))
        return self._alone(token, words)

    def _alone(self, token: Token, words: str) -> Actors:
        """A noun without a state: it refers back, or is of the state that the text is about."""
        lexical, word = lexicon(), token.lower_
        near = entries().get(self._setting.state_near(token.i) or "")
        if word == "leaders":
            return self._memory.pair(people=True)
        if word == "allies":
            return (entries()["NATO"].actor(words),) if token.text == "Allies" and self._setting.names("NATO") else ()
        if word in lexical.persons - lexical.groups and near and acts(token):
            return (near.actor(words),)
        if not _refers_back(token) or word in lexical.property:
            return ()
        if word in lexical.groups:
            return self._memory.group(words)
        if word in {"country", "nation", "kingdom", "republic", "regime"}:
            return self._memory.state(words)
        return self._of(near, token, words) if word in lexical.governments | lexical.organs and near else ()

    def _leader_of_coalition(self, token: Token) -> str | None:
        """The body or state behind "the US-led coalition", "the Coalition"."""
        for child in token.children:
            if child.lower_ == "led":
                leaders = [self._setting.entry_at(index) for index in range(child.left_edge.i, child.i)]
                state = next((entry.id for entry in leaders if entry is not None), None)
                return "COALITION" if state == "USA" else state
        return "COALITION" if self._setting.names("COALITION") or self._setting.names("ISIL") else None

    def _beside(self, token: Token) -> list[GazetteerEntry]:
        """The states, bodies or groups named in the noun's phrase, by themselves, a person or a pronoun."""
        named = self._setting.beside(token)
        if not named:
            owners = [
                self._actors.get(child.i, ()) for child in token.children if child.dep_ in {"poss", "compound", "nmod"}
            ]
            states = [actor.state for actors in owners for actor in actors if actor.state is not None]
            named = [entries()[state] for state in states[:1] if state in entries()]
        return [entries()[entry.state] if ":" in entry.id else entry for entry in named]

    def _of(self, entry: GazetteerEntry, token: Token, words: str) -> Actors:
        """The actor that the noun with that state, body or group stands for."""
        word, lexical = token.lower_, lexicon()
        if entry.kind is not ActorKind.STATE or word in lexical.property:
            return (entry.actor(words),)
        if word in lexical.organs:
            return (organ(entry.id, self._without_state(token), words),)
        return () if word in lexical.groups | {"allies"} else (entry.actor(words),)

    def _without_state(self, token: Token) -> str:
        """The organ's own words: "South Korean military" is the military."""
        parts = [
            child
            for child in token.lefts
            if child.dep_ in {"compound", "amod"} and self._setting.entry_at(child.i) is None and child.lower_ != "own"
        ]
        return " ".join(part.text for part in (*parts, token))


def acts(token: Token) -> bool:
    """Whether the word is the subject of an active verb or the agent of a passive one."""
    return token.dep_ == "nsubj" or (token.dep_ == "pobj" and token.head.dep_ == "agent")


def _refers_back(token: Token) -> bool:
    """Whether the noun has an article or pronoun that points at something known, or none at all."""
    determiners = [child.lower_ for child in token.children if child.dep_ in {"det", "poss"}]
    return not determiners or determiners[0] in {"the", "this", "that", "its", "their"}
