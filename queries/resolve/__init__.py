"""Looks up what an id or plain words stand for in the graph."""

from dragoman.queries.resolve.lookup import Unresolved, resolve
from dragoman.queries.resolve.words import lucene_query

__all__ = ["Unresolved", "lucene_query", "resolve"]
