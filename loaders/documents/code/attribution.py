"""Whose words are whose: the speaker of each quotation, and in whose name the document itself speaks."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Span, Token

from dragoman.graph.records import Actor
from dragoman.graph.vocabulary import ActorKind
from dragoman.loaders.documents.code.quotes import Quote, find_quotes
from dragoman.loaders.documents.code.source import Source
from dragoman.loaders.documents.code.speech import saying_of
from dragoman.loaders.documents.code.syntax import is_verb, subject
from dragoman.loaders.documents.mentions import find_mentions
from dragoman.loaders.documents.parse import parse, sentences
from dragoman.loaders.documents.resolve import resolve_actors

# Titles of documents that speak for themselves; what follows names in whose name.
_ISSUED = re.compile(
    r"\b(?:(?:joint |press |media )*(?:statement|remarks|message|communiqué|communique|declaration|address|speech)s?"
    r"(?: (?:by|from|of)|$)|(?:joint (?:statement|declaration|communiqu[eé])))",
    re.IGNORECASE,
)
_SUBJECT_MATTER = re.compile(
    r"\s+(?:on|regarding|about|concerning|following|after|marking|announcing|to)\s+", re.IGNORECASE
)


def attribute(source: Source) -> Source:
    """The document with the speakers of its quotations and its issuer found."""
    outside = replace(source, issuer=issuer_of(source))
    found: list[tuple[Quote, tuple[Actor, ...]]] = []
    quotes = find_quotes(source.doc)
    spans = list(sentences(source.doc)) if quotes else []
    for quote in quotes:
        speakers = _speakers(outside, quote, quotes, spans)
        if not speakers and found and _goes_on(source.doc, found[-1][0], quote):
            speakers = found[-1][1]
        found.append((quote, speakers))
    return replace(outside, quotes=tuple(found))


def issuer_of(source: Source) -> tuple[Actor, ...]:
    """In whose name a document speaks whose title says so ("Statement by …"), or nobody.

    An office without a state ("Statement by the President") is that of the state which acts most in the text.
    """
    match = _ISSUED.search(source.title) if source.title else None
    if source.title is None or match is None:
        return ()
    named = _named_in(source.title[match.end() :], source) or _named_in(source.title[: match.start()], source)
    persons = [actor for actor in named if actor.kind is ActorKind.OFFICIAL]
    if persons or any(actor.kind is not ActorKind.ORGANIZATION or actor.state == actor.id for actor in named):
        return tuple(persons[:1] or named)
    return _most_active(source)


def _named_in(words: str, source: Source) -> list[Actor]:
    return actors_in(_SUBJECT_MATTER.split(words, maxsplit=1)[0], source.published)


def actors_in(words: str, published: date | None) -> list[Actor]:
    """The actors that some words of a title name.

    Args:
        words: they need be no sentence.
        published: the day of publication, by which known persons are told apart.
    """
    phrase = words.strip(" :,.")
    if not phrase:
        return []
    # A full stop lets the parse and the segmentation take the phrase for a sentence.
    doc = parse(f"{phrase}.")
    cast = resolve_actors(doc, find_mentions(doc), published)
    return list({actor.id: actor for token in doc for actor in cast.actors_at(token)}.values())


def _most_active(source: Source) -> tuple[Actor, ...]:
    subjects = (token for token in source.doc if token.dep_ == "nsubj")
    states = Counter(actor for token in subjects for actor in source.cast.actors_at(token) if actor.id == actor.state)
    if not states:
        return ()
    best: Actor = states.most_common(1)[0][0]
    return (best,)


def _speakers(source: Source, quote: Quote, quotes: list[Quote], spans: list[Span]) -> tuple[Actor, ...]:
    """Who says the quotation: the subject of a verb outside it, in its own sentences, else in those beside it."""
    own = [index for index, span in enumerate(spans) if quote.overlap(span)]
    if not own:
        return ()
    order = [own[-1], own[0], *([own[0] - 1] if own[0] else [])]
    for index in order:
        if _same_paragraph(source.doc, spans[index], spans[own[0]]):
            speakers = _speaker_in(source, spans[index], quotes)
            if speakers:
                return speakers
    return ()


def _speaker_in(source: Source, span: Span, quotes: list[Quote]) -> tuple[Actor, ...]:
    outside = [token for token in span if not any(quote.holds(token) for quote in quotes)]
    verbs = [token for token in outside if saying_of(token)] + [token for token in outside if is_verb(token)]
    for verb in verbs:
        teller = subject(verb)
        if teller is not None and teller in outside:
            actors = source.cast.actors_at(teller)
            if actors:
                return actors
    return next(iter(_according_to(source, outside)), ())


def _according_to(source: Source, tokens: list[Token]) -> Iterator[tuple[Actor, ...]]:
    for token in tokens:
        if token.lower_ == "according":
            for child in token.subtree:
                if child.dep_ == "pobj" and source.cast.actors_at(child):
                    yield source.cast.actors_at(child)


def _same_paragraph(doc: Doc, first: Span, second: Span) -> bool:
    start, end = sorted((first.start_char, second.start_char))
    return not any(start < paragraph <= end for paragraph in doc.user_data["paragraphs"])


def _goes_on(doc: Doc, before: Quote, quote: Quote) -> bool:
    """Whether a quotation without a speaker of its own goes on with the one before: at most one sentence between."""
    return len(doc.text[before.end : quote.start].split()) < 40
