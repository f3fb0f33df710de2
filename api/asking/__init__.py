"""Questions in plain words: which named query they ask, and with which arguments; offline."""

from dragoman.api.asking.reading import LONGEST_QUESTION, NotUnderstood, Taken, take

__all__ = ["LONGEST_QUESTION", "NotUnderstood", "Taken", "take"]
