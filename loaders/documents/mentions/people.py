"""Where persons' names stand in a text, apart from those that follow an office."""

from spacy.tokens import Doc

from dragoman.loaders.documents.mentions.lexicon import lexicon
from dragoman.loaders.documents.mentions.mention import Mention
from dragoman.loaders.documents.mentions.names import known_person_spans, name_end


def person_spans(doc: Doc, names: list[Mention]) -> list[tuple[int, int]]:
    """Token spans of persons' names by the recogniser, the list of known persons, and ranks and styles before them.

    Args:
        doc: the parsed text.
        names: the gazetteer's mentions, which win against single words that the recogniser takes for persons.
    """
    taken = {index for name in names for index in range(name.start, name.end)}
    spans = [*known_person_spans(doc)]
    spans += [span for entity in doc.ents if entity.label_ == "PERSON" for span in _trimmed(doc, entity.start, taken)]
    spans += [
        span
        for token in doc
        if token.lower_ in _styled() and token.text[0].isupper() and token.ent_type_ != "ORG"
        for span in _named(doc, token.i + 1, taken)
    ]
    return _without_overlaps(spans)


def _styled() -> frozenset[str]:
    return lexicon().ranks | lexicon().styles


def _named(doc: Doc, start: int, taken: set[int]) -> list[tuple[int, int]]:
    while start < len(doc) and doc[start].lower_ in _styled() | {"."}:
        start += 1
    end = name_end(doc, start, taken)
    return [(start, end)] if end > start else []


def _trimmed(doc: Doc, start: int, taken: set[int]) -> list[tuple[int, int]]:
    """The name that the recogniser's span holds, without state, office and rank before it."""
    words = _styled() | lexicon().offices.heads | {"'s", ".", "the"}
    while start < len(doc) and doc[start].ent_type_ == "PERSON":
        if start not in taken and doc[start].lower_ not in words and not _begins_office(doc, start):
            break
        start += 1
    if start >= len(doc) or doc[start].ent_type_ != "PERSON":
        return []
    end = name_end(doc, start, taken)
    return [(start, end)] if end > start else []


def _begins_office(doc: Doc, index: int) -> bool:
    """Whether the word belongs to an office right behind it: "Crown Prince Salman", "Vice President Harris"."""
    offices = lexicon().offices
    return doc[index].lower_ in offices.modifiers and doc[index + 1 : index + 2].text.lower() in offices.heads


def _without_overlaps(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest of spans that overlap."""
    kept: list[tuple[int, int]] = []
    used: set[int] = set()
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if not used & set(range(start, end)):
            kept.append((start, end))
            used |= set(range(start, end))
    return sorted(kept)
