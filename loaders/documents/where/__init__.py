"""Where an event happened: the place that the words of its clause name."""

from spacy.tokens import Doc, Token

from dragoman.graph.records import Place
from dragoman.loaders.documents.attachment import LIMIT, UTTERANCES, price
from dragoman.loaders.documents.where.known import country_of, is_country, known_place
from dragoman.loaders.documents.where.mentions import PlaceMention, place_mentions

__all__ = ["place_of"]

# Among places at like distance the narrower one says more: "in Baghdad in Iraq".
_COUNTRY_IS_WIDE = 1.0
# Of an utterance's own words only a place tied to the verb itself counts.
_AT_HAND = 1.25


def place_of(trigger: Token, doc: Doc) -> Place | None:
    """The place of the event that a word heads, as its sentence names it.

    Args:
        trigger: the event's verb or noun.
        doc: the document that it stands in; the countries it names decide between cities of one name.

    Returns:
        The place, with country and coordinates where they are known; None when the sentence gives none for this event.
    """
    sentence = trigger.sent
    best: tuple[float, PlaceMention] | None = None
    for mention in place_mentions(doc):
        if not sentence.start <= mention.start < sentence.end:
            continue
        span = doc[mention.start : mention.end]
        if mention.governor is not None and mention.governor != trigger.i:
            continue
        cost = price(trigger, span)
        if cost > (_AT_HAND if trigger.lemma_.lower() in UTTERANCES else LIMIT):
            continue
        cost += _COUNTRY_IS_WIDE if is_country(mention.name) else 0.0
        if best is None or cost < best[0]:
            best = (cost, mention)
    return _resolved(best[1], doc) if best else None


def _resolved(mention: PlaceMention, doc: Doc) -> Place:
    found = known_place(mention.name, _countries_named(doc), mention.within)
    return found or Place(name=mention.name, country=mention.within)


def _countries_named(doc: Doc) -> frozenset[str]:
    """The countries that the document names, found once."""
    named: frozenset[str] | None = doc.user_data.get("dragoman_countries")
    if named is None:
        found = (country_of(entity.text) for entity in doc.ents if entity.label_ == "GPE")
        named = doc.user_data["dragoman_countries"] = frozenset(country for country in found if country)
    return named
