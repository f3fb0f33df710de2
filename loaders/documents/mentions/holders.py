"""Who holds an office: the names that a text puts after it, beside it, or says it of."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.loaders.documents.mentions.lexicon import lexicon
from dragoman.loaders.documents.mentions.names import name_end
from dragoman.loaders.documents.mentions.phrases import Phrase
from dragoman.loaders.documents.mentions.scene import Scene

Span = tuple[int, int]
_APPOSING = frozenset({",", "(", "-", "–", "—"})
_CLOSING = frozenset({",", ".", ")", ":", ";", "-", "–", "—"})


def names_after(scene: Scene, phrase: Phrase) -> list[Span]:
    """The names right after the office: "President Xi", "Presidents Biden and von der Leyen"."""
    doc, at = scene.doc, scene.after_ranks(phrase.end)
    found: list[Span] = []
    while at < len(doc) and not doc[at].is_sent_start:
        end = name_end(doc, at, scene.taken)
        if end == at or not _is_persons(scene, phrase, at, end):
            break
        found.append((at, end))
        if not phrase.plural:
            break
        while end < len(doc) and doc[end].lower_ in {",", "and"}:
            end += 1
        at = end
    return found


def _is_persons(scene: Scene, phrase: Phrase, start: int, end: int) -> bool:
    """Whether the capitalised words after an office are its holder's name: "Member States" is none."""
    if end < len(scene.doc) and scene.is_office(end) and end not in scene.names:
        return False
    sure = scene.doc[phrase.head].lower_.removesuffix("s") not in lexicon().offices.loose
    return sure or any(index in scene.people or scene.doc[index].ent_type_ == "PERSON" for index in range(start, end))


def names_around(scene: Scene, phrase: Phrase, held: set[int]) -> list[Span]:
    """The name in apposition before or after the office, or of which it is said.

    Args:
        scene: the text.
        phrase: the office.
        held: indexes after names that follow an office of their own.
    """
    return _before(scene, phrase, held) or _after_comma(scene, phrase) or _subject(scene, phrase)


def _before(scene: Scene, phrase: Phrase, held: set[int]) -> list[Span]:
    """Such as "Alex Lagakos, deputy director of the Forum"."""
    at = phrase.start - 1
    if at < 1 or scene.doc[at].text not in _APPOSING or _is_listed_apart(scene, phrase, held):
        return []
    return [(start, at) for start, _ in scene.person_at(at - 1)]


def _is_listed_apart(scene: Scene, phrase: Phrase, held: set[int]) -> bool:
    """Whether the office begins something else: "Premier A, Labour MP …", "asked by Premier A, the Queen went"."""
    if phrase.definite:
        return phrase.end < len(scene.doc) and scene.doc[phrase.end].pos_ in {"VERB", "AUX"}
    bare = phrase.start == phrase.first and scene.doc[phrase.first].text[0].isupper()
    return bare and phrase.start - 1 in held


def _after_comma(scene: Scene, phrase: Phrase) -> list[Span]:
    """Such as "The mayor of London, Sadiq Khan, said", "Britain's ambassador in Sanaa, Victor Hennessey"."""
    doc, at = scene.doc, _after_place(scene, phrase.end)
    if at + 1 >= len(doc) or doc[at].text not in _APPOSING or doc[phrase.head].dep_ == "appos":
        return []
    start = scene.after_ranks(at + 1)
    end = name_end(doc, start, scene.taken)
    closed = end < len(doc) and (doc[end].text in _CLOSING | {"of"} or doc[end].pos_ in {"VERB", "AUX"})
    named = start in scene.people or end - start > 1
    return [(start, end)] if end > start and closed and named else []


def _after_place(scene: Scene, index: int) -> int:
    """The index after "in Sanaa", where it stands there."""
    if index + 1 >= len(scene.doc) or scene.doc[index].lower_ not in lexicon().locating:
        return index
    start = scene.after_article(index + 1)
    name = scene.names.get(start)
    if name is not None:
        return name.end
    entity = next((entity for entity in scene.doc.ents if entity.start == start), None)
    return entity.end if entity is not None and entity.label_ in {"GPE", "LOC"} else index


