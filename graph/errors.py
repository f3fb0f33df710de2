"""The one root of every error that dragoman raises on purpose."""


class DragomanError(Exception):
    """Something went wrong that the user can understand and act upon.

    Args:
        message: what went wrong and where (file, line, field), one sentence without a full stop at its end.
        hint: what to do about it, or None when the message already says so.
    """

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}; {self.hint}" if self.hint else self.message


class ConfigurationError(DragomanError):
    """A setting is missing, malformed or contradicts another."""


class DatabaseError(DragomanError):
    """Neo4j cannot be used: away, refusing the credentials, of the wrong version, or its answer came too late."""


class DatabaseUnavailable(DatabaseError):
    """No Neo4j answers at the address."""


class DatabaseTimeout(DatabaseError):
    """The transaction ran longer than its limit and was ended."""


class LocalServerError(DatabaseError):
    """The local Neo4j cannot be installed, started or stopped."""


class ClusterError(DragomanError):
    """The Dask cluster that reads cannot be used: away, without workers, or lost on the way."""


class SourceError(DragomanError):
    """One input cannot be read; the message names it and the reason."""


class NotFound(DragomanError):
    """Nothing in the graph answers to that id or name."""


class UsageError(DragomanError):
    """A command, query or parameter was used in a way that does not exist."""
