"""Names of the gazetteer in a text, and persons' names."""

from collections.abc import Iterator
from functools import cache

import spacy
from spacy.tokens import Doc, Token

from dragoman.loaders.documents.mentions.lexicon import lexicon
from dragoman.loaders.documents.mentions.mention import Mention, MentionKind
from dragoman.loaders.documents.mentions.trie import Trie
from dragoman.loaders.gazetteer import GazetteerEntry, entries, fold, lookup, persons, regions

# First names and family names that are also names of states or capitals.


@cache
def _trie() -> Trie[tuple[GazetteerEntry | None, MentionKind]]:
    tokenizer = spacy.blank("en").tokenizer

    def words(name: str) -> list[str]:
        return [token.text for token in tokenizer(fold(name))]

    named = [
        (name, entry, kind)
        for entry in entries().values()
        for kind, names in (
            (MentionKind.NAME, (entry.name, *entry.names)),
            (MentionKind.DEMONYM, entry.demonyms),
            (MentionKind.SEAT, entry.capitals + entry.governments),
        )
        for name in names
    ]
    places = [(place, entries()[state], MentionKind.PLACE) for place, state in regions().items() if state in entries()]
    blocked = [(name, None, MentionKind.PLACE) for name in lexicon().names.blocked]
    loud = [(name.upper(), entry, kind) for name, entry, kind in named if len(name) > 4]
    return Trie((words(name), (entry, kind)) for name, entry, kind in [*named, *blocked, *places, *loud])


def gazetteer_mentions(doc: Doc) -> Iterator[Mention]:
    """The names, demonyms and seats of the gazetteer in the text, longest first, left to right."""
    for start, end, (entry, kind) in _trie().matches([fold(token.text) for token in doc]):
        if entry is not None and _is_actor_name(doc, start, end, entry):
            yield Mention(start, end, kind, entry)


def _is_actor_name(doc: Doc, start: int, end: int, entry: GazetteerEntry) -> bool:
    """Whether the words are the actor's name here and not part of some other name."""
    following = doc[end] if end < len(doc) else None
    if following is not None and following.lower_ in lexicon().names.not_actors and following.text[0].isupper():
        return False
    text = doc[start:end].text
    if text == "US" and doc[start].is_sent_start and doc[start].sent.text.isupper():
        return entry.id == "USA"
    if text in {"WHO", "IS", "ICE", "PACE", "Quad", "Wagner", "Congress", "Amnesty"}:
        return doc[start].pos_ == "PROPN"
    return not (entry.id == "GEO" and _speaks_of_us_georgia(doc, start))


def _speaks_of_us_georgia(doc: Doc, start: int) -> bool:
    """The US state: called a state, or beside other US places, with Tbilisi and Russia unmentioned."""
    words = {token.text for token in doc}
    if words & {"Tbilisi", "Russia", "Abkhazia", "Ossetia", "Caucasus"}:
        return False
    return bool(words & {"Atlanta", "Senator", "Republican", "Democrat", "Democrats", "American", "Kemp", "governor"})


def compound_states(words: str) -> tuple[GazetteerEntry, ...]:
    """The states in words such as "U.S.-ROK" or "U.S.-South Korea", which the tokenizer does not take apart."""
    parts = words.replace("–", "-").split("-")
    found = [lookup(part) for part in parts if part[:1].isupper()]
    known = [entry for entry in found if entry is not None]
    return tuple(known) if len(known) == len(parts) > 1 else ()


def name_end(doc: Doc, start: int, taken: set[int]) -> int:
    """Index after the person's name that begins at `start`; `start` itself when none begins there.

    Args:
        doc: the parsed text.
        start: index of the token to begin at.
        taken: tokens of the gazetteer's names, where a person's name ends.
    """
    end, words = start, 0
    while end < len(doc) and words < 6 and (end == start or not doc[end].is_sent_start):
        token = doc[end]
        if end > start and token.text == "-" and not doc[end - 1].whitespace_ and end + 1 < len(doc):
            end += 2
            continue
        if _is_particle(doc, end) or (end > start and token.text == '"' and _nickname(doc, end)):
            end += 1 if token.text != '"' else 3
            continue
        if not _is_name_word(token, end in taken):
            break
        end, words = end + 1, words + 1
    return _with_suffix(doc, end) if words else start


def _is_particle(doc: Doc, index: int) -> bool:
    token = doc[index]
    if token.lower_ not in lexicon().names.particles or index + 1 >= len(doc):
        return False
    following = doc[index + 1]
    return following.text == "-" or following.text[0].isupper() or following.lower_ in lexicon().names.particles


def _nickname(doc: Doc, index: int) -> bool:
    return index + 2 < len(doc) and doc[index + 2].text == '"' and doc[index + 1].text[0].isupper()


def _is_name_word(token: Token, taken: bool) -> bool:
    word = token.text
    if not word[0].isupper() or word.lower() in lexicon().names.never:
        return False
    if word.lower() in lexicon().offices.heads | lexicon().ranks and token.ent_type_ != "PERSON":
        return False
    if taken and word not in lexicon().names.also_persons:
        return False
    if not all(c.isalpha() or c in ".'’-" for c in word):
        return False
    return token.ent_type_ == "PERSON" or token.pos_ in {"PROPN", "NOUN", "ADJ", "X"}


def _with_suffix(doc: Doc, end: int) -> int:
    for suffix in ([",", "Jr."], [",", "Sr."], ["Jr."], ["Jr"]):
        if [token.text for token in doc[end : end + len(suffix)]] == suffix:
            return end + len(suffix)
    return end


@cache
def _known_persons() -> Trie[str]:
    tokenizer = spacy.blank("en").tokenizer
    names = [(name, person.id) for person in persons() for name in (person.name, *person.names)]
    return Trie(([token.text for token in tokenizer(fold(name))], key) for name, key in names)


def known_person_spans(doc: Doc) -> Iterator[tuple[int, int]]:
    """Where names of widely known persons stand; whether one is meant depends on the date."""
    for start, end, _ in _known_persons().matches([fold(token.text) for token in doc]):
        while end - start > 1 and doc[start].lower_ in lexicon().offices.heads | lexicon().styles:
            start += 1
        yield start, end
