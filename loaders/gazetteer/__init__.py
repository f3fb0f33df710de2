"""Who is who in world politics: states, bodies, armed groups, organs of states, widely known persons."""

from dragoman.loaders.gazetteer.entries import GazetteerEntry, fold, straighten
from dragoman.loaders.gazetteer.tables import bodies, entries, groups, lookup, organs, slug, states

__all__ = ["GazetteerEntry", "bodies", "entries", "fold", "groups", "lookup", "organs", "slug", "states", "straighten"]
