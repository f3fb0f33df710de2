"""Keys of the HTTP API: made once, shown once, kept as hashes in a file."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Collection
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

from filelock import FileLock
from pydantic import BaseModel, TypeAdapter, ValidationError

from dragoman.graph.errors import ConfigurationError, NotFound, UsageError
from dragoman.graph.local.password import write_private

_FORM = re.compile(r"dragoman_([0-9a-f]{12})_[\w-]{43}", re.ASCII)


class Scope(StrEnum):
    """What a key is for."""

    READ = "read"
    LOAD = "load"


class Key(BaseModel):
    """What is kept of a key.

    Attributes:
        id: stands in the key itself, and in the log.
        name: for whom or what it was made.
        sha256: of the whole key. No slower hash: a key is 256 random bits, which nobody guesses however fast, and it
            is checked with every request.
        expires: the first day (UTC) on which it counts no more.
    """

    id: str
    name: str
    scopes: frozenset[Scope]
    sha256: str
    created: datetime
    expires: date | None = None

    @property
    def expired(self) -> bool:
        """Whether its time is over."""
        return self.expires is not None and datetime.now(UTC).date() >= self.expires


_KEYS = TypeAdapter(list[Key])


class Keys:
    """The keys in a file; what another process writes there counts at once.

    Args:
        path: of the file; without one there are no keys.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read_at: tuple[int, ...] | None = None
        self._keys: dict[str, Key] = {}

    def create(self, name: str, scopes: Collection[Scope], expires: date | None = None) -> str:
        """Make a key.

        Args:
            name: for whom or what it is; none other has it.
            scopes: what it is for.
            expires: the first day on which it counts no more; None for never.

        Returns:
            The key, which is written down nowhere.

        Raises:
            UsageError: a key of that name exists.
        """
        id = secrets.token_hex(6)
        text = f"dragoman_{id}_{secrets.token_urlsafe(32)}"
        key = Key(
            id=id,
            name=name,
            scopes=frozenset(scopes),
            sha256=_digest(text),
            created=datetime.now(UTC).replace(microsecond=0),
            expires=expires,
        )
        with self._locked():
            if any(other.name == name for other in self.all()):
                raise UsageError(f"there is a key {name!r} already", "revoke it, or take another name")
            self._write([*self.all(), key])
        return text

    def all(self) -> list[Key]:
        """The keys, the oldest first.

        Raises:
            ConfigurationError: the file cannot be read.
        """
        try:
            status = self._path.stat()
            if (read_at := (status.st_mtime_ns, status.st_size, status.st_ino)) != self._read_at:
                self._keys = {key.id: key for key in _KEYS.validate_json(self._path.read_bytes())}
                self._read_at = read_at
        except FileNotFoundError:
            self._keys = {}
        except (OSError, ValidationError) as error:
            raise ConfigurationError(
                f"the keys in {self._path} cannot be read", "correct the file, or remove it and make new keys"
            ) from error
        return list(self._keys.values())

    def revoke(self, name: str) -> Key:
        """Take a key out of use, at once.

        Args:
            name: its name or id.

        Raises:
            NotFound: there is no such key.
        """
        with self._locked():
            keys = self.all()
            revoked = next((key for key in keys if name in (key.name, key.id)), None)
            if revoked is None:
                raise NotFound(f"there is no key {name!r}", "`dragoman keys list` shows all")
            self._write([key for key in keys if key is not revoked])
        return revoked

    def find(self, text: str) -> Key | None:
        """The key that a client presents; None when it is none, revoked or expired."""
        self.all()
        form = _FORM.fullmatch(text)
        key = self._keys.get(form[1]) if form else None
        if key is None or key.expired or not hmac.compare_digest(key.sha256, _digest(text)):
            return None
        return key

    def _locked(self) -> FileLock:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        return FileLock(self._path.with_suffix(".lock"))

    def _write(self, keys: list[Key]) -> None:
        # Beside it first: a server that reads meanwhile finds the old keys or the new ones.
        beside = self._path.with_suffix(".new")
        write_private(beside, _KEYS.dump_json(keys, indent=2).decode())
        beside.replace(self._path)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
