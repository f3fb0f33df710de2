"""Find every mention of an actor in a parsed text."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from dragoman.loaders.documents.mentions.lexicon import lexicon
from dragoman.loaders.documents.mentions.mention import Mention, MentionKind
from dragoman.loaders.documents.mentions.names import compound_states, gazetteer_mentions
from dragoman.loaders.documents.mentions.offices import office_mentions
from dragoman.loaders.documents.mentions.people import person_spans
from dragoman.loaders.documents.mentions.scene import Scene
from dragoman.loaders.gazetteer import country_of, entries


def find_mentions(doc: Doc) -> tuple[Mention, ...]:
    """Every span of the text that speaks of an actor, in the text's order.

    An office's span covers the names in and beside it; other mentions do not overlap.
    """
    names = list(gazetteer_mentions(doc))
    spans = person_spans(doc, names)
    people = {index for start, end in spans for index in range(start, end)}
    spans += _family_names(doc, names, spans)
    people = {index for start, end in spans for index in range(start, end)}
    names = [name for name in names if not _inside(name, spans)]
    known = people | {index for name in names for index in range(name.start, name.end)}
    names += [*_compounds(doc, known), *_places(doc, known)]
    single = _single_names(doc, spans, {index for name in names for index in range(name.start, name.end)})
    people |= {start for start, _ in single}
    offices = list(office_mentions(Scene(doc, names, people)))
    named = {mention.office.holder for mention in offices if mention.office is not None and mention.office.holder}
    spans = [span for span in spans if not any(_overlap(span, other) for other in named)] + sorted(named)
    used = {index for mention in names for index in range(mention.start, mention.end)}
    spans += _single_names(doc, spans, used)
    persons = [Mention(start, end, MentionKind.PERSON) for start, end in spans]
    used |= {index for start, end in spans for index in range(start, end)}
    used |= {index for mention in offices if mention.office for index in range(mention.start, mention.end)}
    found = names + persons + offices + list(_common_words(doc, used))
    return tuple(sorted(found, key=lambda mention: (mention.start, -mention.end)))


def _inside(name: Mention, spans: list[tuple[int, int]]) -> bool:
    """Whether a gazetteer's word is a part of a person's longer name ("Israel Katz")."""
    return any(start <= name.start and name.end <= end for start, end in spans)


def _family_names(doc: Doc, names: list[Mention], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A city's or state's word alone that is the last of a person's name in the text: "Amman" after "Sudesh Amman"."""
    family = {doc[end - 1].text for start, end in spans if end - start > 1}
    return [(name.start, name.end) for name in names if doc[name.start : name.end].text in family]


def _single_names(doc: Doc, spans: list[tuple[int, int]], used: set[int]) -> list[tuple[int, int]]:
    """First or last words of the text's longer names that stand alone: "Han" after "Han Duck-soo"."""
    words = {doc[at].text for start, end in spans if end - start > 1 for at in (start, end - 1)}
    inside = used | {index for start, end in spans for index in range(start, end)}
    return [
        (token.i, token.i + 1)
        for token in doc
        if token.text in words and token.i not in inside and token.pos_ == "PROPN" and token.text[0].isupper()
        if not (token.dep_ == "compound" and token.head.text[0].isupper())
    ]


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _compounds(doc: Doc, used: set[int]) -> Iterator[Mention]:
    """Both states of a word such as "U.S.-ROK", also where the second one goes on: "U.S.-South Korea"."""
    for token in doc:
        if token.i in used or "-" not in token.text.replace("–", "-").strip("-"):
            continue
        spans = [doc[token.i : end] for end in (token.i + 2, token.i + 1) if end <= len(doc)]
        found = next(((span, states) for span in spans if (states := compound_states(span.text))), None)
        if found is not None:
            span, states = found
            yield from (Mention(span.start, span.end, MentionKind.NAME, entry) for entry in states)


def _places(doc: Doc, used: set[int]) -> Iterator[Mention]:
    """Cities and provinces that the gazetteer does not take for their state's government."""
    for entity in doc.ents:
        state = country_of(entity.text.removeprefix("the ")) if entity.label_ in {"GPE", "LOC"} else None
        if state in entries() and not used & set(range(entity.start, entity.end)):
            yield Mention(entity.start, entity.end, MentionKind.PLACE, entries()[state])


def _common_words(doc: Doc, used: set[int]) -> Iterator[Mention]:
    for token in doc:
        if token.lower_ in lexicon().pronouns and token.text != "US" and not _is_expletive(token):
            yield Mention(token.i, token.i + 1, MentionKind.PRONOUN)
        elif token.i not in used and token.pos_ in {"NOUN", "PROPN", "NUM", "DET", "PRON"} and _speaks_of_people(token):
            yield Mention(token.left_edge.i if token.left_edge.i <= token.i else token.i, token.i + 1, MentionKind.NOUN)


def _is_expletive(token: Token) -> bool:
    """Whether "it" stands for nobody: "it is imperative to …", "made it clear that …"."""
    if token.dep_ == "expl":
        return True
    relations = {child.dep_ for child in token.head.children}
    return token.lower_ == "it" and (
        token.head.pos_ == "ADJ" or ("acomp" in relations and bool(relations & {"ccomp", "xcomp", "advcl", "csubj"}))
    )


def _speaks_of_people(token: Token) -> bool:
    return token.lower_ in lexicon().nouns
