"""Find out whom each mention of a text stands for."""

from datetime import date

from spacy.tokens import Doc

from dragoman.graph.records import Actor
from dragoman.loaders.documents.mentions import Mention
from dragoman.loaders.documents.resolve.cast import Cast
from dragoman.loaders.documents.resolve.officials import found_officials, give_states
from dragoman.loaders.documents.resolve.people import individuals
from dragoman.loaders.documents.resolve.reading import Reading
from dragoman.loaders.documents.resolve.states import Setting


def resolve_actors(doc: Doc, mentions: tuple[Mention, ...], published: date | None) -> Cast:
    """Find out whom each mention stands for.

    Args:
        doc: the parsed text.
        mentions: what `find_mentions` found in it.
        published: the day of publication; persons are known by the office they held then.
    """
    setting = Setting(doc, mentions)
    people = individuals(doc, mentions, published)
    give_states(people, setting)
    actors: dict[int, tuple[Actor, ...]] = Reading(doc, setting, people).actors(mentions)
    return Cast(actors, tuple(found_officials(doc, people)))
