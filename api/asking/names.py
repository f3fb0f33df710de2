"""Finds who and what a question names: actors of the gazetteer, and file names, ids and quotations as they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.loaders.gazetteer import entries, persons, states
from dragoman.queries.resolve.words import fold

_IDS = "actor|alliance|coincidence|document|edge|event|occupancy|office|official|place|response|roll-call|statement"
_OPAQUE = re.compile(
    rf"""["“](?P<quoted>[^"”]+)["”]|(?<!\S)(?:https?://\S+?|(?:[\w.-]*/)*(?P<file>[\w.-]+\.(?:txt|md|html?|pdf|docx|jsonl|csv))"""
    rf"""|(?:{_IDS}):[\w:.-]*\w)(?=[?!,;.]*(?:\s|$))"""
)
_BOTH = re.compile(r"\b(North|South|East|West)( and | or |-)((?:North|South|East|West) (\w+))", re.IGNORECASE)
_THE_US = re.compile(r"\bthe us\b")
# Sino-American, Franco-German: how adjectives of peoples begin a compound.
_COMPOUNDS = {
    "sino": "Chinese",
    "russo": "Russian",
    "franco": "French",
    "anglo": "British",
    "indo": "Indian",
    "greco": "Greek",
    "austro": "Austrian",
    "turco": "Turkish",
}
_COMPOUND = re.compile(rf"\b({'|'.join(_COMPOUNDS)})-(?=\w)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)*")
_LONGEST = 7
# Common words unless they are written in capitals throughout, or begin large.
_CAPITALS = frozenset({"is", "us", "who", "it", "let", "an", "as", "so", "no", "go", "to", "am", "he", "we"})
_LARGE = frozenset(
    {
        "polish",
        "base",
        "march",
        "may",
        "black",
        "brown",
        "white",
        "green",
        "long",
        "bush",
        "rice",
        "states",
        "the states",
    }
)
_TITLES = frozenset(
    {
        *("acting", "chancellor", "chief", "deputy", "foreign", "former", "general", "king", "leader", "minister"),
        *("premier", "president", "prime", "prince", "queen", "secretary", "of", "state", "vice", "mr", "mrs", "ms"),
    }
)


@dataclass(frozen=True)
class Name:
    """An actor that a question names.

    Attributes:
        words: as the question has them.
        id: of the gazetteer.
        name: the usual name.
        state: the id of the state or body that it stands for, its own for itself.
        person: whether it is one.
        place: whether the words name a town or a part, which only stand for their state.
    """

    words: str
    id: str
    name: str
    state: str | None
    person: bool
    place: bool


def find_names(question: str) -> tuple[str, list[Name], list[str]]:
    """The question with every name as `@0` and every opaque thing as `~0`; the names, and the things."""
    things: list[str] = []
    question = re.sub("[@~]", " ", question)

    def opaque(found: re.Match[str]) -> str:
        things.append(found["quoted"] or found["file"] or found[0])
        return f" ~{len(things) - 1} "

    text = _BOTH.sub(r"\1 \4\2\3", _THE_US.sub("the US", _OPAQUE.sub(opaque, question)))
    text = _COMPOUND.sub(lambda found: f"{_COMPOUNDS[found[1].lower()]}-", text)
    names: list[Name] = []
    masked, reached = "", 0
    for start, end, name in _found(text):
        masked += f"{text[reached:start]} @{len(names)} "
        names.append(name)
        reached = end
    return masked + text[reached:], names, things


@cache
def state_ids() -> frozenset[str]:
    """The ids of states, which bodies and groups are not."""
    return frozenset(entry.id for entry in states())


def _found(text: str) -> Iterator[tuple[int, int, Name]]:
    words = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    # Who writes everything small means names too.
    small = text == text.lower()
    place = 0
    while place < len(words):
        for end in range(min(len(words), place + _LONGEST), place, -1):
            start, stop = words[place][0], words[end - 1][1]
            name = _named(text[start:stop], small)
            if name and text[max(0, start - 1) : start] != "~":
                before = _title(text, words, place) if name.person else start
                yield before, stop, name
                place = end
                break
        else:
            place += 1


def _named(words: str, small: bool) -> Name | None:
    folded = fold(words)
    known = _names().get(folded) or (_ids().get(words) if words.isupper() else None)
    if known is None or (folded in _CAPITALS and not words.isupper()) or (folded in _LARGE and words.islower()):
        return None
    if words.islower() and not small and len(folded) < 5 and " " not in folded:
        return None
    return Name(words, *known)


def _title(text: str, words: list[tuple[int, int]], place: int) -> int:
    """Where the titles before a person's name begin, and the state before these."""
    first = place
    while first > 0 and fold(text[slice(*words[first - 1])]) in _TITLES:
        first -= 1
    # "Secretary of State Blinken", but "statements of Blinken".
    while first < place and fold(text[slice(*words[first])]) in ("of", "state"):
        first += 1
    return words[first][0]


@cache
def _ids() -> dict[str, tuple[str, str, str | None, bool, bool]]:
    """The same by the ids of states, bodies and groups: KOR, NATO."""
    return {entry.id: (entry.id, entry.name, entry.state, False, False) for entry in entries().values()}


@cache
def _names() -> dict[str, tuple[str, str, str | None, bool, bool]]:
    """Id, usual name, state, whether a person, whether a part, by every folded name; what comes first goes first."""
    found: dict[str, tuple[str, str, str | None, bool, bool]] = {}
    for entry in entries().values():
        for name in (entry.name, *entry.aliases):
            found.setdefault(fold(name), (entry.id, entry.name, entry.state, False, name != entry.name))
    for person in persons():
        for name in (person.name, *person.names):
            found.setdefault(fold(name), (person.id, person.name, person.state, True, False))
    for person in persons():
        # The family's name first, as in Japan, Hungary or a list.
        given, _, family = fold(person.name).rpartition(" ")
        found.setdefault(f"{family} {given}".strip(), (person.id, person.name, person.state, True, False))
    return found
