"""A list that grows at its end: only what has come since is fetched."""

from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path

import httpx
from filelock import FileLock

from dragoman.loaders.datasets.fetch.download import MAX_BYTES
from dragoman.loaders.datasets.fetch.web import Web
from dragoman.loaders.outcome import Refused, Unreachable

# So much of its end is fetched again: where that is another, the list was written anew. Its lines have about 110 bytes.
_SEAM = 512


def bring_up_to_date(url: str, path: Path, web: Web) -> None:
    """Bring the list at a path to what its publisher has of it now; one that broke off is gone on with.

    Args:
        url: where the list stands.
        path: where what was fetched of it before lies, if anything was.
        web: who asks.

    Raises:
        Unreachable: it cannot be had now.
        Refused: it does not exist, or is too large.
    """
    path.parent.mkdir(parents=True, exist_ok=True)

    def headers() -> Mapping[str, str]:
        return {"Range": f"bytes={_seam_start(path)}-"} if _seam(path) else {}

    async def receive(response: httpx.Response) -> None:
        await _go_on(response, path)

    with FileLock(path.parent / "fetching.lock"):
        web.ask(url, headers, receive)


def _seam_start(path: Path) -> int:
    return max(0, path.stat().st_size - _SEAM)


def _seam(path: Path) -> bytes:
    """The last bytes of what is there."""
    if not path.exists():
        return b""
    with path.open("rb") as content:
        content.seek(_seam_start(path))
        return content.read()


async def _go_on(response: httpx.Response, path: Path) -> None:
    seam = _seam(path) if response.status_code == HTTPStatus.PARTIAL_CONTENT else b""
    if response.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
        raise _written_anew(path)
    with path.open("ab" if seam else "wb") as out:
        async for chunk in response.aiter_raw():
            known, chunk = chunk[: len(seam)], chunk[len(seam) :]
            if not seam.startswith(known):
                raise _written_anew(path)
            seam = seam[len(known) :]
            if out.tell() + len(chunk) > MAX_BYTES:
                raise Refused(f"is larger than {MAX_BYTES // 1_000_000} MB", "give the files that you have fetched")
            out.write(chunk)
    if seam:
        raise _written_anew(path)


def _written_anew(path: Path) -> Unreachable:
    path.unlink()
    return Unreachable("has been written anew since it was last fetched", "try again", wait=0)
