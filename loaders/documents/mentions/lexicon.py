"""The words of words.toml, read once."""

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files


@dataclass(frozen=True)
class Offices:
    """Words of offices; `only` maps an office to the one state or body that has it."""

    heads: frozenset[str]
    modifiers: frozenset[str]
    acting: frozenset[str]
    former: frozenset[str]
    dropped: frozenset[str]
    complements: frozenset[str]
    to_heads: frozenset[str]
    for_heads: frozenset[str]
    general_after: frozenset[str]
    after_hyphen: frozenset[str]
    holding: frozenset[str]
    acquiring: frozenset[str]
    succeeding: frozenset[str]
    taking: frozenset[str]
    posts: frozenset[str]
    loose: frozenset[str]
    private: frozenset[str]
    mirrored: frozenset[str]
    only: dict[str, str]
    short: dict[str, str]
    possessed: dict[str, str]
    verbs: dict[str, str]


@dataclass(frozen=True)
class Names:
    """Words that decide where a name begins and ends."""

    also_persons: frozenset[str]
    not_actors: frozenset[str]
    particles: frozenset[str]
    never: frozenset[str]
    blocked: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """All words that tell of actors without naming them."""

    offices: Offices
    names: Names
    pronouns: frozenset[str]
    ranks: frozenset[str]
    styles: frozenset[str]
    persons: frozenset[str]
    governments: frozenset[str]
    organs: frozenset[str]
    groups: frozenset[str]
    property: frozenset[str]
    saying: frozenset[str]
    locating: frozenset[str]
    issued: frozenset[str]
    sent: frozenset[str]

    @cached_property
    def nouns(self) -> frozenset[str]:
        """Every common noun that can stand for an actor."""
        several = {"countries", "nations", "states", "sides", "leaders", "parties", "two", "both", "pair", "allies"}
        return self.persons | self.governments | self.organs | self.groups | self.property | several


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _names(table: dict[str, str]) -> Names:
    words = {key: _words(text) for key, text in table.items() if key != "blocked"}
    blocked = tuple(name for line in table["blocked"].strip().split("\n") for name in line.split("|"))
    return Names(blocked=blocked, **words)


@cache
def lexicon() -> Lexicon:
    """The lexicon."""
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    offices, ranks, people = table["offices"], table["ranks"], table["people"]
    return Lexicon(
        names=_names(table["names"]),
        pronouns=_words(people["pronouns"]),
        offices=Offices(
            heads=_words(offices["heads"]),
            modifiers=_words(offices["modifiers"]),
            acting=_words(offices["acting"]),
            former=_words(offices["former"]),
            dropped=_words(offices["dropped"]),
            complements=_words(offices["complements"]),
            to_heads=_words(offices["to"]),
            for_heads=_words(offices["for"]),
            general_after=_words(offices["general_after"]),
            after_hyphen=_words(offices["after_hyphen"]),
            holding=_words(offices["holding"]),
            acquiring=_words(offices["acquiring"]),
            succeeding=_words(offices["succeeding"]),
            taking=_words(offices["taking"]),
            posts=_words(offices["posts"]),
            loose=_words(offices["loose"]),
            private=_words(offices["private"]),
            mirrored=_words(offices["mirrored"]),
            short=offices["short"],
            possessed=offices["possessed"],
            verbs=offices["verbs"],
            only={
                office.replace("_", " "): state for state, names in offices["only"].items() for office in names.split()
            },
        ),
        ranks=_words(ranks["military"]),
        styles=_words(ranks["styles"]),
        persons=_words(people["persons"]),
        governments=_words(people["governments"]),
        organs=_words(people["organs"]),
        groups=_words(people["groups"]),
        property=_words(people["property"]),
        saying=_words(people["saying"]),
        locating=_words(people["locating"]),
        issued=_words(people["issued"]),
        sent=_words(people["sent"]),
    )
