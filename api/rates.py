"""How often somebody may ask: so many requests at once, and no more than as many a minute for long."""

import math
import mmap
import secrets
import struct
import time
from hashlib import blake2b
from pathlib import Path

_SALT = 16
# Two askers that share a slot share its rate: with this many, one in 65,000.
_SLOTS = 2**16
_SIZE = _SALT + 8 * _SLOTS


class Rates:
    """Counts requests in memory that all workers of a server share.

    For each asker there is one number: when the requests so far would have ended, had they come evenly (the generic
    cell rate algorithm). Workers take no lock: of two requests at the same instant one may go uncounted.

    Args:
        per_minute: how many requests an asker may make.
        file: the memory as a file, made by `shared_file`; None for this process alone.
    """

    def __init__(self, per_minute: int, file: Path | None = None) -> None:
        self._seconds_each = 60 / per_minute
        if file is None:
            self._memory = mmap.mmap(-1, _SIZE)
            self._memory[:_SALT] = secrets.token_bytes(_SALT)
        else:
            with file.open("r+b") as opened:
                self._memory = mmap.mmap(opened.fileno(), _SIZE)

    def wait(self, asker: str) -> int:
        """Count a request of an asker, if it is one too many not.

        Returns:
            0, or in how many seconds the asker may ask again.
        """
        at = _SALT + 8 * self._slot(asker)
        now = time.monotonic()
        before: float = struct.unpack_from("d", self._memory, at)[0]
        ends = max(before, now) + self._seconds_each
        if ends - now > 60:
            return math.ceil(ends - now - 60)
        struct.pack_into("d", self._memory, at, ends)
        return 0

    def _slot(self, asker: str) -> int:
        # Salted, so that nobody can find an address whose slot is somebody else's.
        digest = blake2b(asker.encode(), digest_size=4, key=self._memory[:_SALT]).digest()
        return int.from_bytes(digest, "big") % _SLOTS


def shared_file(path: Path) -> None:
    """Make a file into the memory that several workers share."""
    path.write_bytes(secrets.token_bytes(_SALT) + bytes(8 * _SLOTS))
