"""What a publisher's lists name: its files of some days, the newest, and what came after a moment."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx

from dragoman.loaders.bodies import body_of
from dragoman.loaders.datasets.fetch.download import RemoteFile, fetched
from dragoman.loaders.datasets.fetch.growing import bring_up_to_date
from dragoman.loaders.datasets.fetch.web import Web
from dragoman.loaders.datasets.published import PublishedFiles
from dragoman.loaders.outcome import Refused

STAMP = "%Y%m%d%H%M%S"
# A list of the newest has three lines.
_MOST_BYTES = 100_000
_TAIL_BYTES = 4096


class Publisher:
    """One publisher's files of one data set."""

    def __init__(self, files: PublishedFiles, home: str, folder: Path, web: Web) -> None:
        """Fetch nothing yet.

        Args:
            files: how they are published.
            home: the address below which lists and files stand, the publisher's own or a mirror's.
            folder: of the cache.
            web: who asks.
        """
        self.every = files.every
        self._files = files
        self._home = home.rstrip("/")
        self._folder = folder
        self._web = web
        # Some lines of GDELT's list lack size and checksum. Addresses are those of the publisher, not of a mirror.
        self._line = re.compile(rf"(?:(\d+) +([0-9a-fA-F]{{32}}) +)?(?:\S*/)?(\d{{14}}){re.escape(files.suffix)}\s*")

    def between(self, first: datetime, last: datetime) -> list[RemoteFile]:
        """The files from one moment to another, both included, the oldest first.

        Raises:
            Refused: there is no list, `Unreachable` where it may come later.
        """
        listed = self._folder / self._files.all
        if self._reaches_to(listed) <= last:
            bring_up_to_date(f"{self._home}/{self._files.all}", listed, self._web)
        with listed.open(encoding="utf-8", errors="replace") as lines:
            found = {file.at: file for file in self._named(lines) if first <= file.at <= last}
        return [found[at] for at in sorted(found)]

    def after(self, last: datetime | None) -> list[RemoteFile]:
        """The files that came after a moment, the oldest first; without one, the newest alone.

        Raises:
            Refused: as `between`.
        """
        newest = self._newest()
        if last is None or newest.at - last == self.every:
            return [newest]
        return self.between(last + timedelta(seconds=1), newest.at) if newest.at > last else []

    def fetched(self, file: RemoteFile) -> Path:
        """A file in the cache; see `fetched` in `download`."""
        return fetched(file, self._folder, self._web)

    def _newest(self) -> RemoteFile:
        url = f"{self._home}/{self._files.newest}"
        files = list(self._named(self._web.ask(url, dict, _text).splitlines()))
        if not files:
            raise Refused(f"names no file of *{self._files.suffix}: {url}", "check the address")
        return max(files, key=lambda file: file.at)

    def _named(self, lines: Iterable[str]) -> Iterator[RemoteFile]:
        """The files of this data set that a list names, others being of its publisher's other data sets."""
        for line in lines:
            if (told := self._line.fullmatch(line)) and (at := moment(told[3])):
                name = f"{told[3]}{self._files.suffix}"
                size, md5 = (int(told[1]), told[2].lower()) if told[1] else (None, None)
                yield RemoteFile(name, f"{self._home}/{name}", at, size, md5)

    def _reaches_to(self, listed: Path) -> datetime:
        """The last moment that is told of by what was fetched of the list."""
        if not listed.exists():
            return datetime.min.replace(tzinfo=UTC)
        with listed.open("rb") as content:
            content.seek(max(0, listed.stat().st_size - _TAIL_BYTES))
            tail = content.read().decode("utf-8", "replace").splitlines()
        # What stands first may be half a line, what stands last a line that broke off.
        return max((file.at for file in self._named(tail[1:-1])), default=datetime.min.replace(tzinfo=UTC))


def moment(stamp: str) -> datetime | None:
    """The moment that the first fourteen digits of a file's name tell, UTC; None where they tell none."""
    try:
        return datetime.strptime(stamp[:14], STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


async def _text(response: httpx.Response) -> str:
    too_large = Refused(f"is larger than {_MOST_BYTES:,} bytes", "check the address")
    return (await body_of(response, _MOST_BYTES, too_large)).decode("utf-8", "replace")
