"""What reading one input comes to: a draft of a document, or the reason why there is none."""

from dataclasses import dataclass
from datetime import date

from dragoman.graph.errors import SourceError


@dataclass(frozen=True)
class Unreadable:
    """One input, or one row of an input, that could not be read.

    Attributes:
        name: as the document would have been called.
        reason: what is wrong, without the name and without a full stop.
        hint: what to do about it, or None.
        line: line of the input, counted from 1, where the trouble stands in one line.
    """

    name: str
    reason: str
    hint: str | None = None
    line: int | None = None


class Refused(SourceError):
    """An input cannot be read; `line` is the line where the trouble stands, counted from 1, or None."""

    def __init__(self, message: str, hint: str | None = None, line: int | None = None) -> None:
        super().__init__(message, hint)
        self.line = line

    def as_unreadable(self, name: str) -> Unreadable:
        """The same as a value, for the input called `name`."""
        return Unreadable(name, self.message, self.hint, self.line)


class Unreachable(Refused):
    """An address gives no answer now, and may give one later; `wait` is how many seconds its server asks to wait."""

    def __init__(self, message: str, hint: str | None = None, wait: float | None = None) -> None:
        super().__init__(message, hint)
        self.wait = wait


@dataclass(frozen=True)
class Draft:
    """What a format's reader found, before the checks that hold for all formats.

    Attributes:
        text: the document's body.
        title: the headline, where the format has a field for it.
        published: the day of publication, where the format has a field for it.
        created: the day on which the file was made; a weak sign of the day of publication.
        publisher: who published it.
        url: the address it stands at.
        language: ISO 639-1 code, where the format has a field for it.
        line: the row's line in a file of many documents.
    """

    text: str
    title: str | None = None
    published: date | None = None
    created: date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    line: int | None = None
