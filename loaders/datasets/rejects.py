"""The file that lists the rows which could not be read or mapped, written as they come."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from dragoman.graph.errors import UsageError
from dragoman.loaders.datasets.dataset import Rejected


class Rejects:
    """Lists rejected rows with file, line and reason, as comma-separated values; no file where there are none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._out: TextIO | None = None
        self._kept: list[list[str]] = []

    def keep(self, file: str, lines: int) -> None:
        """Keep what an earlier run listed of a file up to a line: a load that goes on behind it lists the rest."""
        if self._out is None and self.path.exists():
            with self.path.open(encoding="utf-8", newline="") as before:
                listed = [row for row in csv.reader(before) if len(row) == len(Rejected._fields)]
            self._kept += [row for row in listed[1:] if row[0] == file and int(row[1]) <= lines]

    def add(self, some: Sequence[Rejected]) -> None:
        """List some; they are in the file when this returns.

        Raises:
            UsageError: the file cannot be written.
        """
        if not some:
            return
        try:
            if self._out is None:
                self._out = self.path.open("w", encoding="utf-8", newline="")
                csv.writer(self._out, lineterminator="\n").writerows([Rejected._fields, *self._kept])
            csv.writer(self._out, lineterminator="\n").writerows(some)
            self._out.flush()
        except OSError as error:
            hint = "say with --rejects where to list the rejected rows"
            raise UsageError(f"{self.path}: {error.strerror}", hint) from error
        self.count += len(some)

    def close(self) -> None:
        """Close the file."""
        if self._out is not None:
            self._out.close()
