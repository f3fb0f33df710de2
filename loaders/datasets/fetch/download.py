"""A publisher's file in the cache: fetched once, gone on with after a break, and held to its checksum."""

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple

import httpx
from filelock import FileLock

from dragoman.loaders.datasets.fetch.web import Web
from dragoman.loaders.outcome import Refused, Unreachable

# The largest is GDELT's list of all its files: 150 MB, and some 15 MB more each year. Its files have less than 1 MB.
MAX_BYTES = 1_000_000_000
_RANGE = re.compile(r"bytes (\d+)-")


class RemoteFile(NamedTuple):
    """A file as its publisher's list names it.

    Attributes:
        name: without folder.
        url: where it stands.
        at: the day and time that its name tells, UTC.
        size: in bytes; None where the list does not tell.
        md5: in hexadecimal; None where the list does not tell.
    """

    name: str
    url: str
    at: datetime
    size: int | None
    md5: str | None


def fetched(file: RemoteFile, folder: Path, web: Web) -> Path:
    """The file in a folder of the cache, fetched unless it lies there whole.

    A file without a checksum of its publisher's has the SHA-256 of its first download noted beside it.

    Args:
        file: which.
        folder: of its publisher; made if need be.
        web: who asks.

    Raises:
        Unreachable: it cannot be had now; what has come of it is kept, and gone on with.
        Refused: it does not exist, is too large, or is not what its publisher says, also when fetched once more.
    """
    if (file.size or 0) > MAX_BYTES:
        raise _too_large()
    folder.mkdir(parents=True, exist_ok=True)
    target, partial = folder / file.name, folder / f"{file.name}.partial"
    with FileLock(folder / "fetching.lock"):
        if target.exists() and _digest(target, file) == _expected(target, file):
            return target
        for _ in range(2):
            _download(file, partial, web)
            if file.md5 in (None, _digest(partial, file)):
                partial.replace(target)
                if file.md5 is None:
                    note_checksum(target)
                return target
            partial.unlink()
    raise Refused("has not the checksum that its publisher's list tells, fetched twice", "try again later")


def note_checksum(path: Path) -> None:
    """Note a file's SHA-256 beside it, in the form that `sha256sum --check` reads."""
    _note(path).write_text(f"{_sha256(path)}  {path.name}\n", encoding="utf-8")


def is_as_noted(path: Path) -> bool:
    """Whether a file is there as its checksum was noted."""
    return path.exists() and _noted(path) == _sha256(path)


def _download(file: RemoteFile, partial: Path, web: Web) -> None:
    size = file.size or 0
    # Without a checksum nothing would tell that two halves are of one file.
    if file.md5 is None or (size and _size(partial) > size):
        partial.unlink(missing_ok=True)

    def headers() -> Mapping[str, str]:
        return {"Range": f"bytes={_size(partial)}-"} if _size(partial) else {}

    async def receive(response: httpx.Response) -> None:
        if response.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            return
        await _append(response, partial)
        if _size(partial) < size:
            raise Unreachable(f"broke off after {_size(partial):,} of {size:,} bytes", "try again later")

    if not size or _size(partial) != size:
        web.ask(file.url, headers, receive)


async def _append(response: httpx.Response, partial: Path) -> None:
    whole = response.status_code == HTTPStatus.OK
    told = _RANGE.match(response.headers.get("Content-Range", ""))
    if not whole and (told is None or int(told[1]) != _size(partial)):
        partial.unlink()
        raise Unreachable("was answered with another part of it than asked for", "try again later", wait=0)
    with partial.open("wb" if whole else "ab") as out:
        async for chunk in response.aiter_raw():
            if out.tell() + len(chunk) > MAX_BYTES:
                raise _too_large()
            out.write(chunk)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _too_large() -> Refused:
    return Refused(f"is larger than {MAX_BYTES // 1_000_000} MB", "fetch it yourself, and load the file")


def _expected(target: Path, file: RemoteFile) -> str | None:
    return file.md5 or _noted(target)


def _digest(path: Path, file: RemoteFile) -> str:
    if file.md5 is None:
        return _sha256(path)
    with path.open("rb") as content:
        return hashlib.file_digest(content, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _note(path: Path) -> Path:
    return path.with_name(f"{path.name}.sha256")


def _noted(path: Path) -> str | None:
    return _note(path).read_text(encoding="utf-8").partition(" ")[0] if _note(path).exists() else None
