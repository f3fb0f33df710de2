"""From what a publisher names to inputs that can be loaded, each fetched when its turn comes."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from dragoman.loaders.datasets.fetch.download import RemoteFile
from dragoman.loaders.datasets.fetch.publisher import Publisher
from dragoman.loaders.documents.sources import Source
from dragoman.loaders.outcome import Refused, Unreachable, Unreadable

_FIRST_PAUSE = timedelta(minutes=1)


def of_days(publisher: Publisher, since: date, until: date) -> list[RemoteFile]:
    """The files of some days (UTC), both included.

    Raises:
        Refused: there is no list, or none of them is in it.
    """
    first, last = (datetime.combine(day, time.min, UTC) for day in (since, until))
    files = publisher.between(first, last + timedelta(days=1, seconds=-1))
    if not files:
        raise Refused(f"no file of {since} to {until} is listed", "files are listed by the day on which they came out")
    return files


def fetched_all(publisher: Publisher, files: Iterable[RemoteFile]) -> Iterator[Source | Unreadable]:
    """Each file as an input; one that cannot be had comes out as the reason."""
    for file in files:
        try:
            yield _found(publisher, file)
        except Unreachable as unreachable:
            yield unreachable.as_unreadable(file.name)


class Follower:
    """Keeps up with a publisher: gives its files one by one as they come out, until it is told to stop.

    What cannot be reached is told and tried again, later each time, for as long as it takes.
    """

    def __init__(
        self,
        publisher: Publisher,
        last: datetime | None,
        wait: Callable[[float], bool],
        tell: Callable[[str], None],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Ask nothing yet.

        Args:
            publisher: whose files.
            last: of when the last file is that is there; without one it begins with the newest.
            wait: waits for so many seconds, or until it is to stop: then it says True.
            tell: takes what a user should know.
            clock: the time, UTC.
        """
        self._publisher = publisher
        self._last = last
        self._wait = wait
        self._tell = tell
        self._clock = clock
        self._in_vain = 0
        self._was_reached = False

    def files(self) -> Iterator[Source | Unreadable]:
        """The files, the oldest first; asking for the next says that the one before has been dealt with.

        Raises:
            Refused: the publisher's address is wrong from the start.
        """
        while True:
            wish = 0.0
            try:
                yield from self._coming()
            except Refused as error:
                if not (self._was_reached or isinstance(error, Unreachable)):
                    raise
                wish = error.wait or 0.0 if isinstance(error, Unreachable) else 0.0
                self._in_vain += 1
                self._tell(f"{error}; asking again in {self._pause(wish):.0f} s")
            if self._wait(self._pause(wish)):
                return

    def _coming(self) -> Iterator[Source | Unreadable]:
        files = self._publisher.after(self._last)
        self._was_reached = True
        if len(files) > 1:
            self._tell(f"{len(files):,} files have come out since")
        self._in_vain = self._in_vain if files else self._in_vain + 1
        for file in files:
            yield _found(self._publisher, file)
            self._last = file.at
            self._in_vain = 0

    def _pause(self, wish: float) -> float:
        """Seconds until the next file is due; where one is overdue or could not be had, more each time."""
        every = self._publisher.every
        due = every - (self._clock() - datetime.min.replace(tzinfo=UTC)) % every
        pause = min(_FIRST_PAUSE * 2 ** min(self._in_vain - 1, 10), every) if self._in_vain else due
        return max(wish, pause.total_seconds())


def _found(publisher: Publisher, file: RemoteFile) -> Source | Unreadable:
    """A file as an input, or why it will never be one.

    Raises:
        Unreachable: it may be one later.
    """
    try:
        return Source(file.name, str(publisher.fetched(file)))
    except Unreachable:
        raise
    except Refused as refused:
        return refused.as_unreadable(file.name)