def _subject(scene: Scene, phrase: Phrase) -> list[Span]:
    """Such as "Mike Pompeo, who is the secretary of state", "serves as president", "was elected president"."""
    head = scene.doc[phrase.head]
    if head.dep_ == "appos":
        return scene.person_at(head.head.i)
    # "Appointed Ann Baker prime minister": the name may look like a part of the office.
    named = scene.person_at(phrase.start - 1) if head.head.lemma_ in lexicon().offices.acquiring else []
    if named and head.dep_ in {"dobj", "oprd"}:
        return named
    found = (scene.person_of(token) for token in _bearers(head))
    if _verb_of_post(head).lemma_ in lexicon().offices.succeeding:
        return [span for spans in found for span in spans]
    return next((spans for spans in found if spans), [])


def pronoun_bearing(head: Token) -> int | None:
    """The index of "he" or "she" of whom the office is said: "she became president"; None when it is of nobody such.

    Args:
        head: the office's noun.
    """
    return next((token.i for token in _bearers(head) if token.lower_ in {"he", "she", "him", "her"}), None)


def _verb_of_post(head: Token) -> Token:
    """The verb that says an office of somebody: "became president", "serves as", "took the post of"."""
    verb = head.head
    if head.dep_ == "pobj" and verb.lower_ == "of" and verb.head.lower_ in lexicon().offices.posts:
        verb = verb.head.head
    if verb.lower_ != "as":
        return verb
    # "Sworn in for a third term as president".
    return verb.head.head.head if verb.head.lower_ == "term" and verb.head.dep_ == "pobj" else verb.head


def _bearers(head: Token) -> Iterator[Token]:
    """The words for the persons of whom a verb says the office, the likeliest first; also of two offices at once."""
    while head.dep_ == "conj" and head.head.lower_ in lexicon().offices.heads:
        head = head.head
    verb = _verb_of_post(head)
    yield from _ends(verb, *_relations(head, verb))


def _relations(head: Token, verb: Token) -> tuple[str, ...]:
    """By which relations to its verb the holders of an office are to be found, the likeliest first."""
    words = lexicon().offices
    # "Served eight years as mayor", "took office as president": these are nobody to whom something is done.
    things = [child for child in verb.children if child.dep_ == "dobj" and child.ent_type_ != "DATE"]
    acted_on = any(child.lower_ not in words.posts for child in things)
    acted_on = acted_on or (verb.lemma_ == "swear" and not any(child.dep_ == "nsubjpass" for child in verb.children))
    said_as = head.dep_ == "pobj" and head.head.lower_ == "as"
    if verb.lemma_ in words.acquiring and (said_as or head.dep_ in {"oprd", "attr"}):
        return ("dobj",) if acted_on else ("nsubjpass", "nsubj")
    if said_as:
        return () if acted_on and verb.lemma_ not in words.succeeding else ("nsubj", "nsubjpass", "dobj")
    holds = head.dep_ in {"attr", "acomp"} and verb.lemma_ in words.holding
    return ("nsubj",) if holds or (head.dep_ == "pobj" and verb.lemma_ in words.taking) else ()


def _ends(verb: Token, *relations: str) -> Iterator[Token]:
    """The verb's dependents with these relations, in their order; a second verb shares the first one's subject."""
    for relation in relations:
        own = [child for child in verb.children if child.dep_ == relation]
        if relation == "dobj" and verb.lemma_ == "swear":
            # "Swore in Dina Boluarte", where the parse takes "in" for a preposition.
            own += [child for particle in verb.children if particle.lower_ == "in" for child in particle.children]
        yield from own
        if not own and relation.startswith("nsubj") and verb.dep_ == "conj":
            yield from (child for child in verb.head.children if child.dep_ == relation)
