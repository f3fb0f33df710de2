"""Who is who in world politics: states, bodies, armed groups, organs of states, widely known persons."""

from dragoman.loaders.gazetteer.entries import GazetteerEntry, fold, straighten
from dragoman.loaders.gazetteer.persons import Person, Term, official_id, persons
from dragoman.loaders.gazetteer.places import country_of, regions
from dragoman.loaders.gazetteer.tables import bodies, entries, groups, lookup, organs, slug, states

__all__ = [
    "GazetteerEntry",
    "Person",
    "Term",
    "bodies",
    "country_of",
    "entries",
    "fold",
    "groups",
    "lookup",
    "official_id",
    "organs",
    "persons",
    "regions",
    "slug",
    "states",
    "straighten",
]
