"""Find every mention of an actor in a parsed text."""

from functools import cache

import spacy
from spacy.tokens import Doc

from dragoman.loaders.documents.mentions.mention import Mention, MentionKind
from dragoman.loaders.documents.mentions.trie import Trie
from dragoman.loaders.gazetteer import GazetteerEntry, entries, fold

_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them", "we", "i", "us"})


@cache
def _names() -> Trie[tuple[GazetteerEntry, MentionKind]]:
    tokenizer = spacy.blank("en").tokenizer

    def words(name: str) -> list[str]:
        return [token.text for token in tokenizer(fold(name))]

    return Trie(
        (words(name), (entry, kind))
        for entry in entries().values()
        for kind, names in (
            (MentionKind.NAME, (entry.name, *entry.names)),
            (MentionKind.DEMONYM, entry.demonyms),
            (MentionKind.SEAT, entry.capitals + entry.governments),
        )
        for name in names
    )


def find_mentions(doc: Doc) -> tuple[Mention, ...]:
    """Every span of the text that speaks of an actor, in order, none overlapping another."""
    found = [
        Mention(start, end, kind, entry)
        for start, end, (entry, kind) in _names().matches([fold(token.text) for token in doc])
    ]
    taken = {index for mention in found for index in range(mention.start, mention.end)}
    found += [
        Mention(span.start, span.end, MentionKind.PERSON)
        for span in doc.ents
        if span.label_ == "PERSON" and not taken & set(range(span.start, span.end))
    ]
    found += [
        Mention(token.i, token.i + 1, MentionKind.PRONOUN)
        for token in doc
        if token.lower_ in _PRONOUNS and token.text != "US"
    ]
    return tuple(sorted(found, key=lambda mention: mention.start))
