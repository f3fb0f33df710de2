"""Questions in plain words: which named query they ask, and with which arguments. Offline, and told before the answer."""

from dragoman.api.asking.reading import NotUnderstood, Taken, take

__all__ = ["NotUnderstood", "Taken", "take"]
