"""Disks that are full or not ours to write, told as what they are."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.graph.errors import LocalServerError
from dragoman.graph.local.folders import Folders


def demand_free(folder: Path, needed: int) -> None:
    """Make sure that `needed` bytes are free on the disk of `folder`.

    Raises:
        LocalServerError: they are not.
    """
    if shutil.disk_usage(folder).free < needed:
        raise _full(folder, f", {needed // 1_000_000} MB are needed")


@contextmanager
def disk_errors_told(places: Folders) -> Iterator[None]:
    """Within it, an `OSError` becomes a `LocalServerError` that says what to do."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _full(error.filename or places.home) from error
        raise LocalServerError(
            f"the local Neo4j cannot use {error.filename or places.home}: {error.strerror or error}",
            "make it readable and writable for you, or set DRAGOMAN_HOME to another folder",
        ) from error


def _full(path: Path | str, needed: str = "") -> LocalServerError:
    return LocalServerError(
        f"the disk of {path} is full{needed}", "free some space, or set DRAGOMAN_HOME to a folder on another disk"
    )
