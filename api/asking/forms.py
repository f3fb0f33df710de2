"""The forms of questions, read from `forms.toml` and made into regular expressions over words.

A question reaches them as words with a space behind each; names and opaque things stand in it as `@0` and `~0`.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_PIECE = re.compile(r"<\w+>|\{\w+\}|[\w@~]+\*?|[()\[\]|]")
_NAME = r"@\d+ "
_OPAQUE = r"~\d+ "
_WORDS = r"(?:\S+ )+?"
# A name that the gazetteer does not know: up to four words, none of which begins a question.
_ANY_NAME = r"(?:@\d+ |(?:(?!(?:who|whom|what|which|when|where|why|how|it|its|they|you|we|i|my)\b)[^\s@~]+ ){1,4}?)"
NUMBERS = {
    **{"one": "1", "two": "2", "three": "3", "four": "4", "five": "5"},
    **{"six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10"},
}
_SLOTS = {
    "event": _WORDS,
    "q": _WORDS,
    "document": _OPAQUE,
    "document_2": _WORDS,
    "thing": _OPAQUE,
    "id": r"[@~]\d+ ",
    "days": rf"(?:\d+|{'|'.join(NUMBERS)}) ",
    "depth": rf"(?:\d+|{'|'.join(NUMBERS)}) ",
    "kind": r"(?:states?|officials?|organizations?|groups?|events?|offices?|places?|persons?|people|alliances?"
    r"|roll calls?|documents?) ",
}


@dataclass(frozen=True)
class Form:
    """One way to ask a query; `strict` takes only names that the gazetteer knows, `loose` any words for them."""

    query: str
    strict: re.Pattern[str]
    loose: re.Pattern[str]


@dataclass(frozen=True)
class Sign:
    """A sign of a query anywhere in a question, what must be left beside it, and how many words may be left over."""

    query: str
    pattern: re.Pattern[str]
    takes: str
    spare: int


@dataclass(frozen=True)
class Forms:
    """Everything in `forms.toml`; `kind` finds words that name a type of event."""

    forms: tuple[Form, ...]
    signs: tuple[Sign, ...]
    harmless: frozenset[str]
    kind: re.Pattern[str]
    unheard: frozenset[str]
    polite: re.Pattern[str]
    _types: Mapping[str, re.Pattern[str]]
    _stances: Mapping[str, re.Pattern[str]]

    def type_of(self, words: str) -> str | None:
        """The event type that words in the place of `{type}` stand for; None for other words."""
        return _meant(self._types, words)

    def stance_of(self, words: str) -> str | None:
        """The stance that words in the place of `{stance}` stand for; None for other words."""
        return _meant(self._stances, words)


@cache
def load_forms() -> Forms:
    """The forms, read once."""
    read = tomllib.loads(Path(__file__).with_name("forms.toml").read_text(encoding="utf-8"))
    unheard = frozenset(read["unheard"].split())
    before = _Compiler(unheard, {}, {})(read["types_with"]["before"])
    macros = dict(read["words"])
    compile_plain = _Compiler(unheard, macros, {})
    types = {name: compile_plain(words) for name, words in read["types"].items()}
    stances = {name: compile_plain(words) for name, words in read["stances"].items()}
    any_type = rf"(?:{before})*(?:{'|'.join(types.values())})"
    vocabulary = {"type": any_type, "stance": f"(?:{'|'.join(stances.values())})"}
    macros["any_stance"] = f"({'|'.join(read['stances'].values())})"
    strict = _Compiler(unheard, macros, _SLOTS | vocabulary)
    loose = _Compiler(unheard, macros, _SLOTS | vocabulary, name=_ANY_NAME)
    forms = tuple(
        Form(group["query"], re.compile(strict(asked)), re.compile(loose(asked)))
        for group in read["forms"]
        for asked in group["asked"]
    )
    signs = tuple(
        Sign(sign["query"], re.compile(rf"(?<!\S){strict(sign['sign'])}"), sign["takes"], sign.get("spare", 0))
        for sign in read["signs"]["of"]
    )
    # What comes last counts: "missile attack" is an attack.
    last = {name: re.compile(rf"(?:.* )?(?:{words})") for name, words in types.items()}
    polite = re.compile(rf"(?:{compile_plain(read['polite'])})+")
    harmless, kind = frozenset(read["signs"]["harmless"].split()), re.compile(rf"(?<!\S){any_type}")
    return Forms(
        forms,
        signs,
        harmless,
        kind,
        unheard,
        polite,
        last,
        {name: re.compile(words) for name, words in stances.items()},
    )


def _meant(patterns: Mapping[str, re.Pattern[str]], words: str) -> str | None:
    return next((name for name, pattern in patterns.items() if pattern.fullmatch(words)), None)


class _Compiler:
    """Makes regular expressions of patterns."""

    def __init__(
        self, unheard: frozenset[str], macros: Mapping[str, str], slots: Mapping[str, str], name: str = _NAME
    ) -> None:
        self._unheard, self._macros, self._slots, self._name = unheard, macros, slots, name

    def __call__(self, pattern: str) -> str:
        """The expression for a pattern; it takes a space behind every word."""
        return "(?:" + "".join(self._piece(piece) for piece in _PIECE.findall(pattern)) + ")"

    def _piece(self, piece: str) -> str:
        fixed: dict[str, Any] = {"(": "(?:", ")": ")", "[": "(?:", "]": ")?", "|": "|"}
        if piece in fixed:
            return str(fixed[piece])
        if piece.startswith("<"):
            return self(self._macros[piece[1:-1]])
        if piece in ("{_}", "_"):
            return _NAME if piece == "{_}" else r"\S+ "
        if piece.startswith("{"):
            slot = piece[1:-1]
            return f"(?P<{slot}>{self._slots.get(slot, self._name)})"
        if piece in self._unheard:
            return ""
        return f"{piece[:-1]}\\w* " if piece.endswith("*") else f"{piece} "
