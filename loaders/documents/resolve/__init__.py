"""Whom the mentions of a text stand for."""

from dragoman.loaders.documents.resolve.cast import Cast, OfficialFound
from dragoman.loaders.documents.resolve.resolve import resolve_actors

__all__ = ["Cast", "OfficialFound", "resolve_actors"]
