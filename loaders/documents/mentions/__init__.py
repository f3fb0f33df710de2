"""Where a text speaks of actors: names of the gazetteer, persons, offices and organs, and words that refer back."""

from dragoman.loaders.documents.mentions.find import find_mentions
from dragoman.loaders.documents.mentions.mention import Mention, MentionKind, Office

__all__ = ["Mention", "MentionKind", "Office", "find_mentions"]
